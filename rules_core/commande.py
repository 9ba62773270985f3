"""The command line: `python -m rules_core evaluer [--le AAAA-MM-JJ] [--situation FICHIER|-]`.

Reads a situation, prints one JSON object, exit status 0. Bad input: one French line on standard error, status 2.
"""
from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from typing import Iterable, NoReturn

from . import sortie
from .droit import droit
from .entree import lire_situation, lire_texte
from .erreurs import EntreeRefusee
from .faits import lire_date


class _Analyseur(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise EntreeRefusee("option_refusee")


def principal(arguments: list[str]) -> int:
    """Run the command; returns the exit status."""
    try:
        options = _analyseur().parse_args(arguments)
        lignes, statut = options.executer(options)
    except EntreeRefusee as refus:
        print(" ".join(str(refus).split()), file=sys.stderr)
        return 2
    try:
        print("\n".join(lignes), flush=True)
    except BrokenPipeError:  # whoever reads has read enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return statut


def _analyseur() -> argparse.ArgumentParser:
    analyseur = _Analyseur(prog="python -m rules_core")
    commandes = analyseur.add_subparsers(dest="commande", required=True, parser_class=_Analyseur)
    evaluer = commandes.add_parser("evaluer")
    evaluer.add_argument("--le", metavar="AAAA-MM-JJ")
    evaluer.add_argument("--situation", metavar="FICHIER", default="-")
    evaluer.set_defaults(executer=_evaluer)
    return analyseur


def _evaluer(options: argparse.Namespace) -> tuple[Iterable[str], int]:
    le = _date(options.le)
    resultat = sortie.evaluer(droit(), lire_situation(lire_texte(options.situation)), le)
    return [json.dumps(resultat, ensure_ascii=False, indent=2)], 0


def _date(texte: str | None) -> dt.date:
    """The date asked for, today's by default. Raises EntreeRefusee: not a date, or its law is not in the data."""
    le = dt.date.today() if texte is None else lire_date(texte)
    if le is None:
        raise EntreeRefusee("date_impossible", date=texte)
    droit().couverture.verifier(le)
    return le
