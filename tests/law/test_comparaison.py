"""What if: gains and risks, from the articles; both sides are exactly those of `evaluer`; no supposition becomes a fact."""
from __future__ import annotations

import datetime as dt
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rules_core
from rules_core.comparaison import EFFETS, lignes, pas_restants
from rules_core.leviers import A_PORTEE
from rules_core.risques import charger

from test_proprietes import DROIT, cas

ROOT = Path(__file__).resolve().parents[2]
LE = dt.date(2026, 4, 3)
VICTIME = {"nationalite": "autre", "age": "majeur", "victime": "oui", "plainte": "non", "temoignage": "non", "titre": "aucun"}
FAITS = {fait: f.valeurs for fait, f in DROIT.faits.demandes.items() if not f.est_date} | dict.fromkeys(DROIT.faits.reserves, ("oui", "non"))


def comparer(situation: dict[str, str], le: dt.date = LE, **changements: str) -> dict[str, Any]:
    return rules_core.comparer(situation, changements, le)


def effets(comparaison: dict[str, Any]) -> dict[str, str]:
    return {p["id"]: p["effet"] for p in comparaison["protections"]}


def risques(comparaison: dict[str, Any]) -> dict[str, set[str]]:
    return {r["id"]: {f"{f['article']} al. {f['alinea']}" for f in r["selon"]} for r in comparaison["risques"]}


# --- golden cases, from the articles


def test_plainte_et_rupture_ouvrent_la_carte_de_droit_l_425_1() -> None:
    comparaison = comparer(VICTIME, plainte="oui", lien_rompu="oui")
    carte = next(p for p in comparaison["protections"] if p["id"] == "carte_sejour")
    assert (carte["effet"], carte["avant"]["verdict"], carte["apres"]) == ("s_ouvre", "non", {"verdict": "oui", "nature": "de_droit", "leviers": []})
    assert carte["certain"] is False and "carte_sejour" in comparaison["gains"]


def test_une_protection_qui_change_dit_tout_ce_qui_est_promis() -> None:
    changees = {p["id"]: p for p in comparer(VICTIME, plainte="oui", lien_rompu="oui")["protections"]}
    for p in changees.values():
        assert set(p) == {"id", "intitule", "general", "effet", "certain", "avant", "apres", "fondements", "manque"}
    assert {cle for cle, p in changees.items() if p["general"]} == {"domiciliation"}
    assert changees["carte_sejour"]["intitule"] == "une carte de séjour d'un an"


def test_la_plainte_seule_rapproche_et_dit_ce_qui_reste() -> None:
    comparaison = comparer({**VICTIME, "lien_rompu": "non"}, plainte="oui")
    carte = next(p for p in comparaison["protections"] if p["id"] == "carte_sejour")
    assert (carte["effet"], carte["apres"]["leviers"]) == ("se_rapproche", [{"lien_rompu": "oui"}])
    assert carte["manque"] == "Il resterait : plus de lien avec la personne accusée."


def test_revoir_l_auteur_ferme_la_carte_l_425_1_et_peut_la_faire_retirer_r_425_6() -> None:
    comparaison = comparer({**VICTIME, "plainte": "oui", "lien_rompu": "oui"}, lien_rompu="non")
    assert effets(comparaison)["carte_sejour"] == "se_ferme" and "carte_sejour" in comparaison["pertes"]
    assert risques(comparaison)["retrait_lien"] == {"R. 425-6 al. 2"}


def test_les_risques_de_la_plainte_sont_ceux_de_r_425_6_l_412_5_et_l_432_1_1() -> None:
    dits = risques(comparer(VICTIME, plainte="oui", lien_rompu="oui"))
    assert dits["retrait_plainte"] == {"R. 425-6 al. 3"} and dits["retrait_lien"] == {"R. 425-6 al. 2"}
    assert dits["ordre_public"] == {"L. 412-5 al. 1", "L. 432-1 al. 1", "R. 425-6 al. 4"}
    assert dits["refus_oqtf"] == {"L. 432-1-1 al. 2"}
    assert {"controle", "represailles"} <= set(dits)


