"""The devices that JAX finds: how many readings suit them, and how a block of readings is spread over several."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from groundswell.citizens import ROOM, WHOLE
from groundswell.model import Arm, Reading, Wiring, World, begin, begin_spread, mesh_of, spread, stretch, stretch_spread

LANES = 128
"""Readings that a processor runs side by side. The number is always the same, so a reading's bits do not depend on who
runs beside it."""

WIDE = 4096
"""And those of an accelerator, which would have too little to do with fewer; a few gigabytes at the most."""


class Devices:
    """Some devices of one kind (default: all that JAX finds). Each runs `lanes` readings of a block of `width`."""

    def __init__(self, devices: Sequence[Any] | None = None):
        self.all = tuple(jax.devices() if devices is None else devices)
        self.accelerated = self.all[0].platform != "cpu"
        self.lanes = WIDE if self.accelerated else LANES
        self.width = self.lanes * len(self.all)

    @property
    def several(self) -> bool:
        """Whether there is more than one."""
        return len(self.all) > 1

    @property
    def room(self) -> int:
        """Citizens of a community that are worked on at once."""
        return WHOLE if self.accelerated else ROOM

    @cached_property
    def mesh(self) -> jax.sharding.Mesh:
        """The devices in a row."""
        return mesh_of(self.all)

    def filled(self, numbers: np.ndarray) -> np.ndarray:
        """Reading numbers of a whole block; the places over are taken by the last."""
        return np.concatenate([numbers, np.repeat(numbers[-1:], self.width - len(numbers))])

    def joined(self, parts: Sequence[Reading]) -> Reading:
        """The readings of a block from those of each device."""
        return spread(self.mesh, parts) if self.several else parts[0]

    def begin(self, wiring: Wiring, reading: Reading) -> World:
        """The state before the first month."""
        return begin_spread(self.mesh, wiring, reading) if self.several else begin(wiring, reading)

    def stretch(self, wiring: Wiring, reading: Reading, arm: Arm, seen: jax.Array, world: World, first: int, stop: int):
        """Steps `first` to `stop` - 1: the state after them, and values (months, U, readings) of the nodes `seen`."""
        rest = wiring, reading, arm, seen, world, np.int32(first), np.int32(stop)
        return stretch_spread(self.mesh, *rest) if self.several else stretch(*rest)

    def brought(self, values: jax.Array, rows: np.ndarray) -> np.ndarray:
        """Values (months, rows, readings) in the memory of the host; an accelerator sends no others over."""
        return np.asarray(_picked(values, rows)) if self.accelerated else np.asarray(values)[:, rows]


@jax.jit
def _picked(values: jax.Array, rows: np.ndarray) -> jax.Array:
    return jnp.take(values, rows, axis=1)
