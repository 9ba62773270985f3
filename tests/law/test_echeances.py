"""Deadlines: the last day as the article counts it, what to do before, and a calendar file that any calendar reads."""
from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules_core
from rules_core.echeances import dire

ROOT = Path(__file__).resolve().parents[2]
REMIS = {"nationalite": "autre", "age": "majeur", "victime": "oui", "recepisse_reflexion": "oui", "date_recepisse": "2026-03-20"}
DELAI = dt.date(2026, 4, 3)


def echeances(situation: dict[str, str], le: dt.date = DELAI) -> list[dict[str, Any]]:
    return rules_core.evaluer(situation, le)["echeances"]


# --- CESEDA R. 425-2 al. 1: thirty days from hand-over, the thirtieth included


@pytest.mark.parametrize("le, restants", [("2026-03-20", 30), ("2026-04-03", 16), ("2026-04-18", 1), ("2026-04-19", 0)])
def test_le_trentieme_jour_est_le_dernier(le: str, restants: int) -> None:
    echeance, = echeances(REMIS, dt.date.fromisoformat(le))
    assert (echeance["id"], echeance["depuis"], echeance["dernier_jour"]) == ("delai_reflexion", "2026-03-20", "2026-04-19")
    assert echeance["jours_restants"] == restants


def test_le_lendemain_rien_ne_court_plus() -> None:
    assert echeances(REMIS, dt.date(2026, 4, 20)) == []


@pytest.mark.parametrize("change", [
    {"recepisse_reflexion": "inconnu"}, {"recepisse_reflexion": "non", "date_recepisse": "inconnu"}, {"date_recepisse": "inconnu"},
])
def test_rien_ne_court_sans_remise_datee(change: dict[str, str]) -> None:
    assert echeances({**REMIS, **change}) == []


@pytest.mark.parametrize("le, article", [("2026-04-03", "R. 425-2"), ("2021-05-01", "R. 425-2"), ("2021-04-30", "R. 316-2"), ("2008-11-04", "R. 316-2")])
def test_l_article_est_celui_du_jour(le: str, article: str) -> None:
    jour = dt.date.fromisoformat(le)
    echeance, = echeances({**REMIS, "date_recepisse": (jour - dt.timedelta(10)).isoformat()}, jour)
    assert [(f["code"], f["article"], f["alinea"]) for f in echeance["fondements"]] == [("CESEDA", article, 1)]
    assert echeance["jours_restants"] == 20


def test_ce_qu_il_y_a_a_faire_depend_de_la_situation() -> None:
    rien, fait, sans_carte = (
        " ".join(echeances({**REMIS, **change})[0]["a_faire"])
        for change in ({}, {"plainte": "oui"}, {"nationalite": "algerienne"})
    )
    assert "ne rien faire" in rien and "association ou un avocat" in rien and "demander la carte avant la fin" in rien
    assert "ne rien faire" not in fait and "demander la carte avant la fin" in fait and "L. 425-1" in fait
    assert "demander la carte" not in sans_carte and "quel titre de séjour reste possible" in sans_carte


CHOISIR = "Choisir, sans se presser : porter plainte, témoigner, ou ne rien faire. Les trois sont permis."
AIDE = "Voir une association ou un avocat bien avant le dernier jour."
CARTE = (
    "En cas de plainte ou de témoignage, demander la carte avant la fin. "
    "Il faut aussi avoir rompu tout lien (CESEDA, art. L. 425-1, alinéa 1 (ancien L. 316-1))."
)
AVOCAT = "Demander à un avocat quel titre de séjour reste possible."
LIEN = "Ne pas reprendre contact de soi-même avec les auteurs. Le préfet pourrait arrêter le délai (CESEDA, art. R. 425-2, alinéa 2)."


