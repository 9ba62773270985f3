"""The assistant's words: readable, without promise or reproach, with numbers and articles that exist."""
from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import Iterator, NamedTuple

import pytest
import yaml

from rules_core import articles

RACINE = Path(__file__).resolve().parents[2]
DONNEES = RACINE / "data"
FICHIERS = sorted((DONNEES / "responses").glob("*.yml"))
MOTS_MAX, MOYENNE_MAX = 20, 12
NUMEROS_EN_TETE = {"danger": "17", "detresse": "3114", "mineur": "119", "muet": "114", "sante": "15"}
BESOINS = {
    "urgence", "hebergement", "mineurs", "ecoute", "aide_victimes", "detresse", "traite", "travail_force", "prostitution",
    "juridique", "sante", "psp", "recours", "asile", "mariage_force",
}


class _SansDoublon(yaml.CSafeLoader):
    """PyYAML keeps the last of two equal keys without a word; here it is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        cles = [cle.value for cle, _ in node.value if cle.value != "<<"]
        deux_fois = [cle for cle, fois in Counter(cles).items() if fois > 1]
        if deux_fois:
            raise ValueError(f"{node.start_mark}: {deux_fois}")
        return super().construct_mapping(node, deep)


def lire(chemin: Path):
    return yaml.load(chemin.read_text(encoding="utf-8"), Loader=_SansDoublon)


class Texte(NamedTuple):
    fichier: str
    cle: str
    texte: str


def textes() -> Iterator[Texte]:
    """Every sentence a person may read in data/responses, button titles included."""
    for fichier in FICHIERS:
        for cle, variantes in lire(fichier)["responses"].items():
            for variante in variantes:
                yield Texte(fichier.name, cle, variante.get("text", ""))
                for bouton in variante.get("buttons", ()):
                    yield Texte(fichier.name, cle, bouton["title"])


def phrases(texte: str) -> list[str]:
    """Sentences, citations left out; the full stop of "R. 425-2" or "Ac.Sé" ends nothing."""
    texte = re.sub(r"«[^»]*»", "«»", texte)
    texte = re.sub(r"\b([LRD])\.\*? (?=\d)", r"\1", texte).replace("Ac.Sé", "AcSé")
    morceaux = re.split(r"(?<=[.!?…])\s+|\n+", texte)
    return [morceau for morceau in morceaux if re.search(r"\w", morceau)]


def mots(phrase: str) -> list[str]:
    """Words; "l'aide" is two."""
    return [mot for mot in re.split(r"[\s'’]+", phrase) if re.search(r"\w", mot)]


def numeros(texte: str) -> set[str]:
    """Phone numbers written in a text, without spaces: long ones, 116 xxx, 3xxx, and 1x or 1xx where one is dialled."""
    longs = re.findall(r"\b0\d(?:[ .]?\d\d){4}\b|\b0 \d{3} \d{3} \d{3}\b|\b116 ?\d{3}\b|\b3\d{3}\b", texte)
    unite = r"(?! ?(?:%|€|ans?\b|mois\b|heures?\b|h\b|jours?\b|minutes?\b))"
    courts = re.findall(r"(?:(?:^|\b(?:le|au|ou|du) )(1\d{1,2})\b)(?! 0)" + unite, texte, flags=re.M)
    dates = set(re.findall(r"\b(\d{1,2}) (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)", texte))
    return {numero.replace(" ", "").replace(".", "") for numero in [*longs, *courts] if numero not in dates}


CONTACTS = lire(DONNEES / "contacts.yml")
SUJETS = lire(DONNEES / "sujets.yml")
ARTICLES = articles.charger(RACINE / "rules_core" / "droit" / "articles")
VERIFIES_AU: dt.date = lire(RACINE / "rules_core" / "droit" / "couverture.yml")["textes_verifies_au"]
TEXTES_DES_SUJETS = [t for t in textes() if t.fichier.startswith("sujets_")]


def test_no_response_key_is_in_two_files_nor_twice_in_one():
    cles = Counter(cle for fichier in FICHIERS for cle in lire(fichier)["responses"])
    assert [cle for cle, fois in cles.items() if fois > 1] == []


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_sentences_are_short(fichier: Path):
    longueurs = {phrase: len(mots(phrase)) for t in textes() if t.fichier == fichier.name for phrase in phrases(t.texte)}
    assert longueurs, "no sentence was read"
    assert {phrase: n for phrase, n in longueurs.items() if n > MOTS_MAX} == {}
    assert sum(longueurs.values()) / len(longueurs) <= MOYENNE_MAX


@pytest.mark.parametrize("interdit", lire(Path(__file__).with_name("mots_interdits.yml")), ids=lambda i: i["motif"][:40])
def test_nothing_promises_blames_interrogates_or_gives_a_place_away(interdit: dict):
    motif = re.compile(interdit["motif"], re.IGNORECASE)
    trouves = [(t.fichier, t.cle, m.group()) for t in textes() if (m := motif.search(t.texte.replace("’", "'")))]
    assert trouves == [], interdit["pourquoi"]


def test_every_response_has_a_wording_for_everyone():
    sans = [
        cle for fichier in FICHIERS for cle, variantes in lire(fichier)["responses"].items()
        if all("condition" in variante for variante in variantes)
    ]
    assert sans == []


def test_every_number_written_is_one_that_can_be_published():
    connus = {contact["telephone"].replace(" ", "") for contact in CONTACTS if contact["telephone"]}
    inconnus = {(t.fichier, t.cle, numero) for t in textes() for numero in numeros(t.texte) - connus}
    assert inconnus == set()
    assert len({numero for t in textes() for numero in numeros(t.texte)}) >= 8, "the numbers are no longer read"


def test_emergency_texts_begin_with_the_number_that_matters_most():
    reponses = lire(DONNEES / "responses" / "urgence.yml")["responses"]
    for motif, numero in NUMEROS_EN_TETE.items():
        for variante in reponses[f"utter_urgence_{motif}"]:
            lignes = variante["text"].splitlines()
            assert lignes[0].startswith(f"{numero} : "), motif
            assert len(lignes) <= 4 and sum(bool(re.match(r"\d", ligne)) for ligne in lignes) >= 3, motif


def test_buttons_send_only_what_the_assistant_understands():
    offerts = {"/commencer", "/poser_question", "/continuer", "/arreter", "/pourquoi", "/contester", "/recommencer", "/effacer", "/bilan", "/aide"}
    avec_valeur = re.compile(r'/(?:repondre|pourquoi|sujet|pour_qui)\{("\w+": ?"[^"]*")\}')
    for fichier in FICHIERS:
        for cle, variantes in lire(fichier)["responses"].items():
            for bouton in (b for variante in variantes for b in variante.get("buttons", ())):
                assert bouton["payload"] in offerts or avec_valeur.fullmatch(bouton["payload"]), (fichier.name, cle, bouton)


def test_every_subject_has_a_text_and_every_text_a_subject():
    assert {t.cle.removeprefix("utter_sujet_") for t in TEXTES_DES_SUJETS} == set(SUJETS)


@pytest.mark.parametrize("texte", TEXTES_DES_SUJETS, ids=lambda t: t.cle)
def test_a_subject_is_answered_in_three_to_seven_lines_and_two_bubbles_at_most(texte: Texte):
    lignes = [ligne for ligne in texte.texte.splitlines() if ligne.strip()]
    assert 3 <= len(lignes) <= 7
    assert texte.texte.count("\n\n") <= 1


@pytest.mark.parametrize("sujet", SUJETS)
def test_what_a_subject_carries_exists(sujet: str):
    porte = SUJETS[sujet]
    assert set(porte) == {"fondements", "contacts", "suite"}
    assert porte["suite"] in ("commencer", None)
    nationaux = [contact["id"] for contact in CONTACTS if "departements" not in contact]
    assert len(porte["contacts"]) <= 3 and set(porte["contacts"]) <= set(nationaux)
    for fondement in porte["fondements"]:
        reference = articles.Reference.lire(fondement)
        assert reference and reference.alinea, fondement
        article = ARTICLES.par_numero.get((reference.code, reference.article))
        version = article and article.version(VERIFIES_AU)
        assert version and version.alinea(reference), fondement


def test_every_article_named_in_a_text_is_one_of_its_subject():
    for texte in TEXTES_DES_SUJETS:
        cites = {articles.Reference.lire(f).article for f in SUJETS[texte.cle.removeprefix("utter_sujet_")]["fondements"]}
        assert set(re.findall(r"[LRD]\. \d+(?:-\d+)+", texte.texte)) <= cites, texte.cle


def test_the_date_until_which_the_law_was_checked_is_the_one_said():
    mois = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    dite = f"{VERIFIES_AU.day} {mois[VERIFIES_AU.month - 1]} {VERIFIES_AU.year}"
    assert dite in next(t.texte for t in TEXTES_DES_SUJETS if t.cle == "utter_sujet_fiabilite")


def test_contacts_can_be_called_or_found_and_are_listed_once():
    identifiants = Counter(contact["id"] for contact in CONTACTS)
    assert max(identifiants.values()) == 1
    for contact in CONTACTS:
        assert set(contact) - {"site", "departements"} == {
            "id", "nom", "telephone", "territoire", "besoins", "publics", "horaires", "source_date", "fiabilite", "a_verifier",
        }, contact["id"]
        assert contact["telephone"] or contact.get("site"), contact["id"]
        assert contact["besoins"] and set(contact["besoins"]) <= BESOINS, contact["id"]
        assert contact["fiabilite"] in ("A", "B", "C", "D") and isinstance(contact["a_verifier"], bool)
        assert contact["fiabilite"] not in ("C", "D") or contact["a_verifier"], contact["id"]
        assert all(re.fullmatch(r"\d\d|2[AB]|97\d|98\d", code) for code in contact.get("departements", ())), contact["id"]
        if contact["telephone"]:
            assert re.fullmatch(r"1\d{1,2}|3\d{3}|116 \d{3}|0\d(?: \d\d){4}|0 \d{3} \d{2,3} \d{2,3}(?: \d\d)?", contact["telephone"])


def test_whole_country_contacts_come_before_the_others():
    locaux = ["departements" in contact for contact in CONTACTS]
    assert locaux == sorted(locaux)


def test_every_need_has_a_contact_for_the_whole_country():
    assert {besoin for contact in CONTACTS if "departements" not in contact for besoin in contact["besoins"]} == BESOINS
