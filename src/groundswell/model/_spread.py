"""A block of readings spread over several devices: each runs its own lanes by the program that one device runs."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import jax
import numpy as np
from jax import Array
from jax.sharding import Mesh, NamedSharding
from jax.sharding import PartitionSpec as Split

from groundswell.model._step import Arm, Reading, World
from groundswell.model._stretch import begin, stretch
from groundswell.model._wiring import Wiring

SIDE = "devices"
"""Name of the mesh's one axis."""


def mesh_of(devices: Sequence[Any]) -> Mesh:
    """The devices in a row."""
    return Mesh(np.array(devices), (SIDE,))


def lanes(tree):
    """How a tree of arrays (..., readings) is split: along the readings."""
    return jax.tree.map(lambda array: Split(*[None] * (np.ndim(array) - 1), SIDE), tree)


def spread(mesh: Mesh, parts: Sequence[Reading]) -> Reading:
    """Readings drawn for each device, as one batch of which each device holds its own."""
    devices = list(mesh.devices.flat)

    def joined(*ones) -> Array:
        here = [jax.device_put(one, device) for one, device in zip(ones, devices, strict=True)]
        shape = (*here[0].shape[:-1], sum(one.shape[-1] for one in here))
        return jax.make_array_from_single_device_arrays(shape, NamedSharding(mesh, lanes(here[0])), here)

    return jax.tree.map(joined, *parts)


@partial(jax.jit, static_argnames="mesh")
def begin_spread(mesh: Mesh, wiring: Wiring, reading: Reading) -> World:
    """The state before the first month, as `begin` gives it on one device."""
    out = lanes(jax.eval_shape(begin, wiring, reading))
    return _each(begin, mesh, (Split(), lanes(reading)), out)(wiring, reading)


@partial(jax.jit, static_argnames="mesh")
def stretch_spread(
    mesh: Mesh, wiring: Wiring, reading: Reading, arm: Arm, seen: Array, world: World, first: Array, stop: Array
) -> tuple[World, Array]:
    """A stretch of months, as `stretch` runs it on one device."""
    given = Split(), lanes(reading), Split(), Split(), lanes(world), Split(), Split()
    out = lanes(world), Split(None, None, SIDE)
    return _each(stretch, mesh, given, out)(wiring, reading, arm, seen, world, first, stop)


def _each(work, mesh: Mesh, given, out):
    """The work done on every device, each on its own part; they have nothing to tell one another."""
    return jax.shard_map(work, mesh=mesh, in_specs=given, out_specs=out, check_vma=False)
