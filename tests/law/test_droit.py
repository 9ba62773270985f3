"""The law's data as a whole: nothing is missing on any day, nothing is there for nothing, and the names are the contract's."""

from __future__ import annotations

import ast
import datetime as dt
import itertools
from pathlib import Path
from typing import Iterator

import pytest

import rules_core
from rules_core.articles import FIN, Reference
from rules_core.conditions import feuilles
from rules_core.droit import ORDRE
from rules_core.erreurs import EntreeRefusee

DROIT = rules_core.charger()
SEED, AUJOURD_HUI = dt.date(2008, 11, 4), dt.date(2026, 4, 3)
UN_JOUR = dt.timedelta(1)
VOIES = [(p.id, v) for p in DROIT.protections.values() for v in p.voies]

# Written from the contract, §1 to §3.
OUI_NON = ("oui", "non")
FAITS = {
    "nationalite": ("francaise", "ue", "algerienne", "autre"),
    "age": ("moins_de_16", "16_ou_17", "majeur"),
    "victime": OUI_NON,
    "exploitation_sexuelle": OUI_NON,
    "informe_par_police": OUI_NON,
    "recepisse_reflexion": OUI_NON,
    "date_recepisse": (),
    "plainte": OUI_NON,
    "temoignage": OUI_NON,
    "lien_rompu": OUI_NON,
    "titre": ("aucun", "carte_victime", "carte_resident", "aps_parcours", "autre"),
    "procedure": ("en_cours", "close", "condamnation_definitive"),
    "danger": OUI_NON,
    "changer_de_lieu": OUI_NON,
    "travail_ou_formation": OUI_NON,
    "residence_stable": OUI_NON,
    "ressources_faibles": OUI_NON,
    "territoire": ("hexagone_drom", "mayotte", "pacifique"),
    "veut_partir": OUI_NON,
    "prostitution_cessee": OUI_NON,
    "parcours_autorise": OUI_NON,
}
RESERVES = {"menace_ordre_public", "menace_grave_ordre_public", "lien_renoue", "plainte_mensongere", "oqtf_non_executee"}
DERIVES = {
    "delai_en_cours": ("recepisse_reflexion", "date_recepisse"),
    "etranger": ("nationalite",),
    "mineur": ("age",),
}
PROTECTIONS = {
    "information_droits", "delai_reflexion", "non_eloignement", "travail", "formation_professionnelle", "allocation",
    "accompagnement_social", "protection_policiere", "soins", "protection_sociale", "hebergement", "orientation_securisee", "aide_retour",
    "protection_mineur", "carte_sejour", "renouvellement_carte", "carte_resident", "parcours_sortie", "aps_parcours",
}
PAS_AVANT_2016 = {"parcours_sortie", "aps_parcours"}
# What surrounds the regime, with the day on which it begins (the regime's own first day when it is older).
DEBUT_DU_REGIME = dt.date(2007, 9, 15)
DE_LA_CARTE = {
    "travail_premiere_demande": DEBUT_DU_REGIME, "liste_documents": DEBUT_DU_REGIME, "pas_visa_long_sejour": DEBUT_DU_REGIME,
    "gratuite_carte": dt.date(2014, 8, 6), "pas_interdiction_retour": dt.date(2011, 7, 18),
}
GENERAUX = {
    "hebergement_urgence": dt.date(2009, 3, 28), "interprete": DEBUT_DU_REGIME, "aide_juridictionnelle": DEBUT_DU_REGIME,
    "indemnisation_civi": DEBUT_DU_REGIME, "domiciliation": DEBUT_DU_REGIME, "protection_temoin": DEBUT_DU_REGIME,
    "assistance_educative": DEBUT_DU_REGIME, "administrateur_ad_hoc": DEBUT_DU_REGIME, "pas_oqtf_mineur": DEBUT_DU_REGIME,
    "aide_parcours": dt.date(2016, 11, 1),
}


def references(voie, le: dt.date) -> Iterator[Reference]:
    """What a ground cites on a day: itself, its conditions, its reserves."""
    yield from voie.fondements
    for feuille in feuilles(voie.si):
        yield from feuille.selon
    for reserve in voie.reserves:
        if reserve.depuis <= le < reserve.jusqu_au:
            yield from reserve.selon


def couvert(le: dt.date) -> bool:
    return any(du <= le and (au is None or le <= au) for du, au in DROIT.couverture.periodes)


