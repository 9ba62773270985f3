"""The table of rights by stage: typical situations, evaluated by the core."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Mapping

import rules_core

from .mots import mots

_VEILLE = "veille"  # in etapes.yml: the day before the one evaluated


@dataclass(frozen=True)
class Colonne:
    """A typical situation, and for each protection a sign ("de_droit", "possible", "selon", "rien") and what it depends on."""

    id: str
    titre: str
    situation: Mapping[str, str]
    signes: Mapping[str, str]
    selon: Mapping[str, tuple[str, ...]]


def colonnes(le: dt.date) -> list[Colonne]:
    textes = mots("etapes")
    return [_colonne(colonne, {**textes["commun"], **colonne["situation"]}, le) for colonne in textes["colonnes"]]


def commun() -> Mapping[str, str]:
    """The facts that all the situations share."""
    return mots("etapes")["commun"]


def _colonne(colonne: Mapping[str, Any], situation: dict[str, str], le: dt.date) -> Colonne:
    veille = (le - dt.timedelta(days=1)).isoformat()
    situation = {fait: veille if valeur == _VEILLE else valeur for fait, valeur in situation.items()}
    protections = rules_core.evaluer(situation, le)["protections"]
    return Colonne(
        colonne["id"], colonne["titre"], situation, {p["id"]: _signe(p) for p in protections},
        {p["id"]: tuple(p["faits_utiles"]) for p in protections if p["verdict"] == "inconnu"},
    )


def _signe(protection: Mapping[str, Any]) -> str:
    return {"oui": protection["nature"], "inconnu": "selon", "non": "rien"}[protection["verdict"]]
