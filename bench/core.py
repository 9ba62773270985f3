"""The rules core alone, without Rasa: its command line, and how many situations it judges on one core.

Alone: `python -m bench.core`.
"""
import datetime as dt
import gc
import itertools
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Text

import rules_core
from rules_core.evaluation import evaluer_tout

from bench import stock
from bench.figures import median
from bench.servers import PROJECT
from bench.words import Impossible

SEED = 2008
KNOWN = 0.6  # the share of the facts that an invented situation holds
DIFFERENT = 5000  # situations, each another: what was seen lately helps as little as it can


class CoreFigures(NamedTuple):
    """Seconds for the whole command; situations per second, verdicts alone and with proofs; seconds for the object of `evaluer`
    (median); bytes that the process grew by over `many` situations."""

    command: float
    verdicts_per_second: float
    proofs_per_second: float
    full: float
    growth: int
    many: int


def measure(starts: int, evaluations: int, many: int) -> CoreFigures:
    """`starts` runs of the command, `evaluations` of each sort, then `many` for the memory, over all protections."""
    law, day = rules_core.droit(), dt.date.today()
    held = _situations(law, day, DIFFERENT)
    proved = _per_second(lambda s: evaluer_tout(law, s, day), held, evaluations)
    verdicts = _per_second(lambda s: rules_core.verdicts(s, day), held, evaluations)
    full = []
    for situation in itertools.islice(itertools.cycle(held), evaluations):
        start = time.perf_counter()
        rules_core.evaluer(situation, day)
        full.append(time.perf_counter() - start)
    return CoreFigures(
        median([_command() for _ in range(starts)]), verdicts, proved, median(full), _growth(law, day, held, many), many
    )


def _per_second(judge: Callable[[Dict[Text, Text]], Any], held: List[Dict[Text, Text]], count: int) -> float:
    judge({})  # what depends on the day alone is made once
    start = time.perf_counter()
    for situation in itertools.islice(itertools.cycle(held), count):
        judge(situation)
    return count / (time.perf_counter() - start)


def _growth(law: rules_core.Droit, day: dt.date, held: List[Dict[Text, Text]], many: int) -> int:
    """Resident bytes gained over `many` situations, one in ten of them with its proofs, after a first round of all."""
    for situation in held:
        rules_core.evaluer(situation, day)
    gc.collect()
    before = _resident()
    for rank, situation in enumerate(itertools.islice(itertools.cycle(held), many)):
        if rank % 10 == 0:
            rules_core.evaluer(situation, day)
        else:
            rules_core.verdicts(situation, day)
    gc.collect()
    return _resident() - before


def _resident() -> int:
    """Bytes of this process in memory."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise Impossible("coeur_rate", journal="VmRSS")


def _situations(law: rules_core.Droit, day: dt.date, count: int) -> List[Dict[Text, Text]]:
    """Invented situations, any value as likely as another: harder on the core than people are."""
    chance = random.Random(SEED)
    held = []
    for _ in range(count):
        situation = {reserve: chance.choice(("oui", "non")) for reserve in law.faits.reserves if chance.random() < KNOWN / 4}
        for fact in law.faits.demandes.values():
            if chance.random() < KNOWN:
                handed = (day - dt.timedelta(chance.randrange(60))).isoformat()
                situation[fact.id] = handed if fact.est_date else chance.choice((*fact.valeurs, "inconnu"))
        if situation.get("recepisse_reflexion") == "non":
            situation.pop("date_recepisse", None)
        held.append(situation)
    return held


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


if __name__ == "__main__":
    from bench import report

    print("\n".join(report.core_lines(measure(starts=10, evaluations=20_000, many=1_000_000))))
