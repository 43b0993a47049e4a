"""The clock of emergency rule: a fixed number of lawful days, and more only if enough of an assembly agree."""

from typing import NamedTuple

import jax.numpy as jnp
from jax import Array


class Clock(NamedTuple):
    """days: of lawful authority left, from 0 up; running: 1 once decreed; extended: how often it has been prolonged."""

    days: Array
    running: Array
    extended: Array


def stopped(shape: tuple[int, ...]) -> Clock:
    """A clock that has not been started."""
    return Clock(jnp.zeros(shape), jnp.zeros(shape), jnp.zeros(shape))


def decreed(clock: Clock, now: Array, term: float = 30) -> Clock:
    """Start the clock with `term` days where `now` is 1 and it is not running yet."""
    start = (now > 0) & (clock.running == 0)
    return Clock(jnp.where(start, term, clock.days), jnp.maximum(clock.running, now), clock.extended)


def agreed(yes: Array, seats: Array, share: tuple[int, int] = (2, 3)) -> Array:
    """1 where `yes` of `seats` are at least the share (numerator, denominator), by cross-multiplied whole numbers."""
    numerator, denominator = share
    return ((yes * denominator >= seats * numerator) & (seats > 0)).astype(jnp.float32)


def passing(clock: Clock, days: float, agrees: Array, term: float = 30, most: int = 1) -> Clock:
    """The clock after some days: it loses one a day and, each time it runs out, gains `term` if the assembly agrees.

    days: at most `term`. agrees: 1 where the assembly consents, else 0. most: how often it may be prolonged.
    Equation: d' = d - 1 per day; at 0, d = term if agreed and prolonged fewer than `most` times, else 0 for good.
    Source: Amended Basic Law of the Palestinian Authority (2003), article 110: thirty days, then two thirds of the
    council for thirty more.
    """
    short = clock.days - days
    prolong = (clock.running > 0) & (short < 0) & (clock.days > 0) & (agrees > 0) & (clock.extended < most)
    left = jnp.where(prolong, short + term, short)
    days_left = jnp.where(clock.running > 0, jnp.maximum(left, 0), clock.days)
    return Clock(days_left, clock.running, clock.extended + prolong)