def jours_qui_comptent() -> list[dt.date]:
    """Every day on which a version, a ground, a reserve or a period begins or ends, and the days around."""
    bornes = set(itertools.chain.from_iterable((v.depuis, v.jusqu_au) for _, v in VOIES))
    bornes |= {b for a in DROIT.articles for v in a.versions for b in (v.depuis, v.jusqu_au)}
    bornes |= {b for _, v in VOIES for r in v.reserves for b in (r.depuis, r.jusqu_au)}
    bornes |= {b for periode in DROIT.couverture.periodes for b in periode if b} | {SEED, AUJOURD_HUI, dt.date.today()}
    bornes -= {dt.date.min, FIN}
    return sorted(jour for b in bornes for jour in (b - UN_JOUR, b, b + UN_JOUR) if couvert(jour))


def test_les_jours_qui_comptent_sont_nombreux():
    jours = jours_qui_comptent()
    assert {SEED, AUJOURD_HUI, dt.date(2007, 9, 15), dt.date(2008, 12, 29), dt.date(2016, 4, 14), dt.date(2021, 5, 1), dt.date(2024, 1, 28)} <= set(jours)
    assert min(jours) == dt.date(2007, 9, 15)


@pytest.mark.parametrize("le", jours_qui_comptent(), ids=str)
def test_chaque_alinea_cite_a_une_version_et_une_seule(le):
    for _, voies in DROIT.en_vigueur(le):
        for voie in voies:
            for reference in references(voie, le):
                versions = [v for v in DROIT.articles.de(reference).versions if v.depuis <= le < v.jusqu_au]
                assert len(versions) == 1, (voie.nom, str(reference))
                alinea = versions[0].alinea(reference)
                assert alinea is not None, (voie.nom, str(reference))
                assert reference.alinea in (None, alinea.rang) and reference.point in (None, alinea.point)


@pytest.mark.parametrize("le", jours_qui_comptent(), ids=str)
def test_les_protections_du_contrat_existent_chaque_jour_couvert(le):
    presentes = {p.id for p, _ in DROIT.en_vigueur(le)}
    assert PROTECTIONS - presentes == (PAS_AVANT_2016 if le < dt.date(2016, 4, 15) else set())
    assert presentes - PROTECTIONS == {cle for cle, debut in (DE_LA_CARTE | GENERAUX).items() if debut <= le}


def test_seuls_les_droits_qui_depassent_ce_regime_se_disent_generaux():
    assert {cle for cle, p in DROIT.protections.items() if p.general} == set(GENERAUX)


def test_rien_n_est_demande_pour_les_seuls_droits_autour_du_regime():
    assert {cle for cle, p in DROIT.protections.items() if not p.poids} == set(DE_LA_CARTE | GENERAUX)


def test_aucune_voie_ne_vit_hors_des_periodes_couvertes():
    for protection, voie in VOIES:
        assert any(du <= voie.depuis and (au is None or voie.jusqu_au <= au + UN_JOUR) for du, au in DROIT.couverture.periodes), (
            protection, voie.nom,
        )


def test_deux_voies_d_une_protection_ne_portent_pas_le_meme_nom():
    for protection in DROIT.protections.values():
        noms = [v.nom for v in protection.voies]
        assert len(noms) == len(set(noms)), protection.id


@pytest.mark.parametrize(
    ("le", "accepte"),
    [
        ("1999-12-31", False), ("2007-09-14", False), ("2007-09-15", True), ("2008-04-30", True), ("2008-12-29", True), ("2016-04-14", True),
        ("2021-04-30", True), ("2021-05-01", True), ("2026-04-03", True), ("2040-01-01", True),
    ],
)
def test_seul_le_temps_d_avant_le_regime_est_refuse(le, accepte):
    if accepte:
        assert rules_core.evaluer({}, dt.date.fromisoformat(le))["le"] == le
    else:
        with pytest.raises(EntreeRefusee, match=le):
            rules_core.evaluer({}, dt.date.fromisoformat(le))


def test_les_textes_ont_ete_verifies_et_le_trou_est_dit():
    bilan = rules_core.evaluer({}, AUJOURD_HUI)
    assert bilan["textes_verifies_au"] == "2026-04-03"
    assert bilan["non_vu"] == [["2025-07-14", "2026-03-23"]]


# --- names


def test_les_faits_sont_ceux_du_contrat():
    assert {cle: sorted(f.valeurs) for cle, f in DROIT.faits.demandes.items()} == {cle: sorted(v) for cle, v in FAITS.items()}
    assert {cle for cle, f in DROIT.faits.demandes.items() if f.est_date} == {"date_recepisse"}


def test_les_reserves_et_les_faits_calcules_sont_ceux_du_contrat():
    assert set(DROIT.faits.reserves) == RESERVES
    assert dict(DROIT.faits.derives) == DERIVES


