"""Every mutant judged, in as many copies of the project as there are cores."""
from __future__ import annotations

import queue
import threading
import time
from pathlib import Path
from typing import Callable, NamedTuple, Sequence

from mutants import law
from mutants.mutant import CODE, LAW, Mutant
from mutants.words import say
from mutants.workers import SURVIVED, Judgement, Unfit, Worker


class Result(NamedTuple):
    mutant: Mutant
    judgement: Judgement

    @property
    def survived(self) -> bool:
        return self.judgement.verdict == SURVIVED


class State(NamedTuple):
    """How far a run is."""

    done: int
    survivors: int
    all: int
    seconds: float


def judge_all(root: Path, mutants: Sequence[Mutant], processes: int, tell: Callable[[Result, State], None]) -> list[Result]:
    """`tell` is called after each. Raises Unfit when the tests fail on what is not spoilt."""
    pool = _Pool(root, mutants, tell)
    threads = [threading.Thread(target=pool.work, daemon=True) for _ in range(max(1, min(processes, len(mutants))))]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            while thread.is_alive():
                thread.join(0.2)  # so that Ctrl-C is heard
    except BaseException:
        pool.stop = True
        for thread in threads:
            thread.join(30)
        raise
    if pool.error is not None:
        raise pool.error
    return pool.results


class _Pool:
    def __init__(self, root: Path, mutants: Sequence[Mutant], tell: Callable[[Result, State], None]) -> None:
        self.root, self.total, self.tell = root, len(mutants), tell
        self.protections = [name for file, read in law.files(root).items() if file.startswith("protections/") for name in read.tree]
        self.first: queue.SimpleQueue[Mutant] = queue.SimpleQueue()  # what is not spoilt, before anything else
        self.rest: queue.SimpleQueue[Mutant] = queue.SimpleQueue()
        for mutant in unspoilt(root, {mutant.family for mutant in mutants}):
            self.first.put(mutant)
        for mutant in mutants:
            self.rest.put(mutant)
        self.seen_by: dict[tuple[str, str], list[str]] = {}
        self.results: list[Result] = []
        self.survivors = 0
        self.stop = False
        self.error: BaseException | None = None
        self.start = time.monotonic()
        self._lock = threading.Lock()

    def work(self) -> None:
        """Judge until nothing is left."""
        try:
            worker = Worker(self.root, self.protections, self.seen_by)
            try:
                self._work(worker)
            finally:
                worker.close()
        except BaseException as error:
            self.error, self.stop = self.error or error, True

    def _work(self, worker: Worker) -> None:
        while not self.stop:
            try:
                mutant = self.first.get_nowait()
            except queue.Empty:
                break
            judgement = worker.judge(mutant)
            if judgement.verdict != SURVIVED:
                raise Unfit(say("tests_rouges", famille=mutant.family, test=judgement.by))
        while not self.stop:
            try:
                mutant = self.rest.get_nowait()
            except queue.Empty:
                return
            result = Result(mutant, worker.judge(mutant))
            with self._lock:
                self.results.append(result)
                self.survivors += result.survived
                self.tell(result, State(len(self.results), self.survivors, self.total, time.monotonic() - self.start))


def unspoilt(root: Path, families: set[str]) -> list[Mutant]:
    """Mutants that change nothing: a file of the law written again, a module as it is. The tests must pass on them."""
    names = {LAW: f"{law.FOLDER}/protections/sejour.yml", CODE: "rules_core/verite.py"}

    def spoil(family: str) -> str:
        return law.LawFile(root, names[LAW]).text() if family == LAW else (root / names[CODE]).read_text(encoding="utf-8")

    return [
        Mutant(family, "aucun", names[family], 1, "", "", lambda family=family: spoil(family)) for family in (CODE, LAW) if family in families
    ]
