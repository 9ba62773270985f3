"""What a message is about, learned from examples: one intent among all, and danger apart. No Rasa.

What is kept is a list of features and tables of weights, nothing that has to be unpickled.
"""
from __future__ import annotations

import json
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from .clauses import clauses
from .features import features
from .opinion import Opinion
from .resemblance import Resemblance
from .sentence_vectors import sentence_vector, sentence_vectors
from .softmax import Softmax

DANGER, HARMLESS = "urgence", "inoffensif"  # the second is no intent: it only teaches what danger is not
_RARE, _PARTS = 5, ("c", "p")  # a piece of word or a pair seen in fewer messages teaches nothing
_WEIGHTS = {"a": 2.0, "n": 2.5, "w": 1.0, "p": 0.8, "g": 1.0, "c": 0.4}  # many small pieces must not drown a word
_VECTOR = 4.0  # the weight of the sentence's vector beside them
_AMONG, _APART = (0.5, 30), (0.2, 40)  # intents, danger: inverse of the regularisation, iterations
_PIECES = "c"  # these say how a word is spelt: they tell nothing of what a whole message resembles
_BESIDE = 4000  # messages of other intents that danger is told from, beside those that look like it
_WORDS_ALONE, _SLOPE = 0.25, 2.0  # in danger's score: the softmax's part beside the resemblance; what makes it a probability
_TOGETHER = 1000  # messages read by one process at a time


class Classifier:
    """`among`: the intents; `danger`: two classes, the second is danger; `resemblance`: danger again, from whole messages."""

    def __init__(self, intents: Sequence[str], vocabulary: Sequence[str], among: Softmax, danger: Softmax, resemblance: Resemblance) -> None:
        self._intents, self._vocabulary = list(intents), list(vocabulary)
        self._rank = {feature: rank for rank, feature in enumerate(self._vocabulary)}
        self._scale = np.asarray([_WEIGHTS[feature[0]] for feature in self._vocabulary], dtype=np.float32)
        self._whole = _whole(self._vocabulary)
        self._among, self._danger, self._resemblance = among, danger, resemblance

    @classmethod
    def learn(cls, messages: Sequence[str], intents: Sequence[str]) -> "Classifier":
        """Learn from messages and the intent of each. Deterministic."""
        bags, vectors = _read(messages)
        seen = Counter(feature for bag in bags for feature in bag)
        vocabulary = sorted(f for f, times in seen.items() if times > _RARE or not f.startswith(_PARTS))
        table = _table(bags, vocabulary)
        labels = np.asarray(intents)
        kept = labels != HARMLESS
        names, ranks = np.unique(labels[kept], return_inverse=True)
        near = _near_danger(labels)
        with ThreadPoolExecutor(2) as both:  # the first takes most of the time, and leaves a core free half of it
            among = both.submit(Softmax.learn, table[kept], vectors[kept], ranks, *_AMONG)
            danger = Softmax.learn(table, vectors, (labels == DANGER).astype(int), *_APART)
            resemblance = Resemblance.learn(_only(table[near], _whole(vocabulary)), vectors[near], labels[near] == DANGER)
        return cls(names.tolist(), vocabulary, among.result(), danger, resemblance)

    def judge(self, text: str) -> Opinion:
        """What a message seems to be about."""
        cut = clauses(text)
        if not cut:
            return Opinion([], 0.0)
        found = np.asarray(sorted({self._rank[f] for f in features(cut) if f in self._rank}), dtype=np.int64)
        values, vector = self._scale[found], _VECTOR * sentence_vector(text)
        among = _shares(self._among.scores(found, values, vector))
        ranking = [(self._intents[i], float(among[i])) for i in np.argsort(-among, kind="stable")]
        return Opinion(ranking, self._how_dangerous(found, values, vector))

    def _how_dangerous(self, found: np.ndarray, values: np.ndarray, vector: np.ndarray) -> float:
        harmless, danger = self._danger.scores(found, values, vector)
        whole = self._whole[found]
        score = self._resemblance.score(found[whole], values[whole], vector) + _WORDS_ALONE * (danger - harmless)
        return float(1.0 / (1.0 + np.exp(-_SLOPE * score)))

    def save(self, folder: Path) -> None:
        tables = {f"{name}_{part}": _half(getattr(softmax, part))
                  for name, softmax in (("among", self._among), ("danger", self._danger)) for part in Softmax._fields}
        np.savez(folder / "weights.npz", **tables, **{f"resemblance_{part}": _half(table) for part, table in self._resemblance._asdict().items()})
        (folder / "words.json").write_text(json.dumps([self._intents, self._vocabulary], ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Classifier":
        intents, vocabulary = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as kept:
            among, danger = (Softmax(*(_full(kept[f"{name}_{part}"]) for part in Softmax._fields)) for name in ("among", "danger"))
            resemblance = Resemblance(*(_full(kept[f"resemblance_{part}"]) for part in Resemblance._fields))
        return cls(intents, vocabulary, among, danger, resemblance)


def _read(messages: Sequence[str]) -> tuple[list[set[str]], np.ndarray]:
    """The features and the weighted vectors of messages, on every core when they are many."""
    parts = [messages[start:start + _TOGETHER] for start in range(0, len(messages), _TOGETHER)]
    if len(parts) == 1:
        return _read_some(messages)
    from joblib import Parallel, delayed

    read = Parallel(n_jobs=os.cpu_count())(delayed(_read_some)(part) for part in parts)
    return [bag for bags, _ in read for bag in bags], np.vstack([vectors for _, vectors in read])


def _read_some(messages: Sequence[str]) -> tuple[list[set[str]], np.ndarray]:
    return [set(features(clauses(message))) for message in messages], _VECTOR * sentence_vectors(messages)


def _whole(vocabulary: Sequence[str]) -> np.ndarray:
    """Which features are not mere pieces of words."""
    return np.asarray([not feature.startswith(_PIECES) for feature in vocabulary], dtype=bool)


def _only(table: csr_matrix, columns: np.ndarray) -> csr_matrix:
    """The same table, empty outside some columns."""
    kept = table.multiply(columns.astype(np.float32)).tocsr()
    kept.eliminate_zeros()
    return kept


def _near_danger(labels: np.ndarray) -> np.ndarray:
    """The ranks of the messages of danger, of those that look like it, and of some others. Deterministic."""
    close = np.isin(labels, (DANGER, HARMLESS))
    others = np.flatnonzero(~close)
    drawn = np.random.default_rng(0).choice(others, min(_BESIDE, len(others)), replace=False)
    return np.sort(np.concatenate([np.flatnonzero(close), drawn]))


def _half(table: np.ndarray) -> np.ndarray:
    """Half as long in the file: it is precise enough, and counts stay whole."""
    return table.astype(np.float16) if table.dtype.kind == "f" else table


def _full(table: np.ndarray) -> np.ndarray:
    return table.astype(np.float32) if table.dtype.kind == "f" else table


def _shares(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def _table(bags: Sequence[set[str]], vocabulary: Sequence[str]) -> csr_matrix:
    """The weighted features of each message (messages × features)."""
    rank = {feature: i for i, feature in enumerate(vocabulary)}
    columns = [sorted(rank[f] for f in bag if f in rank) for bag in bags]
    filled = np.asarray([column for row in columns for column in row], dtype=np.int64)
    scale = np.asarray([_WEIGHTS[feature[0]] for feature in vocabulary], dtype=np.float32)
    return csr_matrix((scale[filled], filled, np.cumsum([0, *map(len, columns)])), shape=(len(bags), len(vocabulary)))
