"""`evaluer`: reads a situation, prints one JSON object."""
from __future__ import annotations

import argparse
import json
from typing import Iterable

from .. import sortie
from ..droit import droit
from ..entree import lire_jour, lire_situation, lire_texte


def options(analyseur: argparse.ArgumentParser) -> None:
    """The day of the law and the situation, as every command that evaluates takes them."""
    analyseur.add_argument("--le")
    analyseur.add_argument("--situation", default="-")


def executer(options: argparse.Namespace) -> tuple[Iterable[str], int]:
    le = lire_jour(options.le)
    resultat = sortie.evaluer(droit(), lire_situation(lire_texte(options.situation)), le)
    return [json.dumps(resultat, ensure_ascii=False, indent=2)], 0
