"""Words, readings and numbers of articles through time: each is that of the day asked about."""

from __future__ import annotations

import datetime as dt

import pytest

import rules_core

DROIT = rules_core.charger()
UN_JOUR = dt.timedelta(1)
CODE_DE_2021 = dt.date(2021, 5, 1)
CARTE = {"nationalite": "autre", "age": "majeur", "titre": "carte_victime", "recepisse_reflexion": "non"}


# --- words and readings


def lectures(protection: str, le: dt.date, situation: dict[str, str]) -> dict[str, dict]:
    trouvee = next(p for p in rules_core.evaluer(situation, le)["protections"] if p["id"] == protection)
    return {lecture["id"]: lecture for lecture in trouvee["lectures"]}


@pytest.mark.parametrize(
    ("jour", "protection", "lecture", "avant", "apres"),
    [
        ("2007-11-21", "carte_sejour", "definition_traite", "d'une autre personne que l'auteur", "rémunération"),
        ("2009-03-16", "allocation", "ata_duree", "douze mois", "protection subsidiaire"),
        ("2013-08-07", "carte_sejour", "definition_traite", "rémunération ou un avantage", "une contrainte, un abus ou une rémunération"),
        ("2014-05-26", "hebergement", "outre_mer_avant_2021", "26 mai 2014", "Avant 2021"),
        ("2014-05-26", "aide_retour", "aide_retour_mayotte", None, "À Mayotte"),
        ("2016-01-01", "protection_sociale", "residence_seule", "seule", None),
        ("2016-01-01", "protection_sociale", "travail_ou_residence", None, "travailler suffit aussi"),
        ("2016-01-01", "soins", "renvoi_l_251_1", None, "quatrième alinéa"),
        ("2016-04-15", "indemnisation_civi", "civi_proxenetisme", "incapacité", "De mémoire"),
        ("2016-11-01", "parcours_sortie", "parcours_autorise_par_prefet", "décret", "commission"),
        ("2015-11-01", "allocation", "rmi_ou_rsa", "RMI", None),
        ("2024-01-28", "carte_sejour", "contrat_engagement", None, "L. 412-7"),
        ("2025-06-16", "liste_documents", "dossier_incomplet", None, "R. 431-11"),
    ],
)
def test_une_lecture_change_le_jour_dit(jour, protection, lecture, avant, apres):
    jour = dt.date.fromisoformat(jour)
    situation = {**CARTE, "plainte": "oui", "victime": "oui", "lien_rompu": "oui"} if protection in ("carte_sejour", "liste_documents") else {}
    for le, mots in ((jour - UN_JOUR, avant), (jour, apres), (jour + UN_JOUR, apres)):
        lue = lectures(protection, le, situation).get(lecture)
        assert (lue is None) if mots is None else (lue is not None and mots in lue["sens"]), le


@pytest.mark.parametrize("lecture", ["outre_mer_avant_2021", "rmi_ou_rsa", "ata_duree", "aide_retour_mayotte", "resident_conditions"])
def test_ce_que_les_textes_ne_datent_pas_est_dit_en_doute(lecture):
    assert DROIT.lectures[lecture].doute


@pytest.mark.parametrize("le", ["2007-09-15", "2012-06-01", "2018-11-07", "2021-04-30"])
def test_avant_2021_l_outre_mer_est_dit_non_verifie_partout(le):
    for protection in rules_core.evaluer({}, dt.date.fromisoformat(le))["protections"]:
        if any(f["code"] == "CESEDA" for f in protection["fondements"]):
            assert "outre_mer_avant_2021" in {lecture["id"] for lecture in protection["lectures"]}, protection["id"]


def test_l_agence_nommee_est_celle_du_jour():
    aide = DROIT.protections["aide_retour"]
    for le, agence, autre in ((dt.date(2009, 3, 27), "ANAEM", "OFII"), (dt.date(2009, 3, 28), "OFII", "ANAEM"), (dt.date(2026, 4, 3), "OFII", "ANAEM")):
        dit = " ".join(aide.dire(mot, le) for mot in ("intitule", "resume", "demarche"))
        assert agence in dit and autre not in dit


