"""The two pictures say what the core says, and change with the law."""
from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from page_lue import analyser

import rules_core
from fiche import chemin, etapes, trace
from fiche.mots import mots

DEPOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def le():
    return rules_core.droit().couverture.textes_verifies_au


# --- the table by stage


def cases(lue):
    return {e.attributs["data-case"]: e for e in lue.elements if "data-case" in e.attributs}


def test_chaque_case_du_tableau_dit_ce_que_dit_le_coeur(lue, le):
    dites = cases(lue)
    colonnes = etapes.colonnes(le)
    for colonne in colonnes:
        for protection in rules_core.evaluer(dict(colonne.situation), le)["protections"]:
            case = dites.pop(f"{protection['id']}/{colonne.id}")
            signe = protection["nature"] if protection["verdict"] == "oui" else {"non": "rien", "inconnu": "selon"}[protection["verdict"]]
            assert case.attributs["data-signe"] == signe
            assert case.texte == f"{mots()['signes'].get(signe, '')}{mots()['etapes'][signe]}"
    assert all(case.attributs["data-signe"] == "rien" for case in dites.values())  # rights that do not exist that day
    assert len(cases(lue)) == len(rules_core.droit().protections) * len(colonnes)


def test_les_situations_types_ont_un_sens_et_servent_toutes(le):
    colonnes = etapes.colonnes(le)
    assert len({c.id for c in colonnes}) == len(colonnes) == len({tuple(c.signes.items()) for c in colonnes})
    vus = {p for c in colonnes for p, signe in c.signes.items() if signe in ("de_droit", "possible", "selon")}
    assert vus == set(rules_core.droit().protections)  # each right is open somewhere in the table


def test_une_case_qui_depend_d_un_fait_dit_lequel(lue, le):
    for colonne in etapes.colonnes(le):
        assert set(colonne.selon) == {p for p, signe in colonne.signes.items() if signe == "selon"}
        for faits in colonne.selon.values():
            noms = [rules_core.droit().faits.demandes[f].nom for f in faits]
            assert any("note" == e.attributs.get("class") and all(nom in e.texte for nom in noms) for e in lue.elements)


# --- the path


def test_chaque_droit_du_regime_est_dans_l_image_a_chaque_etape_qui_l_ouvre(lue, le):
    droit = rules_core.droit()
    graphe = chemin.chemin(droit, le)
    dessines = {d.protection for e in graphe.etapes for d in e.droits}
    assert dessines == {p.id for p in droit.protections.values() if not p.general}
    boites = {e.attributs["data-etape"]: e.texte for e in lue.elements if "data-etape" in e.attributs}
    for etape in graphe.etapes:
        assert etape.droits
        for ouvert in etape.droits:
            assert ouvert.intitule.split()[0] in boites[etape.id]
            natures = {v.nature for v in droit.protections[ouvert.protection].voies if v.depuis <= le < v.jusqu_au}
            assert ouvert.nature in natures
    traits = {(e.attributs["data-de"], e.attributs["data-vers"]) for e in lue.elements if e.nom == "polyline"}
    assert traits == {(f.de, f.vers) for f in graphe.fleches}


def test_le_chemin_va_de_l_information_a_la_carte_de_resident(le):
    fleches = {(f.de, f.vers) for f in chemin.chemin(rules_core.droit(), le).fleches}
    suite = ["depart", "information", "delai", "plainte", "carte", "condamnation", "resident"]
    assert set(zip(suite, suite[1:])) <= fleches
    assert {("depart", "exploitation"), ("exploitation", "parcours"), ("parcours", "aps"), ("depart", "mineur"), ("carte", "retour")} <= fleches


def test_ce_qui_est_declare_de_l_image_existe_dans_le_droit():
    droit, declares = rules_core.droit(), mots("chemin")
    ids = {e["id"] for e in declares["etapes"]}
    assert set(declares["donne"]) <= set(droit.protections) and set(declares["donne"].values()) <= ids
    assert {bout for fleche in declares["choix"] for bout in fleche} <= ids
    for etape in declares["etapes"]:
        for fait, valeurs in etape["quand"].items():
            permises = droit.faits.demandes[fait].valeurs if fait in droit.faits.demandes else ("oui", "non")
            assert fait in {**droit.faits.demandes, **droit.faits.derives} and set(valeurs) <= set(permises)


def test_les_boites_de_l_image_ne_se_touchent_pas_et_les_fleches_restent_dedans(le):
    dessin = trace.tracer(chemin.chemin(rules_core.droit(), le))
    for rang, a in enumerate(dessin.boites):
        for b in dessin.boites[rang + 1:]:
            assert a.x + a.l < b.x or b.x + b.l < a.x or a.y + a.h < b.y or b.y + b.h < a.y
        assert 0 <= a.x and a.x + a.l < dessin.largeur and a.y + a.h < dessin.hauteur
    for trait in dessin.traits:
        points = [tuple(map(float, p.split(","))) for p in trait.points.split()]
        assert all(0 < x < dessin.largeur and 0 < y < dessin.hauteur for x, y in points)
        for (x1, y1), (x2, y2) in zip(points, points[1:]):  # no arrow runs through a box
            for b in dessin.boites:
                dedans = b.x + 1 < max(x1, x2) and min(x1, x2) < b.x + b.l - 1 and b.y + 1 < max(y1, y2) and min(y1, y2) < b.y + b.h - 1
                assert not dedans, (trait.fleche, b.etape.id)


# --- a law that changes


def test_une_nature_qui_change_change_les_deux_images(tmp_path, lue):
    """In a copy of the law, the card of an adult is only possible: the table and the picture say so."""
    for dossier in ("rules_core", "fiche"):
        shutil.copytree(DEPOT / dossier, tmp_path / dossier, ignore=shutil.ignore_patterns("__pycache__"))
    fichier = tmp_path / "rules_core" / "droit" / "protections" / "sejour.yml"
    texte = fichier.read_text(encoding="utf-8")
    change = texte.replace("nature: de_droit", "nature: possible", 1)
    assert yaml.safe_load(change)["carte_sejour"]["voies"][0]["nature"] == "possible" != yaml.safe_load(texte)["carte_sejour"]["voies"][0]["nature"]
    fichier.write_text(change, encoding="utf-8")
    sortie = tmp_path / "autre.html"
    subprocess.run([sys.executable, "-m", "fiche", str(sortie)], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    autre = analyser(sortie.read_text(encoding="utf-8"))

    def signes(page):
        return cases(page)["carte_sejour/plainte"].attributs["data-signe"]

    def fleche(page):
        return next(e.attributs["class"] for e in page.elements if (e.attributs.get("data-de"), e.attributs.get("data-vers")) == ("plainte", "carte"))

    assert (signes(lue), signes(autre)) == ("de_droit", "possible")
    assert (fleche(lue), fleche(autre)) == ("trait de_droit", "trait possible")
    difference = {case for case, e in cases(autre).items() if e.attributs["data-signe"] != cases(lue)[case].attributs["data-signe"]}
    assert difference and {case.split("/")[0] for case in difference} == {"carte_sejour"}
