"""`python -m bench.comprehension.comparison`: several arrangements learn the same messages and judge the held-out ones.

They learn from a sample, the same for all: on every message DIET would take hours on two cores.
Each runs in a process of its own, for its memory; the table is written in bench/comprehension/comparaison.md.
"""
import argparse
import datetime as dt
import json
import subprocess
import sys
import time
from typing import Any, Dict, List, Text, Tuple

import psutil
from sklearn.model_selection import train_test_split

from bench import machine
from bench.comprehension.arrangements import ARRANGEMENTS, DIET_EPOCHS
from bench.comprehension.calibration import examples
from bench.comprehension.figures import share
from bench.comprehension.judge import NOT_UNDERSTOOD, configured
from bench.comprehension.messages import read as held
from bench.figures import median, number, percentile
from bench.report import table
from bench.stock import environment
from bench.words import FOLDER, Impossible, read, say, show
from comprehension.arbitration import decide
from comprehension.language import foreign
from comprehension.reading import read as read_message

RESULTS = FOLDER / "comprehension" / "comparaison.md"
_TODAY = dt.date(2026, 11, 24)  # the day for which the held-out messages were written
_LEARNED = 6000  # messages
_LOOK_ALIKES = 5  # percent of them taken for danger, where recalls are compared


def measure(name: Text) -> Dict[Text, float]:
    """What an arrangement is worth, and what it costs. Seconds, bytes, shares between 0 and 1."""
    told, kept = sample(), held()
    start = time.monotonic()
    judge = ARRANGEMENTS[name]([t for t, _ in told], [i for _, i in told])
    learned = time.monotonic() - start
    opinions, seconds = {}, []
    for kind, messages in kept.items():
        opinions[kind] = []
        for message in messages:
            start = time.perf_counter()
            opinions[kind].append(judge(message.text))
            seconds.append(time.perf_counter() - start)
    thresholds = configured()
    intents = {
        kind: [decide(read_message(h.text, _TODAY), o, thresholds, foreign(h.text))[0] for h, o in zip(kept[kind], opinions[kind])]
        for kind in ("sujets", "hors_sujet")
    }
    alarm = percentile([o.danger for o in opinions["inoffensif"]], 100 - _LOOK_ALIKES)
    return {
        "seul": share(bool(o.ranking) and o.ranking[0][0].removeprefix("sujet_") in h.subjects for h, o in zip(kept["sujets"], opinions["sujets"])).value,
        "sujet": share(i.removeprefix("sujet_") in h.subjects for h, i in zip(kept["sujets"], intents["sujets"])).value,
        "danger": share(o.danger > alarm for o in opinions["urgence"]).value,
        "hors_sujet": share(i in NOT_UNDERSTOOD for i in intents["hors_sujet"]).value,
        "temps": median(seconds), "memoire": psutil.Process().memory_info().rss, "apprentissage": learned,
    }


def sample() -> List[Tuple[Text, Text]]:
    """Training messages with their intent, each intent in its share of all. Deterministic."""
    told = examples()
    chosen, _ = train_test_split(told, train_size=_LEARNED, random_state=0, stratify=[intent for _, intent in told])
    return chosen


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.comprehension.comparison")
    parser.add_argument("--seul", choices=ARRANGEMENTS)
    alone = parser.parse_args().seul
    if alone:
        print(json.dumps(measure(alone)))
        return 0
    measured = {}
    for name in ARRANGEMENTS:
        show("comparaison_en_cours", nom=read("paroles")["comparaison_noms"][name])
        measured[name] = _apart(name)
    text = "\n".join([
        say("comparaison_titre"), "", say("comparaison_contexte", messages=number(_LEARNED, 0), tous=number(len(examples()), 0), epoques=DIET_EPOCHS), "", machine.describe(), "",
        *table(read("paroles")["colonnes_comparaison"], [_row(name, found) for name, found in measured.items()]), "",
    ])
    RESULTS.write_text(text, encoding="utf-8")
    print(f"\n{text}")
    return 0


def _apart(name: Text) -> Dict[Text, Any]:
    command = [sys.executable, "-m", "bench.comprehension.comparison", "--seul", name]
    done = subprocess.run(command, env=environment(), cwd=FOLDER.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Impossible("comparaison_impossible", nom=name, fin=done.stderr.strip()[-2000:])
    return json.loads(done.stdout.strip().splitlines()[-1])


def _row(name: Text, found: Dict[Text, float]) -> List[Text]:
    return [
        read("paroles")["comparaison_noms"][name], *(number(found[key], 2) for key in ("seul", "sujet", "danger", "hors_sujet")),
        say("millisecondes", valeur=number(1e3 * found["temps"], 1)), say("megaoctets", valeur=number(found["memoire"] / 1e6, 0)),
        say("secondes", valeur=number(found["apprentissage"], 0)),
    ]


if __name__ == "__main__":
    sys.exit(main())
