"""Every situation: each verdict of the engine is compared with what all the ways to complete the situation say.

Nothing here knows of three-valued logic. A complete situation is judged with plain yes and no, by reading the conditions
again; a situation with unknowns is judged by completing it in every way.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
from typing import Iterator

import pytest

from rules_core import charger
from rules_core.conditions import Fait, Sauf, Toutes, UneDe, feuilles
from rules_core.evaluation import Verdict, evaluer_tout

SEED, ENTRE_DEUX, AUJOURD_HUI = dt.date(2008, 11, 4), dt.date(2022, 6, 15), dt.date(2026, 4, 3)
DROIT = charger()
A_PORTEE = {
    "plainte", "temoignage", "lien_rompu", "informe_par_police", "travail_ou_formation", "prostitution_cessee", "parcours_autorise",
    "veut_partir",
}
FORCE = ["possible", "de_droit"]


def protections(*dates: dt.date, avec_reserves: bool = False) -> list:
    cas = []
    for le in dates:
        for protection, voies in DROIT.en_vigueur(le):
            if not avec_reserves or any(v.reserves for v in voies):
                cas.append(pytest.param(protection.id, le, id=f"{protection.id}-{le}"))
    return cas


# --- what may be known of a fact, and what it may turn out to be


@dataclasses.dataclass(frozen=True)
class Axe:
    """One fact, or the two facts of the thirty days. A state is a piece of a situation; {} says nothing."""

    etats: tuple[dict[str, str], ...]
    complets: tuple[tuple[int, ...], ...]  # for each state, the complete states it may turn out to be
    suites: tuple[tuple[int, ...], ...]  # for each state, those that know one thing more
    paires: dict[str, tuple[tuple[int, int], ...]]  # for each fact, the complete states that differ in it alone
    vaut: tuple[dict[str, str], ...]  # what a complete state means to a condition


# What is computed from a fact, in the words of the contract.
DERIVES = {
    "nationalite": lambda v: {"etranger": "oui" if v in ("algerienne", "autre") else "non"},
    "age": lambda v: {"mineur": "oui" if v in ("moins_de_16", "16_ou_17") else "non"},
}
ORIGINE = {"etranger": "nationalite", "mineur": "age"}


def axe_simple(fait: str, valeurs: tuple[str, ...]) -> Axe:
    etats = ({}, *({fait: v} for v in valeurs))
    tous = tuple(range(1, len(etats)))
    vaut = ({}, *({fait: v, **DERIVES.get(fait, lambda _: {})(v)} for v in valeurs))
    return Axe(etats, (tous, *((i,) for i in tous)), (tous, *(() for _ in tous)), {fait: tuple(itertools.combinations(tous, 2))}, vaut)


def axe_du_delai(le: dt.date) -> Axe:
    """The récépissé and its date. Without a récépissé there is no date, and the two together are refused in input."""
    dernier, passe = (le - dt.timedelta(30)).isoformat(), (le - dt.timedelta(31)).isoformat()
    oui, non = {"recepisse_reflexion": "oui"}, {"recepisse_reflexion": "non"}
    dans, hors = {"date_recepisse": dernier}, {"date_recepisse": passe}
    etats = ({}, dans, hors, oui, {**oui, **dans}, {**oui, **hors}, non)
    rien, date_dans, date_hors, remis, en_cours, fini, pas_remis = range(7)
    return Axe(
        etats,
        complets=((en_cours, fini, pas_remis), (en_cours, pas_remis), (fini, pas_remis), (en_cours, fini), (en_cours,), (fini,), (pas_remis,)),
        suites=((date_dans, date_hors, remis, pas_remis), (en_cours,), (fini,), (en_cours, fini), (), (), ()),
        paires={"recepisse_reflexion": ((en_cours, pas_remis), (fini, pas_remis)), "date_recepisse": ((en_cours, fini),)},
        vaut=tuple({"delai_en_cours": "oui" if i == en_cours else "non"} for i in range(7)),
    )


Etat = tuple  # one state per axis, by its rank


class Monde:
    """All the situations of one protection on one day, with unknowns or without."""

    def __init__(self, protection: str, le: dt.date) -> None:
        seule = dataclasses.replace(DROIT, protections={protection: DROIT.protections[protection]})
        [(_, self.voies)] = seule.en_vigueur(le)
        faits = dict.fromkeys(ORIGINE.get(f.cle, f.cle) for v in self.voies for f in feuilles(v.si))
        self.axes = [axe_du_delai(le) if f == "delai_en_cours" else axe_simple(f, DROIT.faits.demandes[f].valeurs) for f in faits]
        self.juger = lambda situation: evaluer_tout(seule, situation, le)[0]
        self.verdicts: dict[Etat, Verdict] = {
            etat: self.juger(self.situation(etat)) for etat in itertools.product(*(range(len(a.etats)) for a in self.axes))
        }
        self._voies_ouvertes: dict[Etat, frozenset] = {}
        self._decide: dict[tuple, bool] = {}

    def situation(self, etat: Etat) -> dict[str, str]:
        return {fait: valeur for axe, i in zip(self.axes, etat) for fait, valeur in axe.etats[i].items()}

    def inconnus(self, etat: Etat) -> Iterator[tuple[int, str]]:
        """The unknown facts, each with the rank of its axis."""
        for rang, axe in enumerate(self.axes):
            yield from ((rang, fait) for fait in axe.paires if fait not in axe.etats[etat[rang]])

    def completer(self, etat: Etat, sauf: int | None = None) -> Iterator[Etat] | None:
        """The ways to complete one more axis, or None when all are complete."""
        for rang, axe in enumerate(self.axes):
            if rang != sauf and axe.complets[etat[rang]] != (etat[rang],):
                return ((*etat[:rang], i, *etat[rang + 1 :]) for i in axe.complets[etat[rang]])
        return None

    def voies_ouvertes(self, etat: Etat) -> frozenset:
        """The sets of grounds that are met, one set per kind of completion."""
        if etat not in self._voies_ouvertes:
            suites = self.completer(etat)
            if suites is None:
                self._voies_ouvertes[etat] = frozenset({self._voies_d_une_situation_complete(etat)})
            else:
                self._voies_ouvertes[etat] = frozenset().union(*map(self.voies_ouvertes, suites))
        return self._voies_ouvertes[etat]

    def _voies_d_une_situation_complete(self, etat: Etat) -> frozenset:
        sait = {fait: valeur for axe, i in zip(self.axes, etat) for fait, valeur in axe.vaut[i].items()}
        return frozenset(rang for rang, voie in enumerate(self.voies) if vraie(voie.si, sait))

    def decide(self, etat: Etat, rang: int, fait: str) -> bool:
        """Do two completions that differ only in this unknown fact disagree?"""
        cle = (etat, fait)
        if cle not in self._decide:
            suites = self.completer(etat, sauf=rang)
            if suites is not None:
                self._decide[cle] = any(self.decide(suite, rang, fait) for suite in suites)
            else:
                ouvre = {i: self.voies_ouvertes((*etat[:rang], i, *etat[rang + 1 :])) != {frozenset()} for i in self.axes[rang].complets[etat[rang]]}
                self._decide[cle] = any(ouvre[x] != ouvre[y] for x, y in self.axes[rang].paires[fait] if x in ouvre and y in ouvre)
        return self._decide[cle]

    def remplacer(self, etat: Etat, valeurs: dict[str, str]) -> Etat:
        return tuple(
            next((a.etats.index({f: v}) for f, v in valeurs.items() if f in a.paires), i) for a, i in zip(self.axes, etat)
        )


def vraie(condition, sait: dict[str, str]) -> bool:
    """Is a condition met, everything being known?"""
    if isinstance(condition, Fait):
        return sait[condition.cle] in condition.valeurs
    if isinstance(condition, Sauf):
        return not vraie(condition.partie, sait)
    ensemble = {Toutes: all, UneDe: any}[type(condition)]
    return ensemble(vraie(partie, sait) for partie in condition.parties)


@functools.lru_cache(maxsize=None)
def toutes(protection: str, le: dt.date) -> Monde:
    return Monde(protection, le)


# --- what must hold


@pytest.mark.parametrize(("protection", "le"), protections(SEED, AUJOURD_HUI))
def test_le_verdict_est_celui_de_toutes_les_suites(protection, le):
    monde = toutes(protection, le)
    vus = set()
    for etat, verdict in monde.verdicts.items():
        ouvertures = {bool(voies) for voies in monde.voies_ouvertes(etat)}
        attendu = "inconnu" if len(ouvertures) == 2 else "oui" if True in ouvertures else "non"
        assert verdict.valeur.value == attendu, monde.situation(etat)
        vus.add(attendu)
    assert vus == {"oui", "non", "inconnu"}


@pytest.mark.parametrize(("protection", "le"), protections(SEED, AUJOURD_HUI))
def test_chaque_voie_a_la_valeur_de_toutes_les_suites(protection, le):
    monde = toutes(protection, le)
    for etat, verdict in monde.verdicts.items():
        ouvertes = monde.voies_ouvertes(etat)
        for rang, voie in enumerate(verdict.voies):
            presences = {rang in voies for voies in ouvertes}
            attendu = "inconnu" if len(presences) == 2 else "oui" if True in presences else "non"
            assert voie.preuve.valeur.value == attendu, (voie.voie.nom, monde.situation(etat))


@pytest.mark.parametrize(("protection", "le"), protections(SEED, AUJOURD_HUI))
def test_la_nature_est_celle_de_la_plus_forte_voie_ouverte_ou_a_ouvrir(protection, le):
    monde = toutes(protection, le)
    for etat, verdict in monde.verdicts.items():
        ouvertes = monde.voies_ouvertes(etat)
        toujours, parfois = frozenset.intersection(*ouvertes), frozenset.union(*ouvertes)
        # A closed right: the grounds that the person's own steps would open, all of them taken; else those examined.
        pas = {f: "oui" for axe in monde.axes for f in axe.paires if f in A_PORTEE}
        a_ouvrir = frozenset.union(*monde.voies_ouvertes(monde.remplacer(etat, pas)))
        rangs = toujours or parfois or a_ouvrir or range(len(monde.voies))
        assert verdict.nature == max((monde.voies[r].nature for r in rangs), key=FORCE.index), monde.situation(etat)


@pytest.mark.parametrize(("protection", "le"), protections(SEED, AUJOURD_HUI))
def test_les_faits_utiles_sont_exactement_ceux_qui_peuvent_decider(protection, le):
    monde = toutes(protection, le)
    for etat, verdict in monde.verdicts.items():
        attendus = [fait for rang, fait in monde.inconnus(etat) if monde.decide(etat, rang, fait)]
        assert sorted(verdict.faits_utiles) == sorted(attendus), monde.situation(etat)
        assert bool(attendus) == (verdict.valeur.value == "inconnu")


@pytest.mark.parametrize(("protection", "le"), protections(SEED, AUJOURD_HUI))
def test_apprendre_un_fait_ne_renverse_jamais_un_verdict(protection, le):
    monde = toutes(protection, le)
    for etat, verdict in monde.verdicts.items():
        for rang, axe in enumerate(monde.axes):
            for suite in axe.suites[etat[rang]]:
                appris = monde.verdicts[(*etat[:rang], suite, *etat[rang + 1 :])]
                assert verdict.valeur.value in ("inconnu", appris.valeur.value), (monde.situation(etat), axe.etats[suite])


@pytest.mark.parametrize(("protection", "le"), protections(SEED, AUJOURD_HUI))
def test_les_leviers_sont_les_plus_petits_pas_qui_ouvrent(protection, le):
    monde = toutes(protection, le)
    a_portee = [fait for axe in monde.axes for fait in axe.paires if fait in A_PORTEE]
    for etat, verdict in monde.verdicts.items():
        situation = monde.situation(etat)
        pas_faits = [f for f in a_portee if situation.get(f) != "oui"]
        minimaux: list[set[str]] = []
        for taille in range(len(pas_faits) + 1):
            for pas in map(set, itertools.combinations(pas_faits, taille)):
                if any(plus_petit <= pas for plus_petit in minimaux):
                    continue
                # The steps that are not taken are not done; what is out of reach and missing is favourable.
                essai = monde.remplacer(etat, {f: "oui" if f in pas else situation.get(f, "non") for f in pas_faits})
                if any(monde.voies_ouvertes(essai)):
                    minimaux.append(pas)
        attendus = [] if verdict.valeur.value == "oui" else [m for m in minimaux if m]
        assert sorted(map(sorted, verdict.leviers)) == sorted(map(sorted, attendus)), situation
        assert all(valeur == "oui" for levier in verdict.leviers for valeur in levier.values())


# --- reserves, as the contract says that they weigh

CARTES = {"carte_sejour", "renouvellement_carte"}
EMPECHE = {
    "menace_ordre_public": CARTES | {"carte_resident", "aps_parcours"},
    "menace_grave_ordre_public": CARTES | {"carte_resident", "aps_parcours"},
    "lien_renoue": CARTES,
    "oqtf_non_executee": {"pas_interdiction_retour"},
}
for _menace in ("menace_ordre_public", "menace_grave_ordre_public"):
    EMPECHE[_menace] |= {"pas_interdiction_retour"}
LISTEES = {
    **{p: {"menace_ordre_public", "menace_grave_ordre_public", "lien_renoue", "plainte_mensongere"} for p in CARTES},
    **{p: {"menace_ordre_public", "menace_grave_ordre_public"} for p in ("carte_resident", "aps_parcours")},
    **{p: {"menace_grave_ordre_public", "lien_renoue"} for p in ("delai_reflexion", "non_eloignement")},
    "pas_interdiction_retour": {"menace_ordre_public", "menace_grave_ordre_public", "oqtf_non_executee"},
}


def listees(protection: str, le: dt.date) -> set[str]:
    oqtf = {"oqtf_non_executee"} if protection in CARTES and le >= dt.date(2024, 1, 28) else set()
    return LISTEES.get(protection, set()) | oqtf


def verifier_reserves(protection: str, le: dt.date, base: Verdict, verdict: Verdict, reserves: dict[str, str]) -> None:
    closes = [r for r, v in reserves.items() if v == "oui" and protection in EMPECHE.get(r, ())]
    assert {r.fait for r in verdict.reserves} == listees(protection, le) - set(reserves)
    risques = {r for r, v in reserves.items() if v == "oui" and r in listees(protection, le) and r not in closes}
    assert {r.fait for r in verdict.risques} == risques
    if closes:
        assert (verdict.valeur.value, verdict.faits_utiles, verdict.leviers) == ("non", (), ())
        return
    assert (verdict.valeur, verdict.faits_utiles, verdict.leviers) == (base.valeur, base.faits_utiles, base.leviers)
    discretion = reserves.get("oqtf_non_executee") == "oui" and "oqtf_non_executee" in listees(protection, le)
    assert verdict.nature == ("possible" if discretion else base.nature)


@pytest.mark.parametrize("le", [SEED, ENTRE_DEUX, dt.date(2024, 1, 27), dt.date(2024, 1, 28), AUJOURD_HUI], ids=str)
def test_les_reserves_listees_sont_celles_du_contrat(le):
    for verdict in evaluer_tout(DROIT, {}, le):
        assert {r.fait for r in verdict.reserves} == listees(verdict.protection.id, le), verdict.protection.id


@pytest.mark.parametrize(("protection", "le"), protections(SEED, ENTRE_DEUX, AUJOURD_HUI, avec_reserves=True))
def test_chaque_reserve_pese_comme_le_contrat_le_dit_dans_toutes_les_situations(protection, le):
    monde = toutes(protection, le)
    for etat, base in monde.verdicts.items():
        situation = monde.situation(etat)
        for reserve in DROIT.faits.reserves:
            if reserve in listees(protection, le):
                for valeur in ("oui", "non"):
                    verifier_reserves(protection, le, base, monde.juger({**situation, reserve: valeur}), {reserve: valeur})


@pytest.mark.parametrize(("protection", "le"), protections(SEED, ENTRE_DEUX, AUJOURD_HUI, avec_reserves=True))
def test_les_reserves_pesent_aussi_ensemble(protection, le):
    monde = toutes(protection, le)
    exemples = {tuple(v.preuve.valeur for v in verdict.voies): etat for etat, verdict in monde.verdicts.items()}  # one per kind
    for etat in exemples.values():
        situation = monde.situation(etat)
        for valeurs in itertools.product(("oui", "non", None), repeat=len(DROIT.faits.reserves)):
            reserves = {r: v for r, v in zip(DROIT.faits.reserves, valeurs) if v}
            verifier_reserves(protection, le, monde.verdicts[etat], monde.juger({**situation, **reserves}), reserves)


# --- the thirty days


@pytest.mark.parametrize("le", [SEED, AUJOURD_HUI, dt.date(2024, 3, 10)], ids=str)
def test_les_trente_jours_se_comptent_depuis_la_remise(le):
    for jours in range(60):
        date = (le - dt.timedelta(days=jours)).isoformat()
        for recepisse in ("oui", None):
            situation = {"date_recepisse": date, **({"recepisse_reflexion": recepisse} if recepisse else {})}
            verdict = next(v for v in evaluer_tout(DROIT, situation, le) if v.protection.id == "non_eloignement")
            attendu = "non" if jours > 30 else "oui" if recepisse else "inconnu"
            assert verdict.valeur.value == attendu, (date, recepisse)
