"""People take part when their own motive and what their neighbours do add up."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._choice import normal_share
from groundswell.forms.published._curve import stretched_mean

ROUNDS = 6
"""Rounds of looking around within one month."""


def next_external(external: Any, around: Any, sluggish: Any) -> Any:
    """External motive in the next round: c' = l c - (1 - l) (1 - s), s the share of neighbours who take part."""
    return sluggish * external - (1 - sluggish) * (1 - around)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share that takes part after six rounds, from nobody; the causes are the mean inner motive.

    Reduction: everyone sees everyone (a complete network), so the share around a person is the share of all.

    On a citizen: the chance that his inner motive, about his own causes as its mean, outweighs what others do in a
    crowd like him. The share in a crowd of n people who draw their motives tends to it as n grows.
    """
    spread, sluggish = shape.own

    def joined(cause: Array) -> Array:
        external = 0 * cause - 1
        for _ in range(ROUNDS):
            share = normal_share((cause + external) / spread)
            external = next_external(external, share, sluggish)
        return normal_share((cause + external) / spread)

    return stretched_mean(joined, causes, present)


SIEGEL = Form(
    "siegel-2009",
    "takes part iff b + c > 0, c' = l c - (1 - l) (1 - s); here b ~ N(a, sd) in a complete network",
    "Siegel (2009), Social networks and collective action, AJPS 53(1)",
    act,
    "share that takes part",
    (
        Number("spread", 0.25, 0.6, "motive", "standard deviation of inner motives"),
        Number("sluggishness", 0.0, 0.6, "share kept a round", "how slowly the view of others changes"),
    ),
)
