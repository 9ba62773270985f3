"""Judges spoilt copies of the project with its own tests. Run as a program by mutants/workers.py, alone in its copy of the project.

    python judge.py COPY MODE [FILE…]

It reads one question a line, a JSON object (see workers.py), and answers with one: {"verdict": …, "par": test, "secondes": …}. Each
mutant is judged in a fork, so nothing of one is left for the next.

MODE `avance`: the test files are collected once, before any mutant: they must not read the law when they are imported (the law's
folder is away meanwhile, so a file that does is found out). MODE `chaque`: they are collected for each mutant; with `chaque_code`, the
core is not imported before the fork either.
"""
from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, NoReturn

import hypothesis  # noqa: F401  (imported once, before the forks)
import pytest
import yaml  # noqa: F401

REFUSED, KILLED, TIME, SURVIVED, BROKEN = "refuse", "tue", "temps", "survit", "casse"
MEMORY = 3 * 2**30
LOADING = 30  # seconds to import, load and collect


class Judge:
    """Answers the questions of standard input, one fork each. The tests get neither its standard input nor its standard output."""

    def __init__(self, copy: Path, mode: str) -> None:
        self.copy, self.mode = copy, mode
        self.answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
        self.items: list[pytest.Item] = []
        self.limit = 0.0
        self.now: dict[str, Any] = {"par": ""}
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        self.questions = os.fdopen(os.dup(0), encoding="utf-8")
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def serve(self) -> None:
        """Until standard input ends."""
        gc.collect()
        gc.freeze()  # what is here stays, in every fork
        self._answer({"pret": True})
        for line in self.questions:
            self._answer(self._judge(json.loads(line)))

    def _answer(self, answer: dict[str, Any]) -> None:
        self.answers.write(json.dumps(answer) + "\n")
        self.answers.flush()

    def _judge(self, question: dict[str, Any]) -> dict[str, Any]:
        start = time.monotonic()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._child(question, writing)
        os.close(writing)
        answer = self._wait(child, reading, start + question["total"])
        return {**answer, "secondes": round(time.monotonic() - start, 3)}

    def _wait(self, child: int, reading: int, deadline: float) -> dict[str, Any]:
        """What the child wrote; "temps" when it did not end in time, "tue" when it died without a word."""
        said = b""
        with os.fdopen(reading, "rb", buffering=0) as pipe:
            while True:
                ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
                if not ready:
                    _kill(child)
                    return {"verdict": TIME, "par": ""}
                piece = pipe.read(65536)
                if not piece:
                    break
                said += piece
        _, status = os.waitpid(child, 0)
        if said:
            return json.loads(said.split(b"\n")[0])
        return {"verdict": KILLED, "par": f"signal {status & 127}"}

    # --- in the child

    def _child(self, question: dict[str, Any], writing: int) -> None:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        self.limit = question["limite"]

        self.writing = writing
        signal.signal(signal.SIGALRM, lambda *_: self.end(TIME, self.now["par"]))
        try:
            self.end(*self._verdict(question))
        except BaseException as error:  # whatever a mutant does, it is an answer
            self.end(KILLED, f"{type(error).__name__} {self.now['par']}")

    def end(self, verdict: str, by: str = "") -> NoReturn:
        """Say it and stop here: nothing in this process is of use any more."""
        os.write(self.writing, json.dumps({"verdict": verdict, "par": by}).encode() + b"\n")
        os._exit(0)

    def _verdict(self, question: dict[str, Any]) -> tuple[str, str]:
        if question["donnees"]:
            refusal = self._refusal(question["fichier"])
            if refusal:
                return REFUSED, refusal
        if self.mode == "avance":
            return self._run(self.items, question)
        if question["avant"]:
            verdict = self._collect_and_run(question["avant"], question)
            if verdict[0] != SURVIVED and not verdict[1].startswith(str(pytest.ExitCode.USAGE_ERROR)):
                return verdict
        for files in question["etapes"]:
            verdict = self._collect_and_run(files, question)
            if verdict[0] != SURVIVED:
                return verdict
        return SURVIVED, ""

    def _refusal(self, file: str) -> str:
        """Why the loader refuses the spoilt data; "" when it reads them. The risks are read when they are first asked for."""
        import rules_core

        with self._limit(LOADING):
            try:
                rules_core.droit()
                if file.endswith("risques.yml"):
                    rules_core.comparer({}, {"plainte": "oui"})
            except rules_core.DroitIncoherent as refusal:
                return str(refusal)
        return ""

    def _run(self, items: list[pytest.Item], question: dict[str, Any]) -> tuple[str, str]:
        from _pytest.runner import runtestprotocol

        for item in sorted(items, key=lambda item: _rank(item, question)):
            self.now["par"] = item.nodeid
            with self._limit(self.limit):
                reports = runtestprotocol(item, log=False, nextitem=None)
            if any(report.failed for report in reports):
                return KILLED, item.nodeid
        return SURVIVED, ""

    def _collect_and_run(self, files: list[str], question: dict[str, Any]) -> tuple[str, str]:
        watcher = _Watcher(self, question)
        with self._limit(LOADING):
            status = pytest.main([*_OPTIONS, *files], plugins=[watcher])
        if status == pytest.ExitCode.OK or (status == pytest.ExitCode.NO_TESTS_COLLECTED and watcher.left_out):
            return SURVIVED, ""
        return KILLED, str(status)

    @contextmanager
    def _limit(self, seconds: float) -> Iterator[None]:
        """End in `temps` after that long."""
        before = signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, *before)


