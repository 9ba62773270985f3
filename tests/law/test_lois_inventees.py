"""The core on laws that the shipped data does not hold: each key holds one kind of thing; a reserve may end, a reading may begin late."""
from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any, Callable

import pytest
import yaml

from rules_core import DroitIncoherent, charger, sortie
from rules_core.droit import DOSSIER

LE = dt.date(2026, 4, 3)
PLAINTE = {"nationalite": "autre", "age": "majeur", "victime": "oui", "plainte": "oui", "lien_rompu": "oui"}
SEJOUR, CESEDA = "protections/sejour.yml", "articles/ceseda.yml"
TEXTE, BOOLEEN, NOMBRE, ZERO = "un texte", "true ou false", "un nombre plus grand que zéro", "un nombre, zéro compris"
DATE, TABLEAU, LISTE, PLEINE = "une date AAAA-MM-JJ", "un tableau « clé : valeur »", "une liste", "une liste qui n'est pas vide"
TABLEAUX = "une liste de tableaux « clé : valeur », qui n'est pas vide"
VERSION = ("articles", "L. 425-2", "versions", 0)
VOIE = ("carte_sejour", "voies", 0)


class _EnToutesLettres(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


@pytest.fixture
def changer(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the law in which what stands at a path of a file is something else."""
    copie = Path(shutil.copytree(DOSSIER, tmp_path / "droit"))

    def changer(fichier: str, *changements: tuple[tuple, Any]) -> Path:
        chemin = copie / fichier
        arbre = yaml.load(chemin.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for ou, valeur in changements:
            noeud = arbre
            for pas in ou[:-1]:
                noeud = noeud[pas]
            noeud[ou[-1]] = valeur
        chemin.write_text(yaml.dump(arbre, Dumper=_EnToutesLettres, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return copie

    return changer


GENRES = [
    # a text
    (SEJOUR, ("carte_sejour", "intitule"), 12, TEXTE), (SEJOUR, ("carte_sejour", "resume"), ["un"], TEXTE),
    (SEJOUR, ("carte_sejour", "demarche"), " ", TEXTE), (SEJOUR, (*VOIE, "nom"), 3, TEXTE), ("faits.yml", ("danger", "nom"), None, TEXTE),
    (SEJOUR, (*VOIE, "reserves", 0, "sens"), [], TEXTE), ("lectures.yml", ("lien_sans_nuance", "sens"), {}, TEXTE),
    ("faits.yml", ("danger", "valeurs", "oui", "libelle"), True, TEXTE), (CESEDA, ("code",), 1, TEXTE), (CESEDA, ("intitule",), None, TEXTE),
    # true or false
    (SEJOUR, ("carte_sejour", "general"), "oui", BOOLEEN), ("lectures.yml", ("second_delai", "doute"), 1, BOOLEEN),
    (CESEDA, (*VERSION, "partiel"), "non", BOOLEEN),
    # a number
    ("faits.yml", ("danger", "prix"), 0, NOMBRE), ("faits.yml", ("danger", "prix"), True, NOMBRE), (SEJOUR, ("carte_sejour", "poids"), -1, ZERO),
    (SEJOUR, ("carte_sejour", "poids"), "2", ZERO), (SEJOUR, ("carte_sejour", "poids"), True, ZERO),
    # a date
    ("couverture.yml", ("plus_ancienne",), "2007", DATE), ("couverture.yml", ("textes_verifies_au",), None, DATE),
    ("couverture.yml", ("periodes", 0, "du"), None, DATE), ("couverture.yml", ("periodes", 0, "au"), "2026", DATE),
    ("couverture.yml", ("plus_ancienne",), dt.datetime(2007, 9, 15, 0), DATE), (SEJOUR, (*VOIE, "jusqu_au"), 2030, DATE),
    (CESEDA, (*VERSION, "depuis"), "2021", DATE), ("lectures.yml", ("contrat_engagement", "depuis"), "2024", DATE),
    ("lectures.yml", ("rmi_ou_rsa", "avant"), [{"jusqu_au": "2024", "sens": "Rien."}], DATE),
    # a mapping
    (CESEDA, ("articles",), [], TABLEAU), ("faits.yml", ("danger", "valeurs"), ["oui"], TABLEAU), ("faits.yml", ("danger", "prealable"), [], TABLEAU),
    ("faits.yml", ("danger", "bref"), "oui", TABLEAU), ("faits.yml", ("danger", "valeurs", "oui", "implique"), [], TABLEAU),
    ("reserves.yml", ("lien_renoue", "dit"), "non", TABLEAU), ("derives.yml", ("mineur", "dit"), [], TABLEAU),
    ("renvois.yml", ("nationalite",), "Rien.", TABLEAU), ("lectures.yml", ("second_delai",), "Rien.", TABLEAU),
    # a list
    (SEJOUR, (*VOIE, "fondements"), "CESEDA L. 425-1 al. 1", LISTE), (SEJOUR, (*VOIE, "lectures"), "second_delai", LISTE),
    (SEJOUR, ("carte_sejour", "lectures"), {}, LISTE), ("derives.yml", ("mineur", "de"), "age", LISTE), ("couverture.yml", ("non_vu",), 3, LISTE),
    (SEJOUR, (*VOIE, "si"), {"toutes": []}, PLEINE), (SEJOUR, (*VOIE, "si"), {"une_de": {}}, PLEINE), (SEJOUR, (*VOIE, "si"), {"toutes": "x"}, PLEINE),
    # a list of mappings
    (SEJOUR, ("carte_sejour", "voies"), [], TABLEAUX), (SEJOUR, ("carte_sejour", "voies"), {}, TABLEAUX), (SEJOUR, (*VOIE, "reserves"), ["x"], TABLEAUX),
    (SEJOUR, ("carte_sejour", "avant"), "x", TABLEAUX), (CESEDA, ("articles", "L. 425-2", "versions"), {}, TABLEAUX),
    (CESEDA, (*VERSION, "alineas"), [1], TABLEAUX), ("couverture.yml", ("periodes",), [], TABLEAUX),
    # pairs of dates
    *(("couverture.yml", ("non_vu",), [[LE, LE], mauvais], "une liste de paires de dates AAAA-MM-JJ")
      for mauvais in ([LE], [LE, LE, LE], [LE, "2026"], [dt.datetime(2026, 4, 3, 0), LE], "xy", 1)),
]


@pytest.mark.parametrize(("fichier", "ou", "valeur", "attendu"), GENRES, ids=lambda v: "/".join(map(str, v)) if isinstance(v, tuple) else None)
def test_chaque_cle_tient_une_seule_sorte_de_chose(changer, fichier, ou, valeur, attendu):
    with pytest.raises(DroitIncoherent) as refus:
        charger(changer(fichier, (ou, valeur)))
    nom = next(pas for pas in reversed(ou) if isinstance(pas, str)) if not isinstance(valeur, dict) or len(valeur) != 1 else next(iter(valeur))
    nom = "jusqu_au" if isinstance(valeur, list) and valeur and isinstance(valeur[0], dict) else nom
    assert str(refus.value).endswith(f"« {nom} » doit être {attendu}.")
    assert fichier in str(refus.value)


CONDITIONS = [
    ({"sauf": {"territoire": "mayotte", "selon": "CESEDA L. 425-1 al. 1"}, "selon": "CESEDA L. 425-1 al. 1"}, "la clé « selon » n'est pas attendue ici"),
    ({"toutes": [{"plainte": "oui", "selon": "CESEDA L. 425-1 al. 1"}], "plainte": "oui"}, "la clé « plainte » n'est pas attendue ici"),
    ({"sauf": "plainte"}, "cette condition n'est pas comprise"),
    ({"toutes": ["plainte"]}, "cette condition n'est pas comprise"),
    ("plainte", "cette condition n'est pas comprise"),
    ({"plainte": "oui", "victime": "oui", "selon": "CESEDA L. 425-1 al. 1"}, "cette condition ne nomme aucun fait, ou plusieurs"),
    ({"selon": "CESEDA L. 425-1 al. 1"}, "cette condition ne nomme aucun fait, ou plusieurs"),
    ({"plainte": "oui"}, "ne dit pas selon quel alinéa"),
    ({"plainte": "peut-être", "selon": "CESEDA L. 425-1 al. 1"}, "n'a pas la valeur « peut-être »"),
    ({"etranger": "autre", "selon": "CESEDA L. 425-1 al. 1"}, "Valeurs : oui, non."),
    ({"menace_ordre_public": "oui", "selon": "CESEDA L. 425-1 al. 1"}, "le fait « menace_ordre_public » n'existe pas"),
    ({"plainte": "oui", "selon": "CESEDA L. 425-1 al. 1", "lecture": "aucune"}, "la lecture « aucune » n'est pas dans lectures.yml"),
    ({"plainte": "oui", "selon": ["CESEDA L. 425-1 al. 1", "L. 425-1"]}, "la référence « L. 425-1 » n'est pas comprise"),
    ({"plainte": "oui", "selon": 425}, "la référence « 425 » n'est pas comprise"),
]


@pytest.mark.parametrize(("condition", "phrase"), CONDITIONS, ids=[str(c)[:60] for c, _ in CONDITIONS])
def test_une_condition_mal_ecrite_est_refusee_la_ou_elle_est(changer, condition, phrase):
    copie = changer(SEJOUR, ((*VOIE, "si"), condition))
    with pytest.raises(DroitIncoherent) as refus:
        charger(copie)
    assert phrase in str(refus.value)
    lignes = (copie / SEJOUR).read_text(encoding="utf-8").split("\n")
    debut = lignes.index("    si:" if isinstance(condition, dict) else "    si: plainte") + 1  # the first ground of the file
    assert debut <= int(str(refus.value).rsplit(".yml:", 1)[1].split(" ")[0]) <= debut + 8


def protection(droit: Any, cle: str, situation: dict[str, str], le: dt.date) -> dict[str, Any]:
    return next(p for p in sortie.evaluer(droit, situation, le)["protections"] if p["id"] == cle)


def test_une_reserve_finit_le_jour_dit(changer):
    """From `depuis` (included) to `jusqu_au` (excluded), listed as well as weighing."""
    fin = dt.date(2025, 1, 1)
    droit = charger(changer(SEJOUR, ((*VOIE, "reserves", 3, "jusqu_au"), fin)))
    debut = dt.date(2024, 1, 28)
    for le, pese in ((debut - dt.timedelta(1), False), (debut, True), (fin - dt.timedelta(1), True), (fin, False)):
        assert ("oqtf_non_executee" in protection(droit, "carte_sejour", PLAINTE, le)["reserves"]) is pese
        avec = protection(droit, "carte_sejour", {**PLAINTE, "oqtf_non_executee": "oui"}, le)
        assert (avec["verdict"], avec["nature"]) == ("oui", "possible" if pese else "de_droit")


def test_la_lecture_d_une_condition_ne_se_montre_qu_a_partir_de_son_jour(changer):
    debut = dt.date(2024, 1, 28)
    droit = charger(changer("lectures.yml", (("droits_de_la_carte", "depuis"), debut)))
    for le, montree in ((debut - dt.timedelta(1), False), (debut, True)):
        hebergement = protection(droit, "hebergement", {"titre": "carte_victime"}, le)
        assert ("lecture" in hebergement["preuve"]) is montree
        assert ("droits_de_la_carte" in {l["id"] for l in hebergement["lectures"]}) is montree


def test_une_voie_d_un_seul_jour_vaut_ce_jour_la(changer):
    le = dt.date(2024, 2, 29)
    droit = charger(changer("protections/hebergement_depart.yml", (("aide_retour", "voies", 0, "depuis"), le),
                            (("aide_retour", "voies", 0, "jusqu_au"), le + dt.timedelta(1))))
    for jour, existe in ((le - dt.timedelta(1), False), (le, True), (le + dt.timedelta(1), False)):
        assert ("aide_retour" in {p["id"] for p in sortie.evaluer(droit, {}, jour)["protections"]}) is existe


def test_un_droit_ouvert_ne_renvoie_pas_ailleurs(changer):
    """The nationality is no obstacle when another fact opens the right all the same."""
    ou = {"une_de": [{fait: valeur, "selon": "CESEDA L. 425-1 al. 1"} for fait, valeur in (("nationalite", "autre"), ("plainte", "oui"))]}
    droit = charger(changer(SEJOUR, (("carte_sejour", "voies"), [{"nom": "une seule", "depuis": dt.date(2021, 5, 1), "nature": "de_droit", "si": ou,
                                                                 "fondements": ["CESEDA L. 425-1 al. 1"]}])))
    for plainte, verdict, renvoie in (("oui", "oui", False), ("inconnu", "inconnu", False), ("non", "non", True)):
        carte = protection(droit, "carte_sejour", {"nationalite": "algerienne", "plainte": plainte}, LE)
        assert (carte["verdict"], "renvoi" in carte) == (verdict, renvoie)


def test_une_nationalite_sans_autre_regle_ne_renvoie_nulle_part(changer):
    francaise = {"nationalite": "francaise", "selon": "CESEDA L. 425-1 al. 1"}
    droit = charger(changer(SEJOUR, (("carte_sejour", "voies"), [{"nom": "une seule", "depuis": dt.date(2021, 5, 1), "nature": "de_droit",
                                                                 "si": francaise, "fondements": ["CESEDA L. 425-1 al. 1"]}])))
    for nationalite, renvoie in (("autre", False), ("ue", True)):
        carte = protection(droit, "carte_sejour", {"nationalite": nationalite}, LE)
        assert (carte["verdict"], "renvoi" in carte) == ("non", renvoie)


def test_les_mots_d_avant_valent_dans_l_ordre_des_jours_et_non_des_lignes(changer):
    avant = [{"jusqu_au": dt.date(2024, 1, 1), "sens": "Ensuite."}, {"jusqu_au": dt.date(2020, 1, 1), "sens": "D'abord."}]
    lecture = charger(changer("lectures.yml", (("second_delai",), {"sens": "Enfin.", "avant": avant}))).lectures["second_delai"]
    jours = (dt.date(2019, 12, 31), dt.date(2020, 1, 1), dt.date(2023, 12, 31), dt.date(2024, 1, 1))
    assert [lecture.dire(le) for le in jours] == ["D'abord.", "Ensuite.", "Ensuite.", "Enfin."]


def test_une_periode_couverte_finit_le_jour_dit_ou_dure_encore(changer):
    debut, fin = dt.date(2007, 9, 15), dt.date(2026, 4, 3)
    assert charger(changer("couverture.yml", (("periodes", 0, "au"), fin))).couverture.periodes == ((debut, fin),)
    assert charger(changer("couverture.yml", (("periodes", 0, "au"), None))).couverture.periodes == ((debut, None),)


@pytest.mark.parametrize(
    ("octets", "ligne", "phrase"),
    [
        (b"cl\x00e: rien", 1, "ce n'est pas du YAML lisible (colonne 1)."),
        (b"second_delai: {sens: Rien.}\nautre: [", 3, "ce n'est pas du YAML lisible (colonne 1)."),
        (b"un: {sens: Rien.}\nsecond_delai: &x {sens: Rien., doute: *x}\n", 2, "\xab doute \xbb doit \xeatre true ou false."),
        (b"second_delai:\n  sens: &x Rien.\n  doute: *x\n", 3, "\xab doute \xbb doit \xeatre true ou false."),
        (b"second_delai:\n  ? {a: b}\n  : Rien.\n", 2, "une cl\xe9 doit \xeatre un seul mot, pas une liste ni un tableau."),
        (b"second_delai: {sens: Rien.}\nsecond_delai: {sens: Rien.}\n", 2, "la cl\xe9 \xab second_delai \xbb est \xe9crite deux fois."),
        (b"second_delai:\n  sens: Rien.\n  depuis: 2024-02-30\n", 3, "la valeur \xab 2024-02-30 \xbb n'existe pas."),
    ],
)
def test_du_yaml_qui_ne_va_pas_est_refuse_a_sa_ligne(changer, octets, ligne, phrase):
    chemin = changer("lectures.yml") / "lectures.yml"
    chemin.write_bytes(octets)
    with pytest.raises(DroitIncoherent) as refus:
        charger(chemin.parent)
    assert str(refus.value).startswith(f"{chemin}:{ligne} : {phrase}")
