"""The order of the questions, and the profiles it expects."""
from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules_core
from rules_core import DroitIncoherent
from rules_core.evaluation import evaluer_tout
from rules_core.profils import FICHIER, Attentes, Profil, attentes, charger
from rules_core.questions import prochaine_question

DROIT = rules_core.droit()
LE = DROIT.couverture.textes_verifies_au
FAITS = DROIT.faits.demandes
PROFILS = charger(FICHIER, DROIT.faits)


def question(situation: dict[str, str], attendus: Attentes | None = None) -> str | None:
    return prochaine_question(DROIT, evaluer_tout(DROIT, situation, LE), situation, attendus)


# --- the profiles


def test_les_frequences_font_mille():
    assert sum(p.frequence for p in PROFILS) == 1000
    assert len(PROFILS) >= 30


@pytest.mark.parametrize("profil", PROFILS, ids=lambda p: p.id)
def test_un_profil_repond_a_tout_sans_se_contredire(profil):
    situation = profil.situation(LE)
    assert list(situation) == list(FAITS)
    rules_core.evaluer(situation, LE)  # accepted: facts, values, dates
    for fait, valeur in situation.items():
        for autre, suite in FAITS[fait].apres(valeur).items():
            assert situation[autre] == suite, (fait, autre)
    if situation["recepisse_reflexion"] != "oui":
        assert situation["date_recepisse"] == "inconnu"
    assert profil.questions <= set(FAITS)


def test_deux_profils_ne_sont_pas_la_meme_personne():
    assert len({tuple(p.reponses.items()) for p in PROFILS}) == len(PROFILS)


def test_les_gens_du_cahier_des_charges_y_sont():
    def compter(**reponses: str) -> int:
        return sum(all(p.reponses[fait] == valeur for fait, valeur in reponses.items()) for p in PROFILS)

    assert compter(nationalite="autre", age="majeur", exploitation_sexuelle="oui", plainte="non", titre="aucun")
    assert compter(recepisse_reflexion="oui") and compter(titre="carte_victime") and compter(procedure="condamnation_definitive")
    assert compter(age="16_ou_17") and compter(age="moins_de_16") and compter(nationalite="ue") and compter(nationalite="algerienne")
    assert compter(victime="non", temoignage="oui") and compter(victime="non", temoignage="non") and compter(exploitation_sexuelle="non", victime="oui")
    assert compter(territoire="mayotte") and compter(parcours_autorise="oui") and compter(veut_partir="oui")


def test_une_date_est_comptee_depuis_le_jour_de_l_evaluation():
    profil = next(p for p in PROFILS if p.reponses["date_recepisse"] == "il y a 12 jours")
    assert profil.situation(dt.date(2026, 4, 13))["date_recepisse"] == "2026-04-01"


@pytest.mark.parametrize(
    ("avant", "apres", "dit"),
    [
        ("frequence: 100", "frequence: beaucoup", "« frequence »"),
        ("frequence: 100", "frequence: 0", "« frequence »"),
        ("{lien_rompu: non, danger: oui,", "{lien_rompu: peut-être, danger: oui,", "« peut-être »"),
        ("{lien_rompu: non, danger: oui,", "{lien_casse: non, danger: oui,", "« lien_casse »"),
        ("{lien_rompu: non, danger: oui,", "{mineur: non, danger: oui,", "« mineur »"),
        ("date_recepisse: il y a 12 jours", "date_recepisse: '2026-01-01'", "il y a N jours"),
        ("questions: [nationalite,", "questions: [couleur,", "« couleur »"),
        ("{nationalite: autre, age: majeur, victime", "{nationalite: autre, victime", "« age »"),
        ("    reponses: {}\n", "", "« reponses »"),
    ],
)
def test_un_profil_mal_ecrit_est_refuse_avec_sa_ligne(tmp_path, avant, apres, dit):
    texte = FICHIER.read_text(encoding="utf-8")
    assert avant in texte
    fichier = tmp_path / "profils.yml"
    fichier.write_text(texte.replace(avant, apres, 1), encoding="utf-8")
    with pytest.raises(DroitIncoherent, match="profils.yml") as refus:
        charger(fichier, DROIT.faits)
    assert dit in str(refus.value)


