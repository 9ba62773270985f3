"""A condition as the alternative ways to meet it, and what is still missing on each way."""
from __future__ import annotations

import itertools
from typing import Iterable, Mapping

from .conditions import Condition, Fait, Sauf, Toutes, UneDe

Pas = tuple[str, bool, tuple[str, ...]]  # a fact, wanted among (or outside) these values
Chemin = tuple[Pas, ...]


def chemins(condition: Condition) -> tuple[Chemin, ...]:
    """The condition as alternatives, each a list of facts to have (its disjunctive form)."""
    return tuple(_chemins(condition, True))


def _chemins(condition: Condition, voulu: bool) -> list[Chemin]:
    match condition:
        case Fait(cle, valeurs):
            return [((cle, voulu, valeurs),)]
        case Sauf(partie):
            return _chemins(partie, not voulu)
        case Toutes(parties) | UneDe(parties):
            if isinstance(condition, Toutes) == voulu:
                combinaisons = itertools.product(*(_chemins(p, voulu) for p in parties))
                return [tuple(itertools.chain.from_iterable(c)) for c in combinaisons]
            return [chemin for p in parties for chemin in _chemins(p, voulu)]
    raise TypeError(f"not a condition: {condition!r}")


def faits_decisifs(ouvertures: Iterable[Chemin], connus: Mapping[str, str]) -> set[str]:
    """The unknown facts that can still decide whether one of the ways `ouvertures` is met.

    A way still open whose missing facts include those of another is needless: whatever it waits for decides nothing more.
    The tests check that this is exact, against every completion of every situation.
    """
    restes = {reste for chemin in ouvertures if (reste := _reste(chemin, connus)) is not None}
    return {pas[0] for reste in restes if not any(autre < reste for autre in restes) for pas in reste}


def _reste(chemin: Chemin, connus: Mapping[str, str]) -> frozenset[Pas] | None:
    """What is not known yet on this way, or None when a known fact closes it."""
    reste = []
    for pas in chemin:
        fait, voulu, valeurs = pas
        connu = connus.get(fait)
        if connu is None:
            reste.append(pas)
        elif (connu in valeurs) != voulu:
            return None
    return frozenset(reste)
