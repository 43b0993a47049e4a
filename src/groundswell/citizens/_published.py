"""Published forms on citizens: what an author's equation makes of each citizen's own causes.

A form's `act` is worked out with the causes of one citizen as it is with those of a community. What an author draws for
each person (a threshold, a risk) and a case does not state stays averaged over, so the push on a citizen is the one
that a crowd with his causes would feel on average. His own nerve and luck decide once, when he joins or holds.
"""

from typing import NamedTuple

import jax.numpy as jnp
from jax import Array

from groundswell.citizens._community import Felt
from groundswell.forms import PUBLISHED, Shape


class Offer(NamedTuple):
    """What readings take: chosen (S, D, R) is 1 for at most one candidate of a drive; own numbers of each form, each
    (K, R) over the drives that may take it."""

    chosen: Array
    own: dict[str, tuple[Array, ...]]


def with_published(
    felt: Felt, causes: Array, present: Array, shape: Shape, offer: Offer, generic: Array, may: Array | float = 1.0
) -> Array:
    """Drives of one felt mechanism with the published form in place in the readings that take one.

    causes, present: (slots, l, m or 1, R); shape: the mechanism's own numbers, (R,) each; generic: (l, m or 1, R);
    may: how far a published form may act here, since `generic` has that in it. Raises FormFailed where a form raises.
    """
    drives = generic
    for name, place, slot in felt.candidates:
        own = tuple(numbers[place] for numbers in offer.own[name])
        found = PUBLISHED[name].acted(causes, present, shape_with(shape, own))
        # Worked out for every reading; a product would let what overflows in one that took another form spoil it.
        drives = jnp.where(offer.chosen[slot, felt.drive] > 0, found * may, drives)
    return drives


def shape_with(shape: Shape, own: tuple[Array, ...]) -> Shape:
    """The same numbers with a published form's own ones."""
    return Shape(shape.half_point, shape.tipping_point, shape.steepness, own)
