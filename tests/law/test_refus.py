"""What is refused, and the sentence that says why: a situation, its JSON, its file, a day that the law does not cover."""
from __future__ import annotations

import datetime as dt
import io
import sys
from types import SimpleNamespace

import pytest

import rules_core
from rules_core import entree
from rules_core.droit import Couverture
from rules_core.erreurs import EntreeRefusee

LE = dt.date(2026, 4, 3)


def refus(action, *arguments) -> str:
    with pytest.raises(EntreeRefusee) as refuse:
        action(*arguments)
    message = str(refuse.value)
    assert len(message.splitlines()) == 1 and refuse.value.cle
    return message


REGIME = "Le fait « date_recepisse » (2007-09-14) est avant le 2007-09-15, jour où ce régime a commencé."
AGES = "Valeurs acceptées : majeur, 16_ou_17, moins_de_16, inconnu."
OUI_NON = "Valeurs acceptées : oui, non, inconnu."


@pytest.mark.parametrize(
    ("situation", "message"),
    [
        ({"mineur": "oui"}, "Le fait « mineur » se calcule, il ne se donne pas. Donnez plutôt : age."),
        ({"delai_en_cours": "oui"}, "Le fait « delai_en_cours » se calcule, il ne se donne pas. Donnez plutôt : recepisse_reflexion, date_recepisse."),
        ({"age": "né"}, f'Le fait « age » ne peut pas valoir "né". {AGES}'),
        ({"age": {1}}, f"Le fait « age » ne peut pas valoir {{1}}. {AGES}"),
        ({"age": ["majeur"]}, f'Le fait « age » ne peut pas valoir ["majeur"]. {AGES}'),
        ({"plainte": None}, f"Le fait « plainte » ne peut pas valoir null. {OUI_NON}"),
        ({"plainte": "2026-04-03"}, f'Le fait « plainte » ne peut pas valoir "2026-04-03". {OUI_NON}'),
        ({"menace_ordre_public": "peut-être"}, f'Le fait « menace_ordre_public » ne peut pas valoir "peut-être". {OUI_NON}'),
        ({"menace_ordre_public": "2026-04-03"}, f'Le fait « menace_ordre_public » ne peut pas valoir "2026-04-03". {OUI_NON}'),
        ({"date_recepisse": 20260403}, "Le fait « date_recepisse » ne peut pas valoir 20260403. Valeurs acceptées : AAAA-MM-JJ, inconnu."),
        ({"date_recepisse": "hier"}, 'Le fait « date_recepisse » ne peut pas valoir "hier". Valeurs acceptées : AAAA-MM-JJ, inconnu.'),
        ({"date_recepisse": "2026-04-04"}, "Le fait « date_recepisse » (2026-04-04) est après la date d'évaluation (2026-04-03). "
         "Valeurs acceptées : une date AAAA-MM-JJ jusqu'au 2026-04-03, ou inconnu."),
        ({"date_recepisse": "2007-09-14"}, f"{REGIME} Valeurs acceptées : une date AAAA-MM-JJ à partir du 2007-09-15, ou inconnu."),
        ({"recepisse_reflexion": "non", "date_recepisse": "2026-04-01"}, "Le fait « date_recepisse » ne va pas avec « recepisse_reflexion » : non. "
         "Valeurs acceptées : retirez la date, ou donnez recepisse_reflexion : oui ou inconnu."),
    ],
    ids=lambda v: "-".join(v) if isinstance(v, dict) else "",
)
def test_une_situation_refusee_dit_pourquoi(situation, message):
    assert refus(rules_core.evaluer, situation, LE) == message


@pytest.mark.parametrize(("fait", "dit"), [("couleur", "couleur"), ("cou\nleur", "cou leur")])
def test_un_fait_inconnu_est_refuse_avec_ceux_qui_existent(fait, dit):
    message = refus(rules_core.evaluer, {fait: "bleu"}, LE)
    assert message.startswith(f"Le fait « {dit} » n'existe pas. Faits acceptés : nationalite, age, victime, ")
    assert message.endswith(", lien_renoue, plainte_mensongere, oqtf_non_executee.")


def test_rien_n_est_refuse_de_ce_qui_n_est_pas_connu():
    faits = rules_core.droit().faits
    inconnus = dict.fromkeys([*faits.demandes, *faits.reserves], "inconnu")
    assert rules_core.evaluer(inconnus, LE)["situation"] == inconnus


@pytest.mark.parametrize(
    ("texte", "message"),
    [("{", "(ligne 1, colonne 2)"), ('{\n"a": }', "(ligne 2, colonne 6)"), ("[" * 100_000, "(ligne 1, colonne 1)"), ("[]", "objet"),
     ('{"plainte": "oui", "plainte": "non"}', ": oui, non, inconnu."), ('{"titre": "aucun", "titre": "aucun"}', "carte_victime"),
     ('{"x": 1, "x": 1}', ": oui, non, inconnu.")],
)
def test_un_json_refuse_dit_pourquoi(texte, message):
    assert message in refus(entree.lire_situation, texte)


def test_un_fichier_se_lit_ou_dit_pourquoi(tmp_path, monkeypatch):
    fichier = tmp_path / "situation.json"
    fichier.write_bytes(b'\xef\xbb\xbf{"age": "majeur"}')
    assert entree.lire_texte(str(fichier)) == '{"age": "majeur"}'
    fichier.write_bytes(b"\xff")
    messages = {refus(entree.lire_texte, str(fichier)), refus(entree.lire_texte, str(tmp_path / "absent")), refus(entree.lire_texte, str(tmp_path))}
    assert len(messages) == 3
    assert refus(entree.lire_texte, "\0")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"{}")))
    assert entree.lire_texte("-") == "{}"


def test_un_jour_non_couvert_est_refuse_avec_les_jours_qui_le_sont():
    assert refus(rules_core.evaluer, {}, dt.date(2007, 9, 14)) == (
        "Le 2007-09-14 est avant le 2007-09-15, jour où ce régime a commencé. Dates acceptées : depuis le 2007-09-15."
    )
    premier, dernier, reprise = dt.date(2008, 5, 1), dt.date(2008, 12, 28), dt.date(2021, 5, 1)
    couverture = Couverture(((premier, dernier), (reprise, None)), premier, LE, ())
    for le in (premier, dernier, reprise, dt.date(2040, 1, 1)):
        couverture.verifier(le)
    for le in (dernier + dt.timedelta(1), reprise - dt.timedelta(1)):
        assert refus(couverture.verifier, le) == (
            f"Le droit en vigueur le {le} n'est pas dans les données. Dates acceptées : du 2008-05-01 au 2008-12-28, depuis le 2021-05-01."
        )
    debut_non_couvert = Couverture(((reprise, None),), premier, LE, ())
    assert refus(debut_non_couvert.verifier, premier).startswith("Le droit en vigueur le 2008-05-01 n'est pas dans les données.")
    assert refus(debut_non_couvert.verifier, premier - dt.timedelta(1)).startswith("Le 2008-04-30 est avant le 2008-05-01")


def test_un_jour_se_lit_ou_dit_pourquoi():
    assert entree.lire_jour("2026-04-03") == LE
    avant = dt.date.today()
    assert avant <= entree.lire_jour(None) <= dt.date.today()
    assert "2026-02-30" in refus(entree.lire_jour, "2026-02-30")
    assert "2007-09-15" in refus(entree.lire_jour, "2007-09-14")
