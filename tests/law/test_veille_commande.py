"""`verifier` as a maintainer runs it: what it says, what rests on what moved, its statuses, and the words it keeps."""
from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from exports_inventes import POTAGER, VERGER, _texte, changer, ecrire_archive, ecrire_droit, ecrire_json, fichiers, textes

from rules_core.articles import Articles, Reference, charger
from rules_core.commandes import principal
from rules_core.empreinte import empreinte
from rules_core.textes_officiels import donnees
from rules_core.textes_officiels.importes import fichier, mots_officiels


@pytest.fixture(autouse=True)
def jardin(tmp_path, monkeypatch) -> Path:
    """The invented law in place of the real one, and a folder of its own for the words."""
    monkeypatch.setattr(donnees, "DROIT", ecrire_droit(tmp_path / "droit"))
    monkeypatch.setenv("RULES_CORE_TEXTES", str(tmp_path / "mots"))
    return tmp_path


def lancer(capsys, *arguments) -> tuple[int, str]:
    statut = principal(["verifier", *map(str, arguments)])
    sortie = capsys.readouterr()
    assert sortie.err == ""
    return statut, sortie.out


def test_rien_n_a_bouge(capsys, jardin):
    statut, dit = lancer(capsys, "--textes", ecrire_archive(textes(), jardin))
    assert statut == 0
    assert dit.splitlines() == [
        "Rien n'a bougé dans ce qui a été vérifié.", "Vérifié : articles 3, alinéas 11.", "L'export va jusqu'au 2026-04-02.",
    ]
    assert not fichier().exists()


def test_ce_qui_a_bouge_est_dit_avec_ce_qui_repose_dessus_et_quoi_faire(capsys, jardin):
    changes = changer(textes(), "R. 1-1", lambda l: [*l[:2], "1° Les voisins ;", *l[3:]])
    statut, dit = lancer(capsys, "--textes", ecrire_json([t for t in changes if t["article"] != "L. 1-2"], jardin))
    assert statut == 1
    assert dit.splitlines() == [
        "CESEDA R. 1-1",
        "  • Version du 2021-05-01, alinéa 3 (1°) : les mots officiels ne sont plus les mêmes (à partir du 2021-05-01).",
        "    Repose dessus :",
        "      – entree (l'entrée au potager). Voies : « jardinier » (fondement).",
        "  À faire : Demandez à un juriste si le sens a changé. Puis corrigez « sens » et « empreinte » de l'alinéa dans "
        "rules_core/droit/articles/jardin.yml, article R. 1-1.",
        "",
        "Articles qui ont bougé : 1. Faites-les relire par un juriste avant de changer les données.",
        "Vérifié : articles 2, alinéas 9.",
        "Pas vérifié, car absent de l'export : alinéas 2, dont articles entiers 1.",
        "  CESEDA : L. 1-2 (2021-05-01)",
        "L'export ne dit pas jusqu'à quel jour il va.",
    ]


def reposent(capsys, jardin, autres) -> dict[str, list]:
    """{kind and rank: [(protection, ground, by)]} of what moved."""
    _, dit = lancer(capsys, "--json", "--textes", ecrire_json(autres, jardin))
    return {
        f"{m['genre']} {m['alinea'] or ''}".strip(): [(p["id"], v["nom"], v["par"]) for p in m["protections"] for v in p["voies"]]
        for article in json.loads(dit)["articles"] for m in article["mouvements"]
    }


def test_une_protection_repose_sur_un_alinea_par_un_fondement_une_condition_ou_une_reserve(capsys, jardin):
    change = changer(textes(), "R. 1-1", lambda l: ["Le potager ouvre à neuf heures.", *l[1:]])
    assert reposent(capsys, jardin, change) == {"mot 1": [("entree", "jardinier", ["condition"])]}
    change = changer(textes(), "R. 1-1", lambda l: [*l[:3], "2° Leurs voisins.", l[4]])
    assert reposent(capsys, jardin, change) == {"mot 4": [("entree", "jardinier", ["condition"])]}  # cited by its point
    change = changer(textes(), "R. 1-1", lambda l: [*l[:4], "Il ferme l'été."])
    assert reposent(capsys, jardin, change) == {"mot 5": []}
    change = changer(textes(), "L. 1-2", lambda l: [l[0], "Les fruits se vendent."])
    assert reposent(capsys, jardin, change) == {"mot 2": [("entree", "jardinier", ["reserve"])]}


