"""Near-duplicates: messages that share most of their groups of three letters."""
from __future__ import annotations

from typing import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from comprehension.folding import squeeze

LIMIT = 0.6  # share of the trigrams of both that both have (Jaccard), above which one message teaches what the other tests
_BLOCK = 400


def trigrams(message: str) -> set[str]:
    text = f" {squeeze(message)} "
    return {text[i:i + 3] for i in range(len(text) - 2)}


def near(some: Sequence[str], others: Sequence[str] | None = None) -> Iterator[tuple[str, str, float]]:
    """The pairs above LIMIT, each once, with their similarity: within `some`, or between `some` and `others`."""
    ranks: dict[str, int] = {}
    left = _table(some, ranks)
    right = left if others is None else _table(others, ranks)
    width = len(ranks)
    left, right = (csr_matrix((t.data, t.indices, t.indptr), shape=(t.shape[0], width)) for t in (left, right))
    sizes, other_sizes = left.getnnz(axis=1), right.getnnz(axis=1)
    for start in range(0, left.shape[0], _BLOCK):
        common = (left[start:start + _BLOCK] @ right.T).toarray()
        union = sizes[start:start + _BLOCK, None] + other_sizes[None, :] - common
        for i, j in zip(*np.nonzero(common > LIMIT * union)):
            if others is not None:
                yield some[start + i], others[j], common[i, j] / union[i, j]
            elif j > start + i:
                yield some[start + i], some[j], common[i, j] / union[i, j]


def _table(messages: Sequence[str], ranks: dict[str, int]) -> csr_matrix:
    rows = [[ranks.setdefault(t, len(ranks)) for t in sorted(trigrams(m))] for m in messages]
    filled = np.asarray([rank for row in rows for rank in row], dtype=np.int32)
    return csr_matrix((np.ones(len(filled), dtype=np.float32), filled, np.cumsum([0, *map(len, rows)])),
                      shape=(len(rows), max(len(ranks), 1)))
