"""A message read as the assistant reads it: reader, classifier, arbitration, with the thresholds of config.yml."""
import datetime as dt
import time
from pathlib import Path
from typing import Dict, NamedTuple, Optional, Text

import yaml

from comprehension.arbitration import Thresholds, asked_beside, decide, with_stated
from comprehension.classifier import DANGER, Classifier
from comprehension.language import foreign
from comprehension.reading import read

CONFIG = Path(__file__).resolve().parents[2] / "config.yml"
NOT_UNDERSTOOD = ("hors_sujet", "incompris")


class Judged(NamedTuple):
    """The intent found and its confidence, the facts read, the seconds it took; `beside`: the subject answered after the numbers of
    danger, in the same answer."""

    intent: Text
    confidence: float
    facts: Dict[Text, Text]
    seconds: float
    beside: Optional[Text] = None

    @property
    def subject(self) -> Text:
        return self.intent.removeprefix("sujet_")

    @property
    def answered(self) -> Text:
        """The subject that the answer treats."""
        return self.beside or self.subject

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
        facts = with_stated(reading, opinion, self._thresholds).facts
        beside = asked_beside(opinion) if intent == DANGER else None
        return Judged(intent, confidence, facts, time.perf_counter() - start, beside)


def configured() -> Thresholds:
    """The thresholds in service."""
    pipeline = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["pipeline"]
    reader = next(c for c in pipeline if c["name"].endswith("FrenchReader"))
    return Thresholds(**{name: float(reader[f"seuil_{name}"]) for name in Thresholds._fields})
