"""Every scalar of the law's files has one place in the sheet, where its value is read: nothing lost, nothing twice.

The files are walked here without the loader and without the sheet's code.
"""
from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

DROIT = Path(__file__).resolve().parents[2] / "rules_core" / "droit"


def lire(chemin: Path):
    return yaml.load(chemin.read_text(encoding="utf-8"), yaml.CSafeLoader)


def aplatir(cle, valeur):
    """(key, scalar) for all that is under a key; an alias of YAML counts at each place that uses it."""
    if isinstance(valeur, dict):
        for nom, partie in valeur.items():
            une_feuille = "selon" in valeur and "sens" not in valeur
            if not isinstance(partie, list) and (nom == "selon" or une_feuille and nom != "lecture"):
                partie = [partie]
            yield from aplatir(f"{cle}/{nom}", partie)
    elif isinstance(valeur, list):
        genre = cle.rsplit("/", 1)[1]
        for rang, partie in enumerate(valeur, 1):
            nom = (partie["depuis"] or "debut") if genre == "versions" else partie["jusqu_au"] if genre == "avant" else partie if genre == "lectures" else rang
            yield from aplatir(f"{cle}/{nom}", partie)
    else:
        yield cle, valeur


def tout_le_droit():
    for nom in ("couverture", "faits", "reserves", "derives", "lectures", "renvois", "risques"):
        yield from aplatir(nom, lire(DROIT / f"{nom}.yml"))
    for chemin in DROIT.glob("protections/*.yml"):
        yield from aplatir("protections", lire(chemin))
    for chemin in DROIT.glob("articles/*.yml"):
        fichier = lire(chemin)
        for numero, article in fichier["articles"].items():
            yield from aplatir(f"articles/{fichier['code']} {numero}", article)
        yield from aplatir(f"codes/{chemin.stem}", {cle: v for cle, v in fichier.items() if cle != "articles"})


ECRITS = list(tout_le_droit())
VALEURS = dict(ECRITS)


@pytest.fixture(scope="module")
def places(lue):
    """(key, text) of every place of the sheet."""
    return [(e.attributs["data-cle"], e.texte) for e in lue.elements if "data-cle" in e.attributs]


def test_aucun_fichier_du_droit_n_est_oublie():
    lus = {"couverture", "faits", "reserves", "derives", "lectures", "renvois", "risques"}
    assert {c.stem for c in DROIT.glob("*.yml")} - {"profils"} == lus
    assert {c.parent.name for c in DROIT.rglob("*.yml")} == {"droit", "protections", "articles"}
    assert len(ECRITS) == len(VALEURS) > 5000


def test_chaque_element_du_droit_a_une_seule_place(places):
    comptes = Counter(cle for cle, _ in places)
    assert sorted(set(VALEURS) - set(comptes)) == []
    assert sorted(set(comptes) - set(VALEURS)) == []
    assert [cle for cle, fois in comptes.items() if fois > 1] == []


MOTS = {
    ("nature", "de_droit"): "De droit", ("nature", "possible"): "Possible",
    ("niveau", "verbatim"): "vu mot à mot", ("niveau", "proche"): "vu dans une copie proche",
    ("niveau", "de_memoire"): "de mémoire, à vérifier", ("niveau", "non_vu"): "non vu, à vérifier",
    ("partiel", True): "en partie", ("partiel", False): "en entier",
    ("general", True): "oui", ("general", False): "non", ("doute", True): "doute", ("doute", False): "pas un doute",
    ("depuis", None): "début non connu", ("jusqu_au", None): "en vigueur", ("au", None): "sans date de fin",
    ("rang", None): "?", ("point", None): "–", ("empreinte", None): "–",
}
RESERVES = {"empeche": "Ferme la voie", "rend_possible": "Rend la voie seulement possible", "risque": "Risque à dire, sans effet sur le résultat"}


def attendu(cle: str, valeur) -> str:
    """What must be read at the place of this scalar."""
    parties = cle.split("/")
    mot = parties[-1]
    if parties[0] == "protections" and "reserves" in parties and valeur in RESERVES:
        return RESERVES[valeur]
    if (mot, valeur) in MOTS:
        return MOTS[mot, valeur]
    if isinstance(valeur, dt.date):
        return valeur.strftime("%d/%m/%Y")
    if "selon" in parties or "fondements" in parties:
        return re.sub(r"(?<!,) (?=al\. \d|(?:[IVX]+, )?\d+°)", ", ", valeur)
    if mot == "empreinte":
        return valeur[:8]
    return " ".join(str(valeur).split())


def test_a_sa_place_se_lit_sa_valeur(places):
    faux = [(cle, texte, attendu(cle, VALEURS[cle])) for cle, texte in places if texte != attendu(cle, VALEURS[cle])]
    assert faux == []


def test_un_alias_de_yaml_compte_partout_ou_il_sert():
    assert VALEURS["protections/pas_visa_long_sejour/voies/1/si/toutes/1/nationalite/1"] == "autre"
    assert VALEURS["protections/carte_sejour/voies/2/reserves/1/menace_ordre_public"] == "empeche"


def test_chaque_lecture_chaque_date_chaque_reference_est_comptee():
    """What the task of the sheet names one by one is among the scalars walked."""
    def compter(motif):
        return sum(bool(re.search(motif, cle)) for cle in VALEURS)
    assert compter("^protections/.*/si/.*/lecture$") > 100
    assert compter("^protections/.*/(selon|fondements)/[0-9]+$") > 400
    assert compter("^articles/.*/versions/[^/]+/depuis$") == compter("^articles/.*/versions/[^/]+/jusqu_au$") > 200
