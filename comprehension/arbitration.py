"""What a message is about, once its danger, its facts and the classifier's opinion are known. Pure, no Rasa."""
from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from .contract import INCONNU
from .opinion import Opinion, Ranking
from .reading import Reading


class Thresholds(NamedTuple):
    """Probabilities of the classifier's. `intent`: under it no intent is believed. `sujet`: the same for the subject of a question that
    also gives facts; `avec_faits`: of a message that gives facts and asks nothing openly. `urgence`, `abus`: over them these are
    believed against facts; `urgence_dite`: enough where the words of a danger are there, and nothing says that it is over. `fait`, no
    probability: how much a message must resemble those that state a fact."""

    intent: float = 0.3
    sujet: float = 0.2
    urgence: float = 0.7
    abus: float = 0.6
    avec_faits: float = 0.5
    urgence_dite: float = 0.1
    fait: float = 0.2


ANSWERS = {"oui": "affirmer", "non": "nier", INCONNU: "ne_sait_pas"}
_SHORT = 6  # words: under this, what follows an opening yes or no is only emphasis
_SURE = 0.8
_REFUSED = 0.6  # under this, what may be abuse is answered as a question
_HALF_SURE = 0.45
_LOSE = ("effacer", "recommencer")
# Whatever words of law such a message holds, when it is as sure as this. Nobody is refused on a doubt.
_KEEP_THEIR_PLACE = {"urgence": 0.45, "abus": 0.8, "hors_sujet": 0.45, "effacer": 0.45}
_NAMED = {3: 0.25, 2: 0.1, 1: 0.05}  # what a subject named in so many words adds to its confidence
_NEEDS_FACTS = ("informer", "repondre")
_OUT_OF_SCOPE = 3.0  # what is out of scope is said in more ways than can be learned: it is believed when it is a third as likely
_ABOUT_ANYONE = frozenset(("territoire", "age"))  # "la météo à Lyon" says nothing of the person
_SUPPOSES = "hypothese"
_FRENCH = "francaise"  # the nationality, and the subject
_BESIDE_DANGER = 0.2
_MEANS_SOMETHING = 0.5  # share of words that exist, under which a message is gibberish
# Said to the assistant about the conversation itself: a danger that no word names is not believed against them.
_NO_DANGER = ("arreter", "recommencer", "effacer", "aide", "bilan", "salutation", "remerciement", "reformulation", "bot", "fiabilite")


def decide(reading: Reading, opinion: Opinion, thresholds: Thresholds, language: str | None = None) -> tuple[str, float]:
    """(intent, confidence). `language`: of the message, when it is known not to be French."""
    ranking = _with_named(_without_contradiction(_without_supposition(_with_doubt(opinion.ranking), reading), reading), reading)
    name, sure = ranking[0] if ranking else ("incompris", 0.0)
    if reading.alarms and opinion.danger >= thresholds.urgence_dite:
        return "urgence", 1.0
    if reading.supposed:
        return _SUPPOSES, 1.0
    if reading.deadline:
        return "echeance", 1.0
    if reading.chosen:
        return "repondre", 1.0
    if reading.answer:
        return ANSWERS[reading.answer], 1.0
    if reading.disputes:
        return "contester", 1.0
    if reading.why or reading.wants_text:
        return "pourquoi", 1.0
    if reading.asks_meaning:
        return "reformulation", 1.0
    plain = name in _NO_DANGER and sure >= _HALF_SURE
    if opinion.danger >= thresholds.urgence and not plain and reading.facts.get("danger") != "non":
        return "urgence", opinion.danger
    if language is not None:
        return "autre_langue", 1.0
    if reading.number or reading.date:
        return "informer", 1.0
    if reading.facts or reading.minor:
        return _with_facts(reading, ranking, name, sure, thresholds)
    return _without_facts(reading, ranking, name, sure, thresholds, stated=bool(_stated(reading, opinion, thresholds)))


def with_stated(reading: Reading, opinion: Opinion, thresholds: Thresholds) -> Reading:
    """The reading, with the facts that no word of the lexicons says, when the message resembles those that state them."""
    return replace(reading, facts={**_stated(reading, opinion, thresholds), **reading.facts})


def _stated(reading: Reading, opinion: Opinion, thresholds: Thresholds) -> dict[str, str]:
    """What was read is not gainsaid; nor is anything added to an answer, or to what is only supposed."""
    if reading.supposed or reading.chosen or reading.answer or reading.words <= _SHORT:
        return {}
    likely = sorted((score, pair) for pair, score in opinion.facts.items() if score >= thresholds.fait)
    return {fact: value for _, (fact, value) in likely if fact not in reading.facts}


def _with_doubt(ranking: Ranking) -> Ranking:
    """The classifier's opinion, out of scope weighing more against a subject; what is said of the conversation is surer."""
    if not ranking or not ranking[0][0].startswith("sujet_"):
        return ranking
    weighed = [(name, confidence * (_OUT_OF_SCOPE if name == "hors_sujet" else 1.0)) for name, confidence in ranking]
    share = sum(confidence for _, confidence in ranking) / sum(confidence for _, confidence in weighed)
    return sorted(((name, share * confidence) for name, confidence in weighed), key=lambda item: -item[1])


def _without_supposition(ranking: Ranking, reading: Reading) -> Ranking:
    """The classifier's opinion on "si je porte plainte, j'aurai la carte ?": what is asked is not what is supposed."""
    others = [(name, confidence) for name, confidence in ranking if name != _SUPPOSES]
    total = sum(confidence for _, confidence in others)
    if reading.may_suppose or len(others) == len(ranking) or not total:
        return ranking
    return [(name, confidence / total) for name, confidence in others]