ORDINAIRE = "".join(f"  {fait}: inconnu\n" for fait in FAITS)
BREF = f"ordinaire:\n{ORDINAIRE}profils:\n  elle:\n    frequence: 1\n    reponses: {{age: majeur}}\n    questions: [age]\n"
TABLEAU = "doit être un tableau « clé : valeur »."
ELLE = BREF.count("\n") - 2  # the line of her frequency


def test_un_profil_repond_comme_l_ordinaire_sauf_ce_qu_il_dit(tmp_path):
    (tmp_path / "profils.yml").write_text(BREF, encoding="utf-8")
    assert charger(tmp_path / "profils.yml", DROIT.faits) == (Profil("elle", 1, {**dict.fromkeys(FAITS, "inconnu"), "age": "majeur"}, frozenset({"age"}), {}),)


@pytest.mark.parametrize(("avant", "apres", "ligne", "phrase"), [
    ("profils:\n", "gens: {}\nprofils:\n", ELLE - 2, "la clé « gens » n'est pas attendue ici. Clés possibles : ordinaire, profils."),
    ("profils:\n", "gens:\n", ELLE - 2, "la clé « gens » n'est pas attendue ici. Clés possibles : ordinaire, profils."),
    (f"ordinaire:\n{ORDINAIRE}", "", 1, "il manque la clé « ordinaire »."),
    (f"ordinaire:\n{ORDINAIRE}", "ordinaire: []\n", 1, f"« ordinaire » {TABLEAU}"),
    (BREF[BREF.index("profils:"):], "profils: []\n", ELLE - 2, f"« profils » {TABLEAU}"),
    ("  elle:\n", "  elle:\n    age: majeur\n", ELLE, "la clé « age » n'est pas attendue ici. Clés possibles : frequence, questions, reponses."),
    ("frequence: 1", "frequence: 0", ELLE, "« frequence » doit être un nombre plus grand que zéro."),
    ("reponses: {age: majeur}", "reponses: []", ELLE + 1, f"« reponses » {TABLEAU}"),
    ("questions: [age]", "questions: age", ELLE + 2, "« questions » doit être une liste."),
    ("questions: [age]", "questions: [agee]", ELLE + 2, "le fait « agee » n'existe pas."),
    ("{age: majeur}", "{age: vieux}", ELLE + 1, "le fait « age » n'a pas la valeur « vieux ». Valeurs : majeur, 16_ou_17, moins_de_16, inconnu."),
    ("{age: majeur}", "{age: 18}", ELLE + 1, "le fait « age » n'a pas la valeur « 18 ». Valeurs : majeur, 16_ou_17, moins_de_16, inconnu."),
    ("{age: majeur}", "{date_recepisse: 12}", ELLE + 1, "le fait « date_recepisse » n'a pas la valeur « 12 ». Valeurs : il y a N jours, inconnu."),
    ("{age: majeur}", "{date_recepisse: hier}", ELLE + 1, "le fait « date_recepisse » n'a pas la valeur « hier ». Valeurs : il y a N jours, inconnu."),
], ids=lambda v: str(v) if isinstance(v, int) else "")
def test_un_fichier_de_profils_mal_ecrit_est_refuse_a_sa_ligne(tmp_path, avant, apres, ligne, phrase):
    assert BREF.count(avant) == 1
    fichier = tmp_path / "profils.yml"
    fichier.write_text(BREF.replace(avant, apres), encoding="utf-8")
    with pytest.raises(DroitIncoherent) as refus:
        charger(fichier, DROIT.faits)
    assert str(refus.value) == f"{fichier}:{ligne} : {phrase}"


# --- who a person may be


def profil(nom: str, frequence: float, questions: str, **reponses: str) -> Profil:
    suites = {f: FAITS[f].apres(v) for f, v in reponses.items() if FAITS[f].apres(v)}
    return Profil(nom, frequence, reponses, frozenset(questions.split()), suites)


DEUX = Attentes([
    profil("une", 3, "plainte lien_rompu", plainte="oui", lien_rompu="non", age="majeur"),
    profil("autre", 1, "temoignage", plainte="non", lien_rompu="oui", age="majeur"),
])


