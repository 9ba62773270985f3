"""The arithmetic of the report, and how figures are written in French."""
import math
from typing import Optional, Sequence, Text


def percentile(values: Sequence[float], rank: float) -> float:
    """The smallest value that at least `rank` % of `values` do not exceed (nearest rank). `rank`: more than 0, 100 at most.

    Raises ValueError when there is no value: a percentile of nothing would be an invention.
    """
    if not values or not 0 < rank <= 100:
        raise ValueError((len(values), rank))
    return sorted(values)[math.ceil(len(values) * rank / 100) - 1]


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle."""
    if not values:
        raise ValueError(0)
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def ratio(ours: Optional[float], stock: Optional[float]) -> Optional[float]:
    """Ours as a share of the stock bot's; None when one of them is missing or the other is zero."""
    return ours / stock if ours is not None and stock else None


def number(value: float, digits: int = 1) -> Text:
    """1234.5 -> "1 234,5", with a space that does not break."""
    return f"{value:,.{digits}f}".replace(",", "\u202f").replace(".", ",")
