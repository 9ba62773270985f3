"""The path through the regime as a graph: what each stage opens, and where it leads, read from the conditions of the law."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Mapping

from rules_core import Droit
from rules_core.protections import NATURES, Protection, Voie

from .conditions import Alternative, alternatives, en_ligne
from .mots import mots

DEPART = "depart"


@dataclass(frozen=True)
class Ouvert:
    """A protection open at a stage: its nature there; when it leads to a stage, which one, and the conditions of each ground in words."""

    protection: str
    intitule: str
    nature: str
    conditions: tuple[str, ...]
    mene_a: str | None


@dataclass(frozen=True)
class Etape:
    id: str
    titre: str
    colonne: int
    place: int  # from the top
    droits: tuple[Ouvert, ...]


@dataclass(frozen=True)
class Fleche:
    """From a stage to another. Its kind: the nature of the right that leads there, "demarche" (a condition) or "choix"."""

    de: str
    vers: str
    genre: str


@dataclass(frozen=True)
class Chemin:
    etapes: tuple[Etape, ...]
    fleches: tuple[Fleche, ...]


def chemin(droit: Droit, le: dt.date) -> Chemin:
    """The graph of the protections of the regime (general rights apart) with the law of the day `le`."""
    declares = mots("chemin")
    quand = {etape["id"]: etape["quand"] for etape in declares["etapes"]}
    voies = [(p, v, a) for p in droit.protections.values() if not p.general
             for v in p.voies if v.depuis <= le < v.jusqu_au for a in alternatives(v.si)]
    ouverts: dict[str, dict[str, tuple[Protection, list[Voie]]]] = {etape: {} for etape in quand}
    fleches: dict[tuple[str, str], str] = {}
    seules = set()
    for protection, voie, alternative in voies:
        demandees = _etapes(quand, alternative)
        etape = demandees[-1]
        seules.update(demandees if len(demandees) == 1 else ())
        ouverts[etape].setdefault(protection.id, (protection, []))[1].append(voie)
        for autre in demandees[:-1]:
            fleches.setdefault((autre, etape), "demarche")
    donne: Mapping[str, str] = declares["donne"]
    for etape, droits in ouverts.items():
        for protection, siennes in droits.values():
            if donne.get(protection.id, etape) != etape:
                fleches[etape, donne[protection.id]] = _nature(siennes)
    arrivees = {vers for _, vers in fleches} & set(donne.values())
    for etape in seules - arrivees - {DEPART}:
        fleches.setdefault((DEPART, etape), "demarche")
    for de, vers in declares["choix"]:
        fleches.setdefault((de, vers), "choix")
    ordre = list(quand)
    return Chemin(
        tuple(Etape(e["id"], e["titre"], e["colonne"], e["place"], tuple(_droit(droit, le, *d, donne) for d in ouverts[e["id"]].values()))
              for e in declares["etapes"]),
        tuple(Fleche(*bouts, fleches[bouts]) for bouts in sorted(fleches, key=lambda b: (ordre.index(b[0]), ordre.index(b[1])))),
    )


def _etapes(quand: Mapping[str, Mapping[str, list[str]]], alternative: Alternative) -> list[str]:
    """The stages that a way asks for, in order; the start when it asks for none."""
    return [e for e, faits in quand.items() if any(valeur in faits.get(fait, ()) for fait, valeur in alternative)] or [DEPART]


def _nature(voies: list[Voie]) -> str:
    return max((voie.nature for voie in voies), key=NATURES.index)


def _droit(droit: Droit, le: dt.date, protection: Protection, voies: list[Voie], donne: Mapping[str, str]) -> Ouvert:
    mene_a = donne.get(protection.id)
    conditions = [en_ligne(voie.si, droit.faits.dire, mots()["conditions"]) for voie in voies] if mene_a else ()
    return Ouvert(protection.id, protection.dire("intitule", le), _nature(voies), tuple(dict.fromkeys(conditions)), mene_a)
