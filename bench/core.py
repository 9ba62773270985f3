"""The rules core alone, without Rasa: its command line, and its evaluations once loaded."""
import datetime as dt
import itertools
import json
import subprocess
import sys
import time
from typing import Dict, Iterator, List, NamedTuple, Text

import rules_core
from rules_core.evaluation import evaluer_tout

from bench import stock
from bench.figures import median
from bench.servers import PROJECT
from bench.words import Impossible, read


class CoreFigures(NamedTuple):
    """Seconds for the whole command; evaluations per second, verdicts only; seconds for a full evaluation (median)."""

    command: float
    verdicts_per_second: float
    full: float


def measure(starts: int, evaluations: int) -> CoreFigures:
    """`starts` runs of the command, and `evaluations` of each sort, over interviews that go on from nothing known."""
    law, day = rules_core.droit(), dt.date.today()
    known = list(itertools.islice(itertools.cycle(_situations()), evaluations))
    checked = [law.faits.verifier(situation, day) for situation in known]
    rules_core.evaluer({}, day)  # what depends on the day alone is written once
    start = time.perf_counter()
    for situation in checked:
        evaluer_tout(law, situation, day)
    verdicts = evaluations / (time.perf_counter() - start)
    full = []
    for situation in known:
        start = time.perf_counter()
        rules_core.evaluer(situation, day)
        full.append(time.perf_counter() - start)
    return CoreFigures(median([_command() for _ in range(starts)]), verdicts, median(full))


def _situations() -> Iterator[Dict[Text, Text]]:
    """Each invented person, with one fact more each time."""
    for person in read("conversations")["personnes"]:
        facts = [(fact, value) for fact, value in person.items() if fact != "date_recepisse"]
        for length in range(len(facts) + 1):
            yield dict(facts[:length])


def _command() -> float:
    command: List[Text] = [sys.executable, "-m", "rules_core", "evaluer"]
    situation = json.dumps({"nationalite": "autre", "age": "majeur", "victime": "oui", "plainte": "oui"})
    start = time.perf_counter()
    ended = subprocess.run(
        command, input=situation.encode(), cwd=PROJECT, env=stock.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    seconds = time.perf_counter() - start
    if ended.returncode:
        raise Impossible("coeur_rate", journal=ended.stderr.decode(errors="replace").strip())
    return seconds