@pytest.mark.parametrize("fait", sorted(FAITS))
def test_chaque_valeur_du_contrat_est_acceptee_et_aucune_autre(fait):
    for valeur in (*(FAITS[fait] or ("2026-04-01",)), "inconnu"):
        assert rules_core.evaluer({fait: valeur}, AUJOURD_HUI)["situation"] == {fait: valeur}
    for valeur in ("Oui", "", "peut_etre", None, True, 1, [], ["oui"], {}):
        with pytest.raises(EntreeRefusee, match=fait):
            rules_core.evaluer({fait: valeur}, AUJOURD_HUI)


@pytest.mark.parametrize("fait", sorted(DERIVES))
def test_un_fait_calcule_ne_se_donne_pas(fait):
    with pytest.raises(EntreeRefusee, match=fait):
        rules_core.evaluer({fait: "oui"}, AUJOURD_HUI)


def test_chaque_valeur_peut_etre_dite_a_une_personne():
    for cle, fait in DROIT.faits.demandes.items():
        for valeur in fait.valeurs or ("2026-04-03",):
            assert DROIT.faits.dire(cle, valeur).strip()
    for cle in (*RESERVES, *DERIVES):
        assert DROIT.faits.dire(cle, "oui") != DROIT.faits.dire(cle, "non")


def test_ce_qu_un_fait_implique_ou_suppose_existe():
    for fait in DROIT.faits.demandes.values():
        for faits in (fait.prealable, *fait.implique.values()):
            assert all(valeur in FAITS[cle] for cle, valeur in faits.items()), fait.id


# --- nothing for nothing


def test_l_ordre_de_lecture_nomme_chaque_protection():
    assert sorted(ORDRE) == sorted(DROIT.protections)


def test_chaque_lecture_est_montree_quelque_part():
    montrees = {l for p in DROIT.protections.values() for l in p.lectures} | {l for _, v in VOIES for l in v.lectures}
    assert montrees == set(DROIT.lectures)


def test_chaque_fait_et_chaque_reserve_servent_a_une_protection():
    regardes = {f.cle for _, v in VOIES for f in feuilles(v.si)} | {r.fait for _, v in VOIES for r in v.reserves}
    for derive, origine in DERIVES.items():
        if derive in regardes:
            regardes |= set(origine)
    assert set(FAITS) | RESERVES <= regardes
    assert set(DERIVES) <= regardes


def test_chaque_renvoi_est_montre_et_seulement_avec_sa_valeur():
    for fait, phrases in DROIT.renvois.items():
        for valeur in FAITS[fait]:
            montres = {p.get("renvoi") for p in rules_core.evaluer({fait: valeur}, AUJOURD_HUI)["protections"]}
            assert montres - {None} == ({phrases[valeur]} if valeur in phrases else set())
        assert set(phrases) <= set(FAITS[fait])


TITRES = {"carte_sejour", "renouvellement_carte", "carte_resident", "aps_parcours"}


@pytest.mark.parametrize(
    ("nationalite", "fermees"),
    [("francaise", TITRES | {"delai_reflexion"}), ("ue", TITRES | {"delai_reflexion"}), ("algerienne", TITRES), ("autre", set())],
)
@pytest.mark.parametrize("le", [SEED, AUJOURD_HUI], ids=str)
def test_la_nationalite_ferme_ces_protections_et_dit_ou_aller(nationalite, fermees, le):
    presentes = {p.id for p, _ in DROIT.en_vigueur(le)}
    par_id = {p["id"]: p for p in rules_core.evaluer({"nationalite": nationalite}, le)["protections"]}
    regardent = TITRES | {"delai_reflexion"}
    assert {cle for cle, p in par_id.items() if p["verdict"] == "non"} & regardent == fermees & presentes
    assert {cle for cle, p in par_id.items() if p.get("renvoi")} & regardent == fermees & presentes


def test_ces_protections_ne_regardent_jamais_la_nationalite():
    muettes = {
        "travail", "formation_professionnelle", "allocation", "accompagnement_social", "protection_policiere", "soins", "protection_sociale",
        "hebergement", "orientation_securisee", "aide_retour", "protection_mineur",
    }
    for protection, voie in VOIES:
        if protection in muettes:
            assert not {f.cle for f in feuilles(voie.si)} & {"nationalite", "etranger"}, (protection, voie.nom)


# --- dates live in the data


def test_aucune_date_du_droit_n_est_ecrite_dans_le_code():
    for fichier in Path(rules_core.__file__).parent.glob("*.py"):
        arbre = ast.parse(fichier.read_text(encoding="utf-8"))
        for noeud in ast.walk(arbre):
            if isinstance(noeud, ast.Call) and getattr(noeud.func, "attr", getattr(noeud.func, "id", "")) in ("date", "datetime"):
                assert not any(isinstance(a, ast.Constant) for a in noeud.args), f"{fichier.name}:{noeud.lineno}"
