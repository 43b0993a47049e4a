"""Weighted sums of rows, laid out in buckets of equal length so that a gather and a sum do all the work."""

from collections.abc import Sequence
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.forms import total


class Rows(NamedTuple):
    """For each bucket, which rows of an array are summed: index (length, sums), weight (length, sums)."""

    index: tuple[np.ndarray, ...]
    weight: tuple[np.ndarray, ...]

    def sum(self, values: Array) -> Array:
        """Weighted sums of the rows of `values` (rows, readings) -> (sums, readings), in bucket order."""
        sums = [
            total(values[i] * w[..., None]) if len(i) else jnp.zeros((i.shape[1], values.shape[1]), values.dtype)
            for i, w in zip(self.index, self.weight, strict=True)
        ]
        return jnp.concatenate(sums) if sums else values[:0]


def rows(sums: Sequence[Sequence[tuple[int, float]]]) -> tuple[Rows, np.ndarray]:
    """Lay out sums given as (row, weight) lists; also say at which position of the result each one stands."""
    lengths = np.array([len(one) for one in sums], int)
    index, weight, position, filled = [], [], np.zeros(len(sums), int), 0
    for length in sorted(set(lengths.tolist())):
        mine = np.flatnonzero(lengths == length).tolist()
        position[mine] = filled + np.arange(len(mine))
        filled += len(mine)
        index.append(
            np.array([[sums[k][j][0] for k in mine] for j in range(length)], np.int32).reshape(length, len(mine))
        )
        weight.append(
            np.array([[sums[k][j][1] for k in mine] for j in range(length)], np.float32).reshape(length, len(mine))
        )
    return Rows(tuple(index), tuple(weight)), position
