"""The JSON object of the public contract, as plain dictionaries."""
from __future__ import annotations

import datetime as dt
import functools
from typing import Any, Mapping

from .articles import DEBUT, Reference
from .conditions import Fait, Sauf, Toutes, UneDe
from .droit import Droit
from .echeances import echeances
from .evaluation import Verdict, evaluer_tout
from .preuves import Preuve
from .protections import Protection, Reserve, Voie
from .questions import prochaine_question
from .verite import NON, Verite

_MOTS = {Toutes: "toutes", UneDe: "une_de", Sauf: "sauf"}


def evaluer(droit: Droit, situation: Mapping[str, Any], le: dt.date) -> dict[str, Any]:
    """Check and evaluate. Raises EntreeRefusee on bad input or on a date whose law is not in the data.

    Protections are shared between results: read them, do not change them.
    """
    verifiee = verifier(droit, situation, le)
    verdicts = evaluer_tout(droit, verifiee, le)
    ecrivain = _ecrivain(droit, le)
    protections = [ecrivain.protection(v, verifiee) for v in verdicts]
    return {
        "le": le.isoformat(),
        "textes_verifies_au": droit.couverture.textes_verifies_au.isoformat(),
        "non_vu": [[du.isoformat(), au.isoformat()] for du, au in droit.couverture.non_vu],
        "situation": verifiee,
        "protections": protections,
        "prochaine_question": prochaine_question(droit, verdicts, verifiee),
        "echeances": echeances(droit, verifiee, le, protections),
    }


def verifier(droit: Droit, situation: Mapping[str, Any], le: dt.date) -> dict[str, str]:
    """The situation, once the law of `le` is known to be in the data and every fact to be acceptable. Raises EntreeRefusee."""
    droit.couverture.verifier(le)
    return droit.faits.verifier(situation, le, droit.couverture.plus_ancienne)


def fondement(droit: Droit, reference: Reference, le: dt.date) -> dict[str, Any]:
    """One reference as the public contract writes it, in its version of the day `le`."""
    return _ecrivain(droit, le).fondement(reference)


@functools.lru_cache(maxsize=8)
def _ecrivain(droit: Droit, le: dt.date) -> "_Ecrivain":
    return _Ecrivain(droit, le)


