"""What an agent's neighbours are divided on, added up from one word an agent.

Looking at ten random neighbours costs as many lines of the cache as their rows take. Shares of up to five options that
add up to one fit into a word of 64 bits: four of them in steps of 1/65,535, the last being what is left. Fields of 16
bits are added in lanes of 32, even and odd ones apart, so sums are exact and do not depend on any order.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from ._aggregate import UNROLLED, Table, Ties
from ._faults import NetworkError

MOST_OPTIONS = 5
STEPS = 65_535  # of a share, from none to all; as many neighbours, and two, can be added up in 32 bits
LANES = np.uint64(0x0000FFFF0000FFFF)


def packed_shares(shares: Array) -> Array:
    """Return one word (agents,) uint64 for each agent's shares (options, agents) of two to five options.

    Shares are taken to add up to one; the last is not kept. Needs `jax.enable_x64`. Raises NetworkError for another
    number of options, or where 64 bits are off.
    """
    if not 2 <= len(shares) <= MOST_OPTIONS:
        raise NetworkError(f"Shares of {len(shares)} options do not fit into a word; 2 to {MOST_OPTIONS} do.")
    if jax.dtypes.canonicalize_dtype(np.uint64) != np.uint64:
        raise NetworkError("Packed shares need words of 64 bits: run this within `jax.enable_x64()`.")
    steps = [jnp.rint(jnp.clip(one, 0, 1) * np.float32(STEPS)).astype(jnp.uint32) for one in shares[:-1]]
    steps += [jnp.zeros_like(steps[0])] * (MOST_OPTIONS - 1 - len(steps))
    low, high = steps[0] | steps[1] << 16, steps[2] | steps[3] << 16
    return low.astype(jnp.uint64) | high.astype(jnp.uint64) << np.uint64(32)


def packed_sum(words: Array, ties: Ties) -> tuple[Array, Array]:
    """Return the sums of even and of odd fields over each agent's neighbours, two lanes of 32 bits in each word.

    Raises NetworkError where more than 65,537 neighbours could not be added up. Words must be at hand when this is
    compiled: in one program with what packs them, each gather may pack anew.
    """
    widest = ties.size - 1 if ties.complete else max(len(table.slots) for table in ties.tables)
    if widest > STEPS + 2:
        raise NetworkError(f"An agent with {widest:,} neighbours has more than the {STEPS + 2:,} that can be added up.")
    if ties.complete:
        even, odd = _lanes(words)
        return even.sum() - even, odd.sum() - odd
    parts = [_added(words, table) for table in ties.tables]
    even, odd = (jnp.concatenate(each) for each in zip(*parts, strict=True))
    if ties.place is None:
        return even, odd
    return even.at[ties.place].get(mode="promise_in_bounds"), odd.at[ties.place].get(mode="promise_in_bounds")


def unpacked_mean(sums: tuple[Array, Array], ties: Ties, options: int) -> Array:
    """Return mean shares (options, agents) float32 from the sums of neighbours; noughts where there are none.

    Each share but the last is at most 1/131,070 (about 2^-17) from the mean of exact shares, and rounding to float32;
    the last, which is one less the others and never below nought, four times that.
    """
    even, odd = sums
    fields = even, odd, even >> np.uint64(32), odd >> np.uint64(32)
    scale = 1 / (np.float32(STEPS) * jnp.maximum(ties.degrees, 1).astype(jnp.float32))
    means = [field.astype(jnp.uint32).astype(jnp.float32) * scale for field in fields[: options - 1]]
    last = jnp.maximum(1 - sum(means[1:], means[0]), 0)
    return jnp.stack([*means, jnp.where(ties.degrees > 0, last, 0)])


def _lanes(words: Array) -> tuple[Array, Array]:
    return words & LANES, words >> np.uint64(16) & LANES


def _added(words: Array, table: Table) -> tuple[Array, Array]:
    """Return the sums for the agents of one table."""
    width, agents = table.slots.shape

    def add(slot: Array | int, totals: tuple[Array, Array]) -> tuple[Array, Array]:
        gathered = words.at[table.slots[slot]].get(mode="promise_in_bounds")
        if table.padded:
            gathered = jnp.where(slot < table.degrees, gathered, np.uint64(0))
        even, odd = _lanes(gathered)
        return totals[0] + even, totals[1] + odd

    totals = jnp.zeros(agents, jnp.uint64), jnp.zeros(agents, jnp.uint64)
    if width > UNROLLED or table.padded:
        return jax.lax.fori_loop(0, width, add, totals)
    for slot in range(width):
        totals = add(slot, totals)
    return totals
