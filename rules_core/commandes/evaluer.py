"""`evaluer`: reads a situation, or many, prints one JSON object for each."""
from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from typing import Any, Callable, Iterable, Iterator

from .. import evaluer, verdicts
from ..entree import decoder, lire_jour, lire_lignes, lire_situation, lire_texte
from ..erreurs import EntreeRefusee, phrase
from . import Resultat


def options(analyseur: argparse.ArgumentParser) -> None:
    analyseur.add_argument("--le")
    analyseur.add_argument("--situation", default="-")
    analyseur.add_argument("--lot", nargs="?", const="-")
    analyseur.add_argument("--verdicts", action="store_true")


def executer(options: argparse.Namespace) -> Resultat:
    le = lire_jour(options.le)
    calculer = verdicts if options.verdicts else evaluer
    if options.lot is not None:
        lot = _Lot(le, calculer)
        return lot.reponses(lire_lignes(options.lot)), lambda: lot.statut
    return [json.dumps(calculer(lire_situation(lire_texte(options.situation)), le), ensure_ascii=False, indent=2)], 0


class _Lot:
    """Many situations, one a line: one answer a line, in the same order, none lost because another is refused."""

    def __init__(self, le: dt.date, calculer: Callable[[dict[str, Any], dt.date], Any]) -> None:
        self._le, self._calculer = le, calculer
        self.statut = 0

    def reponses(self, lignes: Iterable[bytes]) -> Iterator[str]:
        """The answers, as compact JSON; a refused line gives {"ligne", "refus"}, is told on standard error, and ends in status 2."""
        for rang, ligne in enumerate(lignes, 1):
            if ligne.strip():
                yield json.dumps(self._repondre(rang, ligne), ensure_ascii=False, separators=(",", ":"))

    def _repondre(self, rang: int, ligne: bytes) -> Any:
        try:
            return self._calculer(lire_situation(decoder(ligne)), self._le)
        except EntreeRefusee as refus:
            self.statut = 2
            dit = " ".join(str(refus).split())
            print(phrase("refus_de_ligne", ligne=rang, refus=dit), file=sys.stderr)
            return {"ligne": rang, "refus": dit}
