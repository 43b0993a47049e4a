"""Verdict words: thresholds stated before any run, and intervals for shares of readings."""

from math import sqrt

THRESHOLDS = {"follows": 0.95, "mostly follows": 0.75, "mostly fails": 0.25, "contradicted": 0.05}
"""Share of readings from which (or, for the last two, down to which) a word is used; between them: contingent."""

VACUOUS = 0.95
"""Share of readings in which nothing moves beyond tolerance from which a claim is called vacuous."""

_Z = 1.959964


def word(share: float) -> str:
    """The word for a share of readings in [0, 1]."""
    if share >= THRESHOLDS["follows"]:
        return "follows"
    if share >= THRESHOLDS["mostly follows"]:
        return "mostly follows"
    if share <= THRESHOLDS["contradicted"]:
        return "contradicted"
    return "mostly fails" if share <= THRESHOLDS["mostly fails"] else "contingent"


def weighted_share(weight, values) -> float:
    """Weighted share (weights sum to one) of readings in which something holds; never past 1 by rounding."""
    return min(float(weight @ values), 1.0)


def interval(share: float, size: float) -> tuple[float, float]:
    """The 95 % interval of Wilson (1927) for a share seen in `size` effective readings."""
    if size <= 0:
        return 0.0, 1.0
    centre = (share + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
    half = _Z / (1 + _Z**2 / size) * sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    return max(0.0, centre - half), min(1.0, centre + half)
