"""The subject a message names in so many words: what a classifier learns badly from few examples."""
from __future__ import annotations

import functools
import re

from .clauses import Clause
from .contract import LEXIQUE, intentions_par_sujet, lire


def named(clauses: list[Clause]) -> tuple[str, int] | None:
    """(intent, weight) of the subject named: 3 when the words say it, 2 in a question only, 1 a hint; or None."""
    asked = [c for c in clauses if not c.condition] or clauses  # "si je porte plainte, j'aurai la carte ?" asks about the card
    plain = " ".join(c.plain for c in asked)
    best: tuple[str, int] | None = None
    for weight, intent, pattern in _patterns():
        if (best is None or weight > best[1]) and pattern.search(plain):
            best = intent, weight
    return best


@functools.lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    """Every list of words, the heaviest first, then in the order of the file."""
    found = [
        (int(weight), intentions_par_sujet()[subject], re.compile(r"\b(?:" + "|".join(words) + r")\b"))
        for subject, by_weight in lire(LEXIQUE / "sujets_mots.yml").items()
        for weight, words in by_weight.items()
    ]
    return tuple(sorted(found, key=lambda entry: -entry[0]))
