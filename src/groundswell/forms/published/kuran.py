"""People hide what they think until enough others show it; then few openings bring many out."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean

ROUNDS = 3
"""Rounds of looking around within one month."""


def next_opposition(share: Any, activists: Any, least: Any) -> Any:
    """Opposing share in the next round: r' = m + (1 - m) max(0, (r - a) / (1 - a)), other thresholds even on (a, 1)."""
    numbers = array_of(share, activists, least)
    return activists + (1 - activists) * numbers.maximum(0, (share - least) / (1 - least))


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share that opposes in public after three rounds; the causes make the first to dare.

    Reduction: a fixed part of the mean cause dares alone (m), all others have thresholds even on (least, 1).

    On a citizen: the chance that he opposes in public in a crowd with causes like his. The share in a crowd of n
    people who draw their thresholds tends to it as n grows.
    """
    daring, least = shape.own

    def open_share(cause: Array) -> Array:
        share = activists = daring * cause
        for _ in range(ROUNDS):
            share = next_opposition(share, activists, least)
        return share

    return stretched_mean(open_share, causes, present)


KURAN = Form(
    "kuran-1991",
    "r' = m + (1 - m) max(0, (r - l) / (1 - l)), r(0) = m; here m = d a",
    "Kuran (1989), Sparks and prairie fires, Public Choice 61; Kuran (1991), Now out of never, World Politics 44(1)",
    act,
    "share that opposes in public",
    (
        Number("daring", 0.4, 0.9, "share of the crowd", "who dares alone where the cause is full"),
        Number("least threshold", 0.05, 0.4, "share of the crowd", "opposition that the next boldest wait for"),
    ),
)
