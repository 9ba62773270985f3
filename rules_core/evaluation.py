"""Verdicts: each protection in force that day, proved in a situation."""
from __future__ import annotations

import datetime as dt
import functools
from typing import Any, Mapping, NamedTuple

from . import masques, verite
from .conditions import Toutes
from .droit import Droit
from .jour import EnJeu, Jour, VoieDuJour, jour
from .masques import Pese
from .preuves import Preuve
from .protections import NATURES, Protection, Reserve, Voie
from .verite import INCONNU, NON, OUI, Verite

# Situations seen lately are not proved again: so many for each protection, then all are forgotten.
_RETENUS = 256


class PreuveDeVoie(NamedTuple):
    """A ground, its proof, and its nature once the reserves that are known have weighed."""

    voie: Voie
    preuve: Preuve
    nature: str


class Verdict:
    """What a situation gives for one protection. `faits_utiles`: exactly the unknown facts that can still decide."""

    __slots__ = ("protection", "valeur", "nature", "voies", "faits_utiles", "reserves", "risques", "leviers", "ecrit")

    def __init__(
        self, protection: Protection, valeur: Verite, nature: str, voies: tuple[PreuveDeVoie, ...], faits_utiles: tuple[str, ...],
        reserves: tuple[Reserve, ...], risques: tuple[Reserve, ...], leviers: tuple[dict[str, str], ...],
    ) -> None:
        self.protection, self.valeur, self.nature, self.voies = protection, valeur, nature, voies
        self.faits_utiles = faits_utiles
        self.reserves = reserves  # not known, one per fact
        self.risques = risques  # known and true, without effect on the verdict
        self.leviers = leviers
        self.ecrit: Any = None  # the same as a dictionary, once somebody has written it

    @property
    def retenues(self) -> tuple[PreuveDeVoie, ...]:
        """The grounds that are met; while none is, every ground examined."""
        return tuple([v for v in self.voies if v.preuve.valeur is OUI]) or self.voies


def verdicts(droit: Droit, situation: Mapping[str, str], le: dt.date) -> dict[str, str]:
    """{protection: "oui", "non" or "inconnu"}, without proofs, for those who have many situations. It must have been checked."""
    du_jour = jour(droit, le)
    return masques.valeurs(du_jour.ouvertures, du_jour.peser(situation))


def evaluer_tout(droit: Droit, situation: Mapping[str, str], le: dt.date) -> list[Verdict]:
    """A verdict for each protection that exists on `le`. The situation must have been checked."""
    return _evaluateur(droit, le).evaluer(situation)


@functools.lru_cache(maxsize=8)
def _evaluateur(droit: Droit, le: dt.date) -> "_Evaluateur":
    return _Evaluateur(jour(droit, le))


class _Evaluateur:
    """Proves situations on one day. A protection looks at few facts: what they gave last time is kept."""

    def __init__(self, du_jour: Jour) -> None:
        self._jour = du_jour
        self._ordre = {fait: rang for rang, fait in enumerate(du_jour.droit.faits.demandes)}
        self._connus: list[tuple[EnJeu, dict[int, Verdict]]] = [(e, {}) for e in du_jour.en_jeu]

    def evaluer(self, situation: Mapping[str, str]) -> list[Verdict]:
        pese = self._jour.peser(situation)
        trouves = []
        faits: dict[str, str] | None = None
        for en_jeu, vus in self._connus:
            cle = pese.su & en_jeu.regarde
            verdict = vus.get(cle)
            if verdict is None:
                if faits is None:
                    faits = self._jour.droit.faits.connus(situation, self._jour.le)
                if len(vus) >= _RETENUS:
                    vus.clear()
                verdict = vus[cle] = self._prouver(en_jeu, faits, pese)
            trouves.append(verdict)
        return trouves

    def _prouver(self, en_jeu: EnJeu, connus: Mapping[str, str], pese: Pese) -> Verdict:
        preuves = tuple([_prouver_voie(voie, connus, pese.su) for voie in en_jeu.voies])
        valeur = verite.une_de([p.preuve.valeur for p in preuves])
        return Verdict(
            en_jeu.protection, valeur, self._nature(en_jeu, preuves, valeur, pese), preuves,
            self._faits_utiles(en_jeu, connus, pese) if valeur is INCONNU else (), *_reserves(en_jeu.voies, connus),
            () if valeur is OUI else self._jour.leviers(en_jeu.ouvertures, pese),
        )

    def _nature(self, en_jeu: EnJeu, preuves: tuple[PreuveDeVoie, ...], valeur: Verite, pese: Pese) -> str:
        """That of the strongest ground met; else of those that still can be; else of those a step would open."""
        retenues = [p.nature for p in preuves if p.preuve.valeur is valeur]
        if valeur is NON and len(preuves) > 1:
            ouvrables = [p.nature for p, v in zip(preuves, en_jeu.voies) if self._jour.leviers(v.ouvertures, pese)]
            retenues = ouvrables or retenues
        return max(retenues, key=NATURES.index)

    def _faits_utiles(self, en_jeu: EnJeu, connus: Mapping[str, str], pese: Pese) -> tuple[str, ...]:
        utiles: set[str] = set()
        for fait, _, _ in self._jour.masques.pas(masques.decisifs(en_jeu.ouvertures, pese)):
            utiles.update(f for f in self._jour.droit.faits.derives.get(fait, (fait,)) if f not in connus)
        return tuple(sorted(utiles, key=self._ordre.__getitem__))


def _prouver_voie(voie: VoieDuJour, connus: Mapping[str, str], su: int) -> PreuveDeVoie:
    """Reserves weigh only when they are known: an obstacle becomes a condition of the proof."""
    preuve = voie.prouveur.prouver(connus, su)
    obstacles: list[Preuve] = []
    nature = voie.voie.nature
    for reserve in voie.reserves:
        connu = connus.get(reserve.fait)
        if connu is not None:
            if reserve.effet == "empeche":
                obstacles.append(Preuve(reserve.obstacle, NON if connu == "oui" else OUI))
            elif reserve.effet == "rend_possible" and connu == "oui":
                nature = "possible"
    if obstacles:
        parties = (preuve, *obstacles)
        condition = Toutes(tuple([p.condition for p in parties]))
        preuve = Preuve(condition, verite.toutes([p.valeur for p in parties]), parties)
    return PreuveDeVoie(voie.voie, preuve, nature)


def _reserves(
    voies: tuple[VoieDuJour, ...], connus: Mapping[str, str]
) -> tuple[tuple[Reserve, ...], tuple[Reserve, ...]]:
    """The reserves still unknown, and those known that are risks to say; one per fact."""
    inconnues: dict[str, Reserve] = {}
    risques: dict[str, Reserve] = {}
    for voie in voies:
        for reserve in voie.reserves:
            connu = connus.get(reserve.fait)
            if connu is None:
                inconnues.setdefault(reserve.fait, reserve)
            elif connu == "oui" and reserve.effet != "empeche":
                risques.setdefault(reserve.fait, reserve)
    return tuple(inconnues.values()), tuple(risques.values())