def test_un_risque_dit_sa_reserve_s_il_en_a_une() -> None:
    dits = {r["id"]: r for r in comparer(VICTIME, plainte="oui")["risques"]}
    assert all(set(r) == {"id", "sens", "reduire", "reserve", "selon"} for r in dits.values())
    assert (dits["retrait_lien"]["reserve"], dits["represailles"]["reserve"]) == ("lien_renoue", None)


def test_le_delai_peut_etre_interrompu_r_425_2_al_2() -> None:
    dits = risques(comparer(VICTIME, informe_par_police="oui"))
    assert dits["fin_du_delai_lien"] == dits["fin_du_delai_ordre_public"] == {"R. 425-2 al. 2"}
    assert dits["trente_jours"] == {"R. 425-2 al. 1"}


def test_avant_2024_une_obligation_de_partir_non_executee_n_est_pas_un_motif_de_refus() -> None:
    for le, dit in ((dt.date(2024, 1, 27), False), (dt.date(2024, 1, 28), True)):
        assert ("refus_oqtf" in risques(comparer(VICTIME, le, plainte="oui", lien_rompu="oui"))) is dit


def test_en_2008_les_risques_citent_les_articles_de_2008_et_la_carte_est_possible() -> None:
    comparaison = comparer(VICTIME, dt.date(2008, 11, 4), plainte="oui", lien_rompu="oui")
    assert next(p for p in comparaison["protections"] if p["id"] == "carte_sejour")["apres"]["nature"] == "possible"
    assert risques(comparaison)["retrait_plainte"] == {"R. 316-4 al. 3"}
    assert risques(comparaison)["ordre_public"] == {"L. 316-1 al. 1", "R. 316-4 al. 4"}


def test_un_mineur_de_moins_de_16_ans_ne_gagne_ni_ne_risque_la_carte() -> None:
    comparaison = comparer({**VICTIME, "age": "moins_de_16"}, plainte="oui", lien_rompu="oui")
    assert "carte_sejour" not in effets(comparaison) and "retrait_plainte" not in risques(comparaison)


def test_la_fin_sans_condamnation_ferme_le_renouvellement_l_425_1_al_2() -> None:
    comparaison = comparer({**VICTIME, "titre": "carte_victime", "lien_rompu": "oui", "procedure": "en_cours"}, procedure="close")
    assert effets(comparaison)["renouvellement_carte"] == "se_ferme"


def test_une_reserve_ecartee_n_est_pas_un_risque_et_une_reserve_supposee_en_est_un() -> None:
    assert "retrait_plainte" not in risques(comparer({**VICTIME, "plainte_mensongere": "non"}, plainte="oui", lien_rompu="oui"))
    assert "retrait_plainte" in risques(comparer({**VICTIME, "plainte": "oui", "lien_rompu": "oui"}, plainte_mensongere="oui"))


def test_avec_le_recepisse_le_controle_n_est_plus_un_risque_de_papiers() -> None:
    delai = {"recepisse_reflexion": "oui", "date_recepisse": "2026-03-20"}
    assert "controle" in risques(comparer(VICTIME, plainte="oui"))
    assert "controle" not in risques(comparer({**VICTIME, **delai}, plainte="oui"))


def test_ce_qui_devient_su_est_marque() -> None:
    comparaison = comparer({}, nationalite="ue")
    assert next(p for p in comparaison["protections"] if p["id"] == "carte_sejour")["certain"] is True


def test_supposer_qu_il_n_y_a_pas_de_recepisse_retire_sa_date() -> None:
    comparaison = comparer({"recepisse_reflexion": "oui", "date_recepisse": "2026-03-20"}, recepisse_reflexion="non")
    assert comparaison["apres"]["situation"] == {"recepisse_reflexion": "non"} and effets(comparaison)["non_eloignement"] == "se_ferme"