def _without_contradiction(ranking: Ranking, reading: Reading) -> Ranking:
    """What French victims are told is not told to someone who has just said another nationality."""
    if reading.facts.get("nationalite") in (None, _FRENCH):
        return ranking
    return [(name, confidence) for name, confidence in ranking if name != f"sujet_{_FRENCH}"]


def _with_named(ranking: Ranking, reading: Reading) -> Ranking:
    """The classifier's opinion, raised for the subject that the words name: it learned it from few examples."""
    if reading.subject is None or (reading.subject[1] < 3 and reading.facts and not reading.asks):
        return ranking
    if ranking and ranking[0][0] in _KEEP_THEIR_PLACE and ranking[0][1] >= _KEEP_THEIR_PLACE[ranking[0][0]]:
        return ranking
    intent, weight = reading.subject
    if intent.removeprefix("sujet_") in reading.facts:  # "j'ai porté plainte, j'ai droit à quoi ?" asks something else
        return ranking
    raised = {intent: 0.0} | dict(ranking)
    raised[intent] = min(1.0, raised[intent] + _NAMED[weight])
    return sorted(raised.items(), key=lambda item: -item[1])


def _with_facts(reading: Reading, ranking: Ranking, name: str, sure: float, thresholds: Thresholds) -> tuple[str, float]:
    if name == "abus" and sure >= thresholds.abus:
        return name, sure
    if name == "hors_sujet" and sure >= _HALF_SURE and _ABOUT_ANYONE.issuperset(reading.facts):
        return name, sure
    if reading.asks or (reading.professional and sure >= _SURE):
        for candidate, confidence in ranking:
            if candidate.startswith("sujet_") and confidence >= thresholds.sujet:
                return candidate, confidence
    if name.startswith("sujet_") and sure >= thresholds.avec_faits:
        return name, sure
    return "informer", 1.0


def _without_facts(reading: Reading, ranking: Ranking, name: str, sure: float, thresholds: Thresholds, stated: bool) -> tuple[str, float]:
    if reading.opening and not reading.asks and reading.words <= (2 * _SHORT if reading.opening == INCONNU else _SHORT):
        return ANSWERS[reading.opening], 1.0
    if reading.told and not reading.asks and reading.words <= 2 * _SHORT:
        return "repondre", 1.0
    if reading.for_whom and not reading.asks and reading.words <= _SHORT:
        return "informer", 1.0
    if name == "hors_sujet" and reading.words_that_exist < _MEANS_SOMETHING:
        return "incompris", sure
    if name == "urgence" or (name == "abus" and sure < _REFUSED):  # not sure enough to be told as one, or refused
        name, sure = _next_subject(ranking, thresholds) or ("incompris", 0.0)
    if sure < thresholds.intent:
        return ("informer", 1.0) if reading.for_whom and not reading.asks else ("incompris", 1.0 - sure)
    if name in _LOSE and name not in reading.loses:  # nothing is lost on a guess: stopping keeps everything
        return "arreter", sure
    if name in ANSWERS.values():  # a fact is never filled on a guess of the classifier's
        return ("incompris", 1.0 - sure) if sure < _SURE else (name, sure)
    if name in _NEEDS_FACTS and stated:
        return "informer", 1.0
    if name in _NEEDS_FACTS:  # the classifier heard facts that nobody could read: a story, or what it heard beside them
        return ("recit", sure) if reading.words > _SHORT else _next_subject(ranking, thresholds) or ("incompris", 1.0 - sure)
    return name, sure


def _next_subject(ranking: Ranking, thresholds: Thresholds) -> tuple[str, float] | None:
    return next(((n, c) for n, c in ranking if n.startswith("sujet_") and c >= thresholds.intent), None)


def asked_beside(opinion: Opinion) -> str | None:
    """The subject that a message of danger also asks about, when the classifier is fairly sure of it."""
    name, sure = next(((n, c) for n, c in opinion.ranking if n.startswith("sujet_")), ("", 0.0))
    return name.removeprefix("sujet_") if sure >= _BESIDE_DANGER else None


def entities(reading: Reading, intent: str, language: str | None = None) -> list[dict[str, str]]:
    """The entities of a message: [{"entity", "value"}], facts first, under the names of the contract."""
    pairs: list[tuple[str, str]] = list(reading.chosen) if intent == "repondre" else []
    pairs += [(f, v) for f, v in reading.facts.items() if not reading.chosen or intent != "repondre"]
    if intent == "autre_langue":
        return [{"entity": "langue", "value": str(language)}]
    if reading.minor:
        pairs.append(("mineur", "oui"))
    answer = reading.answer or reading.opening
    for name, value in (("reponse", answer), ("nombre", reading.number), ("date", reading.date), ("pour_qui", reading.for_whom),
                        ("lieu", reading.place), ("professionnel", "oui" if reading.professional else None),
                        ("texte", "oui" if reading.wants_text else None)):
        if value:
            pairs.append((name, value))
    pairs += [("hypothese", f"{fact}={value}") for fact, value in reading.supposed]
    if intent == "urgence":
        pairs += [("langue", language)] if language else []
        pairs += [("motif", motif) for motif in reading.alarms or ("danger",)]
    return [{"entity": name, "value": value} for name, value in pairs]
