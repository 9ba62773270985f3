"""Fixed words, payloads and every other slash."""
from __future__ import annotations

import pytest

from comprehension.fixed_words import recognise

CAS = {
    "/recommencer": "recommencer", " /EFFACER ": "effacer", "/Bilan svp": "bilan", "effacer": "effacer", "Bilan": "bilan",
    "aide.": "aide", "/aide": "aide", "/ bilan": "bilan", "/commencer": "commencer", "/continuer": "continuer", "/arreter": "arreter",
    "/pourquoi": "pourquoi", '/pourquoi{"texte":"soins"}': "pourquoi", '/pourquoi{"protection":"soins"}': "pourquoi", '/sujet{"sujet":"ada"}': "sujet_ada",
    '/sujet{"sujet":"bot"}': "bot", '/pour_qui{"pour_qui":"autre"}': "repondre", '/repondre{"plainte":"oui"}': "repondre",
    '/repondre{"plainte":"inconnu"}': "repondre", '/repondre{"date_recepisse":"2026-11-12"}': "repondre",
}
REFUSES = [
    "/", "//", "/x", "/Continuer vite", "/informer", "/repondre", "/repondre{}", '/repondre{"plainte":"peut-etre"}',
    '/repondre{"lien_renoue":"oui"}', '/repondre{"menace_ordre_public":"non"}', '/repondre{"mineur":"oui"}', '/repondre{"age":17}',
    '/repondre{"plainte":"oui","plainte":"non"}', '/repondre{"date_recepisse":"2026-02-30"}', '/repondre{"plainte":null}',
    "/repondre[1]", '/repondre{"plainte":{"a":"oui"}}', '/sujet{"sujet":"meteo"}', '/pourquoi{"protection":"x"}', '/pourquoi{"texte":"x"}', "/j'ai porté plainte",
    '/plainte{"plainte":"oui"}', '/repondre@0.5{"plainte":"oui"}', "/" + "[" * 100000,
]


@pytest.mark.parametrize("texte", CAS)
def test_un_mot_fixe_ou_un_bouton_est_reconnu(texte: str) -> None:
    assert recognise(texte)["intent"]["name"] == CAS[texte]


@pytest.mark.parametrize("texte", REFUSES)
def test_tout_autre_mot_a_barre_est_incompris_et_ne_porte_aucun_fait(texte: str) -> None:
    lu = recognise(texte)
    assert (lu["intent"]["name"], lu["entities"]) == ("incompris", [])


@pytest.mark.parametrize("texte", ["", "   ", "mon bilan", "effacer mes messages", "bonjour", "aidez-moi", "oui/non"])
def test_le_reste_est_laisse_a_la_lecture(texte: str) -> None:
    assert recognise(texte) is None


def test_le_contenu_d_un_bouton_devient_ses_entites() -> None:
    lu = recognise('/repondre{"plainte":"oui"}')
    assert [(e["entity"], e["value"]) for e in lu["entities"]] == [("plainte", "oui")]
