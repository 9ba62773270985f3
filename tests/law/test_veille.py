"""What moves in an official text is seen, and named for what it is, in each form of export."""
from __future__ import annotations

import copy
import datetime as dt
import json
import random
from pathlib import Path

import pytest
from exports_inventes import (
    CABANE, DEBUT, FORMES, POTAGER, VERGER, _texte, changer, constater, dits, fichiers, textes,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from rules_core.empreinte import empreinte
from rules_core.textes_officiels.alineas import alineas
from rules_core.textes_officiels.comparaison import comparer
from rules_core.textes_officiels.donnees import lire_articles
from rules_core.textes_officiels.export import Export
from rules_core.textes_officiels.lecture import ajouter_textes

CORPUS = Path("/work/shared/law/corpus.json")

formes = pytest.mark.parametrize("forme", FORMES)


@formes
def test_des_textes_intacts_n_ont_pas_bouge(forme, tmp_path):
    constat = constater(textes(), forme, tmp_path)
    assert dits(constat) == [] and constat.absents == {}
    assert constat.verifies == {("CESEDA", "R. 1-1"): 6, ("CESEDA", "L. 1-2"): 2, ("CESEDA", "R.* 1-3"): 3}
    assert len(constat.mots) == 11


@formes
def test_un_mot_change(forme, tmp_path):
    changes = changer(textes(), "R. 1-1", lambda l: [l[0].replace("huit", "neuf"), *l[1:]])
    assert dits(constater(changes, forme, tmp_path)) == [("R. 1-1", "mot", 1)]


@formes
@pytest.mark.parametrize(("place", "decales"), [(0, (1, 5, 1)), (2, (3, 5, 1)), (5, None)])
def test_un_alinea_insere_au_debut_au_milieu_ou_a_la_fin(forme, place, decales, tmp_path):
    changes = changer(textes(), "R. 1-1", lambda l: [*l[:place], "Le chien du gardien entre aussi.", *l[place:]])
    constat = constater(changes, forme, tmp_path)
    assert dits(constat) == [("R. 1-1", "en_plus", place + 1)]
    assert constat.mouvements["CESEDA", "R. 1-1"][0].decales == decales


@formes
@pytest.mark.parametrize(("place", "decales"), [(0, (2, 5, -1)), (2, (4, 5, -1)), (4, None)])
def test_un_alinea_retire(forme, place, decales, tmp_path):
    constat = constater(changer(textes(), "R. 1-1", lambda l: l[:place] + l[place + 1:]), forme, tmp_path)
    assert dits(constat) == [("R. 1-1", "en_moins", place + 1)]
    assert constat.mouvements["CESEDA", "R. 1-1"][0].decales == decales


@formes
def test_une_nouvelle_version_dit_son_jour_et_ce_qui_change(forme, tmp_path):
    suite = _texte("R. 1-1", ["Le potager ouvre à neuf heures.", *POTAGER[1:], "Il rouvre au printemps."], "2027-01-01")
    finis = [{**t, "version_until": "2027-01-01", "etat": "MODIFIE"} if t["text"].startswith("Le potager ouvre") else t for t in textes()]
    constat = constater([*finis, suite], forme, tmp_path)
    assert dits(constat) == [("R. 1-1", "nouvelle_version", None), ("R. 1-1", "mot", 1), ("R. 1-1", "en_plus", 6)]
    assert {m.le for m in constat.mouvements["CESEDA", "R. 1-1"]} == {dt.date(2027, 1, 1)}
    assert constat.verifies["CESEDA", "R. 1-1"] == 6  # the old wordings were checked all the same


@formes
def test_une_nouvelle_version_aux_memes_mots_n_est_pas_un_mouvement(forme, tmp_path):
    suite = _texte("R. 1-1", POTAGER, "2027-01-01")
    assert dits(constater([*textes(), suite], forme, tmp_path)) == []


@formes
def test_une_nouvelle_version_seule_dans_l_export_se_voit_et_l_ancienne_n_est_pas_verifiee(forme, tmp_path):
    """A daily update of LEGI has only what changed."""
    constat = constater([_texte("L. 1-2", [VERGER[0], "Les fruits se vendent."], "2027-01-01")], forme, tmp_path)
    assert dits(constat) == [("L. 1-2", "nouvelle_version", None), ("L. 1-2", "mot", 2)]
    assert sum(n for versions in constat.absents.values() for _, n in versions) == 11


@formes
def test_un_article_dont_la_version_s_arrete(forme, tmp_path):
    finis = [{**t, "version_until": "2027-01-01", "etat": "MODIFIE"} if t["article"] == "L. 1-2" else t for t in textes()]
    constat = constater(finis, forme, tmp_path)
    assert dits(constat) == [("L. 1-2", "fin", None)]
    assert constat.mouvements["CESEDA", "L. 1-2"][0].le == dt.date(2027, 1, 1)


@pytest.mark.parametrize("forme", ["xml", "xml_br", "archive"])
@pytest.mark.parametrize("etat", ["ABROGE", "ABROGE_DIFF"])
def test_un_article_abroge(forme, etat, tmp_path):
    finis = [{**t, "version_until": "2027-01-01", "etat": etat} if t["article"] == "L. 1-2" else t for t in textes()]
    constat = constater(finis, forme, tmp_path)
    assert dits(constat) == [("L. 1-2", "abroge", None)]
    assert constat.mouvements["CESEDA", "L. 1-2"][0].le == dt.date(2027, 1, 1)


def test_une_abrogation_ecrite_comme_une_version_de_plus(tmp_path):
    vide = _texte("L. 1-2", [""], "2027-01-01", etat="ABROGE")
    constat = constater([*textes(), vide], "xml", tmp_path)
    assert [(genre, m.le) for (_, genre, _), m in zip(dits(constat), constat.mouvements["CESEDA", "L. 1-2"])] == [("abroge", dt.date(2027, 1, 1))]


def test_un_texte_deja_fini_dans_les_donnees_peut_etre_abroge(tmp_path):
    finis = [{**t, "etat": "ABROGE"} if t["version_until"] else t for t in textes()]
    assert dits(constater(finis, "xml", tmp_path)) == []


@formes
def test_un_article_renumerote(forme, tmp_path):
    """The old number ends and another, that the data does not name, has its alinéas."""
    finis = [{**t, "version_until": "2027-01-01", "etat": "TRANSFERE"} if t["article"] == "R.* 1-3" else t for t in textes()]
    constat = constater([*finis, _texte("R. 2-7", CABANE, "2027-01-01")], forme, tmp_path)
    assert [d[1] for d in dits(constat)] == ["fin", "renumerote"]
    assert constat.mouvements["CESEDA", "R.* 1-3"][1].vers[1].replace(" ", "").replace(".", "") == "R2-7"


@formes
def test_un_article_renumerote_quand_l_export_n_a_que_le_droit_du_jour(forme, tmp_path):
    sans = [t for t in textes() if t["article"] != "R.* 1-3"]
    constat = constater([*sans, _texte("R. 2-7", CABANE[:2] + ["La clé est chez le maire."], "2027-01-01")], forme, tmp_path)
    assert dits(constat) == [("R.* 1-3", "renumerote", None)]
    assert constat.absents == {("CESEDA", "R.* 1-3"): [(dt.date(2021, 5, 1), 3)]}


@formes
def test_les_memes_mots_ailleurs_depuis_toujours_ne_sont_pas_une_renumerotation(forme, tmp_path):
    finis = [{**t, "version_until": "2027-01-01", "etat": "TRANSFERE"} if t["article"] == "R.* 1-3" else t for t in textes()]
    constat = constater([*finis, _texte("R. 2-7", CABANE, DEBUT)], forme, tmp_path)
    assert dits(constat) == [("R.* 1-3", "fin", None)]


def test_les_mots_que_les_donnees_ont_deja_sous_l_autre_numero_ne_sont_pas_une_renumerotation(tmp_path):
    donnees = fichiers()
    jumeau = copy.deepcopy(donnees[0]["articles"]["R.* 1-3"])
    jumeau["versions"][0]["depuis"] = dt.date(2027, 1, 1)
    donnees[0]["articles"]["R. 2-7"] = jumeau
    finis = [{**t, "version_until": "2027-01-01"} if t["article"] == "R.* 1-3" else t for t in textes()]
    constat = constater([*finis, _texte("R. 2-7", CABANE, "2027-01-01")], "json", tmp_path, donnees)
    assert dits(constat) == [("R.* 1-3", "fin", None)]


def test_une_difference_deja_dite_ne_l_est_pas_deux_fois(tmp_path):
    """The wording differs from the data, then begins anew with the same words."""
    changes = changer(textes(), "L. 1-2", lambda l: [l[0], "Les fruits se vendent."])
    encore = _texte("L. 1-2", [VERGER[0], "Les fruits se vendent."], "2027-01-01")
    assert dits(constater([*changes, encore], "json", tmp_path)) == [("L. 1-2", "mot", 2)]


@formes
def test_des_numeros_echanges(forme, tmp_path):
    """The number goes on with other words, and its words are elsewhere."""
    changes = changer(textes(), "R.* 1-3", lambda _: ["La cabane est un musée."])
    constat = constater([*changes, _texte("R. 2-7", CABANE, DEBUT)], forme, tmp_path)
    assert ("R.* 1-3", "mot", 1) in dits(constat)


@formes
def test_un_texte_que_l_export_n_a_pas_n_est_pas_un_mouvement(forme, tmp_path):
    constat = constater([t for t in textes() if t["article"] != "L. 1-2"], forme, tmp_path)
    assert dits(constat) == []
    assert constat.absents == {("CESEDA", "L. 1-2"): [(dt.date(2021, 5, 1), 2)]}


def test_une_version_mort_nee_ne_compte_pas(tmp_path):
    mort_nee = _texte("L. 1-2", ["Le verger est fermé."], "2027-01-01", "2026-12-01", etat="MODIFIE_MORT_NE")
    assert dits(constater([*textes(), mort_nee], "xml", tmp_path)) == []


def test_les_dates_des_donnees_peuvent_etre_celles_ou_le_texte_a_ete_vu(tmp_path):
    """The data's first day may be later than the wording's (it is then the day it was seen), or not known."""
    for depuis in (dt.date(2023, 1, 1), None):
        donnees = fichiers()
        donnees[0]["articles"]["L. 1-2"]["versions"][0]["depuis"] = depuis
        constat = constater(textes(), "json", tmp_path, donnees)
        assert dits(constat) == [] and constat.verifies["CESEDA", "L. 1-2"] == 2
        changes = changer(textes(), "L. 1-2", lambda l: [l[0], "Les fruits se vendent."])
        assert dits(constater(changes, "json", tmp_path, donnees)) == [("L. 1-2", "mot", 2)]


def test_le_dernier_texte_commence_fait_foi_quand_la_copie_ne_dit_pas_la_fin_des_autres(tmp_path):
    donnees = fichiers()
    donnees[0]["articles"]["L. 1-2"]["versions"][0]["depuis"] = dt.date(2023, 1, 1)
    change = _texte("L. 1-2", [VERGER[0], "Les fruits se vendent."], "2022-01-01")
    assert dits(constater([*textes(), change], "json", tmp_path, donnees)) == [("L. 1-2", "mot", 2)]


# --- any letter

LETTRES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZàâçéèêëîïôûùüœ"
lignes = st.lists(
    st.builds(
        "{}{}{}".format, st.sampled_from(["", "1° ", "a) ", "I. - ", "- "]),
        st.text(LETTRES + " ,;:.'0123456789-", min_size=1, max_size=40), st.sampled_from([".", " ;", " :", ""]),
    ).filter(lambda ligne: any(c.isalpha() for c in ligne)),
    min_size=1, max_size=6,
)


def donnees_de(article: str, lus: list[str], partiel: bool) -> list[dict]:
    alineas_ = [{"sens": "…", "point": None, "rang": None, "empreinte": empreinte(a)} for a in lus]
    version = {"depuis": dt.date(2021, 5, 1), "jusqu_au": None, "niveau": "verbatim", "partiel": partiel, "alineas": alineas_}
    return [{"code": "CESEDA", "legitext": "LEGITEXT000000000042", "articles": {article: {"versions": [version]}}}]


def bouge(donnees: list[dict], textes_: list[dict]) -> bool:
    export = Export.pour(donnees)
    ajouter_textes(export, textes_)
    constat = comparer(donnees, export)
    assert constat.verifies
    return bool(constat.mouvements)


@settings(max_examples=300, deadline=None)
@given(lignes, st.booleans(), st.randoms(use_true_random=False), st.sampled_from(LETTRES))
def test_une_lettre_changee_n_importe_ou_se_voit(ecrites, partiel, hasard, lettre):
    texte = "\n".join(ecrites)
    lus = alineas(texte)
    place = hasard.choice([i for i, c in enumerate(texte) if c.isalpha() and c != lettre] or [None])
    if place is None or not lus:
        return
    donnees = donnees_de("L. 1", lus, partiel)
    assert not bouge(donnees, [_texte("L. 1", [texte], DEBUT)])
    assert bouge(donnees, [_texte("L. 1", [texte[:place] + lettre + texte[place + 1:]], DEBUT)])


@pytest.mark.skipif(not CORPUS.exists(), reason="les textes officiels ne sont pas dans le dépôt")
def test_une_lettre_changee_dans_chaque_alinea_officiel_se_voit():
    hasard = random.Random(316)
    for texte in json.loads(CORPUS.read_text(encoding="utf-8")):
        lus = alineas(texte["text"])
        if not lus:
            continue
        donnees = donnees_de("L. 1", lus, partiel=hasard.random() < 0.5)
        for rang, alinea in enumerate(lus):
            if not any(c.isalpha() for c in alinea):  # the rule under the head of a table
                continue
            place = hasard.choice([i for i, c in enumerate(alinea) if c.isalpha()])
            lettre = "x" if alinea[place] != "x" else "y"
            change = [*lus[:rang], alinea[:place] + lettre + alinea[place + 1:], *lus[rang + 1:]]
            assert bouge(donnees, [_texte("L. 1", change, DEBUT)]), (texte["code"], texte["article"], rang + 1)


@pytest.mark.skipif(not CORPUS.exists(), reason="les textes officiels ne sont pas dans le dépôt")
def test_les_donnees_suivent_les_textes_officiels():
    donnees = lire_articles()
    export = Export.pour(donnees)
    ajouter_textes(export, json.loads(CORPUS.read_text(encoding="utf-8")))
    constat = comparer(donnees, export)
    assert dits(constat) == [] and constat.absents == {}
