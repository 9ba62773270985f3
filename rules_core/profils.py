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

from .compilation import compiler
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
    suites: Mapping[str, Mapping[str, str]]  # what some of her answers settle as well

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
                if reponse != INCONNU:
                    self._semblables[fait, reponse] = self._semblables.get((fait, reponse), 0) | 1 << rang
        self._avec_suites = {fait for profil in self._profils for fait in profil.suites}
        self._compter = functools.lru_cache(maxsize=256)(self._compter_sans_memoire)  # every interview goes through the same few sets

    def possibles(self, situation: Mapping[str, str]) -> tuple[Profil, ...]:
        """The profiles that her answers do not contradict; when there is none left, those they contradict least.

        "inconnu" contradicts nobody, nor does a date.
        """
        return self._lire(self._bits(situation))

    def parts_inutiles(self, faits: Iterable[str], situation: Mapping[str, str]) -> dict[str, float]:
        """For each of `faits`, the share of these people who could do without being asked it."""
        refusees = frozenset(fait for fait in self._avec_suites if situation.get(fait) == INCONNU)
        besoins, total = self._compter(self._bits(situation), refusees)
        return {fait: (total - besoins.get(fait, 0)) / total for fait in faits}

    def _bits(self, situation: Mapping[str, str]) -> int:
        return _les_plus_proches(self._semblables[reponse] for reponse in situation.items() if reponse in self._semblables)

    def _lire(self, bits: int) -> tuple[Profil, ...]:
        return tuple(profil for rang, profil in enumerate(self._profils) if bits >> rang & 1)

    def _compter_sans_memoire(self, bits: int, refusees: frozenset[str]) -> tuple[dict[str, float], float]:
        """How many of these people need each question, and how many they are. What a refused answer would have settled is needed."""
        possibles = self._lire(bits)
        besoins: dict[str, float] = {}
        for profil in possibles:
            suites = {suite for fait in refusees for suite in profil.suites.get(fait, ())}
            for fait in profil.questions | suites:
                besoins[fait] = besoins.get(fait, 0) + profil.frequence
        return besoins, sum(p.frequence for p in possibles)


def _les_plus_proches(semblables: Iterable[int]) -> int:
    """The profiles that agree with the most answers, one bit each; all of them when none agrees with any.

    Each answer is counted for every profile at once: `accords[n]` holds those that agree with more than `n` answers.
    """
    accords: list[int] = []
    for bits in semblables:
        for rang, deja in enumerate(accords):
            accords[rang], bits = deja | bits, deja & bits
        accords.append(bits)
    return next(filter(None, reversed(accords)), -1)


@functools.lru_cache(maxsize=4)
def attentes(droit: Droit) -> Attentes:
    """What the file shipped with the package expects, read at first use and kept."""
    return Attentes(compiler(FICHIER.parent, lambda dossier: charger(dossier / FICHIER.name, droit.faits), "profils"))


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
    reponses = {**ordinaire, **_reponses(bloc["reponses"], faits)}
    suites = {fait: suite for fait, reponse in reponses.items() if (suite := faits.demandes[fait].apres(reponse))}
    return Profil(cle, bloc["frequence"], reponses, frozenset(bloc["questions"]), suites)


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
