"""The articles as data agree with the official texts, and the check that says so sees every kind of difference.

The official texts are not in the repository. Give a copy with
TEXTES_OFFICIELS=<file.json> (a list of {code, article, version_from, text, …}).
"""

from __future__ import annotations

import copy
import datetime as dt
import json
import os
from pathlib import Path

import pytest

from rules_core.empreinte import empreinte, normaliser
from rules_core.textes_officiels.alineas import alineas
from rules_core.textes_officiels.comparaison import Constat, comparer
from rules_core.textes_officiels.donnees import lire_articles
from rules_core.textes_officiels.export import Export
from rules_core.textes_officiels.lecture import ajouter_textes

TEXTES = os.environ.get("TEXTES_OFFICIELS")
NIVEAUX = {"verbatim", "proche", "de_memoire", "non_vu"}
SERVIES = ((dt.date(2007, 9, 15), dt.date.max),)


@pytest.fixture(scope="module")
def fichiers() -> list[dict]:
    return lire_articles()


def versions(fichiers):
    for fichier in fichiers:
        for numero, article in fichier["articles"].items():
            for version in article["versions"]:
                yield f"{fichier['code']} {numero} ({version['depuis']})", version


def constater(fichiers, textes) -> Constat:
    """The data `fichiers` compared with these texts, as in a JSON copy."""
    export = Export.pour(fichiers)
    ajouter_textes(export, textes)
    return comparer(fichiers, export)


def dits(constat):
    """Each thing that moved: article, kind, rank."""
    return [(f"{code} {numero}", m.genre, m.rang) for (code, numero), ms in constat.mouvements.items() for m in ms]


# --- the real texts


avec_les_textes = pytest.mark.skipif(not TEXTES, reason="TEXTES_OFFICIELS n'est pas donné : les textes officiels ne sont pas dans le dépôt")


@avec_les_textes
def test_les_articles_suivent_les_textes_officiels(fichiers):
    constat = constater(fichiers, json.loads(Path(TEXTES).read_text(encoding="utf-8")))
    assert dits(constat) == [] and constat.absents == {}


@avec_les_textes
def test_une_seule_empreinte_cassee_dans_les_articles_se_voit(fichiers):
    casses = copy.deepcopy(fichiers)
    version = next(v for nom, v in versions(casses) if nom == "CESEDA R. 425-7 (2021-05-01)")
    version["alineas"][2]["empreinte"] = empreinte("autre chose")
    textes = json.loads(Path(TEXTES).read_text(encoding="utf-8"))
    assert dits(constater(casses, textes)) == [("CESEDA R. 425-7", "mot", 3)]


# --- the data alone


def test_tous_les_codes_sont_la(fichiers):
    assert {f["code"] for f in fichiers} == {"CESEDA", "CASF", "CSS", "C. trav.", "C. pén.", "CPP", "C. civ.", "L. 91-647"}
    assert all(f["articles"] for f in fichiers)


def test_un_texte_vu_a_ses_empreintes_et_un_texte_non_vu_n_en_a_pas(fichiers):
    for nom, version in versions(fichiers):
        assert version["niveau"] in NIVEAUX, nom
        assert version["alineas"], nom
        ecrites = [a["empreinte"] for a in version["alineas"]]
        if version["niveau"] in ("non_vu", "de_memoire"):
            assert ecrites == [None] * len(ecrites), nom
        elif version["partiel"]:
            assert any(ecrites), nom
        else:
            assert all(ecrites), nom
        for ecrite in filter(None, ecrites):
            assert len(ecrite) == 64 and set(ecrite) <= set("0123456789abcdef"), nom


def test_deux_alineas_d_une_version_ne_se_confondent_pas(fichiers):
    for nom, version in versions(fichiers):
        rangs = [a["rang"] for a in version["alineas"] if a.get("rang")]
        points = [a["point"] for a in version["alineas"] if a["point"]]
        assert len(rangs) == len(set(rangs)) and len(points) == len(set(points)), nom
        assert version["partiel"] or not rangs, nom


def test_un_article_n_a_qu_une_version_a_la_fois_et_pas_de_trou_dans_les_periodes_servies(fichiers):
    for fichier in fichiers:
        for numero, article in fichier["articles"].items():
            bornes = [(v["depuis"] or dt.date.min, v["jusqu_au"] or dt.date.max) for v in article["versions"]]
            assert bornes == sorted(bornes), numero
            for (_, fin), (debut, _) in zip(bornes, bornes[1:]):
                assert fin <= debut, numero
                for du, au in SERVIES:
                    assert fin == debut or debut <= du or fin >= au, f"{numero} : rien du {fin} au {debut}"


