"""The articles of the data as raw mappings, and the names by which exports call them."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Iterable, Iterator, Mapping

import yaml

from ..mots import mots

DROIT = Path(__file__).resolve().parent.parent / "droit"
COMPARES = ("verbatim", "proche")  # the levels whose alinéas have fingerprints; the others were never read

Cle = tuple[str, str]  # a code of the data, a number as `numero` writes it


def lire_yaml(dossier: Path) -> Iterator[tuple[Path, dict]]:
    """The path and the mapping of each YAML file of `dossier`, in the order of their names."""
    for chemin in sorted(dossier.glob("*.yml")):
        yield chemin, yaml.load(chemin.read_text(encoding="utf-8"), yaml.CSafeLoader)


def lire_articles(dossier: Path | None = None) -> list[dict]:
    """The mapping of each articles file (droit/articles by default), with its own name under `fichier`."""
    return [{**contenu, "fichier": chemin.name} for chemin, contenu in lire_yaml(dossier or DROIT / "articles")]


def codes_par_identifiant(fichiers: Iterable[Mapping]) -> dict[str, str]:
    """{LEGITEXT… or JORFTEXT…: code of the data}."""
    return {fichier["legitext"]: fichier["code"] for fichier in fichiers if fichier.get("legitext")}


def cle(code: str, article: object) -> Cle:
    return code, numero(str(article))


def numero(nom: str) -> str:
    """One writing of a number for all: "R.* 432-1" and "R*432-1", "art. 2" and "2".

    What stands in brackets is a copyist's remark ("R. 441-5 (Mayotte)").
    """
    sans_remarque = re.sub(r" \(.*\)$", "", nom.strip())
    return re.sub(r"[\s.]", "", re.sub(r"^art(?:icle|\.)\s*", "", sans_remarque, flags=re.IGNORECASE)).upper()


def code(nom: str) -> str:
    """The code of the data for the name a copy gives it ("Code pénal" is "C. pén."); the name itself when it has none."""
    for debut, abrege in mots("textes_officiels")["codes"].items():
        if nom.startswith(debut):
            return abrege
    return re.sub(r" \(.*\)$", "", nom)
