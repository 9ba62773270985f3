"""Thresholds chosen on data: part of the training messages is judged by a classifier that has not seen them, then every threshold is tried.

`python -m bench.comprehension.calibration` prints the best; config.yml holds them.
"""
import datetime as dt
import itertools
from pathlib import Path
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Text, Tuple

import yaml
from sklearn.model_selection import StratifiedShuffleSplit, train_test_split

from comprehension.arbitration import Thresholds, decide, with_stated
from comprehension.classifier import DANGER, HARMLESS, Classifier
from comprehension.language import foreign
from comprehension.opinion import Opinion
from comprehension.reading import Reading, read
from comprehension.told import FACTS, Told, told

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


class Stating(NamedTuple):
    """A message, by what it states, what the reader and the classifier find."""

    facts: Mapping[Text, Text]
    reading: Reading
    opinion: Opinion


def examples() -> List[Tuple[Text, Text]]:
    """Every training message, with its intent."""
    return [
        (line.strip()[2:], block["intent"])
        for path in sorted(NLU.glob("*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block["examples"].splitlines() if line.strip().startswith("- ")
    ]


def judged_unseen(labelled: Sequence[Tuple[Text, Text]], stating: Sequence[Told], today: dt.date) -> Tuple[List[Judged], List[Stating]]:
    """Some messages, each as a classifier that learned from the others sees it; and some of those whose facts are known."""
    texts, intents = [t for t, _ in labelled], [i for _, i in labelled]
    learned, tried = next(StratifiedShuffleSplit(1, test_size=_TRIED, random_state=0).split(texts, intents))
    facts_learned, facts_tried = train_test_split(stating, test_size=_TRIED, random_state=0)
    classifier = Classifier.learn([texts[i] for i in learned], [intents[i] for i in learned], facts_learned)
    return (
        [Judged(intents[i], read(texts[i], today), classifier.judge(texts[i]), foreign(texts[i])) for i in tried],
        [Stating(one.facts, read(one.text, today), classifier.judge(one.text)) for one in facts_tried],
    )


def best_for_facts(stating: Sequence[Stating]) -> Tuple[float, Dict[Text, float]]:
    """The resemblance asked of a fact that is not said in so many words, a fact wrongly read costing twice one missed (F0.5)."""
    def worth(threshold: float) -> Dict[Text, float]:
        both = [(set(s.facts.items()), set(with_stated(s.reading, s.opinion, Thresholds(fait=threshold)).facts.items())) for s in stating]
        right = sum(len(a & b) for a, b in both)
        precision, recall = right / sum(len(b) for _, b in both), right / sum(len(a) for a, _ in both)
        return {"faits_precision": precision, "faits_rappel": recall, "worth": 1.25 * precision * recall / (0.25 * precision + recall)}

    chosen = max((step / 20 for step in range(11)), key=lambda threshold: worth(threshold)["worth"])
    return chosen, worth(chosen)


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
    judged, stating = judged_unseen(examples(), told(FACTS), dt.date.today())
    thresholds, shares = best(judged)
    fact, fact_shares = best_for_facts(stating)
    print("\n".join(f"seuil_{name}: {value}" for name, value in thresholds._replace(fait=fact)._asdict().items()))
    print({**shares, **fact_shares})
