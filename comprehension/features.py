"""What the classifier looks at in a message: words, pairs of words, notions, pieces of words that survive misspelling, and the
grammar around them, which tells what happens now from what is over, denied or only asked."""
from __future__ import annotations

import functools
import re
from typing import Iterator

from .clauses import Clause, grammar
from .contract import LEXIQUE, lire
from .danger import motifs_named
from .notions import notions

_SHORTEST, _LONGEST = 3, 5  # letters in a piece of word, its borders included
_GRAMMAR = ("temps_passe", "maintenant", "termine", "interrogatif", "debut_de_question", "auxiliaire", "duree", "personne_precise", "gens")
_WORDS_BY_STEP, _LAST_STEP = 4, 6


@functools.lru_cache(maxsize=1)
def _signs() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{forms})\b") for name, forms in lire(LEXIQUE / "signes.yml").items()}


def said(cut: list[Clause]) -> list[str]:
    """The words of a message, without accents, SMS spelling written out."""
    return [word for clause in cut for word in clause.plain.split()]


def features(cut: list[Clause]) -> Iterator[str]:
    """The features of a message cut into clauses; some come more than once.

    "w:" words, "n:" notions, "p:" pairs, "c:" pieces, "g:" grammar, "a:" dangers named, whatever is said of them.
    """
    spoken = said(cut)
    asked = ["?"] if any(clause.question for clause in cut) else []
    for word in spoken + asked:
        yield "w:" + word
    for notion in notions(" ".join(spoken + asked)):
        yield "n:" + notion
    for before, after in zip(["^", *spoken], [*spoken, "$"]):
        yield f"p:{before} {after}"
    for word in spoken:
        bordered = f" {word} "
        for length in range(_SHORTEST, _LONGEST + 1):
            for start in range(len(bordered) - length + 1):
                yield "c:" + bordered[start:start + length]
    yield from _around(cut, len(spoken))


def _around(cut: list[Clause], count: int) -> Iterator[str]:
    known = grammar()
    for clause in cut:
        if clause.condition:
            yield "g:si"
        for name in _GRAMMAR:
            if known[name].search(clause.plain):
                yield "g:" + name
        for name, pattern in _signs().items():
            if pattern.search(clause.plain):
                yield "g:" + name
    for motif in motifs_named(cut):
        yield "a:" + motif
    yield f"g:{min(_LAST_STEP, count // _WORDS_BY_STEP)}"
