"""Records that runs would have left: the same questions on the same days, answered by runs instead of the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from groundswell.record import (
    Evidence,
    Numbers,
    Polls,
    count_mean,
    count_sample,
    expected_shares,
    index_mean,
    index_sample,
    poll_sample,
)

_NINETY = 1.6448536
_LEAST_RATE = 1e-3


def replicated(evidence: Evidence, traces: dict, seed: int) -> dict[str, np.ndarray]:
    """For each series, one record for each run (runs, values), in the units of the series (polls: shares)."""
    keys = jax.random.split(jax.random.key(seed), len(evidence.blocks))
    return {
        block.id: np.asarray(_polls(block, traces, key) if isinstance(block, Polls) else _numbers(block, traces, key))
        for block, key in zip(evidence.blocks, keys, strict=True)
    }


def read(evidence: Evidence) -> dict[str, np.ndarray]:
    """For each series what was read, in the order of `replicated`."""
    return {
        block.id: block.shares if isinstance(block, Polls) else np.array([o.value for o in block.series.observations])
        for block in evidence.blocks
    }


def planted(evidence: Evidence, values: dict[str, Sequence[float]]) -> Evidence:
    """The same record with other values in it."""
    return replace(evidence, blocks=tuple(_with(block, values[block.id]) for block in evidence.blocks))


def _with(block: Any, values: Sequence[float]) -> Any:
    if isinstance(block, Polls):
        answers = zip(block.answers, values, strict=True)
        return replace(block, answers=tuple(replace(one, share=float(value)) for one, value in answers))
    rows = zip(block.series.observations, values, strict=True)
    return replace(block, series=replace(block.series, observations=tuple(replace(o, value=float(v)) for o, v in rows)))


def _polls(block: Polls, traces: dict, key: Any) -> Any:
    support = jnp.asarray(np.asarray(expected_shares(block.answers, traces)))
    return poll_sample(key, support, block.covariance(block.shares))


def _numbers(block: Numbers, traces: dict, key: Any) -> Any:
    """Both ends of the scale are drawn for each run from their stated ranges."""
    entry, level = block.series.entry, block.levels(traces)
    assert entry.at_zero is not None and entry.at_one is not None
    first, second = jax.random.split(key)
    luck = np.asarray(jax.random.normal(first, (2, len(level), 1)))
    counted = entry.model == "count"
    at_zero, at_one = (_end(ends, z, counted) for ends, z in zip((entry.at_zero, entry.at_one), luck, strict=True))
    if not counted:
        return index_sample(second, index_mean(level, at_zero, at_one), entry.error or 1.0)
    return count_sample(second, count_mean(level, at_zero, at_one, jnp.array(block.years)), entry.dispersion)


def _end(ends: tuple[float, float], luck: np.ndarray, counted: bool) -> jax.Array:
    low, high = np.log(np.maximum(ends, _LEAST_RATE)) if counted else np.asarray(ends)
    drawn = (low + high) / 2 + (high - low) / 2 / _NINETY * luck
    return jnp.asarray(np.exp(drawn) if counted else drawn)
