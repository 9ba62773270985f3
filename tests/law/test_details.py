"""Small things that a reader relies on and that no situation shows: addresses, orders, what is not a condition."""
from __future__ import annotations

import datetime as dt

import pytest

import rules_core
from rules_core import sortie
from rules_core.articles import Article, Reference
from rules_core.chemins import chemins
from rules_core.conditions import feuilles
from rules_core.erreurs import EntreeRefusee
from rules_core.faits import dire_date, lire_date
from rules_core.leviers import a_portee, ensemble
from rules_core.verite import INCONNU, NON, OUI, sauf, toutes, une_de

LE = dt.date(2026, 4, 3)
PLAINTE = {"nationalite": "autre", "age": "majeur", "victime": "oui", "plainte": "oui", "lien_rompu": "oui"}


def protection(cle: str, situation: dict[str, str], le: dt.date = LE) -> dict:
    return next(p for p in rules_core.evaluer(situation, le)["protections"] if p["id"] == cle)


# --- the day, the addresses


def test_sans_date_le_droit_est_celui_du_jour():
    avant = dt.date.today()
    assert avant.isoformat() <= rules_core.evaluer({})["le"] <= dt.date.today().isoformat()
    assert rules_core.verdicts(PLAINTE) == {p["id"]: p["verdict"] for p in rules_core.evaluer(PLAINTE)["protections"]}


def test_les_verdicts_seuls_sont_ceux_du_jour_demande():
    for le in (dt.date(2008, 11, 4), LE):
        assert rules_core.verdicts(PLAINTE, le) == {p["id"]: p["verdict"] for p in rules_core.evaluer(PLAINTE, le)["protections"]}
    assert "aps_parcours" not in rules_core.verdicts({}, dt.date(2008, 11, 4)) and "aps_parcours" in rules_core.verdicts({}, LE)


@pytest.mark.parametrize(
    ("cle", "article", "url"),
    [
        ("carte_sejour", "L. 425-1", "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006070158/2026-04-03/"),
        ("aide_juridictionnelle", "art. 2", "https://www.legifrance.gouv.fr/loda/id/JORFTEXT000000537611/2026-04-03/"),
    ],
)
def test_un_texte_se_lit_a_son_adresse_du_jour(cle, article, url):
    assert next(f["url"] for f in protection(cle, {})["fondements"] if f["article"] == article) == url


def test_un_texte_sans_identifiant_n_a_pas_d_adresse():
    assert Article("CESEDA", "L. 1", None, None, None, ()).url(LE) is None


def test_une_reference_seule_s_ecrit_comme_dans_le_bilan():
    droit = rules_core.droit()
    ecrit = sortie.fondement(droit, Reference.lire("CESEDA R. 425-7 al. 3"), LE)
    assert ecrit in protection("protection_sociale", {})["fondements"]
    assert (ecrit["article"], ecrit["alinea"], ecrit["point"], ecrit["ancien"]) == ("R. 425-7", 3, "1°", "R. 316-7")


@pytest.mark.parametrize("texte", ["CESEDA R. 425-7", "R. 425-7 al. 3", "CESEDA R. 425-7 al. 3 bis", "", "CESEDA al. 3"])
def test_ce_qui_n_est_pas_une_reference_n_en_est_pas_une(texte):
    assert Reference.lire(texte) is None


@pytest.mark.parametrize("texte", ["CESEDA R. 425-7 al. 3", "CESEDA L. 441-7 11°", "CASF L. 312-1 I, 8°", "CESEDA R. 311-6 (extrait)", "L. 91-647 art. 3 al. 4"])
def test_une_reference_se_relit(texte):
    assert str(Reference.lire(texte)) == texte and Reference.lire(texte) is Reference.lire(texte)


# --- what the output holds


def test_un_bilan_et_chacune_de_ses_parties_ont_les_cles_promises():
    bilan = rules_core.evaluer({**PLAINTE, "recepisse_reflexion": "oui", "date_recepisse": "2026-03-20"}, LE)
    assert set(bilan) == {"le", "textes_verifies_au", "non_vu", "situation", "protections", "prochaine_question", "echeances"}
    carte = next(p for p in bilan["protections"] if p["id"] == "carte_sejour")
    assert set(carte) == {"id", "intitule", "verdict", "nature", "general", "fondements", "preuve", "faits_utiles", "reserves", "risques",
                          "leviers", "lectures"}
    assert (carte["intitule"], carte["general"]) == ("une carte de séjour d'un an", False)
    assert [e["id"] for e in bilan["echeances"]] == ["delai_reflexion"]


