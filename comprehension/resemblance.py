"""How much a message resembles those of danger, more than those that only look like it: a support vector machine whose kernel is Gaussian.

A softmax weighs each word once for all messages; here words weigh together, as in the messages kept. scikit-learn finds which to keep and
their weights; its own kernel takes minutes on thousands of sparse features, so their products are made here.
"""
from __future__ import annotations

from typing import NamedTuple, Sequence

import numpy as np
from scipy.sparse import csr_matrix, diags

_WIDTH, _COST = 1.0, 2.0  # of the kernel (the larger, the nearer a message must be), of a message on the wrong side
_TOGETHER = 500  # messages multiplied with all the others at a time
_MEMORY = 200  # megabytes that scikit-learn may keep beside the kernel


class Resemblance(NamedTuple):
    """The messages kept. Those that have sparse feature f are `kept[starts[f]:starts[f + 1]]` (their ranks), with `values` beside;
    `dense` (width × messages); `weights` (one for each message), positive for danger; `bias` (1)."""

    starts: np.ndarray
    kept: np.ndarray
    values: np.ndarray
    dense: np.ndarray
    weights: np.ndarray
    bias: np.ndarray

    def score(self, columns: Sequence[int], values: np.ndarray, vector: np.ndarray) -> float:
        """Over 0, nearer to danger. `columns` and `values`: the sparse features, `vector`: the dense ones."""
        near = (vector / (np.linalg.norm(vector) or 1.0)) @ self.dense
        length = float(np.linalg.norm(values)) or 1.0
        for column, value in zip(columns, values / length):
            part = slice(self.starts[column], self.starts[column + 1])
            near[self.kept[part]] += self.values[part] * value
        return float(_gaussian(near) @ self.weights + self.bias[0])

    @classmethod
    def learn(cls, sparse: csr_matrix, dense: np.ndarray, danger: np.ndarray) -> "Resemblance":
        """`danger`: whether each row is one. Deterministic. The kernel takes 12 bytes for each pair of rows."""
        from sklearn.svm import SVC

        sparse, dense = _unit_rows(sparse), dense / np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
        near = dense @ dense.T
        turned = sparse.T.tocsc()
        for start in range(0, len(danger), _TOGETHER):
            near[:, start:start + _TOGETHER] += sparse @ turned[:, start:start + _TOGETHER].toarray()
        machine = SVC(C=_COST, kernel="precomputed", cache_size=_MEMORY).fit(_gaussian(near), danger)
        postings = sparse[machine.support_].tocsc()
        return cls(
            postings.indptr.astype(np.int32), postings.indices.astype(np.int32), postings.data.astype(np.float32),
            np.ascontiguousarray(dense[machine.support_].T, dtype=np.float32), machine.dual_coef_[0].astype(np.float32),
            machine.intercept_.astype(np.float32),
        )


def _gaussian(near: np.ndarray) -> np.ndarray:
    """The kernel, from the sum of the cosines of both kinds of features: 2 for the same message."""
    return np.exp(_WIDTH * (near - 2.0))


def _unit_rows(sparse: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(sparse.multiply(sparse).sum(axis=1)).ravel())
    return (diags(1.0 / np.maximum(lengths, 1e-9)) @ sparse).tocsr().astype(np.float32)
