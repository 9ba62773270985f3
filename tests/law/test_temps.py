"""The law through time: what each change of the texts changes in the answers, the day before, the day itself and the day after.

The expected answers are written from the articles. Around every other day on which a version or a ground begins or ends,
every protection must still answer.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass

import pytest

import rules_core
from rules_core.articles import DEBUT, FIN

DROIT = rules_core.charger()
UN_JOUR = dt.timedelta(1)
PREMIER_JOUR = dt.date(2007, 9, 15)


def jours_de_changement() -> list[dt.date]:
    """Every day on which a version of an article, a ground, a reserve or a wording begins or ends."""
    jours = {j for a in DROIT.articles for v in a.versions for j in (v.depuis, v.jusqu_au)}
    jours |= {j for p in DROIT.protections.values() for v in p.voies for j in (v.depuis, v.jusqu_au)}
    jours |= {j for p in DROIT.protections.values() for v in p.voies for r in v.reserves for j in (r.depuis, r.jusqu_au)}
    jours |= {j for dit in (*DROIT.protections.values(), *DROIT.lectures.values()) for j, _ in dit.avant}
    jours |= {lecture.depuis for lecture in DROIT.lectures.values()}
    return sorted(j for j in jours - {DEBUT, FIN} if j >= PREMIER_JOUR)


def autour(jour: dt.date) -> list[dt.date]:
    return [j for j in (jour - UN_JOUR, jour, jour + UN_JOUR) if j >= PREMIER_JOUR]


# --- everything answers, every day


def delai(le: dt.date) -> dict[str, str]:
    return {"recepisse_reflexion": "oui", "date_recepisse": max(PREMIER_JOUR, le - dt.timedelta(10)).isoformat()}


SITUATIONS = {
    "rien": lambda le: {},
    "délai": lambda le: {"nationalite": "autre", "age": "majeur", "victime": "oui", "danger": "oui", "ressources_faibles": "oui", **delai(le)},
    "plainte": lambda le: {"nationalite": "autre", "age": "majeur", "victime": "oui", "plainte": "oui", "lien_rompu": "oui", "titre": "aucun"},
    "carte": lambda le: {
        "nationalite": "autre", "age": "majeur", "titre": "carte_victime", "procedure": "en_cours", "lien_rompu": "oui", "residence_stable": "oui",
        "ressources_faibles": "oui", "territoire": "hexagone_drom", "veut_partir": "oui", "changer_de_lieu": "oui",
    },
    "mineure": lambda le: {"nationalite": "algerienne", "age": "moins_de_16", "victime": "oui", "danger": "oui", "territoire": "mayotte"},
    "réserves": lambda le: {"nationalite": "autre", "titre": "carte_victime", **{r: "oui" for r in DROIT.faits.reserves}},
}


@pytest.mark.parametrize("jour", jours_de_changement(), ids=str)
def test_autour_de_chaque_changement_tout_repond(jour):
    for le, situation in itertools.product(autour(jour), SITUATIONS.values()):
        bilan = rules_core.evaluer(situation(le), le)
        assert {p["id"] for p in bilan["protections"]} == {p.id for p, _ in DROIT.en_vigueur(le)}
        for protection in bilan["protections"]:
            assert protection["verdict"] in ("oui", "non", "inconnu") and protection["fondements"] and protection["intitule"]
            assert (protection["verdict"] == "inconnu") == bool(protection["faits_utiles"])
            assert all(f["depuis"] is None or f["depuis"] <= le.isoformat() for f in protection["fondements"])
            assert all(lecture["sens"] for lecture in protection["lectures"])


def test_les_jours_de_changement_sont_ceux_des_textes():
    attendus = """2007-11-21 2008-05-01 2008-12-29 2009-03-16 2009-03-28 2013-08-07 2014-05-26 2014-08-06 2014-08-10 2015-11-01 2015-11-15
        2016-01-01 2016-04-15 2016-11-01 2021-05-01 2021-08-26 2024-01-28 2025-06-16"""
    assert {dt.date.fromisoformat(j) for j in attendus.split()} <= set(jours_de_changement())


@pytest.mark.parametrize("protection", DROIT.protections.values(), ids=lambda p: p.id)
def test_une_protection_nee_ne_disparait_plus(protection):
    voies = sorted(protection.voies, key=lambda v: v.depuis)
    jour = voies[0].depuis
    assert jour >= PREMIER_JOUR
    for voie in voies:
        assert voie.depuis <= jour, f"rien du {jour} au {voie.depuis}"
        jour = max(jour, voie.jusqu_au)
    assert jour == FIN


@pytest.mark.parametrize("protection", DROIT.protections.values(), ids=lambda p: p.id)
def test_les_voies_de_meme_nom_se_suivent_sans_trou_ni_double(protection):
    """The name before its first comma is the ground; what follows says when."""
    familles: dict[str, list] = {}
    for voie in protection.voies:
        familles.setdefault(voie.nom.split(",")[0], []).append(voie)
    for voies in familles.values():
        suite = sorted(voies, key=lambda v: v.depuis)
        for avant, apres in zip(suite, suite[1:]):
            assert avant.jusqu_au == apres.depuis, (avant.nom, apres.nom)


def test_aucun_nom_de_voie_ne_porte_une_annee_entre_parentheses():
    assert [v.nom for p in DROIT.protections.values() for v in p.voies if "(" in v.nom] == []


# --- what each change changes


@dataclass(frozen=True)
class Attendu:
    """`cite` and `sans`: "CODE ARTICLE al. N", with "@AAAA-MM-JJ" for the version; verdict None: the protection does not exist."""

    verdict: str | None
    nature: str | None = None
    cite: tuple[str, ...] = ()
    sans: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()
    sans_reserve: tuple[str, ...] = ()


def attendu(verdict, nature=None, cite="", sans="", reserves="", sans_reserve=""):
    def couper(texte: str) -> tuple[str, ...]:
        return tuple(t.strip() for t in texte.split(";") if t.strip())

    return Attendu(verdict, nature, couper(cite), couper(sans), couper(reserves), couper(sans_reserve))


ABSENT = attendu(None)
CARTE = {"nationalite": "autre", "age": "majeur", "titre": "carte_victime", "recepisse_reflexion": "non"}
RESSOURCES = {**CARTE, "ressources_faibles": "oui"}
PLAINTE = {"nationalite": "autre", "age": "majeur", "victime": "oui", "plainte": "oui", "lien_rompu": "oui", "titre": "aucun"}
RENOUVELLEMENT = {**CARTE, "procedure": "en_cours", "lien_rompu": "oui"}
CONDAMNATION = {**CARTE, "procedure": "condamnation_definitive"}
PARCOURS = {"nationalite": "autre", "victime": "oui", "exploitation_sexuelle": "oui", "prostitution_cessee": "oui", "parcours_autorise": "oui"}
MINEURE = {"nationalite": "autre", "age": "16_ou_17", "victime": "oui", "plainte": "oui", "lien_rompu": "oui", "travail_ou_formation": "oui"}

CHANGEMENTS = [
    # the ATA moves to the new labour code
    ("2008-05-01", "allocation", RESSOURCES,
     attendu("oui", "possible", "CESEDA R. 316-7 al. 4; C. trav. L. 351-9 al. 3@2006-07-25; C. trav. R. 351-7 al. 1; C. trav. R. 351-10 al. 1", "C. trav. L. 5423-8 al. 5"),
     attendu("oui", "possible", "CESEDA R. 316-7 al. 4; C. trav. L. 5423-8 al. 5@2008-05-01; C. trav. R. 5423-19 al. 1@2008-05-01; C. trav. R. 5423-23 al. 1", "C. trav. L. 351-9 al. 3")),
    ("2008-05-01", "allocation", {**RESSOURCES, "age": "16_ou_17"}, attendu("oui"), attendu("oui")),
    ("2008-12-29", "allocation", RESSOURCES,
     attendu("oui", "possible", "C. trav. L. 5423-9 al. 3@2008-05-01"), attendu("oui", "possible", "C. trav. L. 5423-9 al. 3@2008-12-29")),
    ("2009-03-16", "allocation", RESSOURCES,
     attendu("oui", "possible", "C. trav. R. 5423-19 al. 1@2008-05-01"), attendu("oui", "possible", "C. trav. R. 5423-19 al. 1@2009-03-16")),
    ("2009-03-28", "aide_retour", {**CARTE, "veut_partir": "oui"},
     attendu("oui", "possible", "CESEDA R. 316-9 al. 1@2007-09-15"), attendu("oui", "possible", "CESEDA R. 316-9 al. 1@2009-03-28")),
    ("2009-03-28", "hebergement_urgence", {"territoire": "hexagone_drom"}, ABSENT, attendu("oui", "de_droit", "CASF L. 345-2-2 al. 1@2009-03-28")),
    ("2011-07-18", "pas_interdiction_retour", CARTE, ABSENT, attendu("oui", "de_droit")),
    # compensation no longer asks for a lawful stay
    ("2013-08-07", "indemnisation_civi", {"nationalite": "autre", "victime": "oui", "titre": "aucun", "recepisse_reflexion": "non"},
     attendu("non", "possible", "CPP 706-3 al. 6; CPP 706-3 al. 8"), attendu("oui", "possible", "CPP 706-3 al. 1@2013-08-07", "CPP 706-3 al. 8")),
    # the law of 4 August 2014
    ("2014-08-06", "renouvellement_carte", RENOUVELLEMENT,
     attendu("oui", "possible", "CESEDA R. 316-3 al. 4", "CESEDA L. 316-1 al. 1"), attendu("oui", "de_droit", "CESEDA L. 316-1 al. 1@2014-08-06")),
    ("2014-08-06", "carte_resident", CONDAMNATION,
     attendu("oui", "possible", "CESEDA L. 316-1 al. 2@2006-07-25; CESEDA R. 316-5 al. 1"), attendu("oui", "de_droit", "CESEDA L. 316-1 al. 2@2014-08-06")),
    ("2014-08-06", "carte_sejour", PLAINTE,
     attendu("oui", "possible", "CESEDA L. 316-1 al. 1@2006-07-25"), attendu("oui", "possible", "CESEDA L. 316-1 al. 1@2014-08-06")),
    ("2014-08-06", "gratuite_carte", CARTE, ABSENT, attendu("oui", "de_droit")),
    # one more point before ours
    ("2014-08-10", "allocation", RESSOURCES,
     attendu("oui", "possible", "C. trav. L. 5423-8 al. 5 4°@2008-05-01", "C. trav. L. 5423-8 al. 6"),
     attendu("oui", "possible", "C. trav. L. 5423-8 al. 6 4°@2014-08-10", "C. trav. L. 5423-8 al. 5")),
    # the ADA takes over, with an age
    ("2015-11-01", "allocation", RESSOURCES,
     attendu("oui", "possible", "CESEDA R. 316-7 al. 4@2007-09-15; C. trav. L. 5423-8 al. 6", "CESEDA L. 744-10 al. 3"),
     attendu("oui", "possible", "CESEDA R. 316-7 al. 4@2015-11-01; CESEDA L. 744-10 al. 3 2°; CESEDA D. 744-17 al. 3 2°; CESEDA D. 744-18 al. 1; CESEDA D. 744-20 al. 1",
             "C. trav. L. 5423-8 al. 6")),
    ("2015-11-01", "allocation", {**RESSOURCES, "age": "16_ou_17"}, attendu("oui"), attendu("non")),
    ("2015-11-01", "allocation", {**RESSOURCES, "ressources_faibles": "non"}, attendu("non"), attendu("non")),
    ("2015-11-15", "interprete", {"nationalite": "francaise", "victime": "oui"},
     attendu("non", "de_droit", "CESEDA R. 316-1 al. 6"), attendu("oui", "de_droit", "CPP 10-2 al. 8 7°@2015-11-15")),
    # health insurance
    ("2016-01-01", "protection_sociale", {**CARTE, "residence_stable": "oui"},
     attendu("oui", "possible", "CESEDA R. 316-7 al. 3@2015-11-01; CSS L. 380-1 al. 1", "CSS L. 160-1 al. 1"),
     attendu("oui", "possible", "CESEDA R. 316-7 al. 3@2016-01-01; CSS L. 160-1 al. 1@2016-01-01", "CSS L. 380-1 al. 1")),
    ("2016-01-01", "soins", {**CARTE, "residence_stable": "non"},
     attendu("oui", "possible", "CASF L. 251-1 al. 2", "CASF L. 251-1 al. 4"), attendu("oui", "possible", "CASF L. 251-1 al. 4@2016-01-01", "CASF L. 251-1 al. 2")),
    # the law of 13 April 2016
    ("2016-04-15", "carte_sejour", PLAINTE,
     attendu("oui", "possible", "CESEDA L. 316-1 al. 1@2014-08-06"), attendu("oui", "de_droit", "CESEDA L. 316-1 al. 1@2016-04-15; CESEDA R. 316-3 al. 1")),
    ("2016-04-15", "carte_sejour", MINEURE, attendu("oui", "possible", "CESEDA R. 316-3 al. 2"), attendu("oui", "possible", "CESEDA R. 316-3 al. 2")),
    ("2016-04-15", "parcours_sortie", PARCOURS, ABSENT, attendu("oui", "de_droit", "CASF L. 121-9 al. 3@2016-04-15; CASF L. 121-9 al. 4")),
    ("2016-04-15", "aps_parcours", PARCOURS, ABSENT, attendu("oui", "possible", "CESEDA L. 316-1-1 al. 1@2016-04-15; CASF L. 121-9 al. 5")),
    ("2016-04-15", "travail", {"titre": "aps_parcours", "recepisse_reflexion": "non"}, attendu("non"), attendu("oui", "de_droit", "CESEDA L. 316-1-1 al. 1")),
    # the decree of 2016
    ("2016-11-01", "delai_reflexion", {"nationalite": "autre", "victime": "oui", "informe_par_police": "oui"},
     attendu("oui", "de_droit", "CESEDA R. 316-2 al. 1@2007-09-15"), attendu("oui", "de_droit", "CESEDA R. 316-2 al. 1@2016-11-01")),
    ("2016-11-01", "carte_resident", CONDAMNATION,
     attendu("oui", "de_droit", "CESEDA R. 316-5 al. 1@2007-09-15"), attendu("oui", "de_droit", "CESEDA R. 316-5 al. 1@2016-11-01")),
    ("2016-11-01", "hebergement", CARTE,
     attendu("oui", "de_droit", "CESEDA R. 316-8 al. 1@2007-09-15; CASF L. 345-1 al. 4@2016-04-15"), attendu("oui", "de_droit", "CESEDA R. 316-8 al. 1@2016-11-01")),
    ("2016-11-01", "pas_visa_long_sejour", PLAINTE,
     attendu("oui", "de_droit", "CESEDA L. 311-7 al. 1", "CESEDA L. 313-2 al. 1"), attendu("oui", "de_droit", "CESEDA L. 313-2 al. 1", "CESEDA L. 311-7 al. 1")),
    ("2016-11-01", "aide_parcours", PARCOURS, ABSENT, attendu("oui", "de_droit", "CASF R. 121-12-13 al. 1@2016-11-01")),
    ("2016-11-01", "liste_documents", PARCOURS, attendu("inconnu"), attendu("oui", "de_droit", "CESEDA R. 316-5-1 al. 3 2°")),
    ("2019-01-01", "allocation", RESSOURCES,
     attendu("oui", "possible", "CESEDA D. 744-17 al. 3 2°@2015-11-01"), attendu("oui", "possible", "CESEDA D. 744-17 al. 3 2°@2019-01-01")),
    # the code of 2021
    ("2021-05-01", "information_droits", {"nationalite": "autre", "victime": "oui"},
     attendu("oui", "de_droit", "CESEDA R. 316-1 al. 6"), attendu("oui", "de_droit", "CESEDA R. 425-1 al. 6", "CESEDA R. 316-1 al. 6")),
    ("2021-05-01", "carte_sejour", PLAINTE, attendu("oui", "de_droit", "CESEDA L. 316-1 al. 1"), attendu("oui", "de_droit", "CESEDA L. 425-1 al. 1; CESEDA R. 425-5 al. 1")),
    ("2021-05-01", "renouvellement_carte", RENOUVELLEMENT, attendu("oui", "de_droit", "CESEDA L. 316-1 al. 1"), attendu("oui", "de_droit", "CESEDA L. 425-1 al. 2")),
    ("2021-05-01", "carte_resident", {**PLAINTE, "procedure": "condamnation_definitive"}, attendu("oui", "de_droit", "CESEDA L. 316-1 al. 2"), attendu("non", "de_droit", "CESEDA L. 425-3 al. 1")),
    ("2021-05-01", "aps_parcours", PARCOURS, attendu("oui", "possible", "CESEDA L. 316-1-1 al. 1"), attendu("oui", "possible", "CESEDA L. 425-4 al. 1")),
    ("2021-05-01", "allocation", {**RESSOURCES, "territoire": "hexagone_drom"},
     attendu("oui", "possible", "CESEDA L. 744-10 al. 3"), attendu("oui", "possible", "CESEDA R. 425-7 al. 4; CESEDA L. 425-2 al. 1; CESEDA D. 553-3 al. 1")),
    ("2021-05-01", "allocation", {**RESSOURCES, "territoire": "mayotte"}, attendu("oui"), attendu("non")),
    ("2021-05-01", "hebergement", CARTE, attendu("oui", "de_droit", "CESEDA R. 316-8 al. 1"), attendu("oui", "de_droit", "CESEDA R. 425-8 al. 1; CASF L. 345-1 al. 4@2021-05-01")),
    ("2021-05-01", "aide_retour", {**CARTE, "veut_partir": "oui"}, attendu("oui", "possible", "CESEDA R. 316-9 al. 1"), attendu("oui", "possible", "CESEDA R. 425-9 al. 1")),
    ("2021-05-01", "protection_sociale", {**CARTE, "residence_stable": "oui"}, attendu("oui", "possible", "CESEDA R. 316-7 al. 3"), attendu("oui", "possible", "CESEDA R. 425-7 al. 3")),
    ("2021-05-01", "protection_mineur", MINEURE, attendu("oui", "de_droit", "CESEDA R. 316-10 al. 1"), attendu("oui", "de_droit", "CESEDA R. 425-10 al. 1")),
    ("2021-05-01", "protection_policiere", {**RENOUVELLEMENT, "danger": "oui"}, attendu("oui", "possible", "CESEDA R. 316-7 al. 6"), attendu("oui", "possible", "CESEDA R. 425-7 al. 6")),
    ("2021-05-01", "gratuite_carte", CARTE, attendu("oui", "de_droit"), attendu("oui", "de_droit", "CESEDA L. 436-8 al. 1")),
    ("2021-05-01", "liste_documents", PLAINTE, attendu("oui", "de_droit", "CESEDA R. 316-3 al. 3"), attendu("oui", "de_droit", "CESEDA Annexe 10, rubrique 44 al. 8; CESEDA R. 431-11 al. 1")),
    ("2021-05-01", "pas_oqtf_mineur", MINEURE, attendu("oui", "de_droit", "CESEDA L. 511-4 al. 2 1°"), attendu("oui", "de_droit", "CESEDA L. 611-3 al. 2 1°")),
    ("2021-08-26", "pas_oqtf_mineur", MINEURE,
     attendu("oui", "de_droit", "CESEDA L. 611-3 al. 2 1°@2021-05-01"), attendu("oui", "de_droit", "CESEDA L. 611-3 al. 2 1°@2021-08-26")),
    # the law of 26 January 2024
    ("2024-01-28", "carte_sejour", PLAINTE,
     attendu("oui", "de_droit", sans_reserve="oqtf_non_executee"), attendu("oui", "de_droit", reserves="oqtf_non_executee")),
    ("2024-01-28", "carte_sejour", {**PLAINTE, "oqtf_non_executee": "oui"}, attendu("oui", "de_droit"), attendu("oui", "possible")),
    ("2024-01-28", "renouvellement_carte", {**RENOUVELLEMENT, "oqtf_non_executee": "oui"}, attendu("oui", "de_droit"), attendu("oui", "possible")),
    ("2024-01-28", "carte_resident", {**CONDAMNATION, "oqtf_non_executee": "oui"}, attendu("oui", "de_droit"), attendu("oui", "de_droit")),
    ("2024-01-28", "pas_oqtf_mineur", MINEURE,
     attendu("oui", "de_droit", "CESEDA L. 611-3 al. 2 1°"), attendu("oui", "de_droit", "CESEDA L. 611-3 al. 1@2024-01-28", "CESEDA L. 611-3 al. 2")),
    # the procedure of 2025
    ("2025-06-16", "travail_premiere_demande", PLAINTE,
     attendu("oui", "de_droit", "CESEDA R. 431-14 al. 4 3°@2021-05-01"), attendu("oui", "de_droit", "CESEDA R. 431-14 al. 4 3°@2025-06-16; CESEDA R. 431-15-2 al. 1@2025-06-16")),
    ("2025-06-16", "liste_documents", PLAINTE,
     attendu("oui", "de_droit", "CESEDA R. 431-11 al. 1@2021-05-01"), attendu("oui", "de_droit", "CESEDA R. 431-11 al. 1@2025-06-16")),
]


def dans_le_delai(jour: str, protection: str, avant: Attendu, apres: Attendu, **faits: str):
    """The same, in the thirty days of reflection: the récépissé is dated from each day."""
    return jour, protection, {"age": "majeur", "titre": "aucun", "recepisse_reflexion": "oui", **faits}, avant, apres


DU_DELAI = [
    dans_le_delai("2008-05-01", "allocation", attendu("oui", "de_droit", "CESEDA R. 316-6 al. 1; C. trav. R. 351-10 al. 1"),
                  attendu("oui", "de_droit", "CESEDA R. 316-6 al. 1; C. trav. R. 5423-23 al. 1"), ressources_faibles="oui"),
    dans_le_delai("2015-11-01", "allocation", attendu("oui", "de_droit"), attendu("non"), ressources_faibles="oui", age="16_ou_17"),
    dans_le_delai("2015-11-01", "allocation", attendu("oui", "de_droit", "C. trav. R. 5423-23 al. 1"),
                  attendu("oui", "de_droit", "CESEDA R. 316-6 al. 1; CESEDA L. 744-9 al. 1; CESEDA D. 744-18 al. 1", "C. trav. R. 5423-23 al. 1"), ressources_faibles="oui"),
    dans_le_delai("2016-01-01", "soins", attendu("oui", "possible", "CESEDA R. 316-6 al. 1; CASF L. 251-1 al. 2"), attendu("oui", "possible", "CESEDA R. 316-6 al. 1; CASF L. 251-1 al. 4")),
    dans_le_delai("2021-05-01", "allocation", attendu("oui", "de_droit", "CESEDA R. 316-6 al. 1"), attendu("oui", "possible", "CESEDA R. 425-4 al. 2"),
                  ressources_faibles="oui", territoire="hexagone_drom"),
    dans_le_delai("2021-05-01", "accompagnement_social", attendu("oui", "de_droit", "CESEDA R. 316-7 al. 5"), attendu("oui", "possible", "CESEDA R. 425-4 al. 3")),
    dans_le_delai("2021-05-01", "protection_policiere", attendu("oui", "de_droit", "CESEDA R. 316-7 al. 6"), attendu("oui", "possible", "CESEDA R. 425-4 al. 4"), danger="oui"),
    dans_le_delai("2021-05-01", "travail", attendu("oui", "de_droit", "CESEDA R. 316-6 al. 1; CESEDA R. 316-7 al. 1"), attendu("oui", "de_droit", "CESEDA R. 425-4 al. 1; CESEDA R. 425-3 al. 2")),
    dans_le_delai("2021-05-01", "non_eloignement", attendu("oui", "de_droit", "CESEDA R. 316-2 al. 1@2016-11-01"), attendu("oui", "de_droit", "CESEDA R. 425-2 al. 1")),
    dans_le_delai("2021-05-01", "soins", attendu("oui", "possible", "CASF L. 251-1 al. 4@2019-12-30"), attendu("oui", "possible", "CESEDA R. 425-4 al. 5; CASF L. 251-1 al. 4")),
]


def verifier(le: dt.date, protection: str, situation: dict[str, str], attendu_: Attendu) -> None:
    if situation.get("recepisse_reflexion") == "oui":
        situation = {**situation, "date_recepisse": le.isoformat()}
    trouvee = next((p for p in rules_core.evaluer(situation, le)["protections"] if p["id"] == protection), None)
    if attendu_.verdict is None:
        assert trouvee is None
        return
    assert trouvee is not None
    assert trouvee["verdict"] == attendu_.verdict
    assert attendu_.nature in (None, trouvee["nature"])
    cites = set()
    for f in trouvee["fondements"]:
        court = f"{f['code']} {f['article']} al. {f['alinea']}"
        long = f"{court} {f['point']}" if f["point"] else court
        cites |= {c + v for c in (court, long) for v in ("", f"@{f['depuis']}")}
    assert set(attendu_.cite) <= cites
    assert not set(attendu_.sans) & cites
    assert set(attendu_.reserves) <= set(trouvee["reserves"]) and not set(attendu_.sans_reserve) & set(trouvee["reserves"])


@pytest.mark.parametrize(("jour", "protection", "situation", "avant", "apres"), CHANGEMENTS + DU_DELAI,
                         ids=lambda v: v if isinstance(v, str) else "")
def test_la_veille_le_jour_et_le_lendemain(jour, protection, situation, avant, apres):
    jour = dt.date.fromisoformat(jour)
    verifier(jour - UN_JOUR, protection, situation, avant)
    verifier(jour, protection, situation, apres)
    verifier(jour + UN_JOUR, protection, situation, apres)


def test_le_premier_jour_du_regime():
    with pytest.raises(rules_core.EntreeRefusee, match="2007-09-15"):
        rules_core.evaluer({}, PREMIER_JOUR - UN_JOUR)
    verifier(PREMIER_JOUR, "carte_sejour", PLAINTE, attendu("oui", "possible", "CESEDA L. 316-1 al. 1@2006-07-25; CESEDA R. 316-3 al. 1@2007-09-15"))
    verifier(PREMIER_JOUR, "non_eloignement", {"recepisse_reflexion": "oui"}, attendu("oui", "de_droit", "CESEDA R. 316-2 al. 1@2007-09-15"))
