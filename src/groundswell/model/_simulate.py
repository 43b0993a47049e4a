"""Run a batch of readings under one arm, as one compiled program."""

import jax
import jax.numpy as jnp
from jax import Array

from groundswell.model._rows import Rows
from groundswell.model._state import unit
from groundswell.model._step import Arm, Now, Reading, month, start
from groundswell.model._stretch import paced
from groundswell.model._wiring import Wiring


@jax.jit
def simulate(wiring: Wiring, reading: Reading, arm: Arm, record: Rows) -> Array:
    """Values of recorded nodes at the end of every month: (months, recorded, readings).

    The same program serves every theory of one shape, every arm and every batch of one size, so that a reading gives
    the same bits whoever runs beside it.
    """
    steps = arm.on.shape[0]
    reading = paced(reading, arm)
    at_rest = unit(wiring, reading.rest)
    reference = wiring.cause_rows.sum(at_rest)

    def advance(world, now):
        world, value = month(wiring, reading, arm, reference, world, now)
        return world, record.sum(value)

    months = Now(jnp.arange(steps), arm.on, arm.event_on, arm.event_open, jnp.asarray(wiring.driver_path)[:steps])
    last = jax.tree.map(lambda rows: rows[-1], months)._replace(month=jnp.asarray(steps))
    world, seen = jax.lax.scan(advance, start(wiring, reading), months)
    _, final = month(wiring, reading, arm, reference, world, last)
    return jnp.concatenate([seen[1:], record.sum(final)[None]])
