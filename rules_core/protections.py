"""Protections as data: what a person gets, on which grounds, under which conditions, by which alinéas."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping

from .articles import Articles, Reference, intervalle
from .chemins import Chemin, chemins
from .conditions import Condition, Fait, Sauf, Toutes, UneDe, feuilles
from .faits import Faits
from .lecture_yaml import Bloc, lire

NATURES = ("possible", "de_droit")  # weakest first
EFFETS = ("empeche", "rend_possible", "risque")


@dataclass(frozen=True)
class Reserve:
    """A fact nobody is asked. Known and true, it closes the ground, makes it discretionary, or is only a risk to say."""

    fait: str
    effet: str
    sens: str
    selon: tuple[Reference, ...]
    depuis: dt.date
    jusqu_au: dt.date
    obstacle: Fait  # the condition it becomes when it is known and closes the ground


@dataclass(frozen=True)
class Voie:
    """A ground: in force from `depuis` (included) to `jusqu_au` (excluded), of right or possible."""

    nom: str
    depuis: dt.date
    jusqu_au: dt.date
    nature: str
    si: Condition
    chemins: tuple[Chemin, ...]  # `si` as alternatives
    reserves: tuple[Reserve, ...]
    lectures: tuple[str, ...]  # its own, then those of its conditions
    fondements: tuple[Reference, ...]


Avant = tuple[tuple[dt.date, Mapping[str, str]], ...]  # words until a day (excluded), the oldest first


@dataclass(frozen=True)
class Protection:
    """`intitule`, `resume` and `demarche` are today's words; `dire` gives those of a day."""

    id: str
    intitule: str
    resume: str
    demarche: str
    general: bool
    poids: float  # how much the interview wants to know it, 1 by default; 0: it asks nothing for it
    lectures: tuple[str, ...]
    voies: tuple[Voie, ...]
    avant: Avant

    def dire(self, mot: str, le: dt.date) -> str:
        """`intitule`, `resume` or `demarche` with the law of the day `le`."""
        return _dire_avant(self.avant, mot, le) or getattr(self, mot)


@dataclass(frozen=True)
class Lecture:
    """A reading of the texts; `doute` when they leave the point open. It is shown from the day `depuis` on."""

    id: str
    sens: str
    doute: bool
    depuis: dt.date
    avant: Avant

    def dire(self, le: dt.date) -> str | None:
        """The reading with the law of the day `le`; None when there was nothing to read yet."""
        return (_dire_avant(self.avant, "sens", le) or self.sens) if le >= self.depuis else None


def _dire_avant(avant: Avant, mot: str, le: dt.date) -> str | None:
    return next((mots[mot] for jusqu_au, mots in avant if le < jusqu_au and mot in mots), None)


