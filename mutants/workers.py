"""Copies of the project in which mutants are judged, one at a time in each."""
from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple, Sequence

from mutants.mutant import LAW, Mutant
from mutants.words import FOLDER, read, say

REFUSED, KILLED, TIME, SURVIVED = "refuse", "tue", "temps", "survit"
BEFORE = 6  # tests that saw neighbours of a mutant, run before the others
_IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc", ".hypothesis", "node_modules")


class Judgement(NamedTuple):
    """`by`: the test that saw the mutant, or why the loader refused it."""

    verdict: str
    by: str
    seconds: float


class Unfit(RuntimeError):
    """The tests do not pass on what is not spoilt: nothing can be judged. The message is a French sentence."""


class _Process:
    """A judge (judge.py) and its conversation."""

    def __init__(self, copy: Path, passing: Path, mode: str, files: Sequence[str] = ()) -> None:
        environment = {key: value for key, value in os.environ.items() if key not in ("TEXTES_OFFICIELS", "PYTHONDONTWRITEBYTECODE")}
        environment |= {"CI": "1", "PYTHONPATH": str(copy), "TMPDIR": str(passing), "PYTHONHASHSEED": "0", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        command = [sys.executable, str(FOLDER / "judge.py"), str(copy), mode, *files]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=copy, env=environment, text=True)
        self._read()

    def ask(self, **question: Any) -> Judgement:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer = self._read()
        return Judgement(answer["verdict"], answer["par"], answer["secondes"])

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise Unfit(say("juge_muet"))
        return json.loads(line)

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)

    def stop(self) -> None:
        self._process.terminate()


class Worker:
    """One copy of the project, with the judges that it needs."""

    def __init__(self, root: Path, protections: Sequence[str], seen_by: dict[tuple[str, str], list[str]] | None = None) -> None:
        self._protections = list(protections)
        self._seen_by = {} if seen_by is None else seen_by  # by file and function: the tests that saw other mutants there
        self._home = Path(tempfile.mkdtemp(prefix="mutants-"))
        self.copy = self._home / "projet"
        self._passing = self._home / "passage"  # what the tests write
        self._writes = 0
        for name in read("etapes")["copie"]:
            source, target = root / name, self.copy / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=_IGNORED)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        self._judges: dict[str, _Process] = {}

    def judge(self, mutant: Mutant) -> Judgement:
        """Spoil the copy, run the tests, mend the copy."""
        path = self.copy / mutant.file
        whole = path.read_bytes()
        self._passing.mkdir(exist_ok=True)
        self._write(path, mutant.spoil().encode("utf-8"))
        try:
            return self._law(mutant) if mutant.family == LAW else self._code(mutant)
        finally:
            self._write(path, whole)
            shutil.rmtree(self._passing, ignore_errors=True)

    def _write(self, path: Path, content: bytes) -> None:
        """Each writing has a time of its own, so that Python never takes the compiled file of another one for it."""
        for compiled in (self.copy / "rules_core" / "__pycache__").glob("*.bin"):
            compiled.unlink()  # what one mutant compiled is not for the next
        path.write_bytes(content)
        self._writes += 1
        os.utime(path, (self._writes * 2, self._writes * 2))

    def _law(self, mutant: Mutant) -> Judgement:
        steps = read("etapes")["droit"]
        first = self._ask("avance", mutant, [], steps["avance"])
        if first.verdict != SURVIVED:
            return first
        second = self._ask("chaque", mutant, steps["ensuite"])
        return second._replace(seconds=first.seconds + second.seconds)

    def _code(self, mutant: Mutant) -> Judgement:
        module = Path(mutant.file).stem
        steps = [
            step["tests"] for step in read("etapes")["code"]
            if module in step.get("seulement", [module]) and module not in step.get("sauf", [])
        ]
        known = self._seen_by.setdefault((mutant.file, mutant.where), [])
        judgement = self._ask("chaque_code", mutant, steps, before=known[-BEFORE:])
        if judgement.verdict == KILLED and "[" in judgement.by and judgement.by not in known:
            known.append(judgement.by)
        return judgement

    def _ask(self, mode: str, mutant: Mutant, steps: list[list[str]], files: Sequence[str] = (), before: Sequence[str] = ()) -> Judgement:
        if mode not in self._judges:
            self._judges[mode] = _Process(self.copy, self._passing, mode, files)
        limits = read("etapes")["limite"]
        return self._judges[mode].ask(
            avant=list(before), etapes=steps, fichier=mutant.file, protection=mutant.protection, nom=mutant.hint, protections=self._protections, donnees=mutant.family == LAW,
            limite=limits["avance" if mode == "avance" else "test"], total=limits["total"],
        )

    def stop(self) -> None:
        """End the judges at once, whatever they are doing: whoever waits for an answer gets an error."""
        for judge in list(self._judges.values()):
            judge.stop()

    def close(self) -> None:
        """End the judges and take the copy away."""
        for judge in self._judges.values():
            with contextlib.suppress(OSError):  # one that has stopped hears nothing
                judge.close()
        shutil.rmtree(self._home, ignore_errors=True)
