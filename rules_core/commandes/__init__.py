"""The command line: `python -m rules_core COMMANDE`, one module of this package for each command.

A command prints its lines and ends with its status (0 when all is well). Bad input: one French line on standard error,
nothing on standard output, status 2.
"""
from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import Callable, Iterable, NoReturn, Union

from ..erreurs import EntreeRefusee
from ..mots import mots

# The lines to print, and the status: now, or once every line is written.
Resultat = tuple[Iterable[str], Union[int, Callable[[], int]]]

# Each module has `options(analyseur)` and `executer(options) -> Resultat`; only the one asked for is imported.
COMMANDES = ("evaluer", "expliquer", "comparer", "calendrier", "verifier", "schema")
_AIDE = ("-h", "--help", "--aide")


class _Analyseur(argparse.ArgumentParser):
    def __init__(self, commande: str) -> None:
        super().__init__(add_help=False, allow_abbrev=False)
        self._commande = commande

    def error(self, message: str) -> NoReturn:
        raise EntreeRefusee("option_refusee", usage=mots("commandes")[self._commande]["usage"])


def principal(arguments: list[str]) -> int:
    """Run the command; returns the exit status."""
    try:
        lignes, statut = _executer(arguments)
        _ecrire(lignes)
        return statut() if callable(statut) else statut
    except EntreeRefusee as refus:
        print(" ".join(str(refus).split()), file=sys.stderr)
        return 2


def _executer(arguments: list[str]) -> Resultat:
    commande, *reste = arguments or ("-h",)
    if commande in _AIDE:
        usages = "\n".join("  " + mots("commandes")[c]["usage"] for c in COMMANDES)
        return [mots("commandes")["aide"].format(commandes=usages)], 0
    if commande not in COMMANDES:
        raise EntreeRefusee("commande_inconnue", commande=commande, commandes=", ".join(COMMANDES))
    if any(m in _AIDE for m in reste):
        return mots("commandes")[commande].values(), 0
    module = importlib.import_module(f".{commande}", __package__)
    analyseur = _Analyseur(commande)
    module.options(analyseur)
    return module.executer(analyseur.parse_args(reste))


def _ecrire(lignes: Iterable[str]) -> None:
    """Print each line as soon as it is known; stop quietly when whoever reads has read enough (`| head`)."""
    try:
        for ligne in lignes:
            sys.stdout.write(ligne + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
