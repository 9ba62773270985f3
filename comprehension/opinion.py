"""What a classifier thinks of a message."""
from __future__ import annotations

from typing import Mapping, NamedTuple, Sequence

Ranking = Sequence[tuple[str, float]]  # intents with their probability, the likeliest first


class Opinion(NamedTuple):
    """`danger`: its probability, learned apart. `facts`: {(fact, value) of the contract: how much the message resembles those that state
    it}, over 0 when it does."""

    ranking: Ranking
    danger: float
    facts: Mapping[tuple[str, str], float] = {}