def test_un_alinea_retire_touche_aussi_ce_qui_cite_les_suivants(capsys, jardin):
    retire = changer(textes(), "R. 1-1", lambda l: [l[0], *l[2:]])
    assert reposent(capsys, jardin, retire) == {"en_moins 2": [("entree", "jardinier", ["fondement", "condition"])]}


def test_un_alinea_ajoute_touche_tout_l_article(capsys, jardin):
    assert reposent(capsys, jardin, changer(textes(), "R. 1-1", lambda l: [*l, "Sauf les jours de gel."])) == {
        "en_plus 6": [("entree", "jardinier", ["fondement", "condition"])],
    }


def test_seules_les_voies_du_temps_de_la_version_reposent_dessus(capsys, jardin):
    vieux = [{**t, "text": "Le potager est ouvert."} if t["version_until"] else t for t in textes()]
    assert reposent(capsys, jardin, vieux) == {"mot 1": [("entree", "avant 2021", ["fondement", "condition"])]}


def test_le_json_dit_tout_ce_que_disent_les_phrases(capsys, jardin):
    suite = _texte("R.* 1-3", ["La cabane abrite les outils.", "La clé est chez le gardien."], "2222-02-22")
    statut, dit = lancer(capsys, "--json", "--textes", ecrire_archive([t for t in textes() if t["article"] != "L. 1-2"] + [suite], jardin))
    objet = json.loads(dit)
    assert statut == 1
    assert {cle: objet[cle] for cle in ("bouge", "verifies", "jamais_vus", "jusqu_au")} == {
        "bouge": True, "verifies": {"articles": 2, "alineas": 9}, "jamais_vus": 0, "jusqu_au": "2026-04-02",
    }
    assert objet["absents"] == {
        "articles": 1, "alineas": 2, "versions": [{"code": "CESEDA", "article": "L. 1-2", "depuis": "2021-05-01", "alineas": 2}],
    }
    (article,) = objet["articles"]
    assert (article["code"], article["article"], article["fichier"]) == ("CESEDA", "R.* 1-3", "rules_core/droit/articles/jardin.yml")
    nouvelle, retire = article["mouvements"]
    assert nouvelle["phrase"] == "Une nouvelle version commence le jour pas encore fixé. Elle remplace celle du 2021-05-01."
    assert (retire["genre"], retire["alinea"], retire["decales"]) == ("en_moins", 2, {"du": 3, "au": 3, "de": -1})
    assert [v["references"] for p in retire["protections"] for v in p["voies"]] == [["CESEDA R.* 1-3 al. 3"]]


def test_chaque_genre_de_mouvement_a_sa_phrase_et_ce_qu_il_faut_faire():
    from rules_core.mots import mots
    from rules_core.textes_officiels import comparaison

    genres = {comparaison.MOT, comparaison.EN_PLUS, comparaison.EN_MOINS, comparaison.DEPLACE, comparaison.SANS_EMPREINTE,
              comparaison.NOUVELLE, comparaison.ABROGE, comparaison.FIN, comparaison.RENUMEROTE}
    paroles = mots("textes_officiels")
    assert set(paroles["faire"]) == genres and genres <= set(paroles)


@pytest.mark.parametrize("arguments", [[], ["--textes"], ["--texte", "x"], ["--textes", "x", "--jour"]])
def test_une_commande_mal_ecrite_est_refusee(arguments, capsys):
    assert principal(["verifier", *arguments]) == 2
    assert "--textes FICHIER" in capsys.readouterr().err


# --- the words kept


def loi() -> Articles:
    return charger(donnees.DROIT / "articles")


class Droit:
    """All that `mots_officiels` needs of the law."""

    def __init__(self) -> None:
        self.articles = loi()


def mots(reference: str, le: str = "2026-04-03") -> str | None:
    return mots_officiels(Droit(), Reference.lire(reference), dt.date.fromisoformat(le))


def test_sans_import_il_n_y_a_pas_de_mots():
    assert mots("CESEDA R. 1-1 al. 1") is None


