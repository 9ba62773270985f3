"""`verifier`: compares the law's data with an export of the official texts, and says what moved. Status 1 when anything did."""
from __future__ import annotations

import argparse
import json
from typing import Iterable

from ..erreurs import EntreeRefusee
from ..mots import mots
from ..textes_officiels import appuis, comparaison, donnees, importes, lecture, rapport


def options(analyseur: argparse.ArgumentParser) -> None:
    analyseur.add_argument("--textes", required=True)
    analyseur.add_argument("--importer", action="store_true")
    analyseur.add_argument("--json", action="store_true")


def executer(options: argparse.Namespace) -> tuple[Iterable[str], int]:
    fichiers = donnees.lire_articles()
    export = lecture.lire_export(options.textes, fichiers)
    constat = comparaison.comparer(fichiers, export)
    objet = rapport.rapport(fichiers, appuis.lire_appuis(), constat, export)
    if options.importer:
        objet["importes"] = _importer(constat)
    statut = 1 if objet["bouge"] else 0
    if options.json:
        return [json.dumps(objet, ensure_ascii=False, indent=2)], statut
    lignes = list(rapport.lignes(objet))
    if options.importer:
        lignes.append(mots("textes_officiels")["importes"].format(**objet["importes"]))
    return lignes, statut


def _importer(constat: comparaison.Constat) -> dict[str, object]:
    try:
        return {"alineas": importes.importer(constat.mots), "fichier": str(importes.fichier())}
    except OSError:
        raise EntreeRefusee("import_impossible", dossier=importes.fichier().parent) from None
