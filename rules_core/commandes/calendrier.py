"""`calendrier`: reads a situation, prints its deadlines as a calendar file."""
from __future__ import annotations

import argparse
from typing import Iterable

from .. import sortie
from ..calendrier import calendrier
from ..droit import droit
from ..entree import lire_jour, lire_situation, lire_texte
from ..erreurs import EntreeRefusee
from . import evaluer


def options(analyseur: argparse.ArgumentParser) -> None:
    evaluer.options(analyseur)
    analyseur.add_argument("--explicite", action="store_true")


def executer(options: argparse.Namespace) -> tuple[Iterable[str], int]:
    le = lire_jour(options.le)
    bilan = sortie.evaluer(droit(), lire_situation(lire_texte(options.situation)), le)
    if not bilan["echeances"]:
        raise EntreeRefusee("aucune_echeance", le=le)
    # Each line is printed with its line feed: the carriage return before it stays here.
    return calendrier(bilan["echeances"], le, options.explicite).removesuffix("\n").split("\n"), 0
