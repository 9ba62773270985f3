"""What is supposed is read, and never as a fact; a question that goes further is left to its subject."""
from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import words
from comprehension.arbitration import Thresholds, decide, entities
from comprehension.opinion import Opinion
from comprehension.fixed_words import recognise
from comprehension.reading import read
from rules_core.leviers import A_PORTEE

LE = dt.date(2026, 11, 24)
SEUILS = Thresholds(intent=0.3, sujet=0.05, urgence=0.7, abus=0.6, avec_faits=1.1, urgence_dite=0.0)
TABLE = yaml.load((Path(__file__).with_name("hypotheses.yml")).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def opinion(**ranking: float) -> Opinion:
    return Opinion(sorted(ranking.items(), key=lambda item: -item[1]), 0.0)


@pytest.mark.parametrize("ligne", TABLE["suppose"], ids=lambda ligne: ligne["m"])
def test_ce_qui_est_suppose_est_lu_et_n_est_pas_un_fait(ligne: dict[str, Any]) -> None:
    lu = read(ligne["m"], LE)
    assert dict(lu.supposed) == ligne["h"] and lu.facts == (ligne["f"] or {})
    assert decide(lu, opinion(sujet_plainte=0.9), SEUILS)[0] == "hypothese"
    dites = {(e["entity"], e["value"]) for e in entities(lu, "hypothese")}
    assert {("hypothese", f"{f}={v}") for f, v in ligne["h"].items()} | set((ligne["f"] or {}).items()) <= dites


@pytest.mark.parametrize("message", TABLE["autre"])
def test_ce_qui_demande_autre_chose_n_est_pas_une_hypothese(message: str) -> None:
    assert read(message, LE).supposed == ()


@pytest.mark.parametrize("message", ["et si je porte plainte il va me tuer", "si je coupe les liens il me frappe"])
def test_le_danger_passe_avant(message: str) -> None:
    assert decide(read(message, LE), opinion(hypothese=0.9), SEUILS)[0] == "urgence"


def test_le_classifieur_ne_prend_pas_une_question_pour_une_hypothese() -> None:
    lu = read("si je porte plainte est-ce que j'aurai la carte ?", LE)
    avis = opinion(hypothese=0.9, sujet_titre_sejour=0.06)
    assert decide(lu, avis, SEUILS)[0] == "sujet_titre_sejour"


@pytest.mark.parametrize("message", TABLE["jours"])
def test_demander_combien_de_jours_il_reste(message: str) -> None:
    assert decide(read(message, LE), opinion(hors_sujet=0.9), SEUILS)[0] == "echeance"


@pytest.mark.parametrize("message", TABLE["pas_jours"])
def test_une_autre_duree_n_est_pas_une_echeance(message: str) -> None:
    assert not read(message, LE).deadline


@pytest.mark.parametrize("message", ["pourquoi l'aide juridictionnelle ?", "pourquoi pas l'hébergement d'urgence", "pk pas la carte gratuite", "pourquoi le juge des enfants ?", "pourquoi pas un interprète"])
def test_un_droit_nomme_apres_pourquoi_est_explique(message: str) -> None:
    assert decide(read(message, LE), opinion(sujet_aide_juridictionnelle=0.9), SEUILS)[0] == "pourquoi"


def test_un_bouton_d_hypothese_ne_porte_aucun_fait() -> None:
    lu = recognise('/hypothese{"plainte":"oui","lien_rompu":"oui"}')
    assert lu["intent"]["name"] == "hypothese"
    assert [(e["entity"], e["value"]) for e in lu["entities"]] == [("hypothese", "plainte=oui"), ("hypothese", "lien_rompu=oui")]


@pytest.mark.parametrize("texte", ['/hypothese{}', '/hypothese{"plainte":"inconnu"}', '/hypothese{"lien_renoue":"oui"}', '/hypothese{"age":17}', '/hypothese{"x":"oui"}'])
def test_un_bouton_d_hypothese_mal_ecrit_est_incompris(texte: str) -> None:
    assert recognise(texte)["intent"]["name"] == "incompris"


@pytest.mark.parametrize("pour_qui", ["moi", "autre"])
@pytest.mark.parametrize("fait", sorted(A_PORTEE))
def test_les_mots_d_un_bouton_supposent_ce_qu_il_suppose(fait: str, pour_qui: str) -> None:
    for faits in ([fait], ["plainte", fait] if fait != "plainte" else ["plainte", "lien_rompu"]):
        pas = f" {words.say('utter_bouton_hypothese_liaison')} ".join(words.say(f"utter_si_{f}", pour_qui) for f in faits)
        assert dict(read(words.say("utter_bouton_hypothese", pas=pas), LE).supposed) == dict.fromkeys(faits, "oui")
