"""`comparer`: reads a situation, says what would change if some facts were otherwise."""
from __future__ import annotations

import argparse
import json
from typing import Iterable

from ..comparaison import comparer, lignes
from ..entree import lire_jour, lire_situation, lire_texte
from ..erreurs import EntreeRefusee
from . import evaluer


def options(analyseur: argparse.ArgumentParser) -> None:
    evaluer.options(analyseur)
    analyseur.add_argument("--si", action="append", required=True)
    analyseur.add_argument("--json", action="store_true")


def executer(options: argparse.Namespace) -> tuple[Iterable[str], int]:
    le = lire_jour(options.le)
    changements = _changements(options.si)
    resultat = comparer(lire_situation(lire_texte(options.situation)), changements, le)
    return [json.dumps(resultat, ensure_ascii=False, indent=2)] if options.json else list(lignes(resultat)), 0


def _changements(hypotheses: Iterable[str]) -> dict[str, str]:
    changements: dict[str, str] = {}
    for hypothese in hypotheses:
        fait, egal, valeur = hypothese.partition("=")
        if not (fait and egal and valeur):
            raise EntreeRefusee("hypothese_illisible", hypothese=hypothese)
        if fait in changements:
            raise EntreeRefusee("hypothese_deux_fois", fait=fait)
        changements[fait] = valeur
    return changements
