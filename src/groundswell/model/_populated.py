"""Run readings with communities resolved into citizens, or in steps shorter than a month, as one compiled program."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens import (
    Air,
    Born,
    Community,
    Lived,
    Moment,
    Offer,
    act,
    born,
    count,
    level,
    with_rest,
    young,
)
from groundswell.model._counted import View, by_blocks, over, view
from groundswell.model._people import Populace
from groundswell.model._spread import SIDE
from groundswell.model._state import held, own_scale, unit
from groundswell.model._step import Arm, Begun, Reading, World, _settled, close, drive, literal_margins, start
from groundswell.model._step import Now as Outside
from groundswell.model._stretch import paced
from groundswell.model._wiring import Wiring

Numbers = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Number, weight and locality size of every place of a community (see `citizens.numbers`)."""


class Fixed(NamedTuple):
    """What does not change during a run: readings with steps of the run's length, the state at rest, the citizens."""

    reading: Reading
    at_rest: Array
    reference: Array
    people: tuple[Born, ...]
    pace: tuple[Array, ...]


@partial(jax.jit, static_argnames=("populace", "steps"))
def settle(wiring: Wiring, reading: Reading, numbers: tuple[Numbers, ...], populace: Populace, steps: int = 1) -> Fixed:
    """Citizens are born, and their common coordinates are set so that they start at the stated state.

    All arms of the same readings share the result. steps: steps in a month; every pace, delay and fading is cut to the
    step, and a month's luck is spread over its steps.
    """
    at_rest = unit(wiring, reading.rest)
    rest = reading.rest
    for one, nodes in zip(populace.communities, populace.nodes, strict=True):
        rest = rest.at[jnp.array(nodes)].set(level(one, rest[jnp.array(nodes)]))
    homes = zip(populace.communities, populace.nodes, numbers, strict=True)
    people = tuple(
        _settlers(one, jnp.array(nodes), who, reading.key, (rest, at_rest), populace.shared(one))
        for one, nodes, who in homes
    )
    pace = tuple(_pace(one, nodes, reading) for one, nodes in zip(populace.communities, populace.nodes, strict=True))
    cut = shorter(reading._replace(rest=rest), steps)
    return Fixed(cut, at_rest, wiring.cause_rows.sum(at_rest), people, pace)


class Lives(NamedTuple):
    """What the next step needs: the state of the nodes, and what months have done to the citizens."""

    world: World
    lived: tuple[Lived, ...]


@partial(jax.jit, static_argnames="populace")
def begin_populated(wiring: Wiring, fixed: Fixed, populace: Populace) -> Lives:
    """The state before the first step."""
    lived = tuple(young(one, fixed.at_rest.shape[1]) for one in populace.communities)
    return Lives(start(wiring, fixed.reading), lived)