def manque(comparaison: dict[str, Any], cle: str) -> str:
    return next(p["manque"] for p in comparaison["protections"] if p["id"] == cle)


def test_ce_qui_manque_est_le_pas_puis_ce_qu_il_reste_a_savoir() -> None:
    peut_s_ouvrir = comparer({"age": "moins_de_16", "plainte": "oui", "temoignage": "non"}, age="majeur")
    assert manque(peut_s_ouvrir, "carte_sejour") == (
        "Il resterait : plus de lien avec la personne accusée. À savoir encore : la nationalité et les faits subis."
    )


def test_ce_qui_manque_hors_de_portee_est_la_condition_ou_le_renvoi() -> None:
    assert manque(comparer({}, age="majeur"), "protection_mineur") == "Il faudrait : moins de 18 ans."
    assert manque(comparer(VICTIME, nationalite="ue"), "delai_reflexion") == (
        "Les citoyens de l'Union européenne, de l'EEE et de la Suisse ont leurs propres règles de séjour (CESEDA, livre II aujourd'hui)."
    )


def test_ce_qui_n_etait_pas_a_portee_et_le_devient_se_rapproche() -> None:
    comparaison = comparer({**VICTIME, "age": "moins_de_16", "plainte": "oui", "lien_rompu": "non"}, age="majeur")
    assert effets(comparaison)["carte_sejour"] == "se_rapproche"


def test_un_droit_ferme_ne_change_pas_de_nature() -> None:
    """The renewal is closed by the end of the trial on both sides: how strong it would be says nothing to anybody."""
    comparaison = comparer({"procedure": "condamnation_definitive"}, oqtf_non_executee="oui")
    natures = [next(p["nature"] for p in comparaison[cote]["protections"] if p["id"] == "renouvellement_carte") for cote in ("avant", "apres")]
    assert natures == ["de_droit", "possible"] and "renouvellement_carte" not in effets(comparaison)


@pytest.mark.parametrize("verdict, leviers, restants", [
    ("non", [{"plainte": "oui", "lien_rompu": "oui"}, {"veut_partir": "oui"}], 1), ("inconnu", [{"plainte": "oui", "lien_rompu": "oui"}], 2),
    ("non", [], math.inf), ("inconnu", [], 0), ("oui", [], 0),
])
def test_les_pas_qui_restent_sont_ceux_du_chemin_le_plus_court(verdict: str, leviers: list[dict[str, str]], restants: float) -> None:
    assert pas_restants({"verdict": verdict, "leviers": leviers}) == restants


# --- properties


@st.composite
def hypotheses(draw: Any) -> tuple[dict[str, str], dict[str, str], dt.date]:
    situation, le = draw(cas())
    noms = draw(st.lists(st.sampled_from([*FAITS, *sorted(A_PORTEE)]), max_size=3, unique=True))
    return situation, {nom: draw(st.sampled_from([*FAITS[nom], "inconnu"])) for nom in noms}, le


@given(cas())
def test_ne_rien_supposer_ne_change_rien(cas: tuple[dict[str, str], dt.date]) -> None:
    situation, le = cas
    comparaison = rules_core.comparer(situation, {}, le)
    assert comparaison["avant"] == comparaison["apres"] == rules_core.evaluer(situation, le)
    assert (comparaison["protections"], comparaison["risques"], comparaison["gains"], comparaison["pertes"]) == ([], [], [], [])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(hypotheses())
