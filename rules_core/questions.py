"""Which fact to ask next: the one that can still decide most, for the least hurt."""
from __future__ import annotations

from typing import Iterable, Mapping

from .droit import Droit
from .evaluation import Verdict
from .verite import INCONNU


def prochaine_question(droit: Droit, verdicts: Iterable[Verdict], situation: Mapping[str, str]) -> str | None:
    """The fact to ask next, or None. Never a fact already given, "inconnu" included, and never a reserve.

    Each undecided protection lends its weight (`poids`) to the facts that can decide it: the fewer they are, the more each one
    weighs. A fact's weight is divided by the price of asking for it (faits.yml). Nothing is asked for a protection of weight 0.
    """
    poids: dict[str, float] = {}
    for verdict in verdicts:
        if verdict.valeur is INCONNU and verdict.protection.poids:
            restants = [f for f in verdict.faits_utiles if f not in situation]
            for fait in restants:
                poids[fait] = poids.get(fait, 0.0) + verdict.protection.poids / len(restants)
    possibles = [f for f in droit.faits.demandes if f in poids and _a_lieu(droit, f, situation)]
    return max(possibles, key=lambda f: poids[f] / droit.faits.demandes[f].prix, default=None)


def _a_lieu(droit: Droit, fait: str, situation: Mapping[str, str]) -> bool:
    """Does the question make sense yet? (a date of hand-over only after the hand-over)"""
    return all(situation.get(avant) == valeur for avant, valeur in droit.faits.demandes[fait].prealable.items())
