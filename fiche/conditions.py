"""A condition as numbered nodes to draw, as the alternative ways to meet it, and as one line of words."""
from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Callable, Mapping

from rules_core.conditions import Condition, Fait, Sauf, Toutes, UneDe

GENRES = {Toutes: "toutes", UneDe: "une_de", Sauf: "sauf"}
Alternative = tuple[tuple[str, str], ...]  # facts with the one value each must have


@dataclass(frozen=True)
class Noeud:
    """A node: its kind, its number ("2.1", "" for the root that only joins), its key in the data, its leaf or its parts."""

    genre: str
    numero: str
    cle: tuple[object, ...]
    fait: Fait | None = None
    parties: tuple["Noeud", ...] = ()


def noeud(condition: Condition, cle: tuple[object, ...], numero: str = "") -> Noeud:
    if isinstance(condition, Fait):
        return Noeud("fait", numero or "1", cle, condition)
    genre = GENRES[type(condition)]
    if isinstance(condition, Sauf):
        numero = numero or "1"
        return Noeud(genre, numero, cle, None, (noeud(condition.partie, (*cle, genre), f"{numero}.1"),))
    debut = numero and f"{numero}."
    parties = (noeud(partie, (*cle, genre, rang), f"{debut}{rang}") for rang, partie in enumerate(condition.parties, 1))
    return Noeud(genre, numero, cle, None, tuple(parties))


def feuilles(racine: Noeud) -> list[Noeud]:
    """The leaves, in the order written."""
    return [racine] if racine.fait else [feuille for partie in racine.parties for feuille in feuilles(partie)]


def alternatives(condition: Condition) -> list[Alternative]:
    """The ways to meet a condition, each with one value for a fact; what must not be is left out."""
    match condition:
        case Fait(cle, valeurs):
            return [((cle, valeur),) for valeur in valeurs]
        case Sauf():
            return [()]
        case UneDe(parties):
            return [voie for partie in parties for voie in alternatives(partie)]
        case Toutes(parties):
            return [tuple(itertools.chain(*combinaison)) for combinaison in itertools.product(*map(alternatives, parties))]
    raise TypeError(f"not a condition: {condition!r}")


def en_ligne(condition: Condition, dire: Callable[[str, str], str], mots: Mapping[str, str], dedans: bool = False) -> str:
    """The condition as one line of words."""
    match condition:
        case Fait(cle, valeurs):
            return mots["ou"].join(dire(cle, valeur) for valeur in valeurs)
        case Sauf(partie):
            return mots["sauf"].format(condition=en_ligne(partie, dire, mots, True))
        case Toutes(parties) | UneDe(parties):
            lien = mots["et_dedans" if dedans else "et"] if isinstance(condition, Toutes) else mots["ou"]
            return lien.join(en_ligne(partie, dire, mots, True) for partie in parties)
    raise TypeError(f"not a condition: {condition!r}")
