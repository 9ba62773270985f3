"""Who may come to the interview, and how often: what the order of the questions expects of a person not known yet.

It never decides which questions are asked, only which of the useful ones comes first.
"""
from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Mapping, Sequence

from .droit import Droit
from .erreurs import phrase
from .faits import INCONNU, Faits
from .lecture_yaml import Bloc, lire

FICHIER = Path(__file__).parent / "droit" / "profils.yml"
_IL_Y_A = re.compile(r"il y a (\d+) jours")


@dataclass(frozen=True)
class Profil:
    """An invented person: how often she comes (out of 1000), her answer to every fact, the questions that settle all for her."""

    id: str
    frequence: float
    reponses: Mapping[str, str]
    questions: frozenset[str]

    def situation(self, le: dt.date) -> dict[str, str]:
        """Her answers on the day `le`: what is written as so many days ago is a date."""
        return {fait: _dater(reponse, le) for fait, reponse in self.reponses.items()}


def _dater(reponse: str, le: dt.date) -> str:
    jours = _IL_Y_A.fullmatch(reponse)
    return (le - dt.timedelta(int(jours[1]))).isoformat() if jours else reponse


class Attentes:
    """The profiles a person may be, as her answers come."""

    def __init__(self, profils: Sequence[Profil]) -> None:
        self._profils = tuple(profils)
        self._semblables: dict[tuple[str, str], int] = {}  # a fact and its value -> the profiles that answer so, one bit each
        for rang, profil in enumerate(self._profils):
            for fait, reponse in profil.reponses.items():
                if not _IL_Y_A.fullmatch(reponse):
                    self._semblables[fait, reponse] = self._semblables.get((fait, reponse), 0) | 1 << rang

    def possibles(self, situation: Mapping[str, str]) -> list[Profil]:
        """The profiles that her answers do not contradict; when there is none left, those they contradict least.

        "inconnu" contradicts nobody, nor does a date.
        """
        tous = (1 << len(self._profils)) - 1
        semblables = [
            self._semblables.get((fait, valeur), 0) for fait, valeur in situation.items()
            if valeur != INCONNU and fait != "date_recepisse"
        ]
        restants = functools.reduce(int.__and__, semblables, tous)
        if not restants and self._profils:
            accords = [sum(bits >> rang & 1 for bits in semblables) for rang in range(len(self._profils))]
            restants = sum(1 << rang for rang, accord in enumerate(accords) if accord == max(accords))
        return [profil for rang, profil in enumerate(self._profils) if restants >> rang & 1]

    def parts_inutiles(self, faits: Iterable[str], situation: Mapping[str, str]) -> dict[str, float]:
        """For each of `faits`, the share of these people who could have done without being asked it."""
        possibles = self.possibles(situation)
        total = sum(p.frequence for p in possibles) or 1
        return {fait: sum(p.frequence for p in possibles if fait not in p.questions) / total for fait in faits}


@functools.lru_cache(maxsize=4)
def attentes(droit: Droit) -> Attentes:
    """What the file shipped with the package expects, read at first use and kept."""
    return Attentes(charger(FICHIER, droit.faits))


def charger(chemin: Path, faits: Faits) -> tuple[Profil, ...]:
    """Read the profiles. Raises DroitIncoherent."""
    fichier = lire(chemin)
    fichier.exiger({"ordinaire", "profils"})
    for cle in ("ordinaire", "profils"):
        if not isinstance(fichier[cle], Bloc):
            raise fichier.refuser_genre(cle, "tableau")
    ordinaire = _reponses(fichier["ordinaire"], faits)
    for fait in faits.demandes:
        if fait not in ordinaire:
            raise fichier["ordinaire"].refuser("cle_manquante", cle=fait)
    return tuple(_profil(cle, bloc, ordinaire, faits) for cle, bloc in fichier["profils"].blocs())


def _profil(cle: str, bloc: Bloc, ordinaire: Mapping[str, str], faits: Faits) -> Profil:
    bloc.exiger({"frequence", "reponses", "questions"})
    if type(bloc["frequence"]) not in (int, float) or bloc["frequence"] <= 0:
        raise bloc.refuser_genre("frequence", "nombre")
    if not isinstance(bloc["reponses"], Bloc):
        raise bloc.refuser_genre("reponses", "tableau")
    if not isinstance(bloc["questions"], list):
        raise bloc.refuser_genre("questions", "liste")
    for fait in bloc["questions"]:
        _exiger_demande(fait, bloc, "questions", faits)
    return Profil(cle, bloc["frequence"], {**ordinaire, **_reponses(bloc["reponses"], faits)}, frozenset(bloc["questions"]))


def _reponses(bloc: Bloc, faits: Faits) -> dict[str, str]:
    for fait, valeur in bloc.items():
        _exiger_demande(fait, bloc, fait, faits)
        demande = faits.demandes[fait]
        acceptee = isinstance(valeur, str) and (_IL_Y_A.fullmatch(valeur) if demande.est_date else valeur in demande.valeurs)
        if valeur != INCONNU and not acceptee:
            acceptes = f"{phrase('date_de_profil')}, {INCONNU}" if demande.est_date else demande.acceptees
            raise bloc.refuser("valeur_du_droit_inconnue", a=fait, fait=fait, valeur=valeur, acceptes=acceptes)
    return dict(bloc)


def _exiger_demande(fait: object, bloc: Bloc, a: str, faits: Faits) -> None:
    if fait not in faits.demandes:
        raise bloc.refuser("fait_du_droit_inconnu", a=a, fait=fait)
