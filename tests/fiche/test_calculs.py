"""What the sheet says of the computed facts is what the core computes."""
from __future__ import annotations

import datetime as dt

import pytest

import rules_core
from fiche.mots import mots

LE = dt.date(2026, 4, 3)


def verdict(protection: str, **situation: str) -> str:
    return next(p["verdict"] for p in rules_core.evaluer(situation, LE)["protections"] if p["id"] == protection)


def test_chaque_fait_calcule_a_son_calcul_en_mots():
    assert set(mots()["calculs"]) == set(rules_core.droit().faits.derives)


@pytest.mark.parametrize(
    ("jours", "recepisse", "attendu"),
    [(30, "oui", "oui"), (31, "oui", "non"), (0, "oui", "oui"), (5, "inconnu", "inconnu"), (31, "inconnu", "non"), (None, "oui", "inconnu"), (None, "non", "non")],
)
def test_le_delai_court_trente_jours_le_trentieme_compris(jours, recepisse, attendu):
    date = "inconnu" if jours is None else (LE - dt.timedelta(days=jours)).isoformat()
    assert verdict("non_eloignement", recepisse_reflexion=recepisse, date_recepisse=date) == attendu


@pytest.mark.parametrize(("nationalite", "attendu"), [("autre", "oui"), ("algerienne", "oui"), ("francaise", "non"), ("ue", "non"), ("inconnu", "inconnu")])
def test_un_etranger_est_hors_de_l_union(nationalite, attendu):
    assert verdict("information_droits", nationalite=nationalite, victime="oui") == attendu


@pytest.mark.parametrize(("age", "attendu"), [("16_ou_17", "oui"), ("moins_de_16", "oui"), ("majeur", "non"), ("inconnu", "inconnu")])
def test_un_mineur_a_moins_de_dix_huit_ans(age, attendu):
    assert verdict("protection_mineur", age=age, victime="oui") == attendu
