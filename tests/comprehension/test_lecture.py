"""Tables of messages as people type them: what is read in them, and nothing more."""
from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from comprehension.arbitration import Thresholds, decide
from comprehension.opinion import Opinion
from comprehension.contract import accepte
from comprehension.reading import Reading, read

ICI = Path(__file__).parent
LE = dt.date(2026, 11, 24)
SEUILS = Thresholds(intent=0.3, sujet=0.2, urgence=0.7, abus=0.6, avec_faits=1.1, urgence_dite=0.0)
AUTRES = ("asks", "answer", "opening", "number", "date", "minor", "for_whom", "professional")


def table(nom: str):
    """One YAML file; every scalar is a string, so that oui and non stay words."""
    return yaml.load((ICI / nom).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


LIGNES = [ligne for groupe in table("lecture.yml").values() for ligne in groupe]


def test_la_table_est_assez_grande() -> None:
    messages = [ligne["m"] for ligne in LIGNES]
    assert len(messages) == len(set(messages)) >= 230


@pytest.mark.parametrize("ligne", LIGNES, ids=lambda ligne: ligne["m"])
def test_un_message_dit_ces_faits_et_rien_de_plus(ligne: dict) -> None:
    lu = read(ligne["m"], LE)
    assert lu.facts == (ligne["f"] or {})
    assert list(lu.alarms) == ligne.get("d", [])


@pytest.mark.parametrize("ligne", [ligne for ligne in LIGNES if "x" in ligne], ids=lambda ligne: ligne["m"])
def test_un_message_dit_aussi_cela(ligne: dict) -> None:
    lu = read(ligne["m"], LE)
    dit = {nom: str(getattr(lu, nom)).lower() if isinstance(getattr(lu, nom), bool) else getattr(lu, nom) for nom in ligne["x"]}
    assert dit == ligne["x"]


@pytest.mark.parametrize("ligne", table("arbitrage.yml"), ids=lambda ligne: f"{ligne['m']} {ligne['c']}")
def test_l_ordre_de_priorite_est_tenu(ligne: dict) -> None:
    rangs = [(nom, float(sur)) for nom, sur in ligne["c"].items()]
    avis = Opinion(rangs, dict(rangs).get("urgence", 0.0))
    assert decide(read(ligne["m"], LE), avis, SEUILS)[0] == ligne["i"]


@pytest.mark.parametrize("texte", ["", " ", "\n", "?", "...", "👍", "j'", "'", "-", "12/", "il y a", "le", "a" * 5000, "٣", "１７", "né en", "ni", "et et et", "qu est ce qui change " * 300, "et " * 1500, "et si je porte plainte " * 300])
def test_rien_de_ce_qu_on_tape_ne_fait_tomber_la_lecture(texte: str) -> None:
    assert isinstance(read(texte, LE), Reading)


def test_tout_fait_lu_est_du_contrat() -> None:
    for ligne in LIGNES:
        assert all(accepte(fait, valeur) for fait, valeur in read(ligne["m"], LE).facts.items())
