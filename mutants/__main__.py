"""`python -m mutants`: judges every mutant, prints the report, writes it to mutants/resultats.md; status 1 when the tests miss too much."""
from __future__ import annotations

import argparse
import math
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import NoReturn, Sequence

from mutants import code, equivalents, law, report
from mutants.mutant import CODE, LAW, Mutant
from mutants.pool import Result, State, judge_all
from mutants.report import Report
from mutants.words import FOLDER, read, say
from mutants.workers import Unfit

RESULTS = FOLDER / "resultats.md"
SEED = 2008  # the same sample in every run
EVERY = 30  # seconds between two lines of progress


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 when the tests see enough, 1 when they do not, 2 when nothing could be judged, 130 when interrupted."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, _interrupt)  # so that the copies are taken away then too
    try:
        return _run(options)
    except (Unfit, equivalents.Wrong) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(say("interrompu"), file=sys.stderr)
        return 130


def _run(options: argparse.Namespace) -> int:
    root = FOLDER.parent
    known = equivalents.parse(read("equivalents") or [])
    every = law.mutants(root) + code.mutants(root)
    chosen = choose(every, options)
    if options.lister:
        for mutant in chosen:
            print(say("ligne", fichier=mutant.file, ligne=mutant.line, ou=mutant.where, quoi=mutant.what))
        return 0
    print(say("depart", nombre=len(chosen), total=len(every), processus=options.processus), flush=True)
    start = time.monotonic()
    results = judge_all(root, chosen, options.processus, Progress())
    found = Report(results, every, known, _command(arguments=options.ecrits), time.monotonic() - start)
    text = found.text()
    print(text)
    target = options.rapport or (RESULTS if found.whole else None)
    if target:
        Path(target).write_text(text, encoding="utf-8")
        print(say("ecrit", fichier=target))
    return 0 if found.good else 1


def choose(every: Sequence[Mutant], options: argparse.Namespace) -> list[Mutant]:
    """The mutants to judge, in an order that does not depend on where they are."""
    chosen = [m for m in every if options.seulement in (None, m.family) and (options.fichier or "") in m.file]
    if options.non_vus:
        unseen = [line for path in options.non_vus for line in report.unseen(Path(path).read_text(encoding="utf-8"))]
        chosen = [m for m in chosen if any(line.startswith(report.said(m)) for line in unseen)]
    drawn = random.Random(options.graine).sample(chosen, math.ceil(len(chosen) * options.part))
    return sorted(drawn, key=lambda m: (m.family != CODE, m.file, m.line))  # the longest first; neighbours are seen by the same tests


class Progress:
    """Each mutant that no test sees, as soon as it is known, and a line from time to time."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, result: Result, state: State) -> None:
        if result.survived:
            mutant = result.mutant
            print(say("non_vu", fichier=mutant.file, ligne=mutant.line, ou=mutant.where, quoi=mutant.what), flush=True)
        if state.seconds - self._last >= EVERY or state.done == state.all:
            self._last = state.seconds
            left = state.seconds / state.done * (state.all - state.done) / 60
            print(say("avance", fait=state.done, total=state.all, survivants=state.survivors, minutes=math.ceil(left)), flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutants", description=say("aide"), add_help=False)
    parser.add_argument("-h", "--aide", action="help", help=say("aide_aide"))
    parser.add_argument("--part", type=_share, default=1.0, help=say("aide_part"))
    parser.add_argument("--graine", type=int, default=SEED, help=say("aide_graine"))
    parser.add_argument("--seulement", choices=(LAW, CODE), help=say("aide_seulement"))
    parser.add_argument("--fichier", help=say("aide_fichier"))
    parser.add_argument("--non-vus", metavar="RAPPORT", nargs="+", help=say("aide_non_vus"))
    parser.add_argument("--processus", type=int, default=os.cpu_count() or 1, help=say("aide_processus"))
    parser.add_argument("--rapport", help=say("aide_rapport"))
    parser.add_argument("--lister", action="store_true", help=say("aide_lister"))
    options = parser.parse_args(arguments)
    options.ecrits = list(sys.argv[1:] if arguments is None else arguments)
    return options


def _share(text: str) -> float:
    share = float(text)
    if not 0 < share <= 1:
        raise argparse.ArgumentTypeError(say("part_impossible"))
    return share


def _command(arguments: Sequence[str]) -> str:
    return " ".join(["python -m mutants", *arguments])


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
