"""Which line of her result does a person name? ("pourquoi le logement ?")"""
from __future__ import annotations

import functools
import re
import unicodedata

from .contract import LEXIQUE, lire


def recognise(text: str) -> str | None:
    """The id of the protection named in `text`, by the longest words found; None when there is none."""
    folded = fold(text)
    found = [(len(words), protection) for words, protection in _words() if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded)]
    return max(found)[1] if found else None


def asks_why(plain: str) -> bool:
    """Does a message (no accent, no apostrophe) ask why a right is open or not, and nothing else? ("pourquoi l aide juridictionnelle")"""
    return bool(_why().fullmatch(plain))


@functools.lru_cache(maxsize=1)
def _why() -> re.Pattern[str]:
    raw = lire(LEXIQUE / "repliques.yml")["pourquoi_un_droit"]
    named = "|".join(sorted((re.escape(words.replace("'", " ")) for words, _ in _words()), key=len, reverse=True))
    return re.compile(rf"(?:{raw['avant']})(?:{named})(?:{raw['apres']})?")


@functools.lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, str], ...]:
    by_protection = lire(LEXIQUE / "protections.yml")
    return tuple((fold(str(words)), protection) for protection, several in by_protection.items() for words in several)


def fold(text: str) -> str:
    """Lower case, no accent, plain apostrophes, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
