"""Facts whose words stand in a message that is about something else: a complaint for a stolen telephone, a brother's prison."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .clauses import Clause
from .contract import LEXIQUE, lire

if TYPE_CHECKING:
    from .reading import Found


@lru_cache(maxsize=1)
def _entries() -> tuple[tuple[frozenset[str], re.Pattern[str], re.Pattern[str]], ...]:
    raw = lire(LEXIQUE / "autre_affaire.yml")
    traffic = "|".join(raw["exploitation"])
    return tuple(
        (frozenset(entry["faits"]), re.compile(r"\b(?:" + entry["dit"] + r")\b"), re.compile(r"\b(?:" + (entry.get("sauf") or traffic) + r")"))
        for entry in raw["autre_affaire"]
    )


def without(found: list[Found], cut: list[Clause]) -> list[Found]:
    """The facts found, less those that the message says of another matter."""
    text = " | ".join(c.plain for c in cut)
    away: set[str] = set()
    for facts, said, unless in _entries():
        if any(f.fact in facts for f in found) and said.search(text) and not unless.search(text):
            away |= facts
    return [f for f in found if f.fact not in away]
