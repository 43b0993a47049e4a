"""A war: the hazard of its onset, its course day by day, and the cease-fire that a patron imposes."""

from typing import NamedTuple

import jax.numpy as jnp
from jax import Array

DAYS = 30


class War(NamedTuple):
    """One war per column. on: 1 while it lasts; course: from -1 (the state is beaten) to 1 (it has won); days: so far;
    imposed: 1 where a patron ended the latest war. All (readings,)."""

    on: Array
    course: Array
    days: Array
    imposed: Array


class Laws(NamedTuple):
    """Numbers of a war, each (readings,) or a scalar.

    pace: change of the course in a month where one side alone counts. chance: standard deviation of a month's change.
    lasts: mean number of days until both are worn out. brink: course below which a patron steps in. steps_in: mean
    number of days that a patron which stands wholly behind the state needs to stop a war on the brink.
    """

    pace: Array
    chance: Array
    lasts: Array
    brink: Array
    steps_in: Array


def peace(readings: int) -> War:
    """No war, and none before."""
    zeros = jnp.zeros(readings)
    return War(zeros, zeros, zeros, zeros)


def onset(risk: Array, period: float) -> Array:
    """Chance that a war opens in one month, from the chance `risk` in (0, 1) that one opens in `period` months.

    Equation: h = 1 - (1 - risk)^(1 / period), the constant hazard that gives `risk` over the period.
    """
    return -jnp.expm1(jnp.log1p(-jnp.clip(risk, 0, 1 - 1e-6)) / period)


def opened(war: War, now: Array) -> War:
    """Open a war on level ground where `now` is 1 and none is on."""
    start = (now > 0) & (war.on == 0)
    return War(
        jnp.maximum(war.on, start),
        jnp.where(start, 0.0, war.course),
        jnp.where(start, 0.0, war.days),
        jnp.where(start, 0.0, war.imposed),
    )


def month_of_war(
    war: War, strength: Array, enemies: Array, backing: Array, laws: Laws, luck: Array, ends: Array, stops: Array
) -> War:
    """Thirty days of every war that is on.

    strength, enemies: levels of usable force of the state and of all its enemies together. backing: 0 to 1, how far a
    patron stands behind the state. luck: (days, readings) standard normal; ends, stops: (days, readings) uniform.
    Each day the course moves by pace (S - E) / (S + E) / 30 + chance x luck / sqrt(30) and is cut at -1 and 1, where
    the war is over. It also ends, with chance 1 / lasts, because both are worn out, and, with chance backing / steps_in
    while the course is below the brink, by an imposed cease-fire. The course at the end is the outcome.
    Source: own; that peace can be imposed from outside on a war that goes on is Werner and Yuen (2005), International
    Organization 59; the ratio of forces is the contest success function of Hirshleifer (1989), Public Choice 63.
    """
    drift = laws.pace * (strength - enemies) / jnp.maximum(strength + enemies, 1e-6) / DAYS
    path = war.course + jnp.cumsum(drift + laws.chance * luck / DAYS**0.5, 0)
    decided = jnp.abs(path) >= 1
    worn_out = ends < 1 / laws.lasts
    imposed = (path < laws.brink) & (stops < backing / laws.steps_in) & ~decided
    over = decided | worn_out | imposed
    last = jnp.where(over.any(0), jnp.argmax(over, 0), DAYS - 1)
    here = jnp.clip(jnp.take_along_axis(path, last[None], 0)[0], -1, 1)
    by_patron = jnp.take_along_axis(imposed, last[None], 0)[0] & over.any(0)
    at_war = war.on > 0
    return War(
        jnp.where(at_war & ~over.any(0), 1.0, 0.0),
        jnp.where(at_war, here, war.course),
        jnp.where(at_war, war.days + last + 1, war.days),
        jnp.where(at_war, by_patron, war.imposed > 0).astype(war.course.dtype),
    )
