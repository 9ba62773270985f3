"""The closed grammar of conditions, and the proof that a situation meets one.

Four words only: a fact has one of these values; all of; one of; except. Anything that computes (thirty days, an age)
is a derived fact, made before the rules see it.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Mapping, NamedTuple, Union

from . import verite
from .articles import Reference
from .verite import INCONNU, NON, OUI, Verite


@dataclass(frozen=True)
class Fait:
    """The fact `cle` has one of `valeurs`, as the alinéas `selon` ask."""

    cle: str
    valeurs: tuple[str, ...]
    selon: tuple[Reference, ...]
    lecture: str | None = None


@dataclass(frozen=True)
class Toutes:
    parties: tuple["Condition", ...]


@dataclass(frozen=True)
class UneDe:
    parties: tuple["Condition", ...]


@dataclass(frozen=True)
class Sauf:
    partie: "Condition"


Condition = Union[Fait, Toutes, UneDe, Sauf]


class Preuve(NamedTuple):
    """A node of a proof: a condition, its value in the situation, the proofs of its parts."""

    condition: Condition
    valeur: Verite
    parties: tuple["Preuve", ...] = ()


def prouver(condition: Condition, situation: Mapping[str, str]) -> Preuve:
    """Prove `condition` in `situation` ({fact: value}; a missing fact is not known).

    Every part is evaluated, even where the verdict is already settled: the explanation needs them all.
    """
    match condition:
        case Fait(cle, valeurs):
            connu = situation.get(cle)
            return Preuve(condition, INCONNU if connu is None else OUI if connu in valeurs else NON)
        case Toutes(parties):
            preuves = tuple([prouver(partie, situation) for partie in parties])
            return Preuve(condition, verite.toutes([p.valeur for p in preuves]), preuves)
        case UneDe(parties):
            preuves = tuple([prouver(partie, situation) for partie in parties])
            return Preuve(condition, verite.une_de([p.valeur for p in preuves]), preuves)
        case Sauf(partie):
            preuve = prouver(partie, situation)
            return Preuve(condition, verite.sauf(preuve.valeur), (preuve,))
    raise TypeError(f"not a condition: {condition!r}")


def feuilles(condition: Condition) -> Iterator[Fait]:
    """Every leaf of `condition`, in the order written."""
    match condition:
        case Fait():
            yield condition
        case Toutes(parties) | UneDe(parties):
            for partie in parties:
                yield from feuilles(partie)
        case Sauf(partie):
            yield from feuilles(partie)
