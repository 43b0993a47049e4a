"""People choose among options with chances that rise with what each is worth to them."""

from typing import Any

import jax
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean


def choice_shares(worth: Any, taste: float = 1.0) -> Any:
    """Shares that choose each option: worth (..., options) in utils, taste in choices per util; sums to 1."""
    numbers = array_of(worth)
    odds = numbers.exp(taste * (worth - numbers.max(worth, axis=-1, keepdims=True)))
    return odds / odds.sum(axis=-1, keepdims=True)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share that picks the option as the causes raise its worth from 0 to 1, rivals staying put.

    Reduction: one option against the rest, whose worth is a single number: P = 1 / (1 + exp(-b (a - c))).

    On a citizen: the chance that he picks the option at what it is worth to him, which is the equation as stated.
    """
    taste, rivals = shape.own
    return stretched_mean(lambda a: jax.nn.sigmoid(taste * (a - rivals)), causes, present)


LOGIT_CHOICE = Form(
    "mcfadden-1974",
    "P = exp(b u) / sum exp(b u); here u = a against c for the rest",
    "McFadden (1974), Conditional logit analysis of qualitative choice behavior",
    act,
    "share of people who choose the option",
    (
        Number("taste", 2.0, 8.0, "per unit of worth", "how sharply worth decides"),
        Number("rivals", 0.2, 0.8, "worth", "what the other options are worth together"),
    ),
)
