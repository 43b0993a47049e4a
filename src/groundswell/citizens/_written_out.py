"""Felt mechanisms written out one by one, for accelerators: a compiler joins them into a few passes over the memory.

The equations are those of `_act`; what differs is that every citizen of a community is worked on at once and that no
intermediate is stored on purpose.
"""

import operator
from functools import reduce

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens._community import Community, Sight
from groundswell.citizens._people import Born, Lived, coordinate
from groundswell.citizens._published import with_published
from groundswell.forms import GENERIC, Shape


def wide_full(community: Community, people: Born, lived: Lived, near: Array, air) -> list[Array]:
    """How hard each wide mechanism pushes each citizen before delay and build-up: (l, m, R) each."""
    sorts, common = community.sorts, air.common + air.moved
    mine = {k: jax.nn.sigmoid(coordinate(community, people, lived, common, k)) - air.level[k] for k in sorts.reads_wide}
    still = dict(zip(sorts.reads_wide, people.still, strict=True))
    beside = dict(zip(sorts.reads_narrow, near, strict=True))
    return [_one(community, d, {**mine, **beside}, {**still}, air) for d in sorts.felt_wide]


def _one(community: Community, d: int, own: dict[int, Array], still: dict[int, Array], air) -> Array:
    """One mechanism: (l, m, R)."""
    felt = community.felt[d]
    standing = air.standing[felt.drive]
    causes = jnp.stack(jnp.broadcast_arrays(*(_cause(one, own, still, standing, air) for one in felt.causes)))
    present = jnp.ones_like(causes)
    shape = jax.tree.map(lambda numbers: numbers[felt.drive], air.shape)
    full = _formed(causes, present, air.form[felt.drive], shape)
    if air.published is not None:
        full = with_published(felt, causes, present, shape, air.published, full)
    if felt.gate:
        full = full * reduce(operator.mul, [_holds(community, one, own, air) for one in felt.gate])
    return full * air.on[felt.drive]


def _cause(sight: Sight, own: dict[int, Array], still: dict[int, Array], standing: Array, air) -> Array:
    """One cause in [0, 1], by standing there or by having changed since rest: (l, m or 1, R)."""
    now, reference = air.cause[sight.row], air.reference[sight.row]
    for k, weight in sight.own:
        now = now + np.float32(weight) * own[k]
        reference = reference + np.float32(weight) * still[k] if k in still else reference
    now, reference = jnp.clip(now, 0, 1), jnp.clip(reference, 1e-6, 1 - 1e-6)
    if sight.sign > 0:
        stands, changed = now, (now - reference) / (1 - reference)
    else:
        stands, changed = 1 - now, (reference - now) / reference
    return jnp.where(standing > 0, stands, jnp.maximum(changed, 0))


def _holds(community: Community, sight: Sight, own: dict[int, Array], air) -> Array:
    """How far one comparison of a condition holds: (l, m or 1, R)."""
    margin = air.margin[sight.row]
    for k, weight in sight.own:
        margin = margin + np.float32(weight * community.variables[k].slope) * own[k]
    return jax.nn.sigmoid(margin / air.softness)


def _formed(causes: Array, present: Array, form: Array, shape: Shape) -> Array:
    found = jnp.zeros_like(causes[0])
    for code, one in enumerate(GENERIC):
        found = jnp.where(form == code, one.act(causes, present, shape), found)
    return found


def grown(
    community: Community, felt: tuple[int, ...], full: list[Array], waiting, built, air
) -> tuple[list[Array], list[Array], list[Array]]:
    """After delay and build-up: waiting, built and acting of each mechanism."""
    found: tuple[list[Array], list[Array], list[Array]] = ([], [], [])
    for place, d in enumerate(felt):
        drive = community.felt[d].drive
        held = full[place]
        if len(waiting):
            held = held + (waiting[place] - held) * air.wait[drive]
        now = held + (built[place] - held) * air.build[drive]
        acting = jnp.maximum(held - now, 0) if community.felt[d].pulse else now
        for kept, one in zip(found, (held, now, acting), strict=True):
            kept.append(one)
    return found


def toward(community: Community, variable: int, before: Array, pushing, around, air, near: bool) -> Array:
    """One personal part (l, m or 1, R) after the step: toward the felt pushes, then toward those one talks with."""
    target = jnp.zeros_like(before)
    for felt, acting in pushing:
        for place, d in enumerate(felt):
            rows = [row for row, k in community.felt[d].pushes if k == variable]
            if rows:
                target = target + sum(air.push[row] for row in rows) * acting[place]
    after = target + (before - target) * air.keep[variable]
    if variable not in community.talked:
        return after
    row = community.talked.index(variable)
    after = after + around.across[row]
    if near:
        pull = np.float32(1 - (1 - community.variables[variable].near) ** air.length)
        after = after + pull * (around.talk[row] - before)
    return after
