"""Softmax regression over features of two kinds: thousands that are mostly absent, and a dense vector.

scikit-learn's takes them only as one sparse table, in which the vector, never zero, outweighs all the rest: SciPy minimises the same
loss here, each kind multiplied in its own way.
"""
from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

_MEMORY = 6  # past steps that L-BFGS keeps


class Softmax(NamedTuple):
    """Weights of the sparse features (float32, features × classes), of the dense ones (width × classes), and biases (classes)."""

    sparse: np.ndarray
    dense: np.ndarray
    biases: np.ndarray

    def scores(self, columns: Sequence[int], values: np.ndarray, vector: np.ndarray) -> np.ndarray:
        """The score of each class (log of its probability, up to a constant), for the sparse features `columns` worth `values`."""
        return self.biases + vector @ self.dense + (values @ self.sparse[columns] if len(columns) else 0)

    @classmethod
    def learn(cls, sparse: csr_matrix, dense: np.ndarray, classes: np.ndarray, strength: float, iterations: int) -> "Softmax":
        """`classes`: the rank of the class of each row. `strength`: inverse of the regularisation. Deterministic."""
        rows, width, count = sparse.shape[0], sparse.shape[1], int(classes.max()) + 1
        sparse = sparse.astype(np.float32).tocsr()
        all_rows, workers = np.arange(rows), ThreadPoolExecutor(os.cpu_count())
        by_rows, by_features = _cut(sparse), _cut(sparse.T.tocsr())

        def times(parts: Sequence[csr_matrix], table: np.ndarray) -> np.ndarray:
            return np.vstack(list(workers.map(lambda part: part @ table, parts)))

        def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
            weights = flat.astype(np.float32).reshape(-1, count)
            scores = times(by_rows, weights[:width]) + dense @ weights[width:-1] + weights[-1]
            scores -= scores.max(axis=1, keepdims=True)
            shares = np.exp(scores)
            sums = shares.sum(axis=1, keepdims=True)
            missed = (np.log(sums[:, 0]) - scores[all_rows, classes]).sum(dtype=np.float64)
            shares /= sums
            shares[all_rows, classes] -= 1
            slope = np.vstack([times(by_features, shares), dense.T @ shares, shares.sum(axis=0)])
            slope[:-1] += weights[:-1] / strength
            held = (weights[:-1] ** 2).sum(dtype=np.float64) / (2 * strength)
            return float(missed + held) / rows, (slope / rows).ravel().astype(np.float64)

        start = np.zeros((width + dense.shape[1] + 1) * count)
        with workers:
            found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": _MEMORY})
        weights = found.x.astype(np.float32).reshape(-1, count)
        return cls(weights[:width], weights[width:-1], weights[-1])


def _cut(sparse: csr_matrix) -> list[csr_matrix]:
    """Rows in as many parts as there are cores: SciPy multiplies on one, and lets others multiply meanwhile."""
    size = -(-sparse.shape[0] // (os.cpu_count() or 1))
    return [sparse[start:start + size] for start in range(0, sparse.shape[0], size)]
