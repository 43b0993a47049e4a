"""What felt mechanisms read, as tables, so that one piece of compiled code serves all of them."""

from functools import cache
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens._community import Community, Sight


class Table(NamedTuple):
    """Rows of F felt mechanisms with S causes and G comparisons at the most; what is not there has `present` 0.

    drive (F,). row (F, S): cause among the theory's; sign, present (F, S, 1, 1, 1); read, weight: the citizen's own
    degree that the cause reads (among `reads_wide`) and how much, (F, S) and (F, S, 1, 1, 1); near (F, S, N): weights
    of what a locality has in common (among `reads_narrow`). gate_*: the same of comparisons, on own scales.
    """

    drive: np.ndarray
    row: np.ndarray
    sign: Array
    present: Array
    read: Array
    weight: Array
    near: np.ndarray
    gate_row: np.ndarray
    gate_present: Array
    gate_read: Array
    gate_weight: Array
    gate_near: np.ndarray


def table(community: Community, felt: tuple[int, ...]) -> Table:
    """The table of some felt mechanisms of a community, as arrays for a compiled program."""
    drive, causes, gate = _plain(community, felt)

    def deep(array: np.ndarray) -> Array:
        return jnp.asarray(array)[..., None, None, None]

    row, sign, present, read, weight, near = causes
    gate_row, _, gate_present, gate_read, gate_weight, gate_near = gate
    return Table(
        drive, row, deep(sign), deep(present), jnp.asarray(read), deep(weight), near,
        gate_row, deep(gate_present), jnp.asarray(gate_read), deep(gate_weight), gate_near,
    )  # fmt: skip


@cache
def _plain(community: Community, felt: tuple[int, ...]):
    ones = [community.felt[d] for d in felt]
    causes = _sights(community, [one.causes for one in ones], False)
    gate = _sights(community, [one.gate for one in ones], True)
    return np.array([one.drive for one in ones]), causes, gate


def _sights(community: Community, lists: list[tuple[Sight, ...]], scaled: bool):
    """row, sign, present, read, weight (F, S) and near (F, S, N) of lists of sights."""
    many, most = len(lists), max((len(one) for one in lists), default=0)
    row, read = np.zeros((many, most), np.int32), np.zeros((many, most), np.int32)
    sign, present, weight = (np.zeros((many, most), np.float32) for _ in range(3))
    sorts = community.sorts
    near = np.zeros((many, most, len(sorts.reads_narrow)), np.float32)
    for f, sights in enumerate(lists):
        for s, sight in enumerate(sights):
            row[f, s], sign[f, s], present[f, s] = sight.row, sight.sign, 1
            for k, share in sight.own:
                size = share * (community.variables[k].slope if scaled else 1.0)
                if k in sorts.reads_narrow:
                    near[f, s, sorts.reads_narrow.index(k)] += size
                elif weight[f, s]:
                    raise ValueError(f"{community.name}: one cause reads two degrees of the same citizen")
                else:
                    read[f, s], weight[f, s] = sorts.reads_wide.index(k), size
    return row, sign, present, read, weight, near
