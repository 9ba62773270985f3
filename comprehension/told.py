"""Messages whose facts are known: what the classifier learns from, of facts told in a roundabout way."""
from __future__ import annotations

from pathlib import Path
from typing import Mapping, NamedTuple

from .contract import RACINE, lire_texte

FACTS = RACINE / "data" / "faits"


class Told(NamedTuple):
    """A message and the facts of the contract that it states, {fact: value}."""

    text: str
    facts: Mapping[str, str]


def told(folder: str | Path) -> list[Told]:
    """The messages of every file of a folder, which hold lists of {m: message, f: {fact: value}}."""
    return [Told(line["m"], line["f"] or {}) for path in sorted(Path(folder).glob("*.yml")) for line in lire_texte(path)]
