"""A condition as the alternative ways to meet it."""
from __future__ import annotations

import itertools
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

