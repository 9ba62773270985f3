"""Thresholds chosen on data: part of the training messages is judged by a classifier that has not seen them, then every threshold is tried.

`python -m bench.comprehension.calibration` prints the best; config.yml holds them.
"""
import datetime as dt
import itertools
from pathlib import Path
from typing import Dict, Iterator, List, NamedTuple, Optional, Sequence, Text, Tuple

import yaml
from sklearn.model_selection import StratifiedShuffleSplit

from comprehension.arbitration import Thresholds, decide
from comprehension.classifier import DANGER, HARMLESS, Classifier
from comprehension.language import foreign
from comprehension.opinion import Opinion
from comprehension.reading import Reading, read

NLU = Path(__file__).resolve().parents[2] / "data" / "nlu"
_TRIED = 0.2  # the share of the messages judged, never learned from
FALSE_ALARMS = 0.1  # of messages chosen to look like danger: a danger missed costs more than numbers shown for nothing
BESIDE = {"hors_sujet": 0.1, "informer": 0.1}  # what the share of these answered rightly is worth, beside that of all messages
_NOT_UNDERSTOOD = ("hors_sujet", "incompris")


class Judged(NamedTuple):
    intent: Text
    reading: Reading
    opinion: Opinion
    language: Optional[Text]


def examples() -> List[Tuple[Text, Text]]:
    """Every training message, with its intent."""
    return [
        (line.strip()[2:], block["intent"])
        for path in sorted(NLU.glob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block["examples"].splitlines() if line.strip().startswith("- ")
    ]


def judged_unseen(told: Sequence[Tuple[Text, Text]], today: dt.date) -> Iterator[Judged]:
    """Some messages, each as a classifier that learned from the others sees it."""
    texts, intents = [t for t, _ in told], [i for _, i in told]
    for learned, tried in StratifiedShuffleSplit(1, test_size=_TRIED, random_state=0).split(texts, intents):
        classifier = Classifier.learn([texts[i] for i in learned], [intents[i] for i in learned])
        for i in tried:
            opinion = classifier.judge(texts[i])
            yield Judged(intents[i], read(texts[i], today), opinion, foreign(texts[i]))


def best(judged: Sequence[Judged]) -> Tuple[Thresholds, Dict[Text, float]]:
    """The thresholds that answer most messages rightly, danger's first: the lowest that keeps false alarms under their share."""
    harmless = [j for j in judged if j.intent == HARMLESS]
    dangers = [j for j in judged if j.intent == DANGER]
    alone, named = max(
        ((alone / 20, named / 20) for alone in range(2, 20) for named in range(alone + 1)
         if _alarms(harmless, Thresholds(urgence=alone / 20, urgence_dite=named / 20)) <= FALSE_ALARMS),
        key=lambda pair: _alarms(dangers, Thresholds(urgence=pair[0], urgence_dite=pair[1])),
    )
    others = [j for j in judged if j.intent not in (HARMLESS, DANGER)]
    beside = {intent: [j for j in others if j.intent == intent] for intent in BESIDE}
    tried = [
        Thresholds(intent, sujet, alone, abus, avec_faits, named) for intent, sujet, abus, avec_faits in itertools.product(
            (0.1, 0.2, 0.3), (0.05, 0.1), (0.4, 0.6), (0.1, 0.2, 0.3, 0.4, 0.5, 0.7))
    ]

    def worth(thresholds: Thresholds) -> float:
        return _share_right(others, thresholds) + sum(BESIDE[intent] * _share_right(some, thresholds) for intent, some in beside.items())

    chosen = max(tried, key=worth)
    return chosen, {
        "justes": _share_right(others, chosen),
        **{intent: _share_right(some, chosen) for intent, some in beside.items()},
        "danger": _alarms(dangers, chosen),
        "fausses": _alarms(harmless, chosen),
    }


def _share_right(judged: Sequence[Judged], thresholds: Thresholds) -> float:
    return sum(_right(j, thresholds) for j in judged) / len(judged)


def _alarms(judged: Sequence[Judged], thresholds: Thresholds) -> float:
    return sum(_found(j, thresholds) == DANGER for j in judged) / len(judged)


def _right(judged: Judged, thresholds: Thresholds) -> bool:
    found = _found(judged, thresholds)
    return found == judged.intent or (found in _NOT_UNDERSTOOD and judged.intent in _NOT_UNDERSTOOD)


def _found(judged: Judged, thresholds: Thresholds) -> Text:
    return decide(judged.reading, judged.opinion, thresholds, judged.language)[0]


if __name__ == "__main__":
    thresholds, shares = best(list(judged_unseen(examples(), dt.date.today())))
    print("\n".join(f"seuil_{name}: {value}" for name, value in thresholds._asdict().items()))
    print(shares)
