"""The normal law and a root finder, for models that need no more than that."""

from __future__ import annotations

import math
from collections.abc import Callable


def density(z: float) -> float:
    """Return the height of the standard normal curve."""
    return math.exp(-z * z / 2) / math.sqrt(2 * math.pi)


def below(z: float) -> float:
    """Return the share of a standard normal crowd at or below z."""
    return math.erfc(-z / math.sqrt(2)) / 2


def root(gap: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function changes sign between two ends, by halving down to the last bit.

    Raises ValueError where the signs at the ends are the same.
    """
    at_low = gap(low)
    if at_low * gap(high) > 0:
        raise ValueError(f"no change of sign between {low:g} and {high:g}")
    while low < (middle := (low + high) / 2) < high:
        at_middle = gap(middle)
        if at_low * at_middle > 0:
            low, at_low = middle, at_middle
        else:
            high = middle
    return middle
