"""From unbounded coordinates to values: shares that sum to one, own scales, and nodes that an arm holds."""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.model._wiring import Wiring


class Hold(NamedTuple):
    """What an arm does to nodes, as one rational map u -> (alpha u + beta + gamma held) / (1 + delta u), each (N,).

    since, until: months (counted from the start) in which it acts; `held` is the run's own value in month `since`.
    """

    alpha: np.ndarray
    beta: np.ndarray
    gamma: np.ndarray
    delta: np.ndarray
    since: np.ndarray
    until: np.ndarray


def unit(wiring: Wiring, z: Array) -> Array:
    """Unit coordinates in (0, 1) of all nodes (N, readings); shares of one whole sum, with "none", to one."""
    shares = len(wiring.share_group)
    e = jnp.exp(z)
    free = e[shares:] / (1 + e[shares:])
    if not shares:
        return free
    whole = 1 + wiring.group_rows.sum(e)
    return jnp.concatenate([e[:shares] / whole[wiring.share_group], free])


def held(wiring: Wiring, hold: Hold, u: Array, kept: Array, month: Array) -> Array:
    """Unit coordinates after an arm's hold; in a share group what is not held makes room in proportion."""
    active = ((hold.since <= month) & (month <= hold.until))[:, None]
    moved = (hold.alpha[:, None] * u + hold.beta[:, None] + hold.gamma[:, None] * kept) / (1 + hold.delta[:, None] * u)
    after = jnp.where(active, moved, u)
    shares = len(wiring.share_group)
    if not shares:
        return after
    fixed = active.astype(u.dtype)
    room = (1 - wiring.group_rows.sum(after * fixed)) / (1 - wiring.group_rows.sum(u * fixed))
    scale = jnp.maximum(room, 0)[wiring.share_group]
    return jnp.concatenate([jnp.where(active[:shares], after[:shares], after[:shares] * scale), after[shares:]])


def own_scale(wiring: Wiring, u: Array) -> Array:
    """Values on each variable's own scale: shares and unit01 in (0, 1), signed01 in (-1, 1), levels positive."""
    affine = wiring.slope[:, None] * u + wiring.offset[:, None]
    return jnp.where(wiring.is_level[:, None], u / (1 - u), affine)