@pytest.mark.parametrize(
    ("situation", "attendu"),
    [
        ({}, ["une", "autre"]),
        ({"plainte": "oui"}, ["une"]),
        ({"plainte": "inconnu"}, ["une", "autre"]),
        ({"plainte": "oui", "lien_rompu": "oui"}, ["une", "autre"]),  # one answer each
        ({"plainte": "oui", "age": "16_ou_17"}, ["une"]),  # nobody is 16: the nearest
        ({"date_recepisse": "2026-01-01"}, ["une", "autre"]),
        ({"menace_ordre_public": "oui"}, ["une", "autre"]),
    ],
)
def test_les_profils_possibles_sont_ceux_que_rien_ne_contredit_ou_les_plus_proches(situation, attendu):
    assert [p.id for p in DEUX.possibles(situation)] == attendu


@settings(deadline=None, max_examples=200)
@given(st.fixed_dictionaries({}, optional={f: st.sampled_from([*d.valeurs, "inconnu"]) for f, d in FAITS.items() if not d.est_date}))
def test_les_plus_proches_sont_ceux_qui_s_accordent_sur_le_plus_de_reponses(situation):
    accords = {p.id: sum(p.reponses[f] == v for f, v in situation.items() if v != "inconnu") for p in PROFILS}
    attendu = [p for p, accord in accords.items() if accord == max(accords.values())]
    assert [p.id for p in attentes(DROIT).possibles(situation)] == attendu


def test_la_part_inutile_compte_les_gens_selon_leur_frequence():
    assert DEUX.parts_inutiles(["plainte", "temoignage", "danger"], {}) == {"plainte": 0.25, "temoignage": 0.75, "danger": 1.0}


def test_ce_qu_une_reponse_refusee_aurait_regle_devient_necessaire():
    seule = Attentes([profil("elle", 1, "exploitation_sexuelle", exploitation_sexuelle="oui", victime="oui")])
    assert seule.parts_inutiles(["victime"], {}) == {"victime": 1.0}
    assert seule.parts_inutiles(["victime"], {"exploitation_sexuelle": "inconnu"}) == {"victime": 0.0}


# --- the order


def test_l_entretien_ne_commence_pas_par_ce_qui_blesse():
    elle, situation = max(PROFILS, key=lambda p: p.frequence), {}
    for _ in range(4):
        fait = question(situation)
        assert FAITS[fait].prix == 1, fait
        situation[fait] = elle.reponses[fait]


def test_la_question_la_plus_sure_passe_avant_celle_qui_peut_devenir_inutile():
    """The same price: only what is expected of her differs."""
    situation = {"nationalite": "autre", "age": "majeur", "titre": "aucun", "recepisse_reflexion": "non", "victime": "oui",
                 "exploitation_sexuelle": "non", "informe_par_police": "non"}
    for premiere, autre in (("plainte", "temoignage"), ("temoignage", "plainte")):
        attendus = Attentes([profil("elle", 1, premiere, plainte="oui", temoignage="oui")])
        assert question(situation, attendus) == premiere
        assert FAITS[premiere].prix == FAITS[autre].prix


def test_une_question_qui_blesse_attend_quand_elle_peut_devenir_inutile():
    situation = {"nationalite": "autre", "age": "majeur", "titre": "aucun", "recepisse_reflexion": "non", "victime": "oui",
                 "exploitation_sexuelle": "non", "informe_par_police": "non"}
    attendus = Attentes([profil("l'une", 1, "temoignage", victime="oui"), profil("l'autre", 1, "lien_rompu plainte", victime="oui")])
    assert question(situation, attendus) in ("plainte", "temoignage")  # lien_rompu is as likely, and hurts more


def test_sans_aucun_profil_qui_ressemble_une_question_est_quand_meme_posee():
    assert question({}, Attentes([profil("elle", 1, "", nationalite="ue")])) is not None


def test_l_ordre_ne_depend_que_de_la_situation():
    situation = {"titre": "aucun", "nationalite": "autre", "age": "majeur"}
    assert len({question(dict(sorted(situation.items(), reverse=sens))) for sens in (True, False)}) == 1
