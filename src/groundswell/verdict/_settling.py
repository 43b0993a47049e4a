"""How a share settles with the number of readings, and how many it takes until its interval is as narrow as asked."""

from collections.abc import Sequence

import numpy as np

from groundswell.verdict._result import ClaimVerdict
from groundswell.verdict._words import interval

PARTS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
"""Parts of the kept readings after which the share is noted."""

UNSHARED = frozenset({"untestable", "no route", "by wiring"})
"""Words that do not rest on a share, so that no interval has to grow narrow for them."""

_BEYOND = 1.15
"""How many times the size that an interval seems to need is drawn for, since the share itself still moves."""


def settling(holds: np.ndarray, weight: np.ndarray) -> tuple[tuple[int, float, float, float], ...]:
    """(readings, share, low, high) after more and more of the kept readings, in the order in which they were drawn."""
    found = []
    for part in PARTS:
        count = max(round(part * len(holds)), 1)
        w = weight[:count]
        share = float(np.dot(w, holds[:count]) / w.sum())
        low, high = interval(share, float(w.sum() ** 2 / (w**2).sum()))
        found.append((count, share, low, high))
    return tuple(found)


def wide(claims: Sequence[ClaimVerdict], width: float) -> list[ClaimVerdict]:
    """Claims whose 95 % interval is not narrower than `width`, the widest first."""
    told = [claim for claim in claims if claim.interval is not None and claim.verdict not in UNSHARED]
    return sorted((claim for claim in told if _width(claim) >= width), key=_width, reverse=True)


def needed(claims: Sequence[ClaimVerdict], width: float) -> float:
    """Effective number of readings after which these claims' intervals should be narrower than `width`."""
    size = 4.0
    for share in {claim.share or 0.0 for claim in claims}:
        while _between(interval(share, size)) >= width:
            size *= _BEYOND
    return size * _BEYOND


def _between(ends: tuple[float, float]) -> float:
    return ends[1] - ends[0]


def _width(claim: ClaimVerdict) -> float:
    return _between(claim.interval or (0.0, 1.0))
