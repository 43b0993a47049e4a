"""A split: a part of an organisation's following leaves with its dissidents, and nobody is lost on the way."""

import jax
import jax.numpy as jnp
from jax import Array


def split_hazard(cohesion: Array, independence: Array, tipping: Array, sharpness: Array) -> Array:
    """Chance of a split in a month, in (0, 1), from unity and from the dissidents' independence (both 0 to 1).

    Equation: h = 1 / (1 + exp(-sharpness ((1 - cohesion) independence - tipping))): both are needed.
    Source: our own; that low unity and dissidents with means of their own are both needed is argued in Bakke,
    Cunningham and Seymour (2012), Perspectives on Politics 10.
    """
    return jax.nn.sigmoid(sharpness * ((1 - cohesion) * independence - tipping))


def parted(share: Array, heir: Array, leaving: Array) -> tuple[Array, Array]:
    """Shares of the old organisation and of its heir after the part `leaving` (0 to 1) of the following has gone over.

    The two together keep what they had: (share (1 - leaving), heir + share leaving).
    """
    going = share * jnp.clip(leaving, 0, 1)
    return share - going, heir + going
