"""What an agent's neighbours hold, added up at the speed of memory.

Nothing is scattered. Agents with about as many neighbours share one table, slot by slot, and each slot is one gather
inside the bounds; a table of one width needs no mask. The layout was the fastest of eight on two processors.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from ._network import Network

UNROLLED = 32  # slots written out where nothing is masked; other tables run in a loop, since writing costs compile time
LEAST_SHARE = 64  # a table for one number of neighbours pays where one agent in so many has it


@partial(jax.tree_util.register_dataclass, data_fields=["slots", "degrees"], meta_fields=["padded"])
@dataclass(frozen=True)
class Table:
    """Agents with about as many neighbours: slots (most neighbours, agents) int32, degrees (agents,) int32."""

    slots: Array
    degrees: Array
    padded: bool


@partial(jax.tree_util.register_dataclass, data_fields=["tables", "place", "degrees"], meta_fields=["size", "complete"])
@dataclass(frozen=True)
class Ties:
    """A network laid out for adding up over neighbours; it can be passed into compiled programs.

    place: (size,) int32, where each agent stands when the tables are joined, or None where they are in order already.
    """

    tables: tuple[Table, ...]
    place: Array | None
    degrees: Array
    size: int
    complete: bool


def laid_out(network: Network) -> Ties:
    """Return a network in the layout in which its neighbours are added up."""
    degrees = network.degrees
    if network.complete:
        return Ties((), None, jnp.asarray(degrees), network.size, True)
    order = np.argsort(degrees, kind="stable")
    tables = tuple(_table(network, agents) for agents in _groups(order, degrees[order]))
    in_order = np.array_equal(order, np.arange(network.size))
    place = None if in_order else jnp.asarray(np.argsort(order).astype(np.int32))
    return Ties(tables, place, jnp.asarray(degrees), network.size, False)


def by_degree(network: Network) -> np.ndarray:
    """Return the order of agents by number of neighbours; `network.renumbered(order)` then needs no last gather."""
    return np.argsort(network.degrees, kind="stable")


def neighbour_sum(values: Array, ties: Ties) -> Array:
    """Return the sum of `values` (agents, ...) over each agent's neighbours, in the same shape.

    Truth values are counted in int32; other kinds keep their type.
    """
    values = values.astype(jnp.int32) if values.dtype == bool else values
    if ties.complete:
        return values.sum(axis=0, dtype=values.dtype) - values
    parts = [_added(values, table) for table in ties.tables]
    joined = parts[0] if len(parts) == 1 else jnp.concatenate(parts)
    return joined if ties.place is None else joined.at[ties.place].get(mode="promise_in_bounds")


def neighbour_mean(values: Array, ties: Ties, alone: float = 0.0) -> Array:
    """Return the mean of `values` (agents, ...) over each agent's neighbours; `alone` where there are none."""
    values = values if jnp.issubdtype(values.dtype, jnp.floating) else values.astype(jnp.float32)
    count = ties.degrees.reshape((-1,) + (1,) * (values.ndim - 1))
    mean = neighbour_sum(values, ties) / jnp.maximum(count, 1).astype(values.dtype)
    return jnp.where(count > 0, mean, jnp.asarray(alone, values.dtype))


def neighbour_share(flags: Array, ties: Ties, alone: float = 0.0) -> Array:
    """Return the share of each agent's neighbours for whom `flags` (agents, ...) is true, in float32.

    Counting is exact, so that a share that just meets a threshold meets it.
    """
    count = ties.degrees.reshape((-1,) + (1,) * (flags.ndim - 1))
    share = neighbour_sum(flags.astype(bool), ties) / jnp.maximum(count, 1).astype(jnp.float32)
    return jnp.where(count > 0, share, jnp.float32(alone))


def _groups(order: np.ndarray, degrees: np.ndarray) -> list[np.ndarray]:
    """Return the agents of each table; `degrees` rise. Rare numbers join the next larger ones if not far from them."""
    values, firsts, counts = np.unique(degrees, return_index=True, return_counts=True)
    cuts, top = [len(order)], int(values[-1])
    for at in range(len(values) - 2, -1, -1):
        common = counts[at] * LEAST_SHARE >= len(order) or counts[at + 1] * LEAST_SHARE >= len(order)
        if common or values[at] < 0.8 * top or values[at] == 0:
            cuts.append(int(firsts[at + 1]))
            top = int(values[at])
    cuts.append(0)
    return [order[low:high] for low, high in zip(cuts[:0:-1], cuts[-2::-1], strict=True)]


def _table(network: Network, agents: np.ndarray) -> Table:
    degrees = network.degrees[agents]
    width = int(degrees.max())
    slot = np.arange(width)[:, None]
    inside = slot < degrees
    at = np.where(inside, network.starts[agents] + slot, 0)
    slots = np.where(inside, network.neighbours[at], 0) if width else np.zeros((0, len(agents)))
    return Table(jnp.asarray(slots.astype(np.int32)), jnp.asarray(degrees), not bool(inside.all()))


def _added(values: Array, table: Table) -> Array:
    """Return the sums for the agents of one table."""
    width, agents = table.slots.shape
    nothing = jnp.zeros((agents, *values.shape[1:]), values.dtype)
    shape = (agents,) + (1,) * (values.ndim - 1)

    def add(slot: Array | int, total: Array) -> Array:
        gathered = values.at[table.slots[slot]].get(mode="promise_in_bounds")
        if table.padded:
            gathered = jnp.where((slot < table.degrees).reshape(shape), gathered, 0)
        return total + gathered

    if width > UNROLLED or table.padded:
        return jax.lax.fori_loop(0, width, add, nothing)
    total = nothing
    for slot in range(width):
        total = add(slot, total)
    return total
