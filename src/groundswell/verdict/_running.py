"""Running extremes over months: the last axis is time, and the answer at a month looks ahead from it."""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
import numpy as np
from jax import Array, lax


def until(hold: Array, reach: Array) -> Array:
    """Best month from here on of `reach`, capped by the worst `hold` on the way there.

    Both are margins [..., months] of one shape; minus infinity where nothing can be reached.
    """
    by_month = (jnp.moveaxis(hold, -1, 0), jnp.moveaxis(reach, -1, 0))
    after_the_end = jnp.full_like(reach[..., 0], -jnp.inf)
    _, margins = lax.scan(_step_back, after_the_end, by_month, reverse=True)
    return jnp.moveaxis(margins, 0, -1)


def _step_back(next_month: Array, here: tuple[Array, Array]) -> tuple[Array, Array]:
    hold, reach = here
    margin = jnp.maximum(reach, jnp.minimum(hold, next_month))
    return margin, margin


def lowest_for(margins: Array, months: int) -> Array:
    """Lowest of so many months in a row, this one the first; minus infinity past the end."""
    months = min(months, margins.shape[-1] + 1)
    return _window(_padded(margins, months - 1), months, np.inf, lax.min)


def highest_later(values: Array, months: int | None) -> Array:
    """Highest of the next so many months (None: of all); at the last month, its own value."""
    later = jnp.concatenate([values[..., 1:], values[..., -1:]], axis=-1)
    if months is None:
        return lax.cummax(later, axis=later.ndim - 1, reverse=True)
    months = min(months, values.shape[-1])
    return _window(_padded(later, months - 1), months, -np.inf, lax.max)


def first_holding(margins: Array) -> Array:
    """Index of the first month from here on with a margin above zero; never = one past the end."""
    length = margins.shape[-1]
    months = lax.broadcasted_iota(margins.dtype, margins.shape, margins.ndim - 1)
    holding = jnp.where(margins > 0, months, jnp.full_like(margins, length))
    return lax.cummin(holding, axis=margins.ndim - 1, reverse=True)


def _padded(values: Array, months: int) -> Array:
    return jnp.concatenate([values, jnp.full_like(values, -jnp.inf, shape=(*values.shape[:-1], months))], axis=-1)


def _window(values: Array, months: int, identity: float, combine: Callable[..., Array]) -> Array:
    dimensions = (1,) * (values.ndim - 1) + (months,)
    start = np.asarray(identity, values.dtype)
    return lax.reduce_window(values, start, combine, dimensions, (1,) * values.ndim, "VALID")
