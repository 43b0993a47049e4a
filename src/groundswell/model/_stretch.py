"""Run a batch of readings through some months only: from a state on, so that an arm can leave its baseline midway."""

import jax
import jax.numpy as jnp
from jax import Array

from groundswell.model._state import unit
from groundswell.model._step import Arm, Now, Reading, World, month, start
from groundswell.model._wiring import Wiring


@jax.jit
def begin(wiring: Wiring, reading: Reading) -> World:
    """The state before the first month."""
    return start(wiring, reading)


@jax.jit
def stretch(
    wiring: Wiring, reading: Reading, arm: Arm, seen: Array, world: World, first: Array, stop: Array
) -> tuple[World, Array]:
    """Steps `first` to `stop` - 1 from the state `world` at the beginning of step `first`.

    `seen` (U,) are numbers of stored nodes. Returns the state at the beginning of step `stop`, and their values
    (months, U, readings) on own scales, where step s writes the end of month s - 1; other months are zero. A step
    past the calendar only writes the end of its last month. `first` and `stop` are arguments of one compiled program,
    so a month gives the same bits in whatever stretch it is run.
    """
    months = arm.on.shape[0]
    reading = paced(reading, arm)
    reference = wiring.cause_rows.sum(unit(wiring, reading.rest))

    def advance(step, state):
        world, values = state
        row = jnp.minimum(step, months - 1)
        now = Now(step, arm.on[row], arm.event_on[row], arm.event_open[row], jnp.asarray(wiring.driver_path)[row])
        world, value = month(wiring, reading, arm, reference, world, now)
        values = jax.lax.dynamic_update_index_in_dim(values, value[seen], jnp.maximum(step - 1, 0), 0)
        return world, values

    nothing = jnp.zeros((months, len(seen), reading.rest.shape[1]), reading.rest.dtype)
    return jax.lax.fori_loop(first, stop, advance, (world, nothing))


def paced(reading: Reading, arm: Arm) -> Reading:
    """The reading with the delays and build-ups of hastened mechanisms cut to one `pace`-th."""
    pace = jnp.asarray(arm.pace)[:, None]

    def left(share: Array) -> Array:
        return jnp.where(pace == 1, share, share**pace)

    return reading._replace(wait=left(reading.wait), build=left(reading.build))
