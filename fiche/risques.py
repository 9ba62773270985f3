"""The risks that go with a step, line by line: what each line says, its key, its words."""
from __future__ import annotations

import datetime as dt
from typing import Any, Mapping, NamedTuple

from rules_core.articles import Reference

from .mots import jour, mots


class Ligne(NamedTuple):
    quoi: str
    cle: str
    texte: str


def lire(ecrits: Mapping[str, Any]) -> dict[str, list[Ligne]]:
    """{risk: its lines}, in the order they are written."""
    risques: dict[str, list[Ligne]] = {}
    for cle, valeur in ecrits.items():
        fichier, *parties = cle.split("/")
        if fichier == "risques":
            risques.setdefault(parties[0], []).append(Ligne(_quoi(parties[1:]), cle, _dire(valeur)))
    return risques


def _quoi(parties: list[str]) -> str:
    """ "quand" and its fact, "selon" and its date: the first word in French, then what is not a rank."""
    titres = mots()["risques"]
    mot = parties[-1] if parties[-1] in titres else parties[0]
    precis = [p for p in parties[1:] if not p.isdigit() and p not in titres]
    return " ".join([titres[mot], *precis])


def _dire(valeur: Any) -> str:
    if isinstance(valeur, dt.date):
        return jour(valeur)
    reference = Reference.lire(str(valeur))
    if reference is None:
        return str(valeur)
    return f"{reference.code} {reference.article}, " + (f"al. {reference.alinea}" if reference.alinea else str(reference.point))
