"""What a message is about, learned from examples: logistic regressions over the features of its words. No Rasa.

Two are learned from the same examples: one among all intents, one that only tells danger from everything else. What is kept is a
list of features and a table of weights, nothing that has to be unpickled.
"""
from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Sequence

import numpy as np

from .clauses import Clause, clauses
from .features import features, said
from .opinion import Opinion

DANGER, HARMLESS = "urgence", "inoffensif"  # the second is no intent: it only teaches what danger is not
_SEEN_TWICE = ("c", "p")  # a piece of word or a pair seen in one message only teaches nothing
_WEIGHTS = {"a": 2.0, "n": 2.5, "w": 1.0, "p": 0.8, "g": 1.0, "c": 0.4}  # of each kind of feature: many small pieces must not drown a word
_ITERATIONS, _TOLERANCE = 60, 0.01
_STRENGTH = 1.0  # inverse of the regularisation


class Classifier:
    """Weights for each feature (float32, features × (intents + 1)), the last column for danger."""

    def __init__(self, intents: Sequence[str], vocabulary: Sequence[str], weights: np.ndarray, biases: np.ndarray) -> None:
        self._intents = list(intents)
        self._vocabulary = list(vocabulary)
        self._rank = {feature: rank for rank, feature in enumerate(self._vocabulary)}
        self._weights, self._biases = weights, biases

    @classmethod
    def learn(cls, messages: Sequence[str], intents: Sequence[str]) -> "Classifier":
        """Learn from messages and the intent of each. Deterministic."""
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression

        bags = [set(features(clauses(message))) for message in messages]
        seen = Counter(feature for bag in bags for feature in bag)
        vocabulary = sorted(f for f, times in seen.items() if times > 1 or not f.startswith(_SEEN_TWICE))
        rank = {feature: i for i, feature in enumerate(vocabulary)}
        columns = [sorted(rank[f] for f in bag if f in rank) for bag in bags]
        filled = np.asarray([column for row in columns for column in row], dtype=np.int64)
        scale = np.asarray([_WEIGHTS[feature[0]] for feature in vocabulary])
        table = csr_matrix((scale[filled], filled, np.cumsum([0, *map(len, columns)])), shape=(len(bags), len(vocabulary)))
        labels = np.asarray(intents)
        kept = labels != HARMLESS
        names = sorted(set(labels[kept]))
        among = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS, tol=_TOLERANCE).fit(table[kept], labels[kept])
        danger = LogisticRegression(C=_STRENGTH, max_iter=_ITERATIONS, tol=_TOLERANCE, class_weight="balanced")
        danger.fit(table, labels == DANGER)
        weights = (np.vstack([among.coef_, danger.coef_]) * scale).T.astype(np.float32)
        return cls(names, vocabulary, np.ascontiguousarray(weights), np.append(among.intercept_, danger.intercept_).astype(np.float32))

    def judge(self, cut: list[Clause]) -> Opinion:
        """What a message, cut into clauses, seems to be about."""
        rank = self._rank
        found = sorted({rank[f] for f in features(cut) if f in rank})
        scores = self._biases + (self._weights[found].sum(axis=0) if found else 0)
        among = np.exp(scores[:-1] - scores[:-1].max())
        among /= among.sum()
        order = np.argsort(-among, kind="stable")
        ranking = [(self._intents[i], float(among[i])) for i in order]
        spoken = said(cut)
        known = sum(f"w:{word}" in rank for word in spoken) / len(spoken) if spoken else 0.0
        return Opinion(ranking, float(1 / (1 + np.exp(-scores[-1]))), known)

    def save(self, folder: Path) -> None:
        np.savez(folder / "weights.npz", weights=self._weights.astype(np.float16), biases=self._biases)
        (folder / "words.json").write_text(json.dumps([self._intents, self._vocabulary], ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Classifier":
        intents, vocabulary = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as kept:
            return cls(intents, vocabulary, kept["weights"].astype(np.float32), kept["biases"])
