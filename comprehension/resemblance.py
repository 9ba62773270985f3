"""How much a message resembles those that say something, more than those that do not: support vector machines whose kernel is Gaussian.

A regression weighs each word once for all messages; here words weigh together, as in the messages kept. scikit-learn finds which to keep and
their weights; its own kernel takes minutes on thousands of sparse features, so their products are made here.
"""
from __future__ import annotations

from typing import NamedTuple, Sequence

import numpy as np
from scipy.sparse import csr_matrix, diags

_WIDTH, _COST = 0.7, 4.0  # of the kernel (the larger, the nearer a message must be), of a message on the wrong side
_LEAST_TELLING = 0.3  # what a feature weighs that is as common on both sides
_TOGETHER = 500  # messages multiplied with all the others at a time
_MEMORY = 200  # megabytes that scikit-learn may keep beside the kernel


class Resemblance(NamedTuple):
    """`telling` (one for each sparse feature): what each weighs. The messages kept that have feature f are `kept[starts[f]:starts[f + 1]]`
    (their ranks), with `values` beside; `dense` (width × messages); `weights` (messages × things said), positive for the messages that say
    it; `biases` (things said)."""

    telling: np.ndarray
    starts: np.ndarray
    kept: np.ndarray
    values: np.ndarray
    dense: np.ndarray
    weights: np.ndarray
    biases: np.ndarray

    def scores(self, columns: Sequence[int], values: np.ndarray, vector: np.ndarray) -> np.ndarray:
        """For each thing said, over 0 when nearer to the messages that say it. `columns` and `values`: the sparse features, `vector`: the
        dense ones."""
        near = (vector / (np.linalg.norm(vector) or 1.0)) @ self.dense
        values = values * self.telling[columns]
        length = float(np.linalg.norm(values)) or 1.0
        for column, value in zip(columns, values / length):
            part = slice(self.starts[column], self.starts[column + 1])
            near[self.kept[part]] += self.values[part] * value
        return _gaussian(near) @ self.weights + self.biases

    @classmethod
    def learn(cls, sparse: csr_matrix, dense: np.ndarray, said: np.ndarray, telling: np.ndarray | None = None) -> "Resemblance":
        """`said` (rows × things said): whether each row says each. `telling`: all features weigh the same without it. Deterministic. The
        kernel takes 8 bytes for each pair of rows."""
        from sklearn.svm import SVC

        telling = np.ones(sparse.shape[1], np.float32) if telling is None else telling
        sparse, dense = _unit_rows(sparse @ diags(telling)), dense / np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
        kernel = _kernel(sparse, dense)
        machines = [SVC(C=_COST, kernel="precomputed", cache_size=_MEMORY).fit(kernel, one) for one in said.T]
        needed = np.unique(np.concatenate([machine.support_ for machine in machines]))
        weights = np.zeros((len(needed), len(machines)), np.float32)
        for rank, machine in enumerate(machines):
            weights[np.searchsorted(needed, machine.support_), rank] = machine.dual_coef_[0]
        postings = sparse[needed].tocsc()
        return cls(
            telling, postings.indptr.astype(np.int32), postings.indices.astype(np.int32), postings.data.astype(np.float32),
            np.ascontiguousarray(dense[needed].T, dtype=np.float32), weights,
            np.asarray([machine.intercept_[0] for machine in machines], np.float32),
        )


def telling(sparse: csr_matrix, said: np.ndarray) -> np.ndarray:
    """What each feature weighs: the more, the more it is commoner on one side (Wang and Manning's ratio of the log-counts). `said` (rows)."""
    there = sparse.astype(bool)
    with_it, without = (np.asarray(there[rows].sum(axis=0), dtype=np.float64).ravel() + 1 for rows in (said, ~said))
    return (_LEAST_TELLING + np.abs(np.log((with_it / with_it.sum()) / (without / without.sum())))).astype(np.float32)


def _kernel(sparse: csr_matrix, dense: np.ndarray) -> np.ndarray:
    """The kernel of all pairs of rows, as scikit-learn wants it: it would copy any other kind of number."""
    turned, table = sparse.T.tocsc(), np.empty((len(dense), len(dense)))
    for start in range(0, len(dense), _TOGETHER):
        part = slice(start, start + _TOGETHER)
        table[:, part] = _gaussian(dense @ dense[part].T + sparse @ turned[:, part].toarray())
    return table


def _gaussian(near: np.ndarray) -> np.ndarray:
    """The kernel, from the sum of the cosines of both kinds of features: 2 for the same message."""
    return np.exp(_WIDTH * (near - 2.0))


def _unit_rows(sparse: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(sparse.multiply(sparse).sum(axis=1)).ravel())
    return (diags(1.0 / np.maximum(lengths, 1e-9)) @ sparse).tocsr().astype(np.float32)
