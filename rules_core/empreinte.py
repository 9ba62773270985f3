"""Fingerprint of one alinéa of an official text.

The project keeps no official text. It keeps the fingerprint of each alinéa it
was written from, so that anyone who holds the official text can see whether
an alinéa has changed since.

Two copies of the same text differ in ways that mean nothing in law: curly or
straight apostrophes and quotes, hard or thin spaces, decomposed accents. They
get the same fingerprint. A word, a number, a comma or an accent that changes
gives another one.
"""

from __future__ import annotations

import hashlib
import unicodedata

APOSTROPHES = "\u2019\u2018\u02bc"
GUILLEMETS = "\u201c\u201d\u201e\u00ab\u00bb"

_TABLE = str.maketrans(
    {**{signe: "'" for signe in APOSTROPHES}, **{signe: '"' for signe in GUILLEMETS}}
)


def normaliser(texte: str) -> str:
    """Return `texte` in the one form that is fingerprinted.

    NFC; apostrophes to ' ; double quotes to " ; every run of Unicode white
    space (hard and thin spaces included) to one space; both ends stripped.
    Case, accents and punctuation are kept: they can carry meaning.
    """
    compose = unicodedata.normalize("NFC", texte)
    # str.split() with no argument cuts on every Unicode white space.
    return " ".join(compose.translate(_TABLE).split())


def empreinte(texte: str) -> str:
    """Return the sha256 of the normalised `texte`, in UTF-8, as 64 hex digits."""
    return hashlib.sha256(normaliser(texte).encode("utf-8")).hexdigest()
