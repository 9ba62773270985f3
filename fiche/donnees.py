"""What the law's files say, scalar by scalar, under the key that names each one in the sheet.

A key is the path of the scalar, its parts joined by "/":
  protections/carte_sejour/voies/1/si/toutes/2/plainte/1     the name of the file of a protection is left out
  articles/CESEDA L. 425-1/versions/2021-05-01/alineas/1/sens
  codes/ceseda/intitule                                      what a file of articles says of its code
Lists are numbered from 1, except versions (their first day, "debut" when it is not known), former words (the day they
end) and lists of readings (the reading). The values and the references (`selon`) of a condition are always lists.
"""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Iterator

import yaml

# profils.yml is not law: it says who is expected, for the order of the questions.
_FEUILLES = ("couverture", "faits", "reserves", "derives", "lectures", "renvois", "risques")


def ecrits(dossier: Path) -> dict[str, Any]:
    """{key: scalar} for every file of the law."""
    tout: dict[str, Any] = {}
    for nom in _FEUILLES:
        tout.update(_plat(nom, _lire(dossier / f"{nom}.yml")))
    for chemin in sorted((dossier / "protections").glob("*.yml")):
        tout.update(_plat("protections", _lire(chemin)))
    for chemin, fichier in fichiers_d_articles(dossier):
        for numero, article in fichier.pop("articles").items():
            tout.update(_plat(f"articles/{fichier['code']} {numero}", article))
        tout.update(_plat(f"codes/{chemin.stem}", fichier))
    return tout


def fichiers_d_articles(dossier: Path) -> Iterator[tuple[Path, dict]]:
    """The files of articles, each with what is written in it."""
    for chemin in sorted((dossier / "articles").glob("*.yml")):
        yield chemin, _lire(chemin)


def empreinte(dossier: Path) -> str:
    """One fingerprint for all the files of the law: a remark on the sheet names the state of the data it was made on."""
    somme = hashlib.sha256()
    for chemin in sorted(dossier.rglob("*.yml")):
        somme.update(chemin.relative_to(dossier).as_posix().encode() + b"\0" + chemin.read_bytes() + b"\0")
    return somme.hexdigest()


def _lire(chemin: Path) -> dict:
    return yaml.load(chemin.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _plat(cle: str, valeur: Any) -> Iterator[tuple[str, Any]]:
    match valeur:
        case dict():
            feuille = "selon" in valeur and "sens" not in valeur
            for nom, partie in valeur.items():
                liste = nom == "selon" or feuille and nom != "lecture"
                yield from _plat(f"{cle}/{nom}", [partie] if liste and not isinstance(partie, list) else partie)
        case list():
            nom = cle.rsplit("/", 1)[-1]
            for rang, partie in enumerate(valeur, 1):
                match nom:
                    case "versions":
                        rang = partie["depuis"] or "debut"
                    case "avant":
                        rang = partie["jusqu_au"]
                    case "lectures":
                        rang = partie
                yield from _plat(f"{cle}/{rang}", partie)
        case _:
            yield cle, valeur
