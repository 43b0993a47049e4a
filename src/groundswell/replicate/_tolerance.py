"""How near a number must come to what is expected of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Factor:
    """Each number lies within a factor of the expected one; `rising` asks besides that each is above the one before."""

    times: float
    rising: bool = False

    def __str__(self) -> str:
        return f"factor {self.times:g}" + (", rising" if self.rising else "")


Tolerance = float | Sequence[float] | Factor


def agrees(obtained: Any, expected: Any, tolerance: Tolerance) -> bool:
    """Whether what was obtained has the shape of what is expected and is within the tolerance.

    A tolerance of 0 asks for equality. A sequence gives one tolerance to each number of a flat sequence. Words and
    truth values must be equal.
    """
    got, wanted = flat(obtained), flat(expected)
    if len(got) != len(wanted):
        return False
    if isinstance(tolerance, Factor):
        rises = all(later > earlier for earlier, later in pairwise(got))
        return (rises or not tolerance.rising) and all(
            wanted_one / tolerance.times <= one <= wanted_one * tolerance.times
            for one, wanted_one in zip(got, wanted, strict=True)
        )
    allowed = list(tolerance) if isinstance(tolerance, Sequence) else [tolerance] * len(wanted)
    return all(_near(*three) for three in zip(got, wanted, allowed, strict=True))


def flat(value: Any) -> list[Any]:
    """Return every single thing inside a number, a word, an array or a nested sequence, in order."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, (list, tuple)):
        return [single for one in value for single in flat(one)]
    return [value]


def _near(got: Any, wanted: Any, allowed: float) -> bool:
    if isinstance(wanted, (bool, str)) or wanted is None:
        return got == wanted
    if isinstance(got, str) or got is None or math.isnan(got):
        return False
    # a hair beyond the tolerance, since 0.3 - 0.2 is not 0.1 in binary
    return got == wanted or abs(got - wanted) <= allowed * (1 + 1e-12)
