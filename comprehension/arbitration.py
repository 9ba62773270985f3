"""What a message is about, once its danger, its facts and the classifier's opinion are known. Pure, no Rasa."""
from __future__ import annotations

from typing import Any, Mapping, Sequence

from .contract import INCONNU
from .reading import Reading

ANSWERS = {"oui": "affirmer", "non": "nier", INCONNU: "ne_sait_pas"}
_SHORT = 6  # words: under this, what follows an opening yes or no is only emphasis
_NEEDS_FACTS = ("informer", "repondre")


def decide(reading: Reading, ranking: Sequence[Mapping[str, Any]], thresholds: Mapping[str, float]) -> tuple[str, float]:
    """(intent, confidence). `ranking`: the classifier's [{"name", "confidence"}], best first.

    `thresholds`: "intent" under which the classifier is not believed, "sujet" the same for a question that also gives
    facts, "urgence" and "abus" over which it is believed against facts.
    """
    name, sure = (ranking[0]["name"], float(ranking[0]["confidence"])) if ranking else ("incompris", 0.0)
    if reading.alarms:
        return "urgence", 1.0
    if reading.chosen:
        return "repondre", 1.0
    if reading.answer:
        return ANSWERS[reading.answer], 1.0
    if name == "urgence" and sure >= thresholds["urgence"]:
        return name, sure
    if reading.number or reading.date:
        return "informer", 1.0
    if reading.facts or reading.minor:
        return _with_facts(reading, ranking, name, sure, thresholds)
    return _without_facts(reading, name, sure, thresholds)


def _with_facts(reading: Reading, ranking: Sequence[Mapping[str, Any]], name: str, sure: float,
                thresholds: Mapping[str, float]) -> tuple[str, float]:
    if name == "abus" and sure >= thresholds["abus"]:
        return name, sure
    if reading.asks:
        for candidate in ranking:
            if candidate["name"].startswith("sujet_") and candidate["confidence"] >= thresholds["sujet"]:
                return candidate["name"], float(candidate["confidence"])
    return "informer", 1.0


def _without_facts(reading: Reading, name: str, sure: float, thresholds: Mapping[str, float]) -> tuple[str, float]:
    if reading.opening and reading.words <= _SHORT and not (name == "contester" and sure >= thresholds["intent"]):
        return ANSWERS[reading.opening], 1.0
    if reading.told and not reading.asks and reading.words <= 2 * _SHORT:
        return "repondre", 1.0
    if name == "urgence" or sure < thresholds["intent"]:
        return ("informer", 1.0) if reading.for_whom and not reading.asks else ("incompris", 1.0 - sure)
    if name in _NEEDS_FACTS:  # the classifier heard facts that the reader could not read
        return ("recit", sure) if reading.words > _SHORT else ("incompris", 1.0 - sure)
    return name, sure


def entities(reading: Reading, intent: str) -> list[dict[str, str]]:
    """The entities of a message: [{"entity", "value"}], facts first, under the names of the contract."""
    pairs: list[tuple[str, str]] = list(reading.chosen) if intent == "repondre" else []
    pairs += [(f, v) for f, v in reading.facts.items() if not reading.chosen or intent != "repondre"]
    if reading.minor:
        pairs.append(("mineur", "oui"))
    answer = reading.answer or reading.opening
    for name, value in (("reponse", answer), ("nombre", reading.number), ("date", reading.date), ("pour_qui", reading.for_whom),
                        ("lieu", reading.place), ("professionnel", "oui" if reading.professional else None)):
        if value:
            pairs.append((name, value))
    if intent == "urgence":
        pairs += [("motif", motif) for motif in reading.alarms or ("danger",)]
    return [{"entity": name, "value": value} for name, value in pairs]