@pytest.mark.parametrize(
    ("cle", "le", "fondement"),
    [
        ("carte_sejour", LE, {"code": "CESEDA", "article": "L. 425-1", "depuis": "2021-05-01", "ancien": "L. 316-1"}),
        ("carte_sejour", dt.date(2008, 11, 4), {"code": "CESEDA", "article": "L. 316-1", "depuis": "2006-07-25", "ancien": None, "nouveau": "L. 425-1"}),
        ("aide_juridictionnelle", dt.date(2008, 11, 4), {"code": "L. 91-647", "article": "art. 2", "depuis": None, "ancien": None,
                                                         "niveau_de_preuve": "non_vu"}),
    ],
)
def test_un_fondement_dit_sa_version_ses_autres_numeros_et_comment_son_texte_a_ete_vu(cle, le, fondement):
    ecrit = dict(protection(cle, {}, le)["fondements"][0])
    assert ecrit.pop("url").endswith(f"/{le}/")
    assert ecrit == {**fondement, "alinea": 1, "point": None}


def test_les_pas_sont_dans_l_ordre_ou_on_les_fait():
    [plainte, temoignage] = protection("carte_sejour", {**PLAINTE, "age": "16_ou_17", "plainte": "non", "temoignage": "non", "lien_rompu": "non",
                                                        "travail_ou_formation": "non"})["leviers"]
    assert list(plainte) == ["plainte", "lien_rompu", "travail_ou_formation"]
    assert list(temoignage) == ["temoignage", "lien_rompu", "travail_ou_formation"]
    [aps] = protection("aps_parcours", {"nationalite": "autre", "victime": "oui", "prostitution_cessee": "non", "parcours_autorise": "non"})["leviers"]
    assert list(aps) == ["parcours_autorise", "prostitution_cessee"]


@pytest.mark.parametrize(("fait", "voulu", "valeurs", "possible"), [
    ("plainte", True, ("oui",), True), ("plainte", True, ("oui", "non"), True), ("plainte", True, ("non",), False), ("plainte", False, ("oui",), False),
    ("danger", True, ("oui",), False),
])
def test_un_pas_a_portee_est_de_faire_ce_qui_depend_de_soi(fait, voulu, valeurs, possible):
    assert a_portee((fait, voulu, valeurs)) is possible


def test_la_plainte_ou_le_temoignage_passe_avant_la_rupture_et_la_rupture_avant_le_reste():
    pas = [(fait, True, ("oui",)) for fait in ("informe_par_police", "lien_rompu", "veut_partir", "temoignage", "plainte")]
    assert list(ensemble(pas).items()) == [
        (fait, "oui") for fait in ("plainte", "temoignage", "lien_rompu", "informe_par_police", "veut_partir")
    ]


def test_les_faits_utiles_sont_dans_l_ordre_des_faits():
    ordre = list(rules_core.droit().faits.demandes)
    for p in rules_core.evaluer({}, LE)["protections"]:
        assert p["faits_utiles"] == sorted(p["faits_utiles"], key=ordre.index)


def test_un_risque_connu_est_dit_avant_ceux_qui_ne_le_sont_pas():
    risques = protection("carte_sejour", {**PLAINTE, "plainte_mensongere": "oui", "lien_renoue": "non"})["risques"]
    assert [r["reserve"] for r in risques] == ["plainte_mensongere", "menace_ordre_public", "menace_grave_ordre_public", "oqtf_non_executee"]
    assert [r["effet"] for r in risques] == ["risque", "empeche", "empeche", "rend_possible"]
    assert risques[0]["sens"].startswith("Le préfet peut retirer la carte")
    assert risques[0]["selon"] == [{"code": "CESEDA", "article": "R. 425-6", "alinea": 3, "point": "2°"}]


def test_une_feuille_de_preuve_dit_tout_ce_qui_la_fonde():
    feuille = protection("hebergement", {"titre": "carte_victime"})["preuve"]
    assert feuille == {
        "fait": "titre", "attendu": ["carte_victime"], "valeur": "oui", "selon": {"code": "CESEDA", "article": "R. 425-8", "alinea": 1},
        "selon_aussi": [{"code": "CASF", "article": "L. 312-1", "alinea": None, "point": "I, 8°"}], "lecture": "droits_de_la_carte", "voie": "carte",
    }


def mots_de_la_preuve(noeud: dict) -> set[str]:
    return {noeud["condition"]}.union(*map(mots_de_la_preuve, noeud["parties"])) if "parties" in noeud else set()


