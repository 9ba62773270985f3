"""The closed grammar of conditions.

Four words only: a fact has one of these values; all of; one of; except. Anything that computes (thirty days, an age)
is a derived fact, made before the rules see it.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Union

from .articles import Reference


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
