"""The command line: `python -m rules_core evaluer [--le AAAA-MM-JJ] [--situation FICHIER|-]`.

Reads a situation, prints one JSON object, exit status 0. Bad input: one French line on standard error, status 2.
"""
from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from . import sortie
from .droit import droit
from .erreurs import EntreeRefusee
from .faits import lire_date


class _Analyseur(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise EntreeRefusee("option_refusee")


def lire_situation(texte: str) -> dict[str, Any]:
    """A situation from its JSON text. Raises EntreeRefusee: not JSON, not an object, a fact given twice."""
    try:
        objet = json.loads(texte, object_pairs_hook=_sans_double)
    except EntreeRefusee:
        raise
    except (ValueError, RecursionError) as error:
        raise EntreeRefusee("json_illisible", raison=" ".join(str(error).split())) from None
    if not isinstance(objet, dict):
        raise EntreeRefusee("objet_attendu")
    return objet


def _sans_double(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    objet: dict[str, Any] = {}
    for cle, valeur in paires:
        if cle in objet:
            fait = droit().faits.demandes.get(cle)
            raise EntreeRefusee("fait_deux_fois", fait=cle, acceptes=fait.acceptees if fait else "oui, non, inconnu")
        objet[cle] = valeur
    return objet


def principal(arguments: list[str]) -> int:
    """Run the command; returns the exit status."""
    try:
        resultat = _evaluer(arguments)
    except EntreeRefusee as refus:
        print(" ".join(str(refus).split()), file=sys.stderr)
        return 2
    try:
        print(json.dumps(resultat, ensure_ascii=False, indent=2), flush=True)
    except BrokenPipeError:  # whoever reads has read enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _evaluer(arguments: list[str]) -> dict[str, Any]:
    analyseur = _Analyseur(prog="python -m rules_core", add_help=True)
    commandes = analyseur.add_subparsers(dest="commande", required=True, parser_class=_Analyseur)
    evaluer = commandes.add_parser("evaluer")
    evaluer.add_argument("--le", metavar="AAAA-MM-JJ")
    evaluer.add_argument("--situation", metavar="FICHIER", default="-")
    options = analyseur.parse_args(arguments)
    le = dt.date.today() if options.le is None else lire_date(options.le)
    if le is None:
        raise EntreeRefusee("date_impossible", date=options.le)
    droit().couverture.verifier(le)
    return sortie.evaluer(droit(), lire_situation(_texte(options.situation)), le)


def _texte(fichier: str) -> str:
    try:
        octets = sys.stdin.buffer.read() if fichier == "-" else Path(fichier).read_bytes()
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise EntreeRefusee("texte_illisible") from None
    except (OSError, ValueError) as error:
        raison = getattr(error, "strerror", None) or str(error)
        raise EntreeRefusee("fichier_illisible", fichier=fichier, raison=raison) from None
