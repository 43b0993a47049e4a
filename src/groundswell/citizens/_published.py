"""Published forms on citizens: what an author's equation makes of each citizen's own causes.

A form's `act` is worked out with the causes of one citizen as it is with those of a community. What an author draws for
each person (a threshold, a risk) and a case does not state stays averaged over, so the push on a citizen is the one
that a crowd with his causes would feel on average. His own nerve and luck decide once, when he joins or holds.
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens._community import Community, Felt
from groundswell.forms import PUBLISHED, Shape


class Offer(NamedTuple):
    """What readings take: chosen (S, D, R) is 1 for at most one candidate of a drive; own numbers of each form, each
    (K, R) over the drives that may take it."""

    chosen: Array
    own: dict[str, tuple[Array, ...]]


class Offered(NamedTuple):
    """One form and the felt mechanisms that may take it: their places among those that are worked out together, their
    rows among the form's own numbers, and the slots in which readings pick it, (K,) each."""

    name: str
    at: np.ndarray
    rows: np.ndarray
    slots: np.ndarray

    def act(self, causes: Array, present: Array, shape: Shape, offer: Offer, rows: Array | np.ndarray) -> Array:
        """Drives by the form of one mechanism (causes (slots, l, m, R), its row) or of all (causes (slots, K, l, m, R),
        their rows). Raises FormFailed where the form raises."""
        own = tuple(numbers[rows] for numbers in offer.own[self.name])
        if np.ndim(rows):
            own = tuple(numbers[:, None, None] for numbers in own)
        return PUBLISHED[self.name].acted(causes, present, _with(shape, own))


def offered(community: Community, felt: tuple[int, ...]) -> list[Offered]:
    """The forms that some of these felt mechanisms may take, so that each is compiled once for all of them."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for at, d in enumerate(felt):
        for name, row, slot in community.felt[d].candidates:
            found.setdefault(name, []).append((at, row, slot))
    return [Offered(name, *np.array(found[name], np.int32).T) for name in sorted(found)]


def with_published(felt: Felt, causes: Array, present: Array, shape: Shape, offer: Offer, generic: Array) -> Array:
    """Drives of one felt mechanism with the published form in place in the readings that take one.

    causes, present: (slots, l, m or 1, R); shape: the mechanism's own numbers, (R,) each; generic: (l, m or 1, R).
    Raises FormFailed where a form raises.
    """
    drives = generic
    for name, row, slot in felt.candidates:
        own = tuple(numbers[row] for numbers in offer.own[name])
        found = PUBLISHED[name].acted(causes, present, _with(shape, own))
        # Worked out for every reading; a product would let what overflows in one that took another form spoil it.
        drives = jnp.where(offer.chosen[slot, felt.drive] > 0, found, drives)
    return drives


def _with(shape: Shape, own: tuple[Array, ...]) -> Shape:
    """The same numbers with a published form's own ones."""
    return Shape(shape.half_point, shape.tipping_point, shape.steepness, own)
