"""Truth with three values (Kleene): NON < INCONNU < OUI. Unknown is a value, never a "no"."""
from __future__ import annotations

import enum
import functools
from typing import Iterable


@functools.total_ordering
class Verite(enum.Enum):
    """A truth value; its `value` is the word of the public contract."""

    NON = "non"
    INCONNU = "inconnu"
    OUI = "oui"

    def __bool__(self) -> bool:
        raise TypeError("a three-valued truth is not a bool: compare it with Verite.OUI, NON or INCONNU")

    def __lt__(self, other: "Verite") -> bool:
        return _RANK[self] < _RANK[other]

    def __hash__(self) -> int:
        return id(self)


NON, INCONNU, OUI = Verite.NON, Verite.INCONNU, Verite.OUI
_RANK = {valeur: rang for rang, valeur in enumerate(Verite)}  # weakest first


def toutes(valeurs: Iterable[Verite]) -> Verite:
    """Conjunction: the weakest of the values (OUI when there is none)."""
    worst = OUI
    for valeur in valeurs:
        if valeur is NON:
            return NON
        if valeur is INCONNU:
            worst = INCONNU
    return worst


def une_de(valeurs: Iterable[Verite]) -> Verite:
    """Disjunction: the strongest of the values (NON when there is none)."""
    best = NON
    for valeur in valeurs:
        if valeur is OUI:
            return OUI
        if valeur is INCONNU:
            best = INCONNU
    return best


def sauf(valeur: Verite) -> Verite:
    """Negation: unknown stays unknown."""
    if valeur is INCONNU:
        return INCONNU
    return NON if valeur is OUI else OUI
