"""What is in force when, and by which alinéa: the law's data compared, line by line, with two tables that say it otherwise.

tables/voies.yml: every ground, its days, the verb of its text, its conditions and the alinéa of each. tables/articles.yml: every version of
every article. They were laid out from the data, then each line was read against the official texts and the notes on the regime; how far
the texts seen reach is said at the top of each. A change of the law is written twice: in the data and here.
"""
from __future__ import annotations

import datetime as dt
import functools
import json
import os
import re
from pathlib import Path
from typing import Any, Iterator

import pytest
import yaml

import rules_core
from rules_core import risques
from rules_core.articles import DEBUT, FIN
from rules_core.conditions import Fait, Sauf, Toutes, feuilles
from rules_core.textes_officiels.alineas import alineas
from rules_core.textes_officiels.donnees import cle, code

TABLES = Path(__file__).parent / "tables"


@functools.lru_cache(maxsize=None)
def table(name: str) -> dict:
    return yaml.load((TABLES / f"{name}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


VOIES, ARTICLES, FAITS, LECTURES = (table(name) for name in ("voies", "articles", "faits", "lectures"))


# --- grounds


def en_mots(condition: Any, dedans: bool = False) -> str:
    """A condition on one line: "a=oui et (b=oui ou sauf c=x|y)"."""
    if isinstance(condition, Fait):
        return f"{condition.cle}={'|'.join(condition.valeurs)}"
    if isinstance(condition, Sauf):
        return f"sauf {en_mots(condition.partie, True)}"
    liaison = " et " if isinstance(condition, Toutes) else " ou "
    texte = liaison.join(en_mots(partie, True) for partie in condition.parties)
    return f"({texte})" if dedans else texte


def jour(date: dt.date) -> dt.date | None:
    """A day as the tables write it: nothing for the first and the last of days."""
    return None if date in (DEBUT, FIN) else date


def references(cites: Any) -> str:
    return " + ".join(map(str, cites))


def par_fait(voie: Any) -> Iterator[tuple[str, str]]:
    """The alinéas of each condition, and its reading."""
    for feuille in feuilles(voie.si):
        lecture = f" ({feuille.lecture})" if feuille.lecture else ""
        yield feuille.cle, references(feuille.selon) + lecture


def par_reserve(voie: Any) -> dict[str, str]:
    """Each reserve: what it does, its alinéas, its days when they are not those of the ground."""
    dites = {}
    for reserve in voie.reserves:
        jours = ""
        if (reserve.depuis, reserve.jusqu_au) != (voie.depuis, voie.jusqu_au):
            jours = f", du {jour(reserve.depuis)} au {jour(reserve.jusqu_au)}"
        dites[reserve.fait] = f"{reserve.effet} : {references(reserve.selon)}{jours}"
    return dites


def ecrire_voie(voie: Any) -> dict[str, Any]:
    """A ground as the table writes it."""
    ecrite = {
        "du": jour(voie.depuis), "au": jour(voie.jusqu_au), "nature": voie.nature, "si": en_mots(voie.si), "selon": dict(par_fait(voie)),
        "fondements": references(voie.fondements), "reserves": par_reserve(voie),
        "lectures": list(voie.lectures),
    }
    return {cle: valeur for cle, valeur in ecrite.items() if valeur not in (None, {}, [])}


def ecrire_avant(avant: Any) -> list[str]:
    """The days until which something was said in other words, and what was."""
    return [f"{jusqu_au} {' '.join(sorted(mots))}" for jusqu_au, mots in avant]


@pytest.mark.parametrize("protection", VOIES)
def test_les_voies_d_une_protection_sont_celles_de_la_table(protection):
    trouvee, attendue = rules_core.droit().protections[protection], VOIES[protection]
    assert {v.nom: ecrire_voie(v) for v in trouvee.voies} == attendue["voies"]
    assert (trouvee.general, trouvee.poids) == (attendue.get("general", False), attendue.get("poids", 1))
    assert (list(trouvee.lectures), ecrire_avant(trouvee.avant)) == (attendue.get("lectures", []), attendue.get("avant", []))


def test_aucune_protection_ne_manque_a_la_table():
    assert list(rules_core.droit().protections) == list(VOIES)


@pytest.mark.parametrize("protection", VOIES)
def test_une_condition_ne_nomme_pas_deux_fois_le_meme_fait(protection):
    """The table gives one line to each fact of a ground."""
    for voie in rules_core.droit().protections[protection].voies:
        faits = [feuille.cle for feuille in feuilles(voie.si)]
        assert len(faits) == len(set(faits)), voie.nom


# --- articles


def marque(rang: int | None, point: str | None, partiel: bool) -> str:
    """An alinéa in the table: its point, or a dot; with its rank where the others were not all seen."""
    dit = (point or ".").replace(" ", "_")
    return f"{rang or '?'}={dit}" if partiel else dit


def ecrire_version(version: Any) -> list[Any]:
    alineas = " ".join(marque(a.rang, a.point, version.partiel) for a in version.alineas)
    return [jour(version.depuis), jour(version.jusqu_au), version.niveau, alineas]


@pytest.mark.parametrize("article", ARTICLES)
def test_les_versions_d_un_article_sont_celles_de_la_table(article):
    trouve = next(a for a in rules_core.droit().articles if f"{a.code} {a.numero}" == article)
    attendu = ARTICLES[article]
    assert [ecrire_version(v) for v in trouve.versions] == attendu["versions"]
    assert (trouve.ancien, trouve.nouveau) == (attendu.get("ancien"), attendu.get("nouveau"))


def test_aucun_article_ne_manque_a_la_table():
    assert {f"{a.code} {a.numero}" for a in rules_core.droit().articles} == set(ARTICLES)


LEGITEXT = {
    "CESEDA": "LEGITEXT000006070158", "CASF": "LEGITEXT000006074069", "CSS": "LEGITEXT000006073189", "C. trav.": "LEGITEXT000006072050",
    "C. pén.": "LEGITEXT000006070719", "CPP": "LEGITEXT000006071154", "C. civ.": "LEGITEXT000006070721", "L. 91-647": "JORFTEXT000000537611",
}


def test_chaque_code_a_son_identifiant_de_legifrance():
    assert {(a.code, a.legitext) for a in rules_core.droit().articles} == set(LEGITEXT.items())


TEXTES = os.environ.get("TEXTES_OFFICIELS")
CONFIANCE = {"verbatim": 3, "close": 2, "proche": 2, "from-memory": 1, "de_memoire": 1, "non_vu": 0}
_POINT = re.compile(r"\d+°(?: (?:bis|ter))?")


def points(texte: str) -> str:
    """The alinéas of an official text, as the table writes them."""
    return " ".join(trouve[0].replace(" ", "_") if (trouve := _POINT.match(alinea)) else "." for alinea in alineas(texte))


def sans_chiffre_romain(marques: str) -> str:
    """Without the "I" or "II" of an article in parts, which stand before the paragraph's own mark."""
    return " ".join("." if re.fullmatch("[IVX]+", m) else re.sub("^[IVX]+,_", "", m) for m in marques.split())


@pytest.mark.skipif(not TEXTES, reason="TEXTES_OFFICIELS n'est pas donné : les textes officiels ne sont pas dans le dépôt")
def test_la_table_des_articles_suit_les_textes_officiels():
    """Every version whose text was seen with its first day: its last day, its alinéas and their points, and no better level."""
    textes = {(cle(code(t["code"]), t["article"]), t["version_from"]): t for t in json.loads(Path(TEXTES).read_text(encoding="utf-8"))}
    comparees = 0
    for article in rules_core.droit().articles:
        attendu = ARTICLES[f"{article.code} {article.numero}"]
        for depuis, jusqu_au, niveau, marques in attendu["versions"]:
            texte = textes.get((cle(article.code, article.numero), str(depuis)))
            if texte is None:
                continue
            comparees += 1
            assert CONFIANCE[niveau] <= CONFIANCE[texte["confidence"]], (article.numero, depuis)
            fin = texte["version_until"]
            if fin is None or re.fullmatch(r"\d{4}-\d{2}-\d{2}", fin):
                assert fin == (jusqu_au and str(jusqu_au)), (article.numero, depuis)
            if niveau == "verbatim" and "=" not in marques:
                assert sans_chiffre_romain(marques) == points(texte["text"]), (article.numero, depuis)
    assert comparees > 100


# --- facts and readings


@pytest.mark.parametrize("fait", FAITS)
def test_un_fait_coute_et_entraine_ce_que_dit_la_table(fait):
    trouve, attendu = rules_core.droit().faits.demandes[fait], FAITS[fait]
    assert (trouve.prix, dict(trouve.prealable), dict(trouve.bref)) == (attendu["prix"], attendu.get("prealable", {}), attendu.get("bref", {}))
    assert {valeur: dict(suite) for valeur, suite in trouve.implique.items()} == attendu.get("implique", {})


def test_aucun_fait_ne_manque_a_la_table():
    assert set(rules_core.droit().faits.demandes) == set(FAITS)


def test_les_lectures_en_doute_et_leurs_jours_sont_ceux_de_la_table():
    trouvees = rules_core.droit().lectures
    assert {cle for cle, l in trouvees.items() if l.doute} == set(LECTURES["en_doute"])
    assert set(trouvees) == set(LECTURES["en_doute"]) | set(LECTURES["certaines"])
    assert {cle: l.depuis for cle, l in trouvees.items() if l.depuis != DEBUT} == LECTURES["depuis"]
    assert {cle: ecrire_avant(l.avant) for cle, l in trouvees.items() if l.avant} == LECTURES["avant"]


# --- the days that are covered


def test_les_jours_couverts_sont_ceux_du_regime():
    """From the decree in force on 15 September 2007; texts seen up to 3 April 2026, but for a hole."""
    couverture = rules_core.droit().couverture
    assert couverture.periodes == ((dt.date(2007, 9, 15), None),)
    assert (couverture.plus_ancienne, couverture.textes_verifies_au) == (dt.date(2007, 9, 15), dt.date(2026, 4, 3))
    assert couverture.non_vu == ((dt.date(2025, 7, 14), dt.date(2026, 3, 23)),)


# --- risks


RISQUES = table("risques")


def ecrire_risque(risque: Any) -> dict[str, Any]:
    ecrit = {
        "quand": {fait: list(valeurs) for fait, valeurs in risque.quand.items()}, "pour": list(risque.pour),
        "si": {fait: list(valeurs) for fait, valeurs in risque.si.items()}, "reserve": risque.reserve,
        "selon": [[jour(depuis), jour(jusqu_au), references(textes)] for depuis, jusqu_au, textes in risque.periodes],
    }
    return {cle: valeur for cle, valeur in ecrit.items() if valeur}


def test_les_risques_sont_ceux_de_la_table():
    assert {risque.id: ecrire_risque(risque) for risque in risques.charger(rules_core.droit())} == RISQUES
