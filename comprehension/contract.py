"""The names other parts agreed on: facts and their values, protections, subjects. Read from where each has its home."""
from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

RACINE = Path(__file__).resolve().parent.parent
LEXIQUE = Path(__file__).resolve().parent / "lexique"
INCONNU = "inconnu"


def lire(path: Path) -> Any:
    """One YAML file, through libyaml when present (ten times faster)."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def lire_texte(path: Path) -> Any:
    """The same, every value being text: "oui" is not true, nor is "16" a number."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


@lru_cache(maxsize=None)
def valeurs_des_faits() -> dict[str, tuple[str, ...]]:
    """{fact: its values in order}; an empty tuple is a date. Reserves are not among them: nobody is asked them here."""
    faits = lire(RACINE / "rules_core" / "droit" / "faits.yml")
    return {fait: tuple(str(v) for v in bloc.get("valeurs", ())) for fait, bloc in faits.items()}


@lru_cache(maxsize=None)
def libelles() -> dict[str, tuple[tuple[str, str], ...]]:
    """{words on a button: the (fact, value) pairs it can stand for}, as written, not yet normalised."""
    faits = lire(RACINE / "rules_core" / "droit" / "faits.yml")
    par_libelle: dict[str, list[tuple[str, str]]] = {}
    for fait, bloc in faits.items():
        for valeur, mots in (bloc.get("valeurs") or {}).items():
            par_libelle.setdefault(mots["libelle"], []).append((fait, str(valeur)))
    return {libelle: tuple(paires) for libelle, paires in par_libelle.items()}


@lru_cache(maxsize=None)
def protections() -> frozenset[str]:
    """The ids of every protection the law part knows."""
    fichiers = sorted((RACINE / "rules_core" / "droit" / "protections").glob("*.yml"))
    return frozenset(cle for fichier in fichiers for cle in lire(fichier))


@lru_cache(maxsize=None)
def intentions_par_sujet() -> dict[str, str]:
    """{subject id: intent that answers it}."""
    return {sujet: intention for sujet, intention in lire(LEXIQUE / "sujets.yml").items()}


def accepte(fait: str, valeur: object) -> bool:
    """True if the contract lets this fact take this value ("inconnu" always; a date must exist)."""
    if not isinstance(valeur, str) or fait not in valeurs_des_faits():
        return False
    if valeur == INCONNU:
        return True
    if valeurs_des_faits()[fait]:
        return valeur in valeurs_des_faits()[fait]
    try:
        return dt.date.fromisoformat(valeur).isoformat() == valeur
    except ValueError:
        return False