@pytest.mark.parametrize("change, a_faire", [
    ({}, [CHOISIR, AIDE, CARTE, LIEN]),  # the card is not known, a step away
    ({"plainte": "oui"}, [AIDE, CARTE, LIEN]),
    ({"temoignage": "oui"}, [AIDE, CARTE, LIEN]),
    ({"plainte": "oui", "lien_rompu": "oui"}, [AIDE, CARTE, LIEN]),  # it is open
    ({"plainte": "oui", "lien_rompu": "non"}, [AIDE, CARTE, LIEN]),  # it is closed, a step away
    ({"nationalite": "algerienne"}, [CHOISIR, AIDE, AVOCAT, LIEN]),  # it is closed, no step would do
    ({"lien_renoue": "non"}, [CHOISIR, AIDE, CARTE]),
], ids=lambda v: "-".join(v) if isinstance(v, dict) else "")
def test_ce_qu_il_y_a_a_faire_mot_a_mot(change: dict[str, str], a_faire: list[str]) -> None:
    assert echeances({**REMIS, **change})[0]["a_faire"] == a_faire


@given(st.dates(dt.date(2007, 9, 15), dt.date(2031, 1, 1)), st.integers(0, 60))
def test_un_delai_court_exactement_quand_la_loi_le_dit(le: dt.date, age: int) -> None:
    remis = max(le - dt.timedelta(age), dt.date(2007, 9, 15))
    courent = echeances({"recepisse_reflexion": "oui", "date_recepisse": remis.isoformat()}, le)
    assert bool(courent) == ((le - remis).days <= 30)
    for echeance in courent:
        assert dt.date.fromisoformat(echeance["dernier_jour"]) - le == dt.timedelta(echeance["jours_restants"])


def test_la_fin_du_calendrier_ne_fait_rien_tomber() -> None:
    veille, dernier = dt.date.max - dt.timedelta(1), dt.date.max
    courent = echeances({"recepisse_reflexion": "oui", "date_recepisse": veille.isoformat()}, veille)
    assert courent[0]["dernier_jour"] == dernier.isoformat() and "DTEND" not in rules_core.calendrier(courent, veille)
    assert echeances({"recepisse_reflexion": "oui", "date_recepisse": dernier.isoformat()}, dernier) == []


@pytest.mark.parametrize("restants, debut", [(16, "Il reste 16 jours"), (1, "Il reste un jour"), (0, "C'est le dernier jour")])
def test_une_echeance_se_dit(restants: int, debut: str) -> None:
    dit = dire(echeances(REMIS, dt.date(2026, 4, 19) - dt.timedelta(restants))[0])
    assert dit.startswith(debut) and "19/04/2026" in dit and "R. 425-2" in dit


def test_une_echeance_se_dit_ligne_par_ligne() -> None:
    assert dire(echeances({**REMIS, "plainte": "oui"})[0]).split("\n") == [
        "Il reste 16 jours de délai de réflexion. Le dernier jour est le 19/04/2026, ce jour compris.",
        "Le délai compte trente jours depuis la remise du récépissé, le 20/03/2026 (CESEDA, art. R. 425-2, alinéa 1 (ancien R. 316-2)).",
        "Après ce jour, il ne protège plus de l'éloignement.",
        "Avant la fin :", f"• {AIDE}", f"• {CARTE}", f"• {LIEN}",
    ]


# --- RFC 5545


def fichier(explicite: bool = False, le: dt.date = DELAI) -> str:
    return rules_core.calendrier(echeances(REMIS, le), le, explicite)


def lire(texte: str) -> list[tuple[str, str]]:
    """The content lines of a calendar, unfolded: (name with its parameters, value)."""
    lignes = re.sub(r"\r\n[ \t]", "", texte).removesuffix("\r\n").split("\r\n")
    return [tuple(ligne.split(":", 1)) for ligne in lignes]


@pytest.mark.parametrize("explicite", [False, True])
def test_les_lignes_finissent_par_crlf_et_ont_75_octets_au_plus(explicite: bool) -> None:
    octets = fichier(explicite).encode()
    assert octets.endswith(b"\r\n") and octets.count(b"\n") == octets.count(b"\r") == octets.count(b"\r\n")
    for ligne in octets.split(b"\r\n"):
        assert len(ligne) <= 75
        ligne.decode()  # no letter is cut in two