def test_les_mots_importes_sont_ceux_du_jour(capsys, jardin):
    statut, dit = lancer(capsys, "--importer", "--textes", ecrire_json(textes(), jardin))
    assert statut == 0 and dit.splitlines()[-1] == f"Mots officiels gardés : alinéas 11, dans {fichier()}. L'assistant les montre."
    assert mots("CESEDA R. 1-1 al. 1") == POTAGER[0]
    assert mots("CESEDA R. 1-1 2°") == POTAGER[3]
    assert mots("CESEDA R. 1-1 al. 1", "2010-01-01") == "Le potager est fermé."
    assert mots("CESEDA R. 1-1 al. 1", "2001-01-01") is None
    assert mots("CESEDA R. 1-1 al. 9") is None and mots("CASF R. 1-1 al. 1") is None
    assert json.loads(fichier().read_text(encoding="utf-8"))["CESEDA"]["L. 1-2"] == {"2021-05-01": {"1": VERGER[0], "2": VERGER[1]}}


def test_seuls_les_mots_qui_ont_l_empreinte_des_donnees_sont_importes(capsys, jardin):
    changes = changer(textes(), "L. 1-2", lambda l: [l[0], "Les fruits se vendent."])
    statut, _ = lancer(capsys, "--importer", "--json", "--textes", ecrire_json(changes, jardin))
    assert statut == 1
    assert mots("CESEDA L. 1-2 al. 1") == VERGER[0] and mots("CESEDA L. 1-2 al. 2") is None
    assert "se vendent" not in fichier().read_text(encoding="utf-8")


def test_un_second_import_complete_le_premier(capsys, jardin):
    lancer(capsys, "--importer", "--textes", ecrire_json(textes()[2:3], jardin))
    assert mots("CESEDA R. 1-1 al. 1") is None
    lancer(capsys, "--importer", "--textes", ecrire_json(textes()[:2], jardin))
    assert mots("CESEDA R. 1-1 al. 1") == POTAGER[0] and mots("CESEDA L. 1-2 al. 1") == VERGER[0]


def test_des_mots_qui_ne_sont_plus_ceux_des_donnees_ne_sont_pas_montres(capsys, jardin):
    lancer(capsys, "--importer", "--textes", ecrire_json(textes(), jardin))
    gardes = json.loads(fichier().read_text(encoding="utf-8"))
    gardes["CESEDA"]["L. 1-2"]["2021-05-01"]["1"] = "Le verger est fermé."
    fichier().write_text(json.dumps(gardes), encoding="utf-8")
    assert mots("CESEDA L. 1-2 al. 1") is None and mots("CESEDA L. 1-2 al. 2") == VERGER[1]


@pytest.mark.parametrize("contenu", ["", "[]", '{"CESEDA": 1}', '{"CESEDA": {"L. 1-2": []}}', "\ufeff{", '{"CESEDA": {"L. 1-2": {"2021-05-01": {"1": 3}}}}'])
def test_un_fichier_de_mots_casse_vaut_pas_de_mots(contenu):
    fichier().parent.mkdir()
    fichier().write_text(contenu, encoding="utf-8")
    assert mots("CESEDA L. 1-2 al. 1") is None


def test_un_import_impossible_se_dit(capsys, jardin, monkeypatch):
    (jardin / "occupe").write_text("")
    monkeypatch.setenv("RULES_CORE_TEXTES", str(jardin / "occupe"))
    assert principal(["verifier", "--importer", "--textes", str(ecrire_json(textes(), jardin))]) == 2
    assert "RULES_CORE_TEXTES" in capsys.readouterr().err


def test_le_dossier_par_defaut_est_hors_de_git(monkeypatch):
    monkeypatch.delenv("RULES_CORE_TEXTES")
    depot = Path(__file__).resolve().parents[2]
    assert fichier() == depot / "textes_officiels" / "alineas.json"
    assert "/textes_officiels/" in (depot / ".gitignore").read_text(encoding="utf-8").split()


def test_les_donnees_inventees_sont_celles_du_chargeur():
    article = loi().par_numero["CESEDA", "R. 1-1"]
    assert [a.empreinte for a in article.versions[-1].alineas] == [empreinte(a) for a in POTAGER]
    assert fichiers()[0]["fichier"] == "jardin.yml"