def test_l_allocation_nommee_est_celle_du_jour():
    allocation = DROIT.protections["allocation"]
    assert "(ATA)" in allocation.dire("resume", dt.date(2015, 10, 31)) and "(ADA)" in allocation.dire("resume", dt.date(2015, 11, 1))


def test_l_intitule_du_resultat_est_celui_du_jour():
    for le, intitule in ((CODE_DE_2021 - UN_JOUR, "une carte de séjour de six mois au moins"), (CODE_DE_2021, "une carte de séjour d'un an")):
        assert next(p["intitule"] for p in rules_core.evaluer({}, le)["protections"] if p["id"] == "carte_sejour") == intitule


# --- old and new numbers


def fondements(le: dt.date) -> list[dict]:
    return [f for p in rules_core.evaluer({}, le)["protections"] for f in p["fondements"]]


SANS_SUITE = {"D. 744-17", "D. 744-19"}  # not taken up by the code of 2021


def test_les_numeros_se_repondent_de_part_et_d_autre_du_code_de_2021():
    avant = {f["article"]: f.get("nouveau") for f in fondements(CODE_DE_2021 - UN_JOUR) if f["code"] == "CESEDA"}
    apres = {f["article"]: f["ancien"] for f in fondements(CODE_DE_2021) if f["code"] == "CESEDA"}
    assert {article for article, nouveau in avant.items() if not nouveau} == SANS_SUITE
    assert len(avant) > 15 and len(apres) > 15
    for ancien in filter(None, apres.values()):
        assert {a for a in ancien.split(" et ") if (("CESEDA", a) in DROIT.articles.par_numero)} <= set(avant) | {"L. 316-2", "L. 744-10"}, ancien


@pytest.mark.parametrize(
    ("le", "article", "ancien", "nouveau"),
    [
        ("2008-04-30", "L. 351-9", None, "L. 5423-8"), ("2008-05-01", "L. 5423-8", "L. 351-9", "CESEDA L. 744-10"),
        ("2008-04-30", "R. 351-7", None, "R. 5423-19"), ("2009-03-16", "R. 5423-19", "R. 351-7", "CESEDA D. 744-19"),
        ("2015-11-01", "L. 744-10", "C. trav. L. 5423-8", "L. 425-2"), ("2015-11-01", "D. 744-18", None, "D. 553-3"),
        ("2015-12-31", "L. 380-1", None, "L. 160-1"), ("2016-01-01", "L. 160-1", "L. 380-1", None),
        ("2021-05-01", "D. 553-3", "D. 744-18 et D. 744-20", None), ("2021-05-01", "L. 425-2", "L. 744-10", None),
        ("2021-04-30", "L. 511-4", None, "L. 611-3"), ("2021-05-01", "L. 611-3", "L. 511-4", None),
    ],
)
def test_une_citation_porte_l_ancien_et_le_nouveau_numero(le, article, ancien, nouveau):
    trouve = next(f for f in fondements(dt.date.fromisoformat(le)) if f["article"] == article)
    assert (trouve["ancien"], trouve.get("nouveau")) == (ancien, nouveau)


@pytest.mark.parametrize(
    ("le", "article", "niveau"),
    [
        ("2008-01-01", "R. 351-10", "de_memoire"), ("2008-11-04", "L. 345-1", None), ("2012-01-01", "L. 345-1", "non_vu"),
        ("2012-01-01", "L. 251-1", "non_vu"), ("2018-01-01", "L. 121-9", "non_vu"), ("2018-01-01", "D. 744-18", None),
        ("2018-01-01", "L. 744-9", "de_memoire"), ("2026-04-03", "L. 345-2-2", "de_memoire"), ("2026-04-03", "706-40-1", "de_memoire"),
        ("2026-04-03", "706-57", "non_vu"), ("2014-06-01", "706-57", None), ("2026-04-03", "R. 121-12-13", "proche"), ("2020-01-01", "L. 380-1", "absent"),
    ],
)
def test_le_niveau_de_preuve_est_celui_du_texte_vu(le, article, niveau):
    niveaux = {f["article"]: f.get("niveau_de_preuve") for f in fondements(dt.date.fromisoformat(le))}
    assert niveaux.get(article, "absent") == niveau
