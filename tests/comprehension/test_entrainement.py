"""Training messages: each written once, none of them a test message, enough of each."""
from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from comprehension.contract import intentions_par_sujet
from comprehension.writing import squeeze

RACINE = Path(__file__).resolve().parents[2]
ICI = Path(__file__).parent


def _exemples() -> list[tuple[str, str]]:
    return [
        (bloc["intent"], ligne.strip()[2:])
        for fichier in sorted((RACINE / "data" / "nlu").glob("*.yml"))
        for bloc in yaml.safe_load(fichier.read_text(encoding="utf-8"))["nlu"]
        for ligne in bloc["examples"].splitlines() if ligne.strip().startswith("- ")
    ]


def _reserve() -> set[str]:
    lire = lambda nom: yaml.load((ICI / nom).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: E731
    messages: list[str] = []
    for fichier in sorted((ICI / "reserve").glob("*.yml")):
        contenu = lire(f"reserve/{fichier.name}")
        messages += [ligne["m"] for ligne in contenu] if isinstance(contenu, list) else [m for groupe in contenu.values() for m in groupe]
    return {squeeze(m) for m in messages}


def test_chaque_exemple_est_ecrit_une_seule_fois() -> None:
    compte = Counter(squeeze(texte) for _, texte in _exemples())
    assert [texte for texte, fois in compte.items() if fois > 1 and len(texte.split()) > 1] == []


def test_aucun_message_reserve_ne_sert_a_l_entrainement() -> None:
    entrainement = {squeeze(texte) for _, texte in _exemples()}
    assert {m for m in _reserve() & entrainement if len(m.split()) > 2} == set()


def test_chaque_sujet_a_assez_d_exemples() -> None:
    compte = Counter(intention for intention, _ in _exemples())
    assert {s: compte[i] for s, i in intentions_par_sujet().items() if i.startswith("sujet_") and compte[i] < 25} == {}
    assert {i: n for i, n in compte.items() if n < 15} == {}
    assert compte["hors_sujet"] >= 80