@partial(jax.jit, static_argnames=("populace", "steps"), donate_argnames="lives")
def stretch_populated(
    wiring: Wiring,
    fixed: Fixed,
    arm: Arm,
    seen: np.ndarray,
    own: Array,
    lives: Lives,
    first: Array | int,
    stop: Array | int,
    populace: Populace,
    steps: int = 1,
) -> tuple[Lives, Array]:
    """Steps `first` to `stop` - 1 from the state `lives` at the beginning of step `first`, which is used up.

    Returns the state at the beginning of step `stop`, and values (months, U, readings) of the stored nodes `seen` (U,)
    on own scales: step s looks at the end of month s / steps - 1, so months that end from `first` to `stop` - 1 are
    right and others are not. `first` and `stop` are arguments of one compiled program, so a step gives the same bits
    in whatever stretch it is run. populace: the resolved communities. own (P,): 0 where a push acts citizen by citizen.
    """
    months = arm.on.shape[0]
    run = _Run(populace, wiring, arm, jnp.asarray(own), steps, fixed._replace(reading=paced(fixed.reading, arm)))

    def advance(step: Array, state: tuple[Lives, Array]):
        lives, values = state
        world, lived, value = run.step(*lives, step)
        month = jnp.maximum((step + steps - 1) // steps - 1, 0)
        return Lives(world, lived), jax.lax.dynamic_update_index_in_dim(values, value[jnp.asarray(seen)], month, 0)

    nothing = jnp.zeros((months, len(seen), fixed.at_rest.shape[1]), fixed.at_rest.dtype)
    return jax.lax.fori_loop(first, stop, advance, (lives, nothing))


def simulate_populated(
    wiring: Wiring, fixed: Fixed, arm: Arm, seen: np.ndarray, own: Array, populace: Populace, steps: int = 1
) -> Array:
    """Values (months, seen, readings) of the stored nodes `seen` (U,) at the end of every month, in one stretch."""
    lives = begin_populated(wiring, fixed, populace)
    # One step more than there are, so that the last month is looked at by the same code as the others.
    stop = arm.on.shape[0] * steps + 1
    return stretch_populated(wiring, fixed, arm, seen, own, lives, np.int32(0), np.int32(stop), populace, steps)[1]


def _settlers(
    community: Community, nodes: Array, who: Numbers, key: Array, resting: tuple[Array, Array], shared: bool
) -> Born:
    """The citizens of a community, block by block."""
    rest, at_rest = resting

    def block(each) -> Born:
        first, number, weight, size = each
        return with_rest(community, born(community, key, number, weight, size, first), rest[nodes], at_rest[nodes])

    blocks = jnp.arange(len(who[0]), dtype=jnp.uint32)
    if shared:
        blocks = blocks + jax.lax.axis_index(SIDE).astype(jnp.uint32) * np.uint32(len(who[0]))
    return by_blocks(block, (blocks * np.uint32(community.side_by_side), *map(jnp.asarray, who)))


def _pace(community: Community, nodes: tuple[int, ...], reading: Reading) -> Array:
    """Months between two occasions to reconsider: the mean time constant of the shares that people hold."""
    chosen = [nodes[k] for k in community.sorts.choices]
    if not chosen:
        return jnp.ones_like(reading.softness)
    return (-1 / jnp.log(reading.keep[jnp.array(chosen)])).mean(0)


def shorter(reading: Reading, steps: int) -> Reading:
    """A reading for steps of one part of a month: after a month of steady causes and luck it stands where it stood."""
    if steps == 1:
        return reading
    length = 1 / steps
    keep = reading.keep**length
    return reading._replace(
        keep=keep,
        chance=reading.chance * (1 - keep) / (1 - reading.keep),
        wait=reading.wait**length,
        build=reading.build**length,
        fade=reading.fade**length,
    )


class Now(NamedTuple):
    """The state at the beginning of a step, looked at: unit coordinates as counted and as held, values, communities."""

    raw: Array
    u: Array
    value: Array
    kept: Array
    views: tuple[View, ...]


class _Run:
    """One run's step; holds what all steps share."""

    def __init__(self, populace: Populace, wiring: Wiring, arm: Arm, own: Array, steps: int, fixed: Fixed):
        self.populace, self.wiring, self.arm = populace, wiring, arm
        self.own, self.steps, self.fixed = own, steps, fixed
        self.homes = tuple(zip(populace.communities, populace.nodes, fixed.people, fixed.pace, strict=True))

    def now(self, world: World, lived: tuple[Lived, ...], step: Array) -> Now:
        """Count the citizens, and hold what the arm holds."""
        time, reading = step / self.steps, self.fixed.reading
        views = []
        for (home, nodes, people, pace), life in zip(self.homes, lived, strict=True):
            moment, common = Moment(reading.key, time, pace), world.z[jnp.array(nodes)]
            tally = by_blocks(lambda one, h=home, c=common, m=moment: count(h, one[0], one[1], c, m), (people, life))
            views.append(view(home, tally, people.size, 1 / self.steps, self.populace.shared(home)))
        raw = unit(self.wiring, world.z)
        for (_, nodes, _, _), seen in zip(self.homes, views, strict=True):
            raw = raw.at[jnp.array(nodes)].set(seen.mean)
        raw = _settled(raw)
        began = (step + self.steps - 1) // self.steps - 1
        kept = jnp.where((self.arm.hold.since == began)[:, None], raw, world.kept)
        u = _settled(held(self.wiring, self.arm.hold, raw, kept, began))
        return Now(raw, u, _settled(own_scale(self.wiring, u)), kept, tuple(views))

    def step(self, world: World, lived: tuple[Lived, ...], step: Array) -> tuple[World, tuple[Lived, ...], Array]:
        """Advance by one step; also give the values that it began with."""
        wiring, arm, reading = self.wiring, self.arm, self.fixed.reading
        month = jnp.minimum(step // self.steps, arm.on.shape[0] - 1)
        now = self.now(world, lived, step)
        on = jnp.asarray(arm.on)[month]
        full = drive(wiring, reading, now.u, now.value, self.fixed.reference) * on[:, None]
        waiting = full + (world.waiting - full) * reading.wait
        built = waiting + (world.built - waiting) * reading.build
        acting = jnp.where(jnp.asarray(wiring.pulse)[:, None] > 0, jnp.maximum(waiting - built, 0), built)
        lives, acting = self._lives(world, lived, now, on, acting)
        begun = Begun(now.u, now.value, now.kept, waiting, built, acting)
        first = None if self.steps == 1 else step % self.steps == 0
        return close(wiring, reading, arm, world, self._outside(month), begun, self.own, first), lives, now.value

    def _outside(self, month: Array) -> Outside:
        """What a month brings from outside."""
        rows = self.arm.on, self.arm.event_on, self.arm.event_open, self.wiring.driver_path
        return Outside(month, *(jnp.asarray(one)[month] for one in rows))

    def _lives(self, world: World, lived: tuple[Lived, ...], now: Now, on: Array, acting: Array):
        """The citizens' step, and the drives with the means of what citizens feel put in their places."""
        found = []
        mute = jnp.asarray(self.arm.mute)[jnp.asarray(self.wiring.push_order)]
        causes = self.wiring.cause_rows.sum(now.u)
        margins = literal_margins(self.wiring, self.fixed.reading, now.value)
        for place, ((home, nodes, people, _), life) in enumerate(zip(self.homes, lived, strict=True)):
            air = self._air(world, now, nodes, on, mute, causes, margins)
            after, sums = by_blocks(
                lambda one, h=home, a=air: act(h, one[0], one[1], one[2], a), (people, life, now.views[place].around)
            )
            found.append(after)
            for felt, digits in zip((home.sorts.felt_wide, home.sorts.felt_narrow), sums, strict=True):
                if felt:
                    acting = acting.at[np.array([home.felt[d].drive for d in felt])].set(
                        over(digits, home.people, self.populace.shared(home))
                    )
        return tuple(found), acting

    def _air(self, world: World, now: Now, nodes, on, mute, causes, margins) -> Air:
        reading, rows = self.fixed.reading, jnp.array(nodes)
        return Air(
            cause=causes, reference=self.fixed.reference, margin=margins, softness=reading.softness, on=on,
            form=reading.form, standing=reading.standing, wait=reading.wait, build=reading.build, shape=reading.shape,
            push=reading.push * mute[:, None], keep=reading.keep[rows], moved=_between(now.raw[rows], now.u[rows]),
            level=now.u[rows], common=world.z[rows], length=1 / self.steps,
            published=None if reading.published is None else Offer(*reading.published),
        )  # fmt: skip


def _between(before: Array, after: Array) -> Array:
    """How far an arm's hold moves everybody, on the unbounded coordinate; nothing where nothing is held."""
    low, high = 1e-6, 1 - 1e-6
    a, b = jnp.clip(after, low, high), jnp.clip(before, low, high)
    return jnp.where(after == before, 0.0, jnp.log(a) - jnp.log1p(-a) - jnp.log(b) + jnp.log1p(-b))


def lanes(resolution: int, accelerated: bool = False) -> int:
    """Readings that run side by side at a resolution: a pure function of it and of the kind of device, so that bits do
    not depend on company. An accelerator starts hundreds of small programs a step and needs millions of citizens to be
    busy meanwhile; a community of two million is enough by itself."""
    citizens, most = (2**21, 256) if accelerated else (2**12, 32)
    return int(np.clip(2 ** (citizens // max(resolution, 1)).bit_length() // 2, 1, most))
