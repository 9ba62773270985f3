"""Facts told in a roundabout way: added to what is read, never against it, and only to messages that tell something."""
from __future__ import annotations

import datetime as dt

import pytest

from comprehension.arbitration import Thresholds, decide, with_stated
from comprehension.opinion import Opinion
from comprehension.reading import Reading, read

LE = dt.date(2026, 11, 24)
VICTIME, LIEN, ROMPU = ("victime", "oui"), ("lien_rompu", "non"), ("lien_rompu", "oui")
RECIT = "la dame chez qui je dors prend tout ce que les hommes me donnent"


def _avec(lecture: Reading, scores: dict[tuple[str, str], float]) -> dict[str, str]:
    return dict(with_stated(lecture, Opinion([], 0.0, scores), Thresholds(fait=0.2)).facts)


def test_un_fait_qui_ressemble_assez_s_ajoute() -> None:
    lecture = read(RECIT, LE)
    assert lecture.facts == {}
    assert _avec(lecture, {VICTIME: 0.2, LIEN: 0.19}) == {"victime": "oui"}


def test_ce_qui_est_lu_n_est_pas_contredit() -> None:
    assert _avec(read("je lui parle plus depuis que j'ai changé de ville et de numéro", LE), {LIEN: 3.0, VICTIME: 1.0}) == {"lien_rompu": "oui", "victime": "oui"}


def test_de_deux_valeurs_la_plus_ressemblante() -> None:
    assert _avec(read(RECIT, LE), {LIEN: 0.9, ROMPU: 0.4}) == _avec(read(RECIT, LE), {ROMPU: 0.4, LIEN: 0.9}) == {"lien_rompu": "non"}


@pytest.mark.parametrize("dit", ["oui", "je sais pas", "elle prend tout mon argent", "et si je porte plainte et que je coupe tout lien avec lui ?"])
def test_rien_ne_s_ajoute_a_une_reponse_ni_a_une_supposition(dit: str) -> None:
    lecture = read(dit, LE)
    assert _avec(lecture, {VICTIME: 3.0}) == dict(lecture.facts)


def test_un_recit_dont_on_entend_des_faits_en_donne() -> None:
    lecture, entendu = read(RECIT, LE), [("informer", 0.9), ("sujet_emprise", 0.1)]
    assert decide(lecture, Opinion(entendu, 0.0, {VICTIME: 1.0}), Thresholds())[0] == "informer"
    assert decide(lecture, Opinion(entendu, 0.0, {VICTIME: -1.0}), Thresholds())[0] == "recit"
