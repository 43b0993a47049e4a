"""Running extremes over months: the last axis is time, and the answer at a month looks ahead from it.

There are two sets of tools with the same meaning. Formulas inside a compiled program (JAX arrays) use `compiled`; runs
that are finished (NumPy arrays) use `plain`, which compiles nothing, whatever the shapes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


@dataclass(frozen=True)
class Tools:
    """What formulas are evaluated with.

    arrays: the module with the elementwise functions. kind(traces): the number type to work in.
    reading(values, index): one month of [..., months], as [..., 1].
    extreme(values, what, (first, last)): mean, highest or lowest of a stretch of months, as [..., 1].
    until(hold, reach): best month from here on of `reach`, capped by the worst `hold` on the way there; minus infinity
    where nothing can be reached.
    lowest_for(margins, months): lowest of so many months in a row, this one the first; minus infinity past the end.
    highest_later(values, months): highest of the next so many months (None: of all); at the last month, its own value.
    first_holding(margins): first month from here on with a margin above zero; never = one past the end.
    """

    arrays: Any
    kind: Callable[[list], Any]
    reading: Callable[[Any, int], Any]
    extreme: Callable[[Any, str, tuple[int, int]], Any]
    until: Callable[[Any, Any], Any]
    lowest_for: Callable[[Any, int], Any]
    highest_later: Callable[[Any, int | None], Any]
    first_holding: Callable[[Any], Any]


def tools_for(inputs: Iterable[Any]) -> Tools:
    """The compiled tools where one input is a JAX array, the plain ones otherwise."""
    return compiled() if any(isinstance(one, jax.Array) for one in inputs) else plain()


@cache
def compiled() -> Tools:
    """Tools made of JAX functions."""
    return Tools(
        jnp, lambda used: jnp.result_type(float, *used), _read, _extreme, _until, _lowest_for, _highest_later, _first
    )


@cache
def plain() -> Tools:
    """Tools made of NumPy functions."""
    return Tools(
        np, lambda used: np.result_type(np.float32, *used), _plain_read, _plain_extreme, _plain_until,
        _plain_lowest_for, _plain_highest_later, _plain_first,
    )  # fmt: skip


_FOLDS: dict[str, tuple[float, Callable[..., Any]]] = {
    "mean": (0.0, jnp.sum),
    "highest": (-jnp.inf, jnp.max),
    "lowest": (jnp.inf, jnp.min),
}


def _read(values, index: int):
    if values.shape[-1] == 1:
        return values
    # an operand, not a constant: outside jit, one compiled program serves every date
    return lax.dynamic_index_in_dim(values, index, axis=-1)


def _extreme(values, kind: str, span: tuple[int, int]):
    if values.shape[-1] == 1:
        return values
    outside, fold = _FOLDS[kind]
    months = lax.broadcasted_iota(jnp.int32, values.shape, values.ndim - 1)
    within = (months >= span[0]) & (months <= span[1])
    total = fold(jnp.where(within, values, outside), axis=-1, keepdims=True)
    return total / (span[1] - span[0] + 1) if kind == "mean" else total


def _until(hold, reach):
    by_month = (jnp.moveaxis(hold, -1, 0), jnp.moveaxis(reach, -1, 0))
    after_the_end = jnp.full_like(reach[..., 0], -jnp.inf)
    _, margins = lax.scan(_step_back, after_the_end, by_month, reverse=True)
    return jnp.moveaxis(margins, 0, -1)


def _step_back(next_month, here):
    hold, reach = here
    margin = jnp.maximum(reach, jnp.minimum(hold, next_month))
    return margin, margin


def _lowest_for(margins, months: int):
    months = min(months, margins.shape[-1] + 1)
    return _window(_padded(margins, months - 1), months, np.inf, lax.min)


def _highest_later(values, months: int | None):
    later = jnp.concatenate([values[..., 1:], values[..., -1:]], axis=-1)
    if months is None:
        return lax.cummax(later, axis=later.ndim - 1, reverse=True)
    months = min(months, values.shape[-1])
    return _window(_padded(later, months - 1), months, -np.inf, lax.max)


def _first(margins):
    length = margins.shape[-1]
    months = lax.broadcasted_iota(margins.dtype, margins.shape, margins.ndim - 1)
    holding = jnp.where(margins > 0, months, jnp.full_like(margins, length))
    return lax.cummin(holding, axis=margins.ndim - 1, reverse=True)


def _padded(values, months: int):
    return jnp.concatenate([values, jnp.full_like(values, -jnp.inf, shape=(*values.shape[:-1], months))], axis=-1)


def _window(values, months: int, identity: float, combine: Callable[..., Any]):
    dimensions = (1,) * (values.ndim - 1) + (months,)
    start = np.asarray(identity, values.dtype)
    return lax.reduce_window(values, start, combine, dimensions, (1,) * values.ndim, "VALID")


_PLAIN_FOLDS: dict[str, Callable[..., Any]] = {"mean": np.mean, "highest": np.max, "lowest": np.min}


def _plain_read(values, index: int):
    return values if values.shape[-1] == 1 else values[..., index : index + 1]


def _plain_extreme(values, kind: str, span: tuple[int, int]):
    if values.shape[-1] == 1:
        return values
    return _PLAIN_FOLDS[kind](values[..., span[0] : span[1] + 1], axis=-1, keepdims=True)


def _plain_until(hold, reach):
    margins = np.empty_like(reach)
    next_month = np.full_like(reach[..., 0], -np.inf)
    for month in reversed(range(reach.shape[-1])):
        next_month = np.maximum(reach[..., month], np.minimum(hold[..., month], next_month))
        margins[..., month] = next_month
    return margins


def _plain_lowest_for(margins, months: int):
    months = min(months, margins.shape[-1] + 1)
    return _plain_windows(margins, months).min(-1)


def _plain_highest_later(values, months: int | None):
    later = np.concatenate([values[..., 1:], values[..., -1:]], axis=-1)
    if months is None:
        return np.maximum.accumulate(later[..., ::-1], axis=-1)[..., ::-1]
    return _plain_windows(later, min(months, values.shape[-1])).max(-1)


def _plain_first(margins):
    length = margins.shape[-1]
    holding = np.where(margins > 0, np.arange(length, dtype=margins.dtype), np.asarray(length, margins.dtype))
    return np.minimum.accumulate(holding[..., ::-1], axis=-1)[..., ::-1]


def _plain_windows(values, months: int):
    """Every stretch of so many months, [..., months, stretch]; minus infinity stands past the end."""
    past = np.full((*values.shape[:-1], months - 1), -np.inf, values.dtype)
    return np.lib.stride_tricks.sliding_window_view(np.concatenate([values, past], axis=-1), months, axis=-1)
