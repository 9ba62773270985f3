"""Training messages: each written once, none of them a test message, enough of each."""
from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from comprehension.contract import intentions_par_sujet
from comprehension.told import FACTS, told

from near import near

RACINE = Path(__file__).resolve().parents[2]
ICI = Path(__file__).parent


def _exemples() -> list[tuple[str, str]]:
    return [
        (bloc["intent"], ligne.strip()[2:])
        for fichier in sorted((RACINE / "data" / "nlu").glob("*.yml"))
        for bloc in yaml.safe_load(fichier.read_text(encoding="utf-8"))["nlu"]
        for ligne in bloc["examples"].splitlines() if ligne.strip().startswith("- ")
    ]


def _reserves() -> list[str]:
    """Every message held out, now or once."""
    messages: list[str] = []
    for fichier in sorted([*(ICI / "reserve").glob("*.yml"), *(ICI / "deja_vus").glob("*.yml")]):
        contenu = yaml.load(fichier.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        messages += [ligne["m"] for ligne in contenu] if isinstance(contenu, list) else [m for groupe in contenu.values() for m in groupe]
    return messages


def test_aucun_exemple_ne_ressemble_trop_a_un_autre() -> None:
    assert list(near([texte for _, texte in _exemples()])) == []


def test_aucun_exemple_ne_ressemble_trop_a_un_message_reserve() -> None:
    assert list(near([texte for _, texte in _exemples()], _reserves())) == []


def test_aucun_message_de_faits_ne_ressemble_trop_a_un_message_reserve() -> None:
    assert list(near([un.text for un in told(FACTS)], _reserves())) == []


def test_une_faute_de_frappe_ne_cache_pas_un_double() -> None:
    assert [(a, b) for a, b, _ in near(["je veux porter plainte", "autre chose"], ["je veut porter plainte", "rien à voir"])] == [
        ("je veux porter plainte", "je veut porter plainte")]


def test_chaque_sujet_a_assez_d_exemples() -> None:
    compte = Counter(intention for intention, _ in _exemples())
    assert {s: compte[i] for s, i in intentions_par_sujet().items() if i.startswith("sujet_") and compte[i] < 25} == {}
    assert {i: n for i, n in compte.items() if n < 15} == {}
    assert compte["hors_sujet"] >= 80