def test_une_preuve_n_a_que_trois_mots():
    assert mots_de_la_preuve(protection("carte_sejour", {})["preuve"]) == {"toutes", "une_de"}
    assert mots_de_la_preuve(protection("allocation", {})["preuve"]) == {"toutes", "une_de", "sauf"}


def faits_de_la_preuve(noeud: dict) -> dict[str, str]:
    if "fait" in noeud:
        return {noeud["fait"]: noeud["valeur"]}
    return {fait: valeur for partie in noeud["parties"] for fait, valeur in faits_de_la_preuve(partie).items()}


def test_une_reserve_n_est_dans_la_preuve_que_si_elle_est_connue():
    sans = faits_de_la_preuve(protection("carte_sejour", PLAINTE)["preuve"])
    for connue, valeur in (("inconnu", None), ("non", "oui"), ("oui", "non")):
        avec = faits_de_la_preuve(protection("carte_sejour", {**PLAINTE, "menace_ordre_public": connue})["preuve"])
        assert (sans.get("menace_ordre_public"), avec.get("menace_ordre_public")) == (None, valeur)


def test_une_feuille_sans_lecture_n_en_montre_pas():
    assert set(protection("parcours_sortie", {})["preuve"]) == {"fait", "attendu", "valeur", "selon", "voie"}


def test_plusieurs_voies_font_une_preuve_dont_une_suffit():
    preuve = protection("travail", {"titre": "carte_victime"})["preuve"]
    assert (preuve["condition"], preuve["valeur"], len(preuve["parties"])) == ("une_de", "oui", 4)
    assert [p["voie"] for p in preuve["parties"]] == ["délai de réflexion", "carte", "autorisation du parcours de sortie", "carte de résident"]


def test_une_lecture_porte_son_nom_son_sens_et_son_doute():
    lectures = {l["id"]: l for l in protection("delai_reflexion", {})["lectures"]}
    assert lectures["second_delai"] == {"id": "second_delai", "doute": True,
                                        "sens": "Les textes ne disent pas si un second délai de réflexion peut suivre un premier."}
    assert lectures["loi_avant_decret_delai"]["doute"] is False


def test_une_protection_fermee_par_la_nationalite_et_autre_chose_renvoie_quand_meme():
    assert "1968" in protection("carte_sejour", {**PLAINTE, "nationalite": "algerienne", "plainte": "non", "temoignage": "non"})["renvoi"]
    assert "renvoi" not in protection("carte_sejour", {**PLAINTE, "plainte": "non", "temoignage": "non"})
    assert "renvoi" not in protection("hebergement", {"nationalite": "ue", "titre": "aucun"})
    assert "renvoi" not in protection("protection_mineur", {"nationalite": "ue", "age": "majeur"})
    assert "renvoi" not in protection("pas_oqtf_mineur", {"nationalite": "algerienne", "age": "majeur"})  # the nationality is what it takes
    assert "renvoi" not in protection("interprete", {"nationalite": "francaise", "victime": "non"})  # it closes one ground of two


# --- what if


def test_une_comparaison_sans_date_est_du_jour():
    avant = dt.date.today().isoformat()
    assert avant <= rules_core.comparer({}, {"plainte": "oui"})["le"] <= dt.date.today().isoformat()


def test_ce_qui_etait_deja_vrai_est_dit_et_rien_d_autre():
    comparaison = rules_core.comparer({"plainte": "oui", "danger": "inconnu"}, {"plainte": "oui", "danger": "oui", "titre": "aucun"}, LE)
    assert comparaison["deja_vrai"] == ["plainte"]
    assert rules_core.comparer({}, {"danger": "inconnu"}, LE)["deja_vrai"] == ["danger"]


EFFETS_ATTENDUS = [
    # the right, before, what changes, what becomes of it, and is it gained or lost
    ("carte_sejour", {**PLAINTE, "lien_rompu": "non"}, {"lien_rompu": "oui"}, "s_ouvre", "gains"),
    ("carte_sejour", {**PLAINTE, "lien_rompu": "non", "plainte": "non", "temoignage": "non"}, {"plainte": "oui"}, "se_rapproche", "gains"),
    ("carte_sejour", {**PLAINTE, "lien_rompu": "non"}, {"lien_rompu": "inconnu"}, "peut_s_ouvrir", "gains"),
    ("carte_sejour", PLAINTE, {"oqtf_non_executee": "oui"}, "change_de_nature", None),
    ("carte_sejour", PLAINTE, {"lien_rompu": "inconnu"}, "n_est_plus_sur", "pertes"),
    ("carte_sejour", {**PLAINTE, "lien_rompu": "non"}, {"plainte": "non", "temoignage": "non"}, "s_eloigne", "pertes"),
    ("carte_sejour", PLAINTE, {"lien_rompu": "non"}, "se_ferme", "pertes"),
]


