"""Which fact to ask next: the one that has the best chance not to be asked, or to hurt, for nothing."""
from __future__ import annotations

from typing import Iterable, Mapping

from .droit import Droit
from .evaluation import Verdict
from .profils import Attentes, attentes


def prochaine_question(
    droit: Droit, verdicts: Iterable[Verdict], situation: Mapping[str, str], attendus: Attentes | None = None
) -> str | None:
    """The fact to ask next, or None. Never a fact already given, "inconnu" included, and never a reserve.

    Only facts that can still decide a protection of weight above 0 are candidates. Each answer may make other questions
    needless, so that the order counts: a question that must be asked in any case costs nothing now, one that may turn out
    needless had better wait. The first is the one with the smallest expected waste: its price (faits.yml) times the share of
    the people she may be (profils.yml) who could do without it. When equal, the one that decides most, for the least hurt.
    `attendus`: what is expected of her, the profiles of the law's home by default.
    """
    poids = _poids(verdicts, situation)
    possibles = [f for f in droit.faits.demandes if f in poids and _a_lieu(droit, f, situation)]
    if len(possibles) < 2:
        return next(iter(possibles), None)
    inutiles = (attendus or attentes(droit)).parts_inutiles(possibles, situation)
    prix = {fait: droit.faits.demandes[fait].prix for fait in possibles}
    return min(possibles, key=lambda f: (prix[f] * inutiles[f], -poids[f] / prix[f]))


def _poids(verdicts: Iterable[Verdict], situation: Mapping[str, str]) -> dict[str, float]:
    """How much each missing fact decides: a protection lends its weight to the facts that can decide it, the fewer
    they are, the more each one weighs. Nothing is asked for a protection of weight 0."""
    poids: dict[str, float] = {}
    for verdict in verdicts:
        if verdict.protection.poids:
            restants = [f for f in verdict.faits_utiles if f not in situation]
            for fait in restants:
                poids[fait] = poids.get(fait, 0.0) + verdict.protection.poids / len(restants)
    return poids


def _a_lieu(droit: Droit, fait: str, situation: Mapping[str, str]) -> bool:
    """Does the question make sense yet? (a date of hand-over only after the hand-over)"""
    return all(situation.get(avant) == valeur for avant, valeur in droit.faits.demandes[fait].prealable.items())
