"""Text without what people leave out: capitals, accents, punctuation."""
from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """Lower case without accents, same length as its input when that has no ligature."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def squeeze(text: str) -> str:
    """Folded words of a message separated by single spaces, without punctuation: for comparing whole messages."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
