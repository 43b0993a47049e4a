"""A person joins once enough others have joined; thresholds differ, and small changes tip whole crowds."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._choice import normal_share
from groundswell.forms.published._curve import stretched_mean

ROUNDS = 6
"""Rounds of looking around within one month."""


def next_share(share: Any, mean: Any, spread: Any) -> Any:
    """Share (of 1) that acts in the next round where thresholds are normal: r' = F(r)."""
    return normal_share((share - mean) / spread)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share that joins after six rounds, from nobody; the causes lower everyone's threshold.

    Reduction: thresholds ~ N(m - a, s), where a is the mean cause; r' = F(r), r(0) = 0.

    On a citizen: the chance that his threshold, drawn from that law and lowered by his own causes, is met in a crowd
    with causes like his. The share in a crowd of n people who draw theirs tends to it as n grows.
    """
    mean, spread = shape.own

    def joined(cause: Array) -> Array:
        share = 0 * cause
        for _ in range(ROUNDS):
            share = next_share(share, mean - cause, spread)
        return share

    return stretched_mean(joined, causes, present)


GRANOVETTER = Form(
    "granovetter-1978",
    "r(t+1) = F(r(t)), F the share with threshold <= r; here thresholds ~ N(m - a, s)",
    "Granovetter (1978), Threshold models of collective behavior, AJS 83(6)",
    act,
    "share of the crowd that acts",
    (
        Number("mean threshold", 0.6, 1.0, "share of the crowd", "mean threshold where nothing causes action"),
        Number("spread", 0.2, 0.45, "share of the crowd", "standard deviation of thresholds"),
    ),
)
