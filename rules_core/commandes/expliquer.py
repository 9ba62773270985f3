"""`expliquer`: reads a situation, says why each protection is open or not, and what would open it."""
from __future__ import annotations

import argparse
from typing import Any, Iterable, Iterator

from .. import sortie
from ..citation import paroles
from ..droit import droit
from ..entree import lire_jour, lire_situation, lire_texte
from ..erreurs import EntreeRefusee
from ..explication import expliquer
from ..faits import dire_date
from . import evaluer


def options(analyseur: argparse.ArgumentParser) -> None:
    evaluer.options(analyseur)
    analyseur.add_argument("protections", nargs="*")


def executer(options: argparse.Namespace) -> tuple[Iterable[str], int]:
    le = lire_jour(options.le)
    for protection in options.protections:
        if protection not in droit().protections:
            raise EntreeRefusee("protection_inconnue", protection=protection, acceptees=", ".join(droit().protections))
    bilan = sortie.evaluer(droit(), lire_situation(lire_texte(options.situation)), le)
    par_id = {p["id"]: p for p in bilan["protections"]}
    return _lignes(bilan, par_id, list(dict.fromkeys(options.protections)) or list(par_id)), 0


def _lignes(bilan: dict[str, Any], par_id: dict[str, dict[str, Any]], demandees: Iterable[str]) -> Iterator[str]:
    for rang, protection in enumerate(demandees):
        if rang:
            yield ""
        trouvee = par_id.get(protection)
        if trouvee is None:
            intitule = droit().protections[protection].intitule
            yield _majuscule(paroles()["pas_encore"].format(intitule=intitule, id=protection, le=dire_date(bilan["le"])))
        else:
            yield _majuscule(paroles()["titre"].format(intitule=trouvee["intitule"], id=protection))
            yield from expliquer(droit().faits, trouvee)


def _majuscule(texte: str) -> str:
    return texte[0].upper() + texte[1:]
