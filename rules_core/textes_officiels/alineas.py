"""An official text cut into its alinéas, whatever a copy did to its paragraph marks."""
from __future__ import annotations

import re

# Copies made from web pages glue paragraphs ("…carte.L'autorité…", "; -titre"):
# a full stop, semicolon or colon with no space before a capital, a number, a
# dash or "a)" is a paragraph mark that was lost.
_COLLE = re.compile(r"(?<=[.;:])(?=\d+° |\d+\. |[a-z]\) |[\"“«]?[A-ZÀ-Ý])|(?<=[;:])(?=-\w)")
# Copies also break a paragraph at a link: the next line then starts in lower case
# or with a full stop, or the line ended with a comma.
_SUITE = re.compile(r"(?![a-z]\) )[a-zà-ÿ]|\.")
_ABSENT = re.compile(r"\[.*")


def alineas(texte: str) -> list[str]:
    """Cut an official text into its alinéas, lost and false paragraph marks mended.

    One line of `texte` is one paragraph. Empty lines and editor's marks ("[...]") are not alinéas. The fingerprints of the data
    were taken from texts cut here: an export whose marks are right must go through the same mending to be compared with them.
    """
    lignes: list[str] = []
    for ligne in filter(None, map(str.strip, texte.split("\n"))):
        if lignes and (lignes[-1].endswith(",") or _SUITE.match(ligne)):
            lignes[-1] += ("" if ligne.startswith(".") else " ") + ligne
        elif not _ABSENT.fullmatch(ligne):
            lignes.append(ligne)
    return [morceau.strip() for ligne in lignes for morceau in _COLLE.split(ligne)]
