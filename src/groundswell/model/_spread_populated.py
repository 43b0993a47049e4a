"""Citizens spread over several devices: each has its blocks of localities, and all have what stands above citizens.

Devices tell one another whole numbers and what localities have in common, nothing else; whole numbers add up to the
same in any order, so a history has the bits that one device gives it.
"""

from functools import partial

import jax
import numpy as np
from jax import Array
from jax.sharding import Mesh, NamedSharding
from jax.sharding import PartitionSpec as Split

from groundswell.model._people import Populace
from groundswell.model._populated import (
    Fixed,
    Lives,
    Numbers,
    begin_populated,
    settle,
    stretch_populated,
)
from groundswell.model._spread import SIDE
from groundswell.model._step import Arm, Reading
from groundswell.model._wiring import Wiring


def _homes(populace: Populace) -> tuple[Split, ...]:
    """How each community's arrays are split: by blocks, or not at all."""
    return tuple(Split(SIDE) if populace.shared(one) else Split() for one in populace.communities)


def _fixed(populace: Populace) -> Fixed:
    return Fixed(Split(), Split(), Split(), _homes(populace), Split())  # type: ignore[arg-type]


def _lives(populace: Populace) -> Lives:
    return Lives(Split(), _homes(populace))  # type: ignore[arg-type]


@partial(jax.jit, static_argnames=("mesh", "populace", "steps"))
def settle_spread(
    mesh: Mesh, wiring: Wiring, reading: Reading, numbers: tuple[Numbers, ...], populace: Populace, steps: int = 1
) -> Fixed:
    """As `settle`, each device with its own citizens."""

    def work(wiring, reading, numbers):
        return settle(wiring, reading, numbers, populace, steps)

    given = Split(), Split(), _homes(populace)
    return jax.shard_map(work, mesh=mesh, in_specs=given, out_specs=_fixed(populace), check_vma=False)(
        wiring, reading, numbers
    )


@partial(jax.jit, static_argnames=("mesh", "populace"))
def begin_populated_spread(mesh: Mesh, wiring: Wiring, fixed: Fixed, populace: Populace) -> Lives:
    """As `begin_populated`."""
    lives = begin_populated(wiring, fixed, populace)
    return jax.lax.with_sharding_constraint(lives, placed(mesh, lives, populace))


def placed(mesh: Mesh, lives: Lives, populace: Populace) -> Lives:
    """Where each array of a state belongs."""

    def on(tree, split: Split):
        return jax.tree.map(lambda _: NamedSharding(mesh, split), tree)

    homes = zip(lives.lived, _homes(populace), strict=True)
    return Lives(on(lives.world, Split()), tuple(on(one, split) for one, split in homes))


@partial(jax.jit, static_argnames=("mesh", "populace", "steps"), donate_argnames="lives")
def stretch_populated_spread(
    mesh: Mesh,
    wiring: Wiring,
    fixed: Fixed,
    arm: Arm,
    seen: np.ndarray,
    own: Array,
    lives: Lives,
    first: Array,
    stop: Array,
    populace: Populace,
    steps: int = 1,
) -> tuple[Lives, Array]:
    """As `stretch_populated`."""

    def work(*given):
        return stretch_populated(*given, populace, steps)

    split = Split(), _fixed(populace), Split(), Split(), Split(), _lives(populace), Split(), Split()
    out = _lives(populace), Split()
    return jax.shard_map(work, mesh=mesh, in_specs=split, out_specs=out, check_vma=False)(
        wiring, fixed, arm, seen, own, lives, first, stop
    )
