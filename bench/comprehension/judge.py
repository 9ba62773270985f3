"""A message read as the assistant reads it: reader, classifier, arbitration, with the thresholds of config.yml."""
import datetime as dt
import time
from pathlib import Path
from typing import Dict, NamedTuple, Text

import yaml

from comprehension.arbitration import Thresholds, decide
from comprehension.classifier import DANGER, Classifier
from comprehension.language import foreign
from comprehension.reading import read

CONFIG = Path(__file__).resolve().parents[2] / "config.yml"
NOT_UNDERSTOOD = ("hors_sujet", "incompris")


class Judged(NamedTuple):
    """The intent found and its confidence, the facts read, the seconds it took."""

    intent: Text
    confidence: float
    facts: Dict[Text, Text]
    seconds: float

    @property
    def subject(self) -> Text:
        return self.intent.removeprefix("sujet_")

    @property
    def danger(self) -> bool:
        return self.intent == DANGER

    @property
    def out(self) -> bool:
        return self.intent in NOT_UNDERSTOOD


class Judge:
    def __init__(self, classifier: Classifier, today: dt.date) -> None:
        self._classifier, self._today, self._thresholds = classifier, today, configured()

    def __call__(self, text: Text) -> Judged:
        start = time.perf_counter()
        reading, opinion = read(text, self._today), self._classifier.judge(text)
        intent, confidence = decide(reading, opinion, self._thresholds, foreign(text))
        return Judged(intent, confidence, reading.facts, time.perf_counter() - start)


def configured() -> Thresholds:
    """The thresholds in service."""
    pipeline = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["pipeline"]
    reader = next(c for c in pipeline if c["name"].endswith("FrenchReader"))
    return Thresholds(**{name: float(reader[f"seuil_{name}"]) for name in Thresholds._fields})