@pytest.mark.parametrize(("cle", "avant", "changements", "effet", "compte"), EFFETS_ATTENDUS, ids=[e[3] for e in EFFETS_ATTENDUS])
def test_chaque_effet_est_compte_du_bon_cote(cle, avant, changements, effet, compte):
    comparaison = rules_core.comparer(avant, changements, LE)
    assert next(p["effet"] for p in comparaison["protections"] if p["id"] == cle) == effet
    assert [liste for liste in ("gains", "pertes") if cle in comparaison[liste]] == ([compte] if compte else [])


def test_un_recepisse_suppose_absent_emporte_sa_date():
    avec = {"recepisse_reflexion": "oui", "date_recepisse": "2026-03-20"}
    assert rules_core.comparer(avec, {"recepisse_reflexion": "non"}, LE)["apres"]["situation"] == {"recepisse_reflexion": "non"}
    assert rules_core.comparer(avec, {"plainte": "oui"}, LE)["apres"]["situation"] == {**avec, "plainte": "oui"}
    with pytest.raises(EntreeRefusee, match="recepisse_reflexion"):
        rules_core.comparer({}, {"recepisse_reflexion": "non", "date_recepisse": "2026-03-20"}, LE)


# --- truth with three values


def test_inconnu_n_est_ni_oui_ni_non():
    for valeur in (OUI, NON, INCONNU):
        with pytest.raises(TypeError, match="^a three-valued truth is not a bool: compare it with Verite.OUI, NON or INCONNU$"):
            bool(valeur)
    assert NON < INCONNU < OUI and sorted([OUI, NON, INCONNU]) == [NON, INCONNU, OUI] and not OUI < OUI
    assert len({OUI, NON, INCONNU}) == 3 and (sauf(OUI), sauf(NON), sauf(INCONNU)) == (NON, OUI, INCONNU)
    assert (toutes([]), une_de([])) == (OUI, NON)


def test_ce_qui_n_est_pas_une_condition_est_refuse():
    with pytest.raises(TypeError, match="not a condition"):
        chemins("plainte")
    assert list(feuilles("plainte")) == []


# --- facts


@pytest.mark.parametrize(("texte", "date"), [("2026-04-03", LE), ("2026-02-30", None), ("20260403", None), ("2026-4-3", None), ("2026-04-03 ", None), ("", None)])
def test_une_date_se_lit_d_une_seule_facon(texte, date):
    assert lire_date(texte) == date


def test_une_date_se_dit_comme_en_france():
    assert dire_date("2026-04-03") == "03/04/2026"
    assert rules_core.droit().faits.dire("date_recepisse", "2026-04-03") == "récépissé remis le 03/04/2026"


def test_chaque_genre_de_fait_se_dit():
    faits = rules_core.droit().faits
    assert faits.dire("plainte", "oui") == "plainte déposée"
    assert faits.dire("lien_renoue", "non") == "pas de lien repris de sa propre initiative"
    assert faits.dire("mineur", "oui") == "moins de 18 ans"


def test_une_reponse_dit_ce_qu_elle_entraine():
    demandes = rules_core.droit().faits.demandes
    assert demandes["victime"].apres("non") == {"exploitation_sexuelle": "non"} and demandes["victime"].apres("oui") == {}
    assert demandes["date_recepisse"].est_date and not demandes["victime"].est_date
    assert (demandes["date_recepisse"].acceptees, demandes["victime"].acceptees) == ("AAAA-MM-JJ, inconnu", "oui, non, inconnu")


@pytest.mark.parametrize("remise", ["2026-04-03", "2007-09-15"])
def test_un_recepisse_du_jour_meme_ou_du_premier_jour_est_accepte(remise):
    assert rules_core.evaluer({"date_recepisse": remise}, LE)["situation"] == {"date_recepisse": remise}


def test_les_faits_calcules_se_disent_dans_les_deux_sens_et_rien_d_inconnu_n_est_connu():
    faits = rules_core.droit().faits
    assert faits.connus({}, LE) == {} == faits.connus({"age": "inconnu"}, LE)
    assert faits.connus({"nationalite": "ue", "age": "majeur"}, LE) == {"nationalite": "ue", "age": "majeur", "etranger": "non", "mineur": "non"}
    assert faits.connus({"nationalite": "autre", "age": "16_ou_17"}, LE) == {"nationalite": "autre", "age": "16_ou_17", "etranger": "oui", "mineur": "oui"}
