"""Notions: names given to the classifier beside the words, so that synonyms teach one another."""
from __future__ import annotations

import re
from functools import lru_cache

from .contract import LEXIQUE, lire


@lru_cache(maxsize=None)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = lire(LEXIQUE / "notions.yml")
    return tuple((f"notion{name.replace('_', '')}", re.compile(rf"(?<!\w)(?:{forms})(?!\w)")) for name, forms in raw.items())


def notions(text: str) -> list[str]:
    """The names of the notions found in a folded text ("notiontoit"), each once, in the lexicon's order."""
    return [name for name, pattern in _patterns() if pattern.search(text)]
