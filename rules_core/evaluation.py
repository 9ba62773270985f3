"""Verdicts: each protection in force that day, proved in a situation."""
from __future__ import annotations

import datetime as dt
from typing import Mapping, NamedTuple

from . import verite
from .chemins import faits_decisifs
from .conditions import Fait, Preuve, Toutes, prouver
from .droit import Droit
from .leviers import leviers
from .protections import NATURES, Protection, Reserve, Voie
from .verite import INCONNU, NON, OUI, Verite


class PreuveDeVoie(NamedTuple):
    """A ground, its proof, and its nature once the reserves that are known have weighed."""

    voie: Voie
    preuve: Preuve
    nature: str
    empechee: bool  # a reserve that is known closes it


class Verdict(NamedTuple):
    """What a situation gives for one protection. `faits_utiles`: exactly the unknown facts that can still decide."""

    protection: Protection
    valeur: Verite
    nature: str
    voies: tuple[PreuveDeVoie, ...]
    faits_utiles: tuple[str, ...]
    reserves: tuple[Reserve, ...]  # not known, one per fact
    risques: tuple[Reserve, ...]  # known and true, without effect on the verdict
    leviers: tuple[dict[str, str], ...]

    @property
    def retenues(self) -> tuple[PreuveDeVoie, ...]:
        """The grounds that are met; while none is, every ground examined."""
        return tuple([v for v in self.voies if v.preuve.valeur is OUI]) or self.voies


def evaluer_tout(droit: Droit, situation: Mapping[str, str], le: dt.date) -> list[Verdict]:
    """A verdict for each protection that exists on `le`. The situation must have been checked."""
    connus = droit.faits.connus(situation, le)
    ordre = list(droit.faits.demandes)
    return [_verdict(droit, p, voies, connus, le, ordre) for p, voies in droit.en_vigueur(le)]


def _verdict(
    droit: Droit, protection: Protection, voies: tuple[Voie, ...], connus: Mapping[str, str], le: dt.date, ordre: list[str]
) -> Verdict:
    preuves = tuple([_prouver_voie(voie, connus, le) for voie in voies])
    valeur = verite.une_de([p.preuve.valeur for p in preuves])
    nature = max((p.nature for p in _decisives(preuves, valeur, connus)), key=NATURES.index)
    ouvertures = [c for p in preuves if not p.empechee for c in p.voie.chemins]
    utiles: set[str] = set()
    if valeur is INCONNU:
        for cle in faits_decisifs(ouvertures, connus):
            utiles.update(f for f in droit.faits.derives.get(cle, (cle,)) if f not in connus)
    reserves, risques = _reserves(voies, connus, le)
    return Verdict(
        protection, valeur, nature, preuves, tuple([f for f in ordre if f in utiles]), reserves, risques,
        () if valeur is OUI else leviers(ouvertures, connus),
    )


def _decisives(
    preuves: tuple[PreuveDeVoie, ...], valeur: Verite, connus: Mapping[str, str]
) -> list[PreuveDeVoie]:
    """The grounds that give a verdict its nature: those met; else those that still can be; else those a step would open."""
    if valeur is NON and len(preuves) > 1:
        return [p for p in preuves if not p.empechee and leviers(p.voie.chemins, connus)] or list(preuves)
    return [p for p in preuves if p.preuve.valeur is valeur]


def _prouver_voie(voie: Voie, connus: Mapping[str, str], le: dt.date) -> PreuveDeVoie:
    """Reserves weigh only when they are known: an obstacle becomes a condition of the proof, that is not met."""
    obstacles: list[Fait] = []
    nature = voie.nature
    for reserve in voie.reserves:
        connu = connus.get(reserve.fait)
        if connu is None or not reserve.depuis <= le < reserve.jusqu_au:
            continue
        if reserve.effet == "empeche":
            obstacles.append(reserve.obstacle)
        elif reserve.effet == "rend_possible" and connu == "oui":
            nature = "possible"
    condition = Toutes((voie.si, *obstacles)) if obstacles else voie.si
    empechee = any(connus[o.cle] == "oui" for o in obstacles)
    return PreuveDeVoie(voie, prouver(condition, connus), nature, empechee)


def _reserves(
    voies: tuple[Voie, ...], connus: Mapping[str, str], le: dt.date
) -> tuple[tuple[Reserve, ...], tuple[Reserve, ...]]:
    """The reserves still unknown, and those known that are risks to say; one per fact."""
    inconnues: dict[str, Reserve] = {}
    risques: dict[str, Reserve] = {}
    for voie in voies:
        for reserve in voie.reserves:
            if reserve.depuis <= le < reserve.jusqu_au:
                connu = connus.get(reserve.fait)
                if connu is None:
                    inconnues.setdefault(reserve.fait, reserve)
                elif connu == "oui" and reserve.effet != "empeche":
                    risques.setdefault(reserve.fait, reserve)
    return tuple(inconnues.values()), tuple(risques.values())

