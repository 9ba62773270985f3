"""Danger, learned apart from the intents: a support vector machine over the features of the words and their vectors.

Its kernel weighs words together ("il arrive" beside "ce soir", not beside "courrier"), which a sum of weights cannot.
"""
from __future__ import annotations

from collections import Counter
from math import log
from pathlib import Path
from typing import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from .vectors import WordVectors

_STRENGTH, _REACH = 5.0, 0.7  # of the machine: how much an error costs, how far an example is felt
_VECTORS = 0.7  # the weight of the vectors beside the features
_USUAL = 8.0  # the weight of a word that no training message holds
_STEEP = 2.0  # from the margin to something like a probability


class LearnedDanger:
    """Support vectors (sparse features, dense word vectors), their coefficients, and the bias."""

    def __init__(self, vectors: WordVectors, weights: dict[str, float], sparse: csr_matrix, dense: np.ndarray,
                 coefficients: np.ndarray, bias: float) -> None:
        self._vectors, self._weights = vectors, weights
        self._sparse, self._dense = sparse, dense
        self._coefficients, self._bias = coefficients, bias
        self._squares = np.asarray(sparse.multiply(sparse).sum(axis=1)).ravel() + (dense**2).sum(axis=1)

    @classmethod
    def learn(cls, table: csr_matrix, spoken: Sequence[Sequence[str]], danger: np.ndarray, vectors: WordVectors) -> "LearnedDanger":
        """`table`: the weighted features of each message; `spoken`: its words; `danger`: whether it is one."""
        from scipy.sparse import hstack
        from sklearn.svm import SVC

        held = Counter(word for words in spoken for word in set(words))
        weights = {word: log(len(spoken) / count) for word, count in held.items()}
        dense = np.vstack([_VECTORS * vectors.mean(words, weights, _USUAL) for words in spoken]).astype(np.float32)
        sparse = _unit(table)
        machine = SVC(C=_STRENGTH, gamma=_REACH, class_weight="balanced", cache_size=800)
        machine.fit(hstack([sparse, csr_matrix(dense)]).tocsr(), danger)
        chosen = machine.support_
        coefficients = np.asarray(machine.dual_coef_.todense() if hasattr(machine.dual_coef_, "todense") else machine.dual_coef_).ravel()
        return cls(vectors, weights, sparse[chosen].astype(np.float32), dense[chosen], coefficients.astype(np.float32), float(machine.intercept_[0]))

    def judge(self, columns: Sequence[int], values: np.ndarray, spoken: Sequence[str]) -> float:
        """How likely danger is, 0 to 1, in a message whose features are `columns` with these weights."""
        sparse = np.zeros(self._sparse.shape[1], dtype=np.float32)
        length = float(np.linalg.norm(values))
        if length:
            sparse[list(columns)] = values / length
        dense = _VECTORS * self._vectors.mean(spoken, self._weights, _USUAL)
        square = (1.0 if length else 0.0) + float(dense @ dense)
        apart = self._squares + square - 2 * (self._sparse @ sparse + self._dense @ dense)
        margin = float(self._coefficients @ np.exp(-_REACH * apart)) + self._bias
        return float(1 / (1 + np.exp(-_STEEP * margin)))

    def save(self, folder: Path) -> None:
        self._vectors.save(folder / "vectors.npz")
        np.savez(
            folder / "danger.npz", data=self._sparse.data, indices=self._sparse.indices, indptr=self._sparse.indptr,
            shape=self._sparse.shape, dense=self._dense, coefficients=self._coefficients, bias=self._bias,
            words=np.asarray(list(self._weights)), weights=np.asarray(list(self._weights.values()), dtype=np.float32),
        )

    @classmethod
    def load(cls, folder: Path) -> "LearnedDanger":
        with np.load(folder / "danger.npz", allow_pickle=False) as kept:
            sparse = csr_matrix((kept["data"], kept["indices"], kept["indptr"]), shape=tuple(kept["shape"]))
            weights = dict(zip(kept["words"].tolist(), kept["weights"].tolist()))
            return cls(WordVectors.load(folder / "vectors.npz"), weights, sparse, kept["dense"], kept["coefficients"], float(kept["bias"]))


def _unit(table: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    scaled = table.multiply(1 / np.maximum(lengths, 1e-9)[:, None])
    return csr_matrix(scaled)
