"""Weights of influence, as given or equal over neighbours and self."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from groundswell.forms.published.degroot import checked_weights

from ._faults import ReplicateError

THREE = ((0.5, 0.5, 0.0), (0.25, 0.5, 0.25), (0.0, 0.5, 0.5))


def weights_of(weights: Sequence[Sequence[float]], ties: Sequence[Sequence[float]], people: int) -> np.ndarray:
    """Return the weights, or where ties (pairs counted from 0) are given, equal ones over neighbours and self."""
    if not ties:
        if len({len(row) if isinstance(row, tuple) else -1 for row in weights}) != 1:
            raise ReplicateError("`weights` is a square table, as many numbers in each row as there are rows.")
        found = checked_weights(weights)
    else:
        found = np.eye(people)
        for pair in ties:
            if (
                not isinstance(pair, tuple)
                or len(pair) != 2
                or not all(0 <= one < people and one == int(one) for one in pair)
            ):
                raise ReplicateError(f"`ties` has {pair}, but a tie is two people from 0 to {people - 1}.")
            one, other = (int(end) for end in pair)
            found[one, other] = found[other, one] = 1
        found = found / found.sum(1, keepdims=True)
    if len(found) != people:
        raise ReplicateError(f"There are {people} opinions, but weights for {len(found)} people.")
    return found
