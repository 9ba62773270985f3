"""The arithmetic of the report: shares with their interval, F1 by subject, calibration."""
import math
from collections import Counter
from typing import Iterable, List, NamedTuple, Sequence, Text, Tuple

_Z = 1.96  # 95 %


class Share(NamedTuple):
    """`good` of `total`, with the 95 % interval of Wilson."""

    good: int
    total: int

    @property
    def value(self) -> float:
        return self.good / self.total if self.total else float("nan")

    @property
    def interval(self) -> Tuple[float, float]:
        n, p = self.total, self.value
        if not n:
            return (float("nan"), float("nan"))
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        return (max(0.0, middle - half), min(1.0, middle + half))


def share(results: Iterable[bool]) -> Share:
    listed = list(results)
    return Share(sum(listed), len(listed))


def macro_f1(right: Sequence[Text], found: Sequence[Text]) -> float:
    """The mean of the F1 of each subject that is right at least once."""
    wanted, got = Counter(right), Counter(found)
    both = Counter(r for r, f in zip(right, found) if r == f)
    return sum(2 * both[s] / (wanted[s] + got[s]) for s in wanted) / len(wanted)


class Bin(NamedTuple):
    """Answers of near confidence: how sure they were on average, how often they were right, how many there are."""

    sure: float
    right: float
    count: int


def calibration(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> Tuple[List[Bin], float]:
    """The bins that hold something, and the expected calibration error: the mean gap between sure and right."""
    groups: List[List[Tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, good in zip(confidences, right):
        groups[min(bins - 1, int(confidence * bins))].append((confidence, good))
    kept = [Bin(sum(c for c, _ in g) / len(g), sum(ok for _, ok in g) / len(g), len(g)) for g in groups if g]
    return kept, sum(b.count * abs(b.sure - b.right) for b in kept) / max(1, len(confidences))
