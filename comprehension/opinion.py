"""What a classifier thinks of a message."""
from __future__ import annotations

from typing import NamedTuple, Sequence

Ranking = Sequence[tuple[str, float]]  # intents with their probability, the likeliest first


class Opinion(NamedTuple):
    """`danger`: its probability, learned apart."""

    ranking: Ranking
    danger: float
