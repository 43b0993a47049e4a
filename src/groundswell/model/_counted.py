"""Communities as counted: work on citizens block by block, and means and what localities see from their sums."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens import PART_ROOM, Around, Community, Tally, mean_of
from groundswell.model._spread import SIDE


class View(NamedTuple):
    """One community as counted: means (K, R), and what differs between its localities, by blocks."""

    mean: Array
    around: Around


def by_blocks(work, blocks):
    """Work on blocks one after the other; a single one needs no loop."""
    if jax.tree.leaves(blocks)[0].shape[0] > 1:
        return jax.lax.map(work, blocks)
    return jax.tree.map(lambda array: array[None], work(jax.tree.map(lambda array: array[0], blocks)))


def view(community: Community, tally: Tally, size: Array, length: float, shared: bool = False) -> View:
    """A community's state from its citizens' sums, by blocks of localities (blocks, ..., l, 1, R).

    shared: the blocks are some of those that several devices have between them.
    """
    sorts, people = community.sorts, community.people
    counts = jnp.concatenate([tally.joins, tally.choices], axis=1)
    shares = _everywhere(counts.sum((0, 2)), shared)[:, 0].astype(jnp.float32) / people
    mean = jnp.concatenate([over(tally.wide, people, shared), over(tally.narrow, people, shared), shares])
    order = np.argsort([*sorts.wide, *sorts.narrow, *sorts.joins, *sorts.choices])
    local = counts.astype(jnp.float32) / size[:, None] - shares[:, None, None]
    talk = (2 * mean_of(jnp.moveaxis(tally.parts, 1, 0), size[:, None]) - 1) * PART_ROOM
    everybody = (2 * over(tally.parts, people, shared) - 1) * PART_ROOM
    return View(mean[order], Around(local, talk, _across(community, talk, everybody, length, shared)))


def over(digits: Array, people: int, shared: bool = False) -> Array:
    """Means (rows, R) behind the digits (blocks, 3, rows, l, 1, R) of a community."""
    return mean_of(_everywhere(digits.sum((0, 3)), shared), people)[:, 0]


def _everywhere(counts: Array, shared: bool) -> Array:
    """Whole numbers summed over all devices: the same whoever is added first."""
    return jax.lax.psum(counts, SIDE) if shared else counts


def _across(community: Community, talk: Array, everybody: Array, length: float, shared: bool) -> Array:
    """The pull of the network between localities on each of them; what one gains the others lose, person by person.

    talk (blocks, talked, l, 1, R): means of localities; everybody (talked, R): of the community.
    """
    far = np.array([1 - (1 - community.variables[k].far) ** length for k in community.talked], np.float32)
    places = community.places
    if not far.any() or not places.between.ties:
        return jnp.zeros_like(talk)
    if places.between.complete:
        all_ = np.float32(places.drawn_to_all())
        return (everybody[:, None, None] - talk) * (far * all_)[:, None, None, None]
    flat = jnp.moveaxis(talk, 1, 0).reshape(len(far), -1, 1, talk.shape[-1])
    here = flat.shape[1]
    if shared:
        flat = jax.lax.all_gather(flat, SIDE, axis=flat.ndim - 3, tiled=True)
    slots, weights, most = places.pulls()
    drawn = zip(slots, weights[..., None, None], strict=True)
    pull = sum(weight * (flat[:, row] - flat) for row, weight in drawn) * (far / most)[:, None, None, None]
    if shared:
        pull = jax.lax.dynamic_slice_in_dim(pull, jax.lax.axis_index(SIDE) * here, here, 1)
    return jnp.moveaxis(pull.reshape(len(far), *talk.shape[:1], *talk.shape[2:]), 0, 1)
