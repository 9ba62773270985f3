"""A network with one hidden layer, which tells intents: words weigh together in it, and not each for itself as in a regression.

TensorFlow would move every weight of the first layer at each step, though a message has a hundred of its fifty thousand features; here only
those move. Features are dropped at random while it learns, as typing errors do.
"""
from __future__ import annotations

from typing import NamedTuple, Sequence

import numpy as np
from scipy.sparse import csr_matrix

_HIDDEN = 192
_ROUNDS, _TOGETHER = 8, 128  # times each message is learned from, messages learned from at once
_RATE, _RATE_DENSE = 0.1, 0.005  # of AdaGrad over the sparse features, of Adam over the rest; both fall to nothing
_FEATURES_DROPPED, _HIDDEN_DROPPED = 0.6, 0.3
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8  # Adam's, as published
_SCALE = 0.25  # of the sparse features


class Network(NamedTuple):
    """Weights to the hidden layer from the sparse features (float32, features × hidden) and the dense ones (width × hidden), from it to
    the classes (hidden × classes), and both biases."""

    sparse: np.ndarray
    dense: np.ndarray
    hidden_biases: np.ndarray
    out: np.ndarray
    biases: np.ndarray

    def scores(self, columns: Sequence[int], values: np.ndarray, vector: np.ndarray) -> np.ndarray:
        """The score of each class (log of its probability, up to a constant), for the sparse features `columns` worth `values`."""
        hidden = self.hidden_biases + vector @ self.dense
        if len(columns):
            hidden = hidden + (_SCALE * values) @ self.sparse[columns]
        return np.maximum(hidden, 0) @ self.out + self.biases

    @classmethod
    def learn(cls, sparse: csr_matrix, dense: np.ndarray, classes: np.ndarray) -> "Network":
        """`classes`: the rank of the class of each row. Deterministic."""
        learning = _Learning(sparse.shape[1], dense.shape[1], int(classes.max()) + 1)
        sparse = (sparse * _SCALE).astype(np.float32).tocsr()
        rows = sparse.shape[0]
        steps = _ROUNDS * -(-rows // _TOGETHER)
        done = 0
        for _ in range(_ROUNDS):
            order = learning.chance.permutation(rows)
            for start in range(0, rows, _TOGETHER):
                some = order[start:start + _TOGETHER]
                learning.step(sparse[some], dense[some], classes[some], 1 - done / steps)
                done += 1
        return cls(learning.sparse, *(learning.tables[name] for name in cls._fields[1:]))


class _Learning:
    """What changes while a network learns."""

    def __init__(self, features: int, width: int, count: int) -> None:
        self.chance = np.random.default_rng(0)
        self.sparse = self._drawn(features, _HIDDEN, 0.03)
        self.tables = {
            "dense": self._drawn(width, _HIDDEN, width**-0.5), "hidden_biases": np.zeros(_HIDDEN, np.float32),
            "out": self._drawn(_HIDDEN, count, _HIDDEN**-0.5), "biases": np.zeros(count, np.float32),
        }
        self._moved = np.full(features, 1e-6, np.float32)
        self._mean = {name: np.zeros_like(table) for name, table in self.tables.items()}
        self._square = {name: np.zeros_like(table) for name, table in self.tables.items()}
        self._steps = 0

    def step(self, sparse: csr_matrix, dense: np.ndarray, classes: np.ndarray, left: float) -> None:
        """Learn from some rows; `left`: the share of the learning that is left."""
        rows, t = np.arange(sparse.shape[0]), self.tables
        there, places = np.unique(sparse.indices, return_inverse=True)
        kept = csr_matrix((self._thinned(sparse.data, _FEATURES_DROPPED), places, sparse.indptr), shape=(len(rows), len(there)))
        dense = self._thinned(dense, 0.7 * _FEATURES_DROPPED)
        before = kept @ self.sparse[there] + dense @ t["dense"] + t["hidden_biases"]
        mask = self._thinned(np.ones_like(before), _HIDDEN_DROPPED)
        hidden = np.maximum(before, 0) * mask
        shares = hidden @ t["out"] + t["biases"]
        shares = np.exp(shares - shares.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[rows, classes] -= 1
        shares /= len(rows)
        back = (shares @ t["out"].T) * mask
        back[before <= 0] = 0
        slope = np.asarray(kept.T @ back)
        self._moved[there] += (slope**2).mean(axis=1)
        self.sparse[there] -= left * _RATE * slope / np.sqrt(self._moved[there])[:, None]
        self._adam({"dense": dense.T @ back, "hidden_biases": back.sum(axis=0), "out": hidden.T @ shares, "biases": shares.sum(axis=0)}, left)

    def _adam(self, slopes: dict[str, np.ndarray], left: float) -> None:
        self._steps += 1
        for name, slope in slopes.items():
            self._mean[name] += (1 - _FIRST) * (slope - self._mean[name])
            self._square[name] += (1 - _SECOND) * (slope**2 - self._square[name])
            mean, square = self._mean[name] / (1 - _FIRST**self._steps), self._square[name] / (1 - _SECOND**self._steps)
            self.tables[name] -= (left * _RATE_DENSE * mean / (np.sqrt(square) + _TINY)).astype(np.float32)

    def _thinned(self, values: np.ndarray, share: float) -> np.ndarray:
        """Some of the values made zero, the others the greater for it."""
        return values * (self.chance.random(values.shape, dtype=np.float32) >= share) / np.float32(1 - share)

    def _drawn(self, rows: int, columns: int, spread: float) -> np.ndarray:
        return (self.chance.standard_normal((rows, columns), dtype=np.float32) * np.float32(spread))