def test_ancien_et_nouveau_se_repondent_dans_le_ceseda(fichiers):
    articles = {n: a for f in fichiers if f["code"] == "CESEDA" for n, a in f["articles"].items()}
    for numero, article in articles.items():
        if "nouveau" in article:
            assert article["nouveau"] in articles, numero
        if article.get("ancien") in articles:
            assert articles[article["ancien"]].get("nouveau"), numero


@pytest.mark.parametrize(
    ("ancien", "nouveau"),
    [("R. 316-1", "R. 425-1"), ("R. 316-2", "R. 425-2"), ("R. 316-3", "R. 425-5"), ("R. 316-4", "R. 425-6"), ("R. 316-6", "R. 425-4"),
     ("R. 316-7", "R. 425-7"), ("R. 316-8", "R. 425-8"), ("R. 316-9", "R. 425-9"), ("R. 316-10", "R. 425-10"), ("R. 311-4", "R. 425-3"),
     ("L. 316-1", "L. 425-1"), ("L. 316-1-1", "L. 425-4"), ("L. 316-2", "L. 425-5")],
)
def test_la_concordance_n_est_pas_dans_l_ordre_des_numeros(fichiers, ancien, nouveau):
    articles = {n: a for f in fichiers if f["code"] == "CESEDA" for n, a in f["articles"].items()}
    assert articles[ancien]["nouveau"] == nouveau
    assert articles[nouveau]["ancien"] == ancien


# --- the fingerprint


@pytest.mark.parametrize(
    "copie",
    [
        "L\u2019étranger \u201cvictime\u201d : dépôt de plainte ;",
        "L\u02bcétranger \u00abvictime\u00bb\u00a0: dépôt de plainte\u202f;",
        "  L\u2018étranger \u201evictime\u201c : de\u0301po\u0302t de\tplainte\n;\n",
    ],
)
def test_l_empreinte_ignore_la_typographie(copie):
    propre = "L'étranger \"victime\" : dépôt de plainte ;"
    assert normaliser(copie) == propre
    assert empreinte(copie) == empreinte(propre)


@pytest.mark.parametrize("autre", ["l'étranger \"victime\"", "L'etranger \"victime\"", "L'étranger \"victime\".", "L'étranger \"victimes\""])
def test_l_empreinte_voit_le_reste(autre):
    assert empreinte(autre) != empreinte("L'étranger \"victime\"")


def test_l_empreinte_est_celle_de_l_utf8():
    # sha256 of the UTF-8 bytes of "é", computed apart.
    assert empreinte("e\u0301") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


# --- the checker, on an invented text

INVENTE = ["Le potager ouvre à huit heures.", "Il accueille :", "1° Les jardiniers ;", "2° Leurs \u201cinvités\u201d.", "Il ferme l\u2019hiver."]


def officiel(lignes=INVENTE, depuis="2021-05-01", article="L. 1"):
    return {"code": "Code pénal", "article": article, "version_from": depuis, "text": "\n".join(lignes)}


def article(lignes=INVENTE, depuis=dt.date(2021, 5, 1), niveau="verbatim", partiel=False):
    alineas_ = [{"sens": "…", "point": None, "empreinte": empreinte(ligne)} for ligne in lignes]
    return {"depuis": depuis, "jusqu_au": None, "niveau": niveau, "partiel": partiel, "alineas": alineas_}


def constat_de(textes, *versions_) -> Constat:
    return constater([{"code": "C. pén.", "articles": {"L. 1": {"versions": list(versions_)}}}], textes)


def ecarts(textes, *versions_):
    """(kind, rank) of each difference."""
    return [(genre, rang) for _, genre, rang in dits(constat_de(textes, *versions_))]


def test_un_texte_identique_ne_dit_rien():
    assert ecarts([officiel()], article()) == []


def test_un_mot_change_se_voit():
    autre = [ligne.replace("huit", "neuf") for ligne in INVENTE]
    assert ecarts([officiel(autre)], article()) == [("mot", 1)]


def test_un_alinea_insere_se_voit_une_fois():
    autre = INVENTE[:2] + ["0° Les voisins ;"] + INVENTE[2:]
    assert ecarts([officiel(autre)], article()) == [("en_plus", 3)]


def test_un_alinea_manquant_se_voit_une_fois():
    autre = INVENTE[:3] + INVENTE[4:]
    assert ecarts([officiel(autre)], article()) == [("en_moins", 4)]


def test_deux_alineas_echanges_se_voient():
    assert ecarts([officiel(INVENTE[::-1])], article())