@dataclass(frozen=True)
class _Lecteur:
    """Reads protections against the facts, articles and readings they may name."""

    faits: Faits
    articles: Articles
    lectures: Mapping[str, Lecture]

    def protection(self, cle: str, bloc: Bloc) -> Protection:
        bloc.exiger({"intitule", "resume", "demarche", "voies"}, {"avant", "general", "lectures", "poids"})
        return Protection(
            cle, bloc["intitule"], bloc["resume"], bloc["demarche"], bool(bloc.get("general", False)),
            bloc.get("poids", 1), self._lectures(bloc), tuple(self._voie(v) for v in bloc["voies"]),
            _avant(bloc, {"intitule", "resume", "demarche"}),
        )

    def _voie(self, bloc: Bloc) -> Voie:
        bloc.exiger({"nom", "depuis", "nature", "si", "fondements"}, {"jusqu_au", "reserves", "lectures"})
        depuis, jusqu_au = intervalle(bloc)
        if bloc["nature"] not in NATURES:
            raise bloc.refuser("nature_inconnue", a="nature", nature=bloc["nature"])
        if not bloc["fondements"]:
            raise bloc.refuser("voie_sans_reference", a="fondements", voie=bloc["nom"])
        si = self._condition(bloc["si"], bloc, "si", depuis, jusqu_au)
        lectures = dict.fromkeys([*self._lectures(bloc), *(f.lecture for f in feuilles(si) if f.lecture)])
        return Voie(
            bloc["nom"], depuis, jusqu_au, bloc["nature"], si, chemins(si),
            tuple(self._reserve(r, depuis, jusqu_au) for r in bloc.get("reserves", ())),
            tuple(lectures),
            tuple(self.articles.verifier(t, bloc, "fondements", depuis, jusqu_au) for t in bloc["fondements"]),
        )

    def _condition(self, noeud: Any, parent: Bloc, cle: str, du: dt.date, au: dt.date) -> Condition:
        if not isinstance(noeud, Bloc):
            raise parent.refuser("condition_inconnue", a=cle)
        for mot, forme in (("toutes", Toutes), ("une_de", UneDe)):
            if mot in noeud:
                noeud.exiger({mot})
                return forme(tuple(self._condition(n, noeud, mot, du, au) for n in noeud[mot]))
        if "sauf" in noeud:
            noeud.exiger({"sauf"})
            return Sauf(self._condition(noeud["sauf"], noeud, "sauf", du, au))
        return self._feuille(noeud, du, au)

    def _feuille(self, bloc: Bloc, du: dt.date, au: dt.date) -> Fait:
        noms = [cle for cle in bloc if cle not in ("selon", "lecture")]
        if len(noms) != 1:
            raise bloc.refuser("condition_sans_fait")
        nom, = noms
        valeurs = tuple(bloc[nom] if isinstance(bloc[nom], list) else [bloc[nom]])
        self.faits.exiger(nom, valeurs, bloc)
        if "selon" not in bloc:
            raise bloc.refuser("condition_sans_reference", a=nom, fait=nom)
        lecture = bloc.get("lecture")
        if lecture is not None and lecture not in self.lectures:
            raise bloc.refuser("lecture_inconnue", a="lecture", lecture=lecture)
        return Fait(nom, valeurs, self._references(bloc, du, au), lecture)

    def _reserve(self, bloc: Bloc, du: dt.date, au: dt.date) -> Reserve:
        noms = [cle for cle in bloc if cle in self.faits.reserves]
        bloc.exiger({*noms, "selon", "sens"}, {"depuis", "jusqu_au", *self.faits.reserves})
        if len(noms) != 1:
            raise bloc.refuser("condition_sans_fait")
        nom, = noms
        if bloc[nom] not in EFFETS:
            raise bloc.refuser("effet_inconnu", a=nom, effet=bloc[nom])
        depuis, jusqu_au = intervalle(bloc)
        depuis, jusqu_au = max(depuis, du), min(jusqu_au, au)
        selon = self._references(bloc, depuis, jusqu_au)
        return Reserve(nom, bloc[nom], bloc["sens"], selon, depuis, jusqu_au, Fait(nom, ("non",), selon))

    def _references(self, bloc: Bloc, du: dt.date, au: dt.date) -> tuple[Reference, ...]:
        selon = bloc["selon"]
        return tuple(self.articles.verifier(t, bloc, "selon", du, au) for t in (selon if isinstance(selon, list) else [selon]))

    def _lectures(self, bloc: Bloc) -> tuple[str, ...]:
        for lecture in bloc.get("lectures", ()):
            if lecture not in self.lectures:
                raise bloc.refuser("lecture_inconnue", a="lectures", lecture=lecture)
        return tuple(bloc.get("lectures", ()))


def charger_lectures(chemin: Path) -> dict[str, Lecture]:
    """Read lectures.yml. Raises DroitIncoherent."""
    lectures = {}
    for cle, bloc in lire(chemin).blocs():
        bloc.exiger({"sens"}, {"avant", "depuis", "doute"})
        depuis, _ = intervalle(bloc)
        lectures[cle] = Lecture(cle, bloc["sens"], bool(bloc.get("doute", False)), depuis, _avant(bloc, {"sens"}))
    return lectures


def _avant(bloc: Bloc, mots: set[str]) -> Avant:
    """What was said until some days, where the law was otherwise."""
    anciens = []
    for ancien in bloc.get("avant", ()):
        ancien.exiger({"jusqu_au"}, mots)
        if type(ancien["jusqu_au"]) is not dt.date:
            raise ancien.refuser_genre("jusqu_au", "date")
        anciens.append((ancien["jusqu_au"], {mot: ancien[mot] for mot in mots if mot in ancien}))
    return tuple(sorted(anciens, key=lambda ancien: ancien[0]))


def charger(dossier: Path, faits: Faits, articles: Articles, lectures: Mapping[str, Lecture]) -> dict[str, Protection]:
    """Read every file of `dossier`, in the order of their names. Raises DroitIncoherent."""
    lecteur = _Lecteur(faits, articles, lectures)
    protections: dict[str, Protection] = {}
    for chemin in sorted(dossier.glob("*.yml")):
        fichier = lire(chemin)
        for cle, bloc in fichier.blocs():
            if cle in protections:
                raise fichier.refuser("protection_deux_fois", a=cle, protection=cle)
            protections[cle] = lecteur.protection(cle, bloc)
    return protections


