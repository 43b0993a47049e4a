"""Communities as counted: work on citizens block by block, and means and what localities see from their sums."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens import PART_ROOM, Around, Community, Tally, mean_of, partners


class View(NamedTuple):
    """One community as counted: means (K, R), and what differs between its localities, by blocks."""

    mean: Array
    around: Around


def by_blocks(work, blocks):
    """Work on blocks one after the other; a single one needs no loop."""
    if jax.tree.leaves(blocks)[0].shape[0] > 1:
        return jax.lax.map(work, blocks)
    return jax.tree.map(lambda array: array[None], work(jax.tree.map(lambda array: array[0], blocks)))


def view(community: Community, tally: Tally, size: Array, length: float) -> View:
    """A community's state from its citizens' sums, by blocks of localities (blocks, ..., l, 1, R)."""
    sorts, people = community.sorts, community.people
    counts = jnp.concatenate([tally.joins, tally.choices], axis=1)
    shares = counts.sum((0, 2))[:, 0].astype(jnp.float32) / people
    mean = jnp.concatenate([over(tally.wide, people), over(tally.narrow, people), shares])
    order = np.argsort([*sorts.wide, *sorts.narrow, *sorts.joins, *sorts.choices])
    local = counts.astype(jnp.float32) / size[:, None] - shares[:, None, None]
    talk = (2 * mean_of(jnp.moveaxis(tally.parts, 1, 0), size[:, None]) - 1) * PART_ROOM
    return View(mean[order], Around(local, talk, _across(community, talk, size, length)))


def over(digits: Array, people: int) -> Array:
    """Means (rows, R) behind the digits (blocks, 3, rows, l, 1, R) of a community."""
    return mean_of(digits.sum((0, 3)), people)[:, 0]


def _across(community: Community, talk: Array, size: Array, length: float) -> Array:
    """The pull of long ties on each locality; what one gains the other loses, person by person."""
    far = np.array([1 - (1 - community.variables[k].far) ** length for k in community.talked], np.float32)
    ties = partners(community.localities, community.manners.ties)
    if not far.any() or not len(ties):
        return jnp.zeros_like(talk)
    flat = jnp.moveaxis(talk, 1, 0).reshape(len(far), community.localities, 1, -1)
    people = size.reshape(-1, 1, 1)
    pull = sum(jnp.minimum(people, people[row]) / people * (flat[:, row] - flat) for row in ties)
    pull = pull * (far / len(ties))[:, None, None, None]
    return jnp.moveaxis(pull.reshape(len(far), *size.shape[:2], 1, -1), 0, 1)
