"""What a message is about, learned from examples: a logistic regression among intents, and danger apart. No Rasa.

What is kept is a list of features and tables of weights, nothing that has to be unpickled.
"""
from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from .clauses import Clause, clauses
from .features import features, said
from .learned_danger import LearnedDanger
from .opinion import Opinion
from .vectors import WordVectors, shipped

DANGER, HARMLESS = "urgence", "inoffensif"  # the second is no intent: it only teaches what danger is not
_SEEN_TWICE = ("c", "p")  # a piece of word or a pair seen in one message only teaches nothing
_WEIGHTS = {"a": 2.0, "n": 2.5, "w": 1.0, "p": 0.8, "g": 1.0, "c": 0.4}  # many small pieces must not drown a word
_ITERATIONS, _TOLERANCE = 60, 0.01
_STRENGTH = 1.0  # inverse of the regularisation
_ONE_IN = 2  # of the messages that neither are nor look like danger, one in so many teaches what danger is not


class Classifier:
    """Weights for each feature (float32, features × intents), and what was learned of danger."""

    def __init__(self, intents: Sequence[str], vocabulary: Sequence[str], weights: np.ndarray, biases: np.ndarray,
                 danger: LearnedDanger) -> None:
        self._intents, self._vocabulary = list(intents), list(vocabulary)
        self._rank = {feature: rank for rank, feature in enumerate(self._vocabulary)}
        self._scale = np.asarray([_WEIGHTS[feature[0]] for feature in self._vocabulary], dtype=np.float32)
        self._weights, self._biases, self._danger = weights, biases, danger

    @classmethod
    def learn(cls, messages: Sequence[str], intents: Sequence[str], vectors: WordVectors | None = None) -> "Classifier":
        """Learn from messages and the intent of each. Deterministic."""
        from sklearn.linear_model import LogisticRegression

        read = [clauses(message) for message in messages]
        bags = [set(features(cut)) for cut in read]
        seen = Counter(feature for bag in bags for feature in bag)
        vocabulary = sorted(f for f, times in seen.items() if times > 1 or not f.startswith(_SEEN_TWICE))
        table = _table(bags, vocabulary)
        labels = np.asarray(intents)
        kept = labels != HARMLESS
        among = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS, tol=_TOLERANCE).fit(table[kept], labels[kept])
        taught = np.flatnonzero((labels == DANGER) | (labels == HARMLESS) | (np.arange(len(labels)) % _ONE_IN == 0))
        danger = LearnedDanger.learn(table[taught], [said(read[i]) for i in taught], labels[taught] == DANGER, vectors or shipped())
        weights = np.ascontiguousarray(among.coef_.T.astype(np.float32))
        return cls(sorted(set(labels[kept])), vocabulary, weights, among.intercept_.astype(np.float32), danger)

    def judge(self, cut: list[Clause]) -> Opinion:
        """What a message, cut into clauses, seems to be about."""
        rank = self._rank
        found = sorted({rank[f] for f in features(cut) if f in rank})
        values = self._scale[found]
        scores = self._biases + (values @ self._weights[found] if found else 0)
        among = np.exp(scores - scores.max())
        among /= among.sum()
        ranking = [(self._intents[i], float(among[i])) for i in np.argsort(-among, kind="stable")]
        spoken = said(cut)
        known = sum(f"w:{word}" in rank for word in spoken) / len(spoken) if spoken else 0.0
        return Opinion(ranking, self._danger.judge(found, values, spoken) if spoken else 0.0, known)

    def save(self, folder: Path) -> None:
        np.savez(folder / "weights.npz", weights=self._weights.astype(np.float16), biases=self._biases)
        (folder / "words.json").write_text(json.dumps([self._intents, self._vocabulary], ensure_ascii=False), encoding="utf-8")
        self._danger.save(folder)

    @classmethod
    def load(cls, folder: Path) -> "Classifier":
        intents, vocabulary = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as kept:
            return cls(intents, vocabulary, kept["weights"].astype(np.float32), kept["biases"], LearnedDanger.load(folder))


def _table(bags: Sequence[set[str]], vocabulary: Sequence[str]) -> csr_matrix:
    """The weighted features of each message (messages × features)."""
    rank = {feature: i for i, feature in enumerate(vocabulary)}
    columns = [sorted(rank[f] for f in bag if f in rank) for bag in bags]
    filled = np.asarray([column for row in columns for column in row], dtype=np.int64)
    scale = np.asarray([_WEIGHTS[feature[0]] for feature in vocabulary])
    return csr_matrix((scale[filled], filled, np.cumsum([0, *map(len, columns)])), shape=(len(bags), len(vocabulary)))
