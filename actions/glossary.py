"""Hard words, explained: "c'est quoi un récépissé ?"."""
from __future__ import annotations

import functools
import re
from pathlib import Path

import yaml

from comprehension.protections import fold
from comprehension.writing import words

_FILE = Path(__file__).resolve().parent.parent / "data" / "glossaire.yml"


def explained(text: str) -> str | None:
    """The meaning of the hard word found in `text` (the longest one), or None."""
    folded = fold(text) + " " + " ".join(word.plain for word in words(text))
    found = [(len(word), sense) for word, sense in _words() if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded)]
    return max(found)[1] if found else None


@functools.lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, str], ...]:
    entries = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).values()
    return tuple((fold(word), entry["sens"]) for entry in entries for word in entry["mots"])
