"""The core's own sentences that a person reads: short, without promise or reproach, as those of the assistant."""
from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Iterator

import pytest

from test_mots import MOTS_MAX, RACINE, lire, mots, phrases

COEUR = RACINE / "rules_core"
FICHIERS = [COEUR / "paroles" / f"{nom}.yml" for nom in ("comparaison", "echeances", "explication")] + [COEUR / "droit" / "risques.yml"]


def feuilles(noeud: Any) -> Iterator[str]:
    """Every text of a file, without its citations."""
    if isinstance(noeud, dict):
        for cle, valeur in noeud.items():
            if cle not in ("selon", "quand", "pour", "si", "reserve"):
                yield from feuilles(valeur)
    elif isinstance(noeud, str):
        yield re.sub(r" ?\(\{textes\}\)", "", noeud)


@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_sentences_are_short(fichier: Path) -> None:
    toutes = [phrase for texte in feuilles(lire(fichier)) for phrase in phrases(texte)]
    assert toutes and [phrase for phrase in toutes if len(mots(phrase)) > MOTS_MAX] == []


@pytest.mark.parametrize("interdit", lire(Path(__file__).with_name("mots_interdits.yml")), ids=lambda i: i["motif"][:40])
def test_nothing_promises_blames_or_interrogates(interdit: dict[str, str]) -> None:
    motif = re.compile(interdit["motif"], re.IGNORECASE)
    assert [texte for fichier in FICHIERS for texte in feuilles(lire(fichier)) if motif.search(texte)] == [], interdit["pourquoi"]
