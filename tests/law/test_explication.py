"""Why, why not, what would open it: the lines of `python -m rules_core expliquer`, the same as those of the chat."""
from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

import rules_core
from rules_core.explication import expliquer

ROOT = Path(__file__).resolve().parents[2]
LE = dt.date(2026, 4, 3)
FAITS = rules_core.droit().faits
PLAINTE = {"nationalite": "autre", "age": "majeur", "victime": "oui", "plainte": "oui", "temoignage": "non"}


def lignes(protection: str, situation: dict[str, str], le: dt.date = LE) -> list[str]:
    bilan = rules_core.evaluer(situation, le)
    return expliquer(FAITS, next(p for p in bilan["protections"] if p["id"] == protection))


def test_ouvert_il_dit_la_nature_et_seulement_la_voie_remplie() -> None:
    dit = lignes("carte_sejour", {**PLAINTE, "lien_rompu": "oui"})
    assert dit[0].startswith("C'est ouvert") and "Le texte en fait un droit" in dit[0] and "L. 425-1, alinéa 1" in dit[0]
    texte = "\n".join(dit)
    assert "Par cette voie : personne majeure" in texte and "à 16 ou 17 ans" not in texte
    assert "Ce n'est pas le cas" not in texte and "On ne le sait pas" not in texte  # the testimony would explain nothing
    assert "C'est le cas : plainte déposée — CESEDA, art. L. 425-1, alinéa 1" in texte


def test_ferme_il_dit_ce_qui_manque_et_ce_qui_l_ouvrirait() -> None:
    dit = lignes("carte_sejour", {**PLAINTE, "lien_rompu": "non"})
    assert dit[0].startswith("Ce n'est pas ouvert aujourd'hui") and "Une démarche peut l'ouvrir" in dit[0]
    assert "Ce qui manque : plus de lien avec la personne accusée." in dit
    assert "Ce qui peut l'ouvrir : plus de lien avec la personne accusée." in dit


def test_pas_su_il_dit_ce_qu_il_faut_savoir_encore() -> None:
    dit = lignes("allocation", {"recepisse_reflexion": "oui", "date_recepisse": "2026-03-20", "age": "majeur", "titre": "aucun"})
    assert dit[0].startswith("On ne peut pas encore le dire") and "l'administration peut dire oui ou non" in dit[0]
    assert "À savoir encore : les ressources et le lieu de vie." in dit


def test_la_nationalite_renvoie_ailleurs() -> None:
    assert any("L'accord franco-algérien de 1968" in ligne for ligne in lignes("carte_sejour", {**PLAINTE, "nationalite": "algerienne"}))


def test_les_risques_les_lectures_et_les_doutes_sont_dits_avec_leur_article() -> None:
    dit = lignes("carte_sejour", {**PLAINTE, "lien_rompu": "oui"})
    risques, lues, doutes = (dit.index(titre) for titre in ("Réserves et risques :", "Comment le texte est lu :", "Ce qui reste incertain :"))
    assert risques < lues < doutes
    assert any("mensonger" in ligne and "R. 425-6, alinéa 3" in ligne for ligne in dit[risques:lues])
    assert any("plainte contre X" in ligne for ligne in dit[doutes:])


def test_un_texte_pas_vu_mot_a_mot_est_signale() -> None:
    assert any(ligne.startswith("Donné de mémoire, à vérifier : CASF, art. L. 345-2-2") for ligne in lignes("hebergement_urgence", {"territoire": "mayotte"}))


def run(*arguments: str, text: str = json.dumps(PLAINTE)) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "rules_core", "expliquer", *arguments], cwd=ROOT, input=text, capture_output=True, text=True, timeout=60)


def test_la_commande_dit_les_memes_lignes() -> None:
    fini = run("--le", "2026-04-03", "carte_sejour", "soins")
    assert (fini.returncode, fini.stderr) == (0, "")
    carte, soins = fini.stdout.split("\n\n")
    assert carte.splitlines() == ["Une carte de séjour d'un an (carte_sejour)", *lignes("carte_sejour", PLAINTE)]
    assert soins.splitlines()[0] == "Des soins pris en charge (soins)"


def test_sans_nom_toutes_les_protections_du_jour_sont_dites() -> None:
    blocs = run("--le", "2008-11-04").stdout.split("\n\n")
    assert len(blocs) == len(rules_core.evaluer(PLAINTE, dt.date(2008, 11, 4))["protections"])


def test_un_droit_plus_jeune_que_la_date_le_dit() -> None:
    fini = run("--le", "2008-11-04", "aps_parcours")
    assert fini.returncode == 0 and "n'existait pas" in fini.stdout and "04/11/2008" in fini.stdout


@pytest.mark.parametrize("arguments, mots", [(["cartes"], ["cartes", "carte_sejour", "aide_parcours"]), (["soins", "--le", "hier"], ["hier"])])
def test_un_nom_inconnu_est_refuse_en_une_ligne(arguments: list[str], mots: list[str]) -> None:
    fini = run(*arguments)
    assert (fini.returncode, fini.stdout) == (2, "") and len(fini.stderr.splitlines()) == 1
    assert all(mot in fini.stderr for mot in mots)