def test_une_empreinte_oubliee_se_voit():
    version = article()
    version["alineas"][1]["empreinte"] = None
    assert ecarts([officiel()], version) == [("sans_empreinte", 2)]


def test_une_version_partielle_ne_cite_que_des_alineas_du_texte():
    partielle = article(INVENTE[2:4], partiel=True)
    assert ecarts([officiel(["[...]"] + INVENTE)], partielle) == []
    partielle["alineas"][0]["empreinte"] = empreinte("3° Les oiseaux ;")
    assert ecarts([officiel()], partielle) == [("mot", None)]


def test_deux_alineas_pareils_d_une_version_partielle_ont_besoin_de_deux_alineas_du_texte():
    partielle = article(["1° Les jardiniers ;"] * 2, partiel=True)
    assert ecarts([officiel(["1° Les jardiniers ;"] * 2)], partielle) == []
    assert len(ecarts([officiel()], partielle)) == 1


def test_un_rang_connu_d_une_version_partielle_qui_se_decale_se_voit():
    partielle = article([INVENTE[0], INVENTE[3]], partiel=True)
    partielle["alineas"][0]["rang"], partielle["alineas"][1]["rang"] = 1, 4
    assert ecarts([officiel()], partielle) == []
    assert ecarts([officiel(INVENTE[:2] + ["0° Les voisins ;"] + INVENTE[2:])], partielle) == [("deplace", 4)]
    extrait = ["Titre."] + INVENTE  # a copy may put something before: only what moves within it is said
    assert ecarts([officiel(extrait)], partielle) == []


def test_chaque_version_se_compare_au_texte_de_sa_date():
    vieux = ["Le potager est fermé."]
    textes = [officiel(), officiel(vieux, "2005-03-01")]
    ancienne = {**article(vieux, dt.date(2005, 3, 1)), "jusqu_au": dt.date(2021, 5, 1)}
    assert ecarts(textes, ancienne, article()) == []
    assert len(ecarts(textes, article(INVENTE, dt.date(2005, 3, 1)))) > 0


def test_un_texte_sans_date_vaut_pour_la_seule_version_restante():
    assert ecarts([officiel(depuis=None)], article()) == []
    ancienne = {**article(), "jusqu_au": dt.date(2022, 1, 1)}
    constat = constat_de([officiel(depuis=None)], ancienne, article(depuis=dt.date(2022, 1, 1)))
    assert dits(constat) == []
    assert constat.absents == {("C. pén.", "L. 1"): [(dt.date(2021, 5, 1), 5), (dt.date(2022, 1, 1), 5)]}


def test_une_version_vue_sans_texte_officiel_n_est_pas_verifiee_et_une_version_non_vue_se_tait():
    constat = constat_de([], article())
    assert (dits(constat), constat.verifies, constat.absents) == ([], {}, {("C. pén.", "L. 1"): [(dt.date(2021, 5, 1), 5)]})
    jamais_lue = article(niveau="non_vu")
    for alinea in jamais_lue["alineas"]:
        alinea["empreinte"] = None
    constat = constat_de([], jamais_lue)
    assert (dits(constat), constat.absents, constat.jamais_vus) == ([], {}, 5)


def test_les_remarques_du_copiste_ne_changent_pas_le_nom():
    assert ecarts([officiel(article="L. 1 (numéro déduit)")], article()) == []
    texte = {**officiel(), "code": "CESEDA (ancien)"}
    fichier = {"code": "CESEDA", "articles": {"L. 1": {"versions": [article()]}}}
    constat = constater([fichier], [texte])
    assert dits(constat) == [] and constat.verifies == {("CESEDA", "L. 1"): 5}


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Un.\n\n  \nDeux.", ["Un.", "Deux."]),
        ("[...]\nUn.\n[fin non vue]", ["Un."]),
        ("Un.Deux ;1° Trois :a) Quatre ;-cinq", ["Un.", "Deux ;", "1° Trois :", "a) Quatre ;", "-cinq"]),
        ("I.-Un, art. R. 425-1 et L. 1.2", ["I.-Un, art. R. 425-1 et L. 1.2"]),
        ("Selon les articles 1,\n2 et 3.\nFin.", ["Selon les articles 1, 2 et 3.", "Fin."]),
        ("Selon le\ncode civil\n. Fin.\na) Un.", ["Selon le code civil. Fin.", "a) Un."]),
    ],
)
def test_les_alineas_perdus_ou_coupes_sont_retablis(texte, attendu):
    assert alineas(texte) == attendu
