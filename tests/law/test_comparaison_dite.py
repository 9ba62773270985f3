"""What if, said: every line, whole, of a few comparisons made by hand."""
from __future__ import annotations

from typing import Any

import pytest

from rules_core.comparaison import lignes

TEXTES = "CESEDA, art. L. 425-1, alinéa 1 ; CESEDA, art. R. 425-5, alinéa 3"
CARTE = {"code": "CESEDA", "article": "L. 425-1", "alinea": 1, "point": None}
DECRET = {"code": "CESEDA", "article": "R. 425-5", "alinea": 3, "point": None}
SI = "Si, en plus : plainte déposée. C'est une hypothèse, rien n'est noté."
RIEN = "D'après ces réponses, aucun droit ne change."
FIN = "Rien ne presse. L'administration ou le juge décide, au cas par cas."
RISQUES = "LES RISQUES, ET COMMENT LES RÉDUIRE"


def comparaison(changements: dict[str, str] | None = None, protections: Any = (), risques: Any = (), deja_vrai: Any = ()) -> dict[str, Any]:
    supposes = {"plainte": "oui"} if changements is None else changements
    return {"changements": supposes, "deja_vrai": list(deja_vrai), "protections": list(protections), "risques": list(risques)}


def droit(cle: str, intitule: str, effet: str = "s_ouvre", manque: str = "", nature: str = "de_droit") -> dict[str, Any]:
    return {"id": cle, "intitule": intitule, "effet": effet, "manque": manque, "apres": {"nature": nature}, "fondements": [CARTE, DECRET]}


def dites(**parties: Any) -> list[str]:
    return list(lignes(comparaison(**parties)))


# --- what is supposed


def test_sans_hypothese_rien_ne_change() -> None:
    assert dites(changements={}) == [RIEN]


def test_ce_qui_etait_deja_vrai_suffit_a_repondre() -> None:
    assert dites(deja_vrai=["plainte"], risques=[{"sens": "Un risque.", "reduire": "Attendre.", "selon": []}]) == [
        SI, "C'est déjà dans les réponses. Rien ne change.",
    ]


def test_une_hypothese_nouvelle_parmi_d_autres_est_examinee() -> None:
    assert dites(changements={"plainte": "oui", "lien_rompu": "oui"}, deja_vrai=["lien_rompu"]) == [
        "Si, en plus : plainte déposée et plus de lien avec la personne accusée. C'est une hypothèse, rien n'est noté.", RIEN, FIN,
    ]


@pytest.mark.parametrize("fait, dit", [
    ("nationalite", "la nationalité, sans savoir"), ("lien_renoue", "lien repris avec les auteurs, de sa propre initiative, sans savoir"),
])
def test_un_fait_suppose_pas_connu_se_dit_par_son_nom(fait: str, dit: str) -> None:
    assert dites(changements={fait: "inconnu"})[0] == f"Si, en plus : {dit}. C'est une hypothèse, rien n'est noté."


# --- rights


def test_un_droit_qui_s_ouvre_est_dit_avec_sa_force_et_ses_textes() -> None:
    protections = [droit("carte_sejour", "une carte de séjour"), droit("soins", "des soins", nature="possible")]
    assert dites(protections=protections) == [
        SI,
        "CE QUI S'OUVRIRAIT",
        f"• Une carte de séjour. Le texte en fait un droit. ({TEXTES})",
        f"• Des soins. L'administration peut dire oui ou non. ({TEXTES})",
        FIN,
    ]


def test_un_droit_qui_n_est_pas_ouvert_dit_ce_qui_manque() -> None:
    assert dites(protections=[droit("carte_sejour", "une carte de séjour", "se_rapproche", "Il resterait : une plainte.")])[2] == (
        f"• Une carte de séjour. Il resterait : une plainte. ({TEXTES})"
    )


def test_les_effets_sont_dits_du_meilleur_au_pire_quel_que_soit_leur_ordre() -> None:
    effets = {
        "se_ferme": "CE QUI SE FERMERAIT", "s_eloigne": "CE QUI S'ÉLOIGNERAIT", "n_est_plus_sur": "CE QUI NE SERAIT PLUS SÛR",
        "change_de_nature": "CE QUI CHANGERAIT DE FORCE", "peut_s_ouvrir": "CE QUI DEVIENDRAIT POSSIBLE", "se_rapproche": "CE QUI SE RAPPROCHERAIT",
        "s_ouvre": "CE QUI S'OUVRIRAIT",
    }
    attendues = [(titre, f"• {effet.capitalize()}. Le texte en fait un droit. ({TEXTES})") for effet, titre in reversed(effets.items())]
    assert dites(protections=[droit("soins", effet, effet) for effet in effets])[1:-1] == [ligne for lignes in attendues for ligne in lignes]


def test_ce_qui_va_avec_la_carte_et_les_droits_generaux_partagent_la_derniere_ligne() -> None:
    ensemble = [droit("gratuite_carte", "une carte gratuite"), droit("interprete", "un interprète")]
    assert dites(protections=[ensemble[0], droit("soins", "des soins"), ensemble[1]])[1:-1] == [
        "CE QUI S'OUVRIRAIT",
        f"• Des soins. Le texte en fait un droit. ({TEXTES})",
        "• Plus largement : une carte gratuite (CESEDA, art. L. 425-1, alinéa 1) ; un interprète (CESEDA, art. L. 425-1, alinéa 1).",
    ]


# --- risks


def test_chaque_risque_est_dit_avec_ses_textes_s_il_en_a_et_le_moyen_de_le_reduire() -> None:
    risques = [
        {"sens": "Le préfet peut retirer la carte.", "reduire": "Relire avant de signer.", "selon": [CARTE, DECRET]},
        {"sens": "La personne accusée peut se venger.", "reduire": "Prévoir un lieu sûr.", "selon": []},
    ]
    assert dites(risques=risques) == [
        SI,
        RIEN,
        RISQUES,
        f"• Le préfet peut retirer la carte. ({TEXTES})",
        "  Pour le réduire : Relire avant de signer.",
        "• La personne accusée peut se venger.",
        "  Pour le réduire : Prévoir un lieu sûr.",
        FIN,
    ]