class _Ecrivain:
    """Writes verdicts of one day as dictionaries. What depends on the day alone is written once and shared."""

    def __init__(self, droit: Droit, le: dt.date) -> None:
        self._droit, self._le = droit, le
        self._fondements: dict[Reference, dict[str, Any]] = {}
        self._citations: dict[Reference, dict[str, Any]] = {}
        # A fact, its name and those of the facts derived from it, where to look for each of its values.
        derives = droit.faits.derives.items()
        self._renvois = [(f, {f, *(d for d, de in derives if f in de)}, phrases) for f, phrases in droit.renvois.items()]
        # By object: they live as long as the law.
        self._risques: dict[int, dict[str, Any]] = {}
        self._appuis: dict[tuple[int, ...], tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}

    def protection(self, verdict: Verdict, situation: Mapping[str, str]) -> dict[str, Any]:
        if verdict.ecrit is None:
            verdict.ecrit = self._ecrire(verdict, situation)
        return verdict.ecrit

    def _ecrire(self, verdict: Verdict, situation: Mapping[str, str]) -> dict[str, Any]:
        protection = verdict.protection
        fondements, lectures = self._appui(protection, [v.voie for v in verdict.retenues])
        objet = {
            "id": protection.id,
            "intitule": protection.dire("intitule", self._le),
            "verdict": verdict.valeur.value,
            "nature": verdict.nature,
            "general": protection.general,
            "fondements": list(fondements),
            "preuve": self._preuves(verdict),
            "faits_utiles": list(verdict.faits_utiles),
            "reserves": [r.fait for r in verdict.reserves],
            "risques": [self._risque(r) for r in (*verdict.risques, *verdict.reserves)],
            "leviers": list(verdict.leviers),
            "lectures": list(lectures),
        }
        renvoi = self._renvoi(verdict, situation)
        if renvoi:
            objet["renvoi"] = renvoi
        return objet

    def fondement(self, reference: Reference) -> dict[str, Any]:
        """A reference with its version of that day, its number before 2021 (or after), and where to read it."""
        if reference not in self._fondements:
            self._fondements[reference] = self._ecrire_fondement(reference)
        return self._fondements[reference]

    def _ecrire_fondement(self, reference: Reference) -> dict[str, Any]:
        article = self._droit.articles.de(reference)
        version = article.version(self._le)
        alinea = version.alinea(reference)
        objet = {
            "code": reference.code,
            "article": reference.article,
            "alinea": alinea.rang,
            "point": alinea.point,
            "depuis": None if version.depuis == DEBUT else version.depuis.isoformat(),
            "ancien": article.ancien,
            "url": article.url(self._le),
        }
        if article.nouveau:
            objet["nouveau"] = article.nouveau
        if version.niveau != "verbatim":
            objet["niveau_de_preuve"] = version.niveau
        return objet

    def _citation(self, reference: Reference) -> dict[str, Any]:
        if reference not in self._citations:
            alinea = self._droit.articles.de(reference).version(self._le).alinea(reference)
            citation = {"code": reference.code, "article": reference.article, "alinea": alinea.rang}
            self._citations[reference] = {**citation, "point": alinea.point} if alinea.point else citation
        return self._citations[reference]

    def _preuves(self, verdict: Verdict) -> dict[str, Any]:
        premiere, *autres = ({**self._preuve(v.preuve), "voie": v.voie.nom} for v in verdict.voies)
        if not autres:
            return premiere
        return {"condition": "une_de", "valeur": verdict.valeur.value, "parties": [premiere, *autres]}

    def _preuve(self, preuve: Preuve) -> dict[str, Any]:
        if preuve.ecrit is None:
            preuve.ecrit = self._ecrire_preuve(preuve)
        return preuve.ecrit

    def _ecrire_preuve(self, preuve: Preuve) -> dict[str, Any]:
        condition = preuve.condition
        if isinstance(condition, Fait):
            return self._ecrire_feuille(condition, preuve.valeur)
        mot = _MOTS[type(condition)]
        return {"condition": mot, "valeur": preuve.valeur.value, "parties": [self._preuve(p) for p in preuve.parties]}

    def _ecrire_feuille(self, condition: Fait, valeur: Verite) -> dict[str, Any]:
        premiere, *autres = condition.selon
        feuille = {
            "fait": condition.cle, "attendu": list(condition.valeurs), "valeur": valeur.value, "selon": self._citation(premiere),
        }
        if autres:
            feuille["selon_aussi"] = [self._citation(r) for r in autres]
        if condition.lecture and self._droit.lectures[condition.lecture].dire(self._le):
            feuille["lecture"] = condition.lecture
        return feuille

    def _appui(self, protection: Protection, voies: list[Voie]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The references of the grounds kept, and the readings of the protection and of these grounds, in the words of the day."""
        cle = (id(protection), *map(id, voies))
        if cle not in self._appuis:
            references = dict.fromkeys(r for v in voies for r in v.fondements)
            noms = dict.fromkeys([*protection.lectures, *(l for v in voies for l in v.lectures)])
            lues = [(lecture, lecture.dire(self._le)) for lecture in map(self._droit.lectures.__getitem__, noms)]
            self._appuis[cle] = (
                [self.fondement(r) for r in references], [{"id": l.id, "sens": sens, "doute": l.doute} for l, sens in lues if sens],
            )
        return self._appuis[cle]

    def _risque(self, reserve: Reserve) -> dict[str, Any]:
        if id(reserve) not in self._risques:
            selon = [self._citation(s) for s in reserve.selon]
            self._risques[id(reserve)] = {"reserve": reserve.fait, "effet": reserve.effet, "sens": reserve.sens, "selon": selon}
        return self._risques[id(reserve)]

    def _renvoi(self, verdict: Verdict, situation: Mapping[str, str]) -> str | None:
        """Where to look instead, when nationality alone closes every ground."""
        if verdict.valeur is not NON:
            return None
        for fait, noms, phrases in self._renvois:
            if situation.get(fait) in phrases and all(_ferme(v.preuve, noms) for v in verdict.voies):
                return phrases[situation[fait]]
        return None


def _ferme(preuve: Preuve, noms: set[str]) -> bool:
    """Is there a leaf on one of these facts that is not met?"""
    if isinstance(preuve.condition, Fait):
        return preuve.condition.cle in noms and preuve.valeur is NON
    return any(_ferme(p, noms) for p in preuve.parties)