_OPTIONS = ["-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:faulthandler", "-p", "no:unraisableexception", "-p", "no:threadexception", "-s"]


class _Watcher:
    """Follows one run of pytest in a child: what fails first, and how long each test may last."""

    def __init__(self, judge: Judge, question: dict[str, Any]) -> None:
        self.judge, self.question = judge, question
        self.left_out = 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        kept = [item for item in items if _sees(item, self.question)]
        self.left_out += len(items) - len(kept)
        items[:] = sorted(kept, key=lambda item: _rank(item, self.question))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.judge.end(KILLED, f"{report.nodeid} (lecture)")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.judge.now["par"] = item.nodeid
        with self.judge._limit(self.judge.limit):
            yield

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.judge.end(KILLED, report.nodeid)


class _Before:
    """Collects once, then serves instead of running."""

    def __init__(self, judge: Judge, away: Path) -> None:
        self.judge, self.away = judge, away

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.away.rename(self.judge.copy / "rules_core" / "droit")
        self.judge.items = session.items
        self.judge.serve()
        return True


def _params(item: pytest.Item) -> str:
    """The name of a test and all that it is given."""
    text = item.__dict__.get("_mutants_text")
    if text is None:
        text = item.nodeid + repr(item.callspec.params if hasattr(item, "callspec") else "")
        item.__dict__["_mutants_text"] = text
    return text


def _rank(item: pytest.Item, question: dict[str, Any]) -> int:
    """Tests that name what is spoilt first."""
    return 0 if question["nom"] and question["nom"] in _params(item) else 1


def _sees(item: pytest.Item, question: dict[str, Any]) -> bool:
    """A test given another protection than the only one that is spoilt sees nothing of it."""
    if not question["protection"] or not hasattr(item, "callspec"):
        return True
    given = {value for value in item.callspec.params.values() if isinstance(value, str)} & set(question["protections"])
    return not given or question["protection"] in given


def _kill(child: int) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main(copy: str, mode: str, *files: str) -> None:
    """Serve, in the copy of the project."""
    os.chdir(copy)
    sys.path.insert(0, copy)
    judge = Judge(Path(copy), mode)
    if mode == "avance":
        away = Path(copy) / "rules_core" / "droit.ailleurs"
        (Path(copy) / "rules_core" / "droit").rename(away)
        pytest.main([*_OPTIONS, *files], plugins=[_Before(judge, away)])
        return
    if mode == "chaque":
        import rules_core  # noqa: F401  (the code is the same for every mutant of the data)
    judge.serve()


if __name__ == "__main__":
    sys.path.pop(0)  # this file's folder
    main(*sys.argv[1:])