def test_chaque_cote_est_celui_d_evaluer_et_rien_d_autre_n_est_dit(cas: tuple[dict[str, str], dict[str, str], dt.date]) -> None:
    situation, changements, le = cas
    donnee = dict(situation)
    comparaison = rules_core.comparer(situation, changements, le)
    assert situation == donnee, "what is supposed became a fact"
    assert comparaison["avant"] == rules_core.evaluer(situation, le)
    assert comparaison["apres"] == rules_core.evaluer(comparaison["apres"]["situation"], le)
    assert {f: v for f, v in comparaison["apres"]["situation"].items() if f in changements} == changements
    avant, apres = ({p["id"]: p for p in comparaison[cote]["protections"]} for cote in ("avant", "apres"))
    dits = effets(comparaison)
    assert len(dits) == len(comparaison["protections"]) and set(dits.values()) <= set(EFFETS)
    for protection in avant:
        change = avant[protection]["verdict"] != apres[protection]["verdict"]
        assert not change or protection in dits, protection
    for p in comparaison["protections"]:
        assert p["avant"]["verdict"] == avant[p["id"]]["verdict"] and p["apres"]["verdict"] == apres[p["id"]]["verdict"]
        assert (p["effet"] == "s_ouvre") == (p["avant"]["verdict"] != "oui" == p["apres"]["verdict"])
        assert (p["effet"] == "se_ferme") == (p["avant"]["verdict"] != "non" == p["apres"]["verdict"])
        assert bool(p["manque"]) == (p["apres"]["verdict"] != "oui")
    assert not set(comparaison["gains"]) & set(comparaison["pertes"])
    json.dumps(comparaison, allow_nan=False)
    assert all(ligne and "{" not in ligne for ligne in lignes(comparaison))


@given(cas())
def test_un_levier_suppose_rapproche_ou_ouvre(cas: tuple[dict[str, str], dt.date]) -> None:
    situation, le = cas
    leviers = {p["id"]: p["leviers"][0] for p in rules_core.evaluer(situation, le)["protections"] if p["leviers"]}
    for protection, levier in list(leviers.items())[:3]:
        comparaison = rules_core.comparer(situation, levier, le)
        assert protection in comparaison["gains"], (protection, levier)


# --- risks as data


@pytest.mark.parametrize("risque", charger(DROIT), ids=lambda r: r.id)
def test_un_risque_a_son_moyen_de_le_reduire_et_des_phrases_courtes(risque: Any) -> None:
    for texte in (risque.sens, risque.reduire):
        for phrase in texte.replace(" : ", " ").split(". "):
            assert 0 < len(phrase.replace("'", " ").split()) <= 20, phrase


def test_chaque_fait_a_portee_a_au_moins_un_risque_ou_aucun_article_ne_le_dit() -> None:
    nommes = {fait for risque in charger(DROIT) for fait in risque.quand}
    assert A_PORTEE - nommes == {"travail_ou_formation"}


# --- the command


def run(*arguments: str, text: str = json.dumps(VICTIME)) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "rules_core", "comparer", *arguments], cwd=ROOT, input=text, capture_output=True, text=True, timeout=60)


def test_la_commande_dit_les_lignes_ou_l_objet() -> None:
    attendue = comparer(VICTIME, plainte="oui", lien_rompu="oui")
    arguments = ["--si", "plainte=oui", "--si", "lien_rompu=oui", "--le", "2026-04-03"]
    assert run(*arguments).stdout.splitlines() == list(lignes(attendue))
    assert json.loads(run(*arguments, "--json").stdout) == attendue


def test_deja_vrai_se_dit() -> None:
    assert list(lignes(comparer(VICTIME, plainte="non")))[-1] == "C'est déjà dans les réponses. Rien ne change."


@pytest.mark.parametrize("arguments, mot", [
    ([], "--si"), (["--si", "plainte"], "plainte"), (["--si", "=oui"], "=oui"), (["--si", "plainte=bleu"], "plainte"),
    (["--si", "couleur=bleu"], "couleur"), (["--si", "plainte=oui", "--si", "plainte=non"], "plainte"),
    (["--si", "delai_en_cours=oui"], "delai_en_cours"), (["--si", "date_recepisse=2999-01-01"], "date_recepisse"),
    (["--si", "plainte=oui", "--le", "1999-01-01"], "1999-01-01"),
])
def test_une_hypothese_mal_ecrite_est_refusee_en_une_ligne(arguments: list[str], mot: str) -> None:
    fini = run(*arguments)
    assert (fini.returncode, fini.stdout) == (2, "") and len(fini.stderr.splitlines()) == 1 and mot in fini.stderr
