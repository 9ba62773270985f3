"""Words that exist, and the nearest one to a word that does not: one letter lost, doubled, swapped or wrong."""
from __future__ import annotations

import re
from functools import lru_cache

from spellchecker import SpellChecker

from .contract import LEXIQUE, lire
from .folding import fold

_SHORTEST = 4  # shorter words have too many neighbours
_COMMON = 50_000  # the least frequency of a word of four letters that another one is mended to
_SAME_LETTERS = 10  # a word with the same letters, two of them swapped or one doubled, is so many times likelier
_OURS = 50  # a word of the lexicons is so many times likelier than elsewhere
_COMMENT = re.compile(r"(?m)^ *#.*")
_DOUBLED = re.compile(r"(.)\1")
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = re.compile(r"([^\W\d_]{4,})(?:\\w)?[*+]")


def exists(plain: str) -> bool:
    """Is it a French word, or one that the lexicons know? `plain`: without accents."""
    return plain in _dictionary().word_frequency


def mended(plain: str) -> str:
    """The word itself, or its likeliest neighbour when it does not exist. Both without accents."""
    if len(plain) < _SHORTEST or not plain.isalpha() or exists(plain):
        return plain
    return _nearest(plain)


@lru_cache(maxsize=4096)
def _nearest(plain: str) -> str:
    near = _dictionary().known(_dictionary().edit_distance_1(plain))
    near = {word for word in near if word[0] == plain[0] or word[1:] == plain[1:]}  # people seldom miss the first letter
    if len(plain) == _SHORTEST:
        near = {word for word in near if len(word) >= _SHORTEST and _dictionary().word_frequency[word] >= _COMMON}
    return max(sorted(near), key=lambda word: _dictionary().word_frequency[word] * (_SAME_LETTERS if _same_letters(word, plain) else 1), default=plain)


def _same_letters(word: str, plain: str) -> bool:
    """True when the letters are only swapped, or doubled."""
    return sorted(word) == sorted(plain) or _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", plain)


@lru_cache(maxsize=1)
def _ours() -> str:
    """All that the lexicons hold, without accents nor comments; words of other languages apart."""
    files = (file for file in sorted(LEXIQUE.rglob("*.yml")) if file.name != "autres_langues.yml")
    return fold("\n".join(_COMMENT.sub("", file.read_text(encoding="utf-8")) for file in files))


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    """The beginnings of words that the lexicons know with any ending ("gambien*", "frapp\\w*")."""
    return frozenset(_STEM.findall(_ours()))


@lru_cache(maxsize=1)
def _dictionary() -> SpellChecker:
    """The library's French words and ours, without accents."""
    french, folded = SpellChecker(language="fr"), SpellChecker(language=None)
    counts: dict[str, int] = {}
    for word, count in french.word_frequency.dictionary.items():
        plain = fold(word)
        counts[plain] = counts.get(plain, 0) + count
    for word in set(_WORD.findall(_ours())):
        counts[word] = _OURS * counts.get(word, 1)
    for stem in _stems():
        for ending in lire(LEXIQUE / "sms.yml")["terminaisons"]:
            counts.setdefault(stem + ending, 1)
    folded.word_frequency.load_json({word: count for word, count in counts.items() if word.isalpha()})
    return folded
