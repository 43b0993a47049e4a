"""From a community to its citizens: what each one feels of the mechanisms, and where that moves him."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from groundswell.citizens._community import Community, Felt, Sight
from groundswell.citizens._count import coordinate, talked
from groundswell.citizens._people import Born, Lived, own
from groundswell.citizens._sums import whole
from groundswell.forms import GENERIC, Shape, product


class Air(NamedTuple):
    """What reaches all citizens of a community in one step. C causes, G comparisons, D drives, P pushes of the theory.

    cause, reference (C, R): of the community as a whole, now and at rest. margin (G, R), softness (R,). on (D,).
    form, standing, wait, build (D, R) and shape: the reading's. push (P, R). keep, moved (K, R): share of a gap left
    after the step; change of coordinate by which an arm's hold moves everybody. level, rest (K, R): unit coordinates
    of the community now and at rest. common, resting (K, R): coordinates that all share, now and at rest. local: for
    each variable that is a share, (L, 1, R) the locality's, else None. talk, across: for each variable talked about,
    (L, 1, R) the locality's mean personal part, and how far long ties pull it. length: months of the step.
    """

    cause: Array
    reference: Array
    margin: Array
    softness: Array
    on: Array
    form: Array
    standing: Array
    wait: Array
    build: Array
    shape: Shape
    push: Array
    keep: Array
    moved: Array
    level: Array
    rest: Array
    common: Array
    resting: Array
    local: tuple[Array | None, ...]
    talk: tuple[Array, ...]
    across: tuple[Array, ...]
    length: float


def act(community: Community, people: Born, lived: Lived, air: Air) -> tuple[Lived, tuple[Array, ...]]:
    """One step of a block of localities; also the digits (3, L, 1, R) of how hard each felt mechanism acts."""
    seen = _Seen(community, people, lived, air)
    waiting, built, acting = [], [], []
    for number, one in enumerate(community.felt):
        full = seen.full(one)
        before, grown = lived.waiting[number], lived.built[number]
        held = full if before is None else full + (before - full) * air.wait[one.drive]
        now = _settled(held + (grown - held) * air.build[one.drive])
        waiting.append(None if before is None else held)
        built.append(now)
        acting.append(jnp.maximum(held - now, 0) if one.pulse else now)
    part = tuple(_moved(community, lived, air, acting, k) for k in range(len(community.variables)))
    sums = tuple(whole(here, people.weight, people.size) for here in acting)
    return Lived(part, tuple(waiting), tuple(built)), sums


def _moved(community: Community, lived: Lived, air: Air, acting: list[Array], k: int) -> Array | None:
    """The personal part of variable k after the step: toward the felt pushes, then toward those one talks with."""
    before = lived.part[k]
    if before is None:
        return None
    target = jnp.zeros_like(before)
    for one, here in zip(community.felt, acting, strict=True):
        for row, variable in one.pushes:
            if variable == k:
                target = target + air.push[row] * here
    after = target + (before - target) * air.keep[k]
    if k in talked(community):
        place = talked(community).index(k)
        after = after + air.across[place]
        if community.wide[1][k]:  # where neighbours do not differ, there is nothing to close
            after = after + (1 - (1 - community.variables[k].near) ** air.length) * (air.talk[place] - before)
    return after


class _Seen:
    """What the citizens of a block see."""

    def __init__(self, community: Community, people: Born, lived: Lived, air: Air):
        self.community, self.people, self.lived, self.air = community, people, lived, air
        self._kept: dict[tuple[str, int], Array] = {}

    def deviation(self, k: int) -> Array:
        """How far a variable is, around each citizen, from the community's: his own degree, or his locality's share."""
        if ("now", k) not in self._kept:
            self._kept["now", k] = _settled(self._deviation(k))
        return self._kept["now", k]

    def _deviation(self, k: int) -> Array:
        air = self.air
        if self.community.variables[k].kind == "degree":
            at = coordinate(self.community, self.people, self.lived, air.common, k) + air.moved[k]
            return jax.nn.sigmoid(at) - air.level[k]
        local = air.local[k]
        assert local is not None
        return self.community.manners.sight * local

    def at_rest(self, k: int) -> Array:
        """The same at rest; shares are seen alike everywhere then."""
        if ("rest", k) not in self._kept:
            if self.community.variables[k].kind == "degree":
                at = self.air.resting[k][None, None] + own(self.community, self.people, k)
                self._kept["rest", k] = _settled(jax.nn.sigmoid(at) - self.air.rest[k])
            else:
                self._kept["rest", k] = jnp.zeros_like(self.air.rest[k])[None, None]
        return self._kept["rest", k]

    def full(self, one: Felt) -> Array:
        """How hard a mechanism pushes each citizen before delay and build-up, in [0, 1]."""
        air = self.air
        standing = air.standing[one.drive] > 0
        causes = [self._cause(sight, standing) for sight in one.causes]
        causes = _settled(jnp.stack(jnp.broadcast_arrays(*causes)))
        shape = Shape(
            *(number[one.drive] for number in (air.shape.half_point, air.shape.tipping_point, air.shape.steepness))
        )
        found = _formed(causes, air.form[one.drive], shape)
        if one.gate:
            found = found * product(jnp.stack(jnp.broadcast_arrays(*(self._open(sight) for sight in one.gate))))
        return found * air.on[one.drive]

    def _cause(self, sight: Sight, standing: Array) -> Array:
        now, reference = (
            self._around(sight, self.air.cause, self.deviation),
            self._around(sight, self.air.reference, self.at_rest),
        )
        now = jnp.clip(now, 0, 1)
        reference = jnp.clip(reference, 1e-6, 1 - 1e-6)
        if sight.sign > 0:
            stands, changed = now, (now - reference) / (1 - reference)
        else:
            stands, changed = 1 - now, (reference - now) / reference
        return jnp.where(standing, stands, jnp.maximum(changed, 0))

    def _around(self, sight: Sight, of: Array, deviation) -> Array:
        value = of[sight.row][None, None]
        for k, weight in sight.own:
            value = value + weight * deviation(k)
        return value

    def _open(self, sight: Sight) -> Array:
        margin = self.air.margin[sight.row][None, None]
        for k, coefficient in sight.own:
            margin = margin + coefficient * self.community.variables[k].slope * self.deviation(k)
        return jax.nn.sigmoid(margin / self.air.softness)


def _formed(causes: Array, form: Array, shape: Shape) -> Array:
    """Causes (slots, L, m, R) combined by the form (R,) that each reading has chosen."""
    present = jnp.ones((len(causes), 1, 1, 1), causes.dtype)
    branches = [lambda at, act=one.act: act(at, jnp.broadcast_to(present, at.shape), shape) for one in GENERIC]
    if form.shape == (1,):  # one reading: only its own form is worked out
        return jax.lax.switch(form[0], branches, causes)
    found = jnp.zeros_like(causes[0])
    for code, branch in enumerate(branches):
        found = jnp.where(form == code, branch(causes), found)
    return found


def _settled(x):
    """Compute once and store: without this the compiler repeats an exponential for every use."""
    return jax.lax.optimization_barrier(x)