@pytest.mark.parametrize("explicite", [False, True])
def test_les_blocs_s_ouvrent_et_se_ferment_dans_l_ordre(explicite: bool) -> None:
    ouverts: list[str] = []
    for nom, valeur in lire(fichier(explicite)):
        if nom == "BEGIN":
            ouverts.append(valeur)
        elif nom == "END":
            assert ouverts.pop() == valeur
        else:
            assert ouverts, "a property outside of any component"
    assert ouverts == []


def test_l_evenement_dure_le_dernier_jour_entier() -> None:
    lignes = dict(lire(fichier()))
    assert (lignes["VERSION"], lignes["DTSTAMP"]) == ("2.0", "20260403T000000Z")
    assert (lignes["DTSTART;VALUE=DATE"], lignes["DTEND;VALUE=DATE"]) == ("20260419", "20260420")


@pytest.mark.parametrize("le, rappels", [
    ("2026-04-03", ["-P6DT15H", "-P2DT15H", "-PT15H"]), ("2026-04-14", ["-P2DT15H", "-PT15H"]), ("2026-04-19", []),
])
def test_les_rappels_sont_encore_a_venir(le: str, rappels: list[str]) -> None:
    assert [v for n, v in lire(fichier(le=dt.date.fromisoformat(le))) if n == "TRIGGER"] == rappels


def test_le_meme_delai_garde_le_meme_identifiant_et_un_autre_en_a_un_autre() -> None:
    uid = dict(lire(fichier()))["UID"]
    assert uid == dict(lire(fichier(True)))["UID"] == dict(lire(fichier(le=dt.date(2026, 4, 10))))["UID"]
    autre = rules_core.calendrier(echeances({**REMIS, "date_recepisse": "2026-03-21"}), DELAI)
    assert uid != dict(lire(autre))["UID"]


def test_par_defaut_rien_ne_dit_de_quoi_il_s_agit() -> None:
    texte = re.sub(r"\r\n ", "", fichier())
    assert "SUMMARY:Rendez-vous administratif\r\n" in texte
    mots = ("récépissé", "recepisse", "réflexion", "victime", "plainte", "séjour", "préfet", "CESEDA", "traite", "police", "éloignement")
    assert [mot for mot in mots if mot.casefold() in texte.casefold()] == []


def test_en_mots_clairs_la_virgule_et_la_ligne_sont_protegees() -> None:
    detail = next(v for n, v in lire(fichier(True)) if n == "DESCRIPTION")
    assert detail.startswith("Récépissé") and "\\n" in detail and "\\," in detail
    assert re.search(r"(?<!\\),", detail) is None and re.search(r"(?<!\\);", detail) is None


def test_sans_delai_il_n_y_a_pas_de_fichier() -> None:
    assert rules_core.calendrier([], DELAI) == ""


def run(*arguments: str, text: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-m", "rules_core", "calendrier", *arguments], cwd=ROOT, input=text.encode(), capture_output=True, timeout=60)


def test_la_commande_ecrit_le_fichier_tel_quel() -> None:
    for options, explicite in (([], False), (["--explicite"], True)):
        fini = run("--le", "2026-04-03", *options, text=json.dumps(REMIS))
        assert (fini.returncode, fini.stderr, fini.stdout) == (0, b"", fichier(explicite).encode())


@pytest.mark.parametrize("text, mot", [("{}", "recepisse_reflexion"), ('{"plainte": "bleu"}', "plainte"), ("x", "JSON")])
def test_la_commande_refuse_en_une_ligne(text: str, mot: str) -> None:
    fini = run("--le", "2026-04-03", text=text)
    assert (fini.returncode, fini.stdout) == (2, b"")
    assert mot in fini.stderr.decode() and len(fini.stderr.decode().splitlines()) == 1


