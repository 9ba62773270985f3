"""What a message is about, learned from examples: one intent among all, and danger and facts apart. No Rasa.

What is kept is lists of features and tables of weights, nothing that has to be unpickled.
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
from .network import Network
from .opinion import Opinion
from .resemblance import Resemblance, telling
from .sentence_vectors import sentence_vector, sentence_vectors
from .told import Told

DANGER, HARMLESS, _OUT = "urgence", "inoffensif", "hors_sujet"  # the second is no intent: it only teaches what danger is not
_RARE, _PARTS = 5, ("c", "p")  # a piece of word or a pair seen in fewer messages teaches nothing
_WEIGHTS = {"a": 2.0, "n": 2.5, "w": 1.0, "p": 0.8, "g": 1.0, "c": 0.4}  # many small pieces must not drown a word
_VECTOR = 4.0  # the weight of the sentence's vector beside them
_PIECES = "c"  # these say how a word is spelt: they tell nothing of what a whole message resembles
_OTHERS, _OUTSIDERS = 4000, 1500  # messages about something, or out of scope, that danger is told from, beside those that look like it
_MAY_BE_DANGER = ("danger", "victime")  # a message that states neither, in those whose facts are known, is calm
_SLOPE, _SECOND_OPINION = 2.0, 0.05  # what makes a probability of the resemblance to danger, and of what the network thinks of it
_LEAST = 1e-6
# A word, a number or an act of procedure says these, and the reader knows them all: they are not guessed from a manner of speaking.
_NAMED = ("nationalite", "age", "territoire", "date_recepisse", "recepisse_reflexion", "plainte", "temoignage", "procedure")
_ENOUGH = 40  # messages that state a fact, under which it is not learned
_TOGETHER = 1000  # messages read by one process at a time


class Classifier:
    """`among`: the intents; `danger`: resemblance to messages of danger; `stated`: to those that state the facts of `pairs`, if any."""

    def __init__(self, intents: Sequence[str], vocabulary: Sequence[str], pairs: Sequence[Sequence[str]], among: Network, danger: Resemblance,
                 stated: Resemblance | None) -> None:
        self._intents, self._vocabulary, self._pairs = list(intents), list(vocabulary), [(fact, value) for fact, value in pairs]
        self._rank = {feature: rank for rank, feature in enumerate(self._vocabulary)}
        self._scale = _scale(self._vocabulary)
        self._whole = _whole(self._vocabulary)
        self._among, self._danger, self._stated = among, danger, stated

    @classmethod
    def learn(cls, messages: Sequence[str], intents: Sequence[str], told: Sequence[Told] = ()) -> "Classifier":
        """Learn from messages and the intent of each, and from others and the facts that each states. Deterministic."""
        bags, vectors = _read([*messages, *(one.text for one in told)])
        vocabulary = _vocabulary(bags[:len(messages)])
        table, labels = _table(bags, vocabulary), np.asarray(intents)
        kept = np.flatnonzero(labels != HARMLESS)
        names, ranks = np.unique(labels[kept], return_inverse=True)
        whole = _only(table, _whole(vocabulary))
        stating = np.arange(len(messages), len(bags))
        del bags  # a gigabyte of words, beside a kernel that takes several
        calm = [rank for rank, one in zip(stating, told) if not any(one.facts.get(fact) == "oui" for fact in _MAY_BE_DANGER)]
        near = np.concatenate([_near_danger(labels), np.asarray(calm, dtype=int)])
        danger = np.isin(near, np.flatnonzero(labels == DANGER))
        pairs, said = _pairs(told)
        with ThreadPoolExecutor(2) as both:
            among = both.submit(Network.learn, table[kept], vectors[kept], ranks)
            resembling = both.submit(Resemblance.learn, whole[near], vectors[near], danger[:, None], telling(whole[near], danger))
            stated = both.submit(Resemblance.learn, whole[stating], vectors[stating], said) if pairs else None
        return cls(names.tolist(), vocabulary, pairs, among.result(), resembling.result(), stated.result() if stated else None)

    def judge(self, text: str) -> Opinion:
        """What a message seems to be about."""
        cut = clauses(text)
        if not cut:
            return Opinion([], 0.0)
        found = np.asarray(sorted({self._rank[f] for f in features(cut) if f in self._rank}), dtype=np.int64)
        values, vector = self._scale[found], _VECTOR * sentence_vector(text)
        among = _shares(self._among.scores(found, values, vector))
        ranking = [(self._intents[i], float(among[i])) for i in np.argsort(-among, kind="stable")]
        whole = self._whole[found]
        danger = self._danger.scores(found[whole], values[whole], vector)[0] + _SECOND_OPINION * _log_odds(dict(ranking).get(DANGER, 0.0))
        stated = self._stated.scores(found[whole], values[whole], vector).tolist() if self._stated else []
        return Opinion(ranking, float(1.0 / (1.0 + np.exp(-_SLOPE * danger))), dict(zip(self._pairs, stated)))

    def save(self, folder: Path) -> None:
        parts = {"among": self._among, "danger": self._danger} | ({"stated": self._stated} if self._stated else {})
        tables = {f"{name}_{field}": _half(table) for name, part in parts.items() for field, table in part._asdict().items()}
        np.savez(folder / "weights.npz", **tables)
        (folder / "words.json").write_text(json.dumps([self._intents, self._vocabulary, self._pairs], ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Classifier":
        intents, vocabulary, pairs = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as kept:
            among = Network(*(_full(kept[f"among_{field}"]) for field in Network._fields))
            danger = Resemblance(*(_full(kept[f"danger_{field}"]) for field in Resemblance._fields))
            stated = Resemblance(*(_full(kept[f"stated_{field}"]) for field in Resemblance._fields)) if pairs else None
        return cls(intents, vocabulary, pairs, among, danger, stated)


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


def _vocabulary(bags: Sequence[set[str]]) -> list[str]:
    seen = Counter(feature for bag in bags for feature in bag)
    return sorted(feature for feature, times in seen.items() if times > _RARE or not feature.startswith(_PARTS))


def _scale(vocabulary: Sequence[str]) -> np.ndarray:
    return np.asarray([_WEIGHTS[feature[0]] for feature in vocabulary], dtype=np.float32)


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
    chance = np.random.default_rng(0)
    close, out = np.isin(labels, (DANGER, HARMLESS)), labels == _OUT
    drawn = [chance.choice(some, min(most, len(some)), replace=False)
             for some, most in ((np.flatnonzero(~close & ~out), _OTHERS), (np.flatnonzero(out), _OUTSIDERS))]
    return np.sort(np.concatenate([np.flatnonzero(close), *drawn]))


def _pairs(told: Sequence[Told]) -> tuple[list[tuple[str, str]], np.ndarray]:
    """The (fact, value) pairs that enough messages state, and whether each message states each (messages × pairs)."""
    times = Counter(pair for one in told for pair in one.facts.items())
    pairs = sorted(pair for pair, count in times.items() if count >= _ENOUGH and pair[0] not in _NAMED)
    return pairs, np.asarray([[one.facts.get(fact) == value for fact, value in pairs] for one in told], dtype=bool)


def _half(table: np.ndarray) -> np.ndarray:
    """Half as long in the file: it is precise enough, and counts stay whole."""
    return table.astype(np.float16) if table.dtype.kind == "f" else table


def _full(table: np.ndarray) -> np.ndarray:
    return table.astype(np.float32) if table.dtype.kind == "f" else table


def _log_odds(share: float) -> float:
    return float(np.log(max(share, _LEAST) / max(1 - share, _LEAST)))


def _shares(scores: np.ndarray) -> np.ndarray:
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def _table(bags: Sequence[set[str]], vocabulary: Sequence[str]) -> csr_matrix:
    """The weighted features of each message (messages × features)."""
    rank = {feature: i for i, feature in enumerate(vocabulary)}
    columns = [sorted(rank[f] for f in bag if f in rank) for bag in bags]
    filled = np.asarray([column for row in columns for column in row], dtype=np.int64)
    return csr_matrix((_scale(vocabulary)[filled], filled, np.cumsum([0, *map(len, columns)])), shape=(len(bags), len(vocabulary)))
