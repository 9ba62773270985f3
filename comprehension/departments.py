"""Which department does a message name? By its name, its code, or one of its best-known towns."""
from __future__ import annotations

import functools
import re

from .contract import LEXIQUE, lire
from .protections import fold

_CODE = re.compile(r"(?:dans le|departement|dept|dpt|\()\s*(\d{2,3}|2[ab])\b")


def department(text: str) -> str | None:
    """The code of the department named ("13", "2A", "974"…), by the longest name found; None when there is none."""
    folded = fold(text).replace("-", " ")
    code = _CODE.search(folded)
    if code and code[1].upper() in _codes():
        return code[1].upper()
    found = [(len(name), c) for name, c in _names() if re.search(rf"(?<![\w']){re.escape(name)}(?!\w)", folded)]
    return max(found)[1] if found else None


@functools.lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(lire(LEXIQUE / "departements.yml"))


@functools.lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((str(name), code) for code, names in lire(LEXIQUE / "departements.yml").items() for name in names)
