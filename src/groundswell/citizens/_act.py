"""From a community to its citizens: what each one feels of the mechanisms, and where that moves him."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens import _written_out as written_out
from groundswell.citizens._community import ROOM, Community
from groundswell.citizens._people import Born, Lived, coordinate, together
from groundswell.citizens._published import Offer, offered
from groundswell.citizens._sums import whole
from groundswell.citizens._tables import Table, table
from groundswell.forms import GENERIC, Shape, product


class Air(NamedTuple):
    """What reaches all citizens of a community in one step. C causes, G comparisons, D drives, P pushes of the theory.

    cause, reference (C, R): of the community as a whole, now and at rest. margin (G, R), softness (R,). on (D,).
    form, standing, wait, build (D, R) and shape: the reading's. push (P, R). keep, moved (K, R): share of a gap left
    after the step; change of coordinate by which an arm's hold moves everybody. level (K, R): unit coordinates of the
    community now. common (K, R): coordinates that all share. length: months of the step. published: the published
    forms that readings take, None where they take none.
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
    common: Array
    length: float
    published: Offer | None = None


class Around(NamedTuple):
    """What differs between localities, for a block of them. local (shares, l, 1, R): how far joins and choices are from
    the community's; talk, across (talked, l, 1, R): mean personal parts, and how far long ties pull them."""

    local: Array
    talk: Array
    across: Array


def act(
    community: Community, people: Born, lived: Lived, around: Around, air: Air
) -> tuple[Lived, tuple[Array, Array]]:
    """One step of a block of localities; also the digits (3, felt, l, 1, R) of how hard each mechanism acts, wide ones
    and narrow ones."""
    sorts = community.sorts
    near = _narrow_reads(community, people, lived, around, air)
    if community.room > ROOM:
        return _act_whole(community, people, lived, around, near, air)
    full = _wide_full(community, people, lived, near, air), _narrow_full(community, near, air)
    felt = (
        _grown(community, sorts.felt_wide, full[0], lived.waiting_wide, lived.built_wide, air),
        _grown(community, sorts.felt_narrow, full[1], lived.waiting_narrow, lived.built_narrow, air),
    )
    acting = felt[0][2], felt[1][2]
    moved = _moved(community, lived, around, acting, air)
    sums = whole(acting[0], people.weight, people.size), whole(acting[1], people.weight, people.size)
    return Lived(moved[0], moved[1], felt[0][1], felt[1][1], felt[0][0], felt[1][0]), sums


def _act_whole(community: Community, people: Born, lived: Lived, around: Around, near: Array, air: Air):
    """The same step of a whole community, with wide mechanisms written out."""
    sorts = community.sorts
    full = written_out.wide_full(community, people, lived, near, air)
    wide = written_out.grown(community, sorts.felt_wide, full, lived.waiting_wide, lived.built_wide, air)
    narrow = _grown(
        community, sorts.felt_narrow, _narrow_full(community, near, air), lived.waiting_narrow, lived.built_narrow, air
    )
    acting = wide[2], narrow[2]
    parts = [
        written_out.toward(community, k, lived.part_wide[place], (
            (sorts.felt_wide, acting[0]), (sorts.felt_narrow, acting[1])), around, air, near=True)
        for place, k in enumerate(sorts.parts_wide)
    ]  # fmt: skip
    part_narrow = _toward(
        community, lived.part_narrow, sorts.parts_narrow, ((sorts.felt_narrow, acting[1]),), around, air, near=False
    )
    nobody = jnp.zeros((3, 0, *near.shape[1:]), jnp.int32)
    sums = [whole(one, people.weight, people.size) for one in acting[0]]
    after = Lived(
        tuple(parts), part_narrow, tuple(wide[1]), narrow[1], tuple(wide[0]) if lived.waiting_wide else (), narrow[0]
    )
    return after, (jnp.stack(sums, 1) if sums else nobody, whole(acting[1], people.weight, people.size))


def _narrow_reads(community: Community, people: Born, lived: Lived, around: Around, air: Air) -> Array:
    """How far what a locality has in common is from the community's: (reads_narrow, l, 1, R)."""
    sorts, shares = community.sorts, (*community.sorts.joins, *community.sorts.choices)
    rows = []
    for k in sorts.reads_narrow:
        if k in shares:
            rows.append(community.manners.sight * around.local[shares.index(k)])
        else:
            at = coordinate(community, people, lived, air.common + air.moved, k)
            rows.append(jax.nn.sigmoid(at) - air.level[k])
    none = jnp.zeros((0, people.number.shape[0], 1, air.softness.shape[0]))
    return _settled(jnp.stack([jnp.broadcast_to(row, none.shape[1:]) for row in rows])) if rows else none


def _wide_full(community: Community, people: Born, lived: Lived, near: Array, air: Air) -> Array:
    """How hard wide mechanisms push each citizen before delay and build-up: (felt, l, m, R), one after the other."""
    sorts = community.sorts
    if not sorts.felt_wide:
        return lived.built_wide
    found = table(community, sorts.felt_wide)
    common = air.common + air.moved
    rows = [jax.nn.sigmoid(coordinate(community, people, lived, common, k)) - air.level[k] for k in sorts.reads_wide]
    mine = together(rows, people.phase.shape)
    base, margin = _base(found, near, air)
    drives, row = found.drive, jnp.asarray(found.row)
    shape = jax.tree.map(lambda numbers: numbers[drives], air.shape)

    def felt(d) -> tuple[Array, Array, Shape]:
        """Causes, how far the mechanism may act, and the numbers of its forms."""
        now = base[d] + found.weight[d] * _picked(mine, found.read[d])
        reference = air.reference[row[d]][:, None, None] + found.weight[d] * _picked(people.still, found.read[d])
        causes = _caused(now, reference, found.sign[d], air.standing[drives][d])
        open_ = margin[d]
        if open_.shape[0]:
            open_ = open_ + found.gate_weight[d] * _picked(mine, found.gate_read[d])
        may = _gated(open_, found.gate_present[d], air.softness) * air.on[drives][d]
        return causes, may, jax.tree.map(lambda a: a[d], shape)

    def one(_, d):
        causes, may, numbers = felt(d)
        return None, _formed(causes, found.present[d], air.form[drives][d], numbers) * may

    full = jax.lax.scan(one, None, jnp.arange(len(drives)))[1]
    if air.published is None:
        return full
    offer = air.published
    for form in offered(community, sorts.felt_wide):

        def taken(each, form=form, full=full):
            d, row, slot = each
            causes, may, numbers = felt(d)
            here = jnp.broadcast_to(found.present[d], causes.shape)
            acts = form.act(causes, here, numbers, offer, row) * may
            return jnp.where(offer.chosen[slot, jnp.asarray(drives)[d]] > 0, acts, full[d])

        full = full.at[form.at].set(jax.lax.map(taken, (form.at, form.rows, form.slots)))
    return full


def _picked(rows: Array, which: Array) -> Array:
    """Some of the rows of an array, stacked; which (S,) is known only as the program runs."""
    return jnp.stack([jax.lax.dynamic_index_in_dim(rows, which[s], keepdims=False) for s in range(which.shape[0])])


def _narrow_full(community: Community, near: Array, air: Air) -> Array:
    """The same for mechanisms that all of a locality feel alike: (felt, l, 1, R), all at once."""
    sorts = community.sorts
    if not sorts.felt_narrow:
        return jnp.zeros((0, *near.shape[1:]))
    found = table(community, sorts.felt_narrow)
    base, margin = (jnp.moveaxis(one, 1, 0) for one in _base(found, near, air))
    drives = found.drive
    reference = jnp.moveaxis(air.reference[found.row], 1, 0)[:, :, None, None]
    causes = _caused(base, reference, jnp.moveaxis(found.sign, 1, 0), air.standing[drives][:, None, None])
    shape = jax.tree.map(lambda numbers: numbers[drives][:, None, None], air.shape)
    present = jnp.moveaxis(found.present, 1, 0)
    full = _selected(causes, jnp.broadcast_to(present, causes.shape), air.form[drives][:, None, None], shape)
    if air.published is not None:
        full = _narrow_taken(community, causes, jnp.broadcast_to(present, causes.shape), shape, air.published, full)
    gate = _gated(margin, jnp.moveaxis(found.gate_present, 1, 0), air.softness)
    return full * gate * air.on[drives][:, None, None, None]


def _narrow_taken(
    community: Community, causes: Array, present: Array, shape: Shape, offer: Offer, full: Array
) -> Array:
    """Drives (felt, l, 1, R) with published forms in place in the readings that take one."""
    drives = np.array([community.felt[d].drive for d in community.sorts.felt_narrow])
    for form in offered(community, community.sorts.felt_narrow):
        at = form.at
        numbers = jax.tree.map(lambda a, at=at: a[at], shape)
        taken = form.act(causes[:, at], present[:, at], numbers, offer, form.rows)
        chosen = offer.chosen[form.slots, drives[at]][:, None, None]
        full = full.at[at].set(jnp.where(chosen > 0, taken, full[at]))
    return full


def _base(found: Table, near: Array, air: Air) -> tuple[Array, Array]:
    """Causes (felt, slots, l, 1, R) and margins (felt, comparisons, l, 1, R) without what is a citizen's own."""
    cause, margin = air.cause[found.row][:, :, None, None], air.margin[found.gate_row][:, :, None, None]
    cause = jnp.broadcast_to(cause, (*cause.shape[:2], *near.shape[1:]))
    margin = jnp.broadcast_to(margin, (*margin.shape[:2], *near.shape[1:]))
    for k, row in enumerate(near):
        if found.near[..., k].any():
            cause = cause + found.near[..., k][:, :, None, None, None] * row
        if found.gate_near[..., k].any():
            margin = margin + found.gate_near[..., k][:, :, None, None, None] * row
    return _settled((cause, margin))


def _caused(now: Array, reference: Array, sign, standing: Array) -> Array:
    """Causes in [0, 1], by standing there or by having changed since rest."""
    now, reference = jnp.clip(now, 0, 1), jnp.clip(reference, 1e-6, 1 - 1e-6)
    stands = jnp.where(sign > 0, now, 1 - now)
    changed = jnp.where(sign > 0, (now - reference) / (1 - reference), (reference - now) / reference)
    return _settled(jnp.where(standing > 0, stands, jnp.maximum(changed, 0)))


def _gated(margin: Array, present, softness: Array) -> Array:
    return product(jnp.where(present > 0, jax.nn.sigmoid(margin / softness), 1.0)) if len(margin) else jnp.ones(())


def _formed(causes: Array, present: Array, form: Array, shape: Shape) -> Array:
    """Causes (slots, l, m, R) combined by the form (R,) that each reading has chosen."""
    here = jnp.broadcast_to(present, causes.shape)
    if form.shape != (1,):
        return _selected(causes, here, form, shape)
    branches = [lambda at, act=one.act: act(at, here, shape) for one in GENERIC]
    return jax.lax.switch(form[0], branches, causes)  # one reading: only its own form is worked out


def _selected(causes: Array, present: Array, form: Array, shape: Shape) -> Array:
    found = jnp.zeros_like(causes[0])
    for code, one in enumerate(GENERIC):
        found = jnp.where(form == code, one.acted(causes, present, shape), found)
    return found


def _grown(
    community: Community, felt: tuple[int, ...], full: Array, waiting: Array, built: Array, air: Air
) -> tuple[Array, Array, Array]:
    """After delay and build-up: waiting, built and acting, each (felt, l, m or 1, R)."""
    if not felt:
        return waiting, built, built
    drives = np.array([community.felt[d].drive for d in felt])
    held = full + (waiting - full) * air.wait[drives][:, None, None] if waiting.shape[0] else full
    now = held + (built - held) * air.build[drives][:, None, None]
    held, now = _settled((held, now))
    pulse = np.array([community.felt[d].pulse for d in felt])[:, None, None, None]
    acting = jnp.where(pulse, jnp.maximum(held - now, 0), now) if pulse.any() else now
    return (held if waiting.shape[0] else waiting), now, acting


def _moved(
    community: Community, lived: Lived, around: Around, acting: tuple[Array, Array], air: Air
) -> tuple[Array, Array]:
    """Personal parts after the step: toward the felt pushes, then toward those one talks with."""
    sorts = community.sorts
    wide = _toward(community, lived.part_wide, sorts.parts_wide, (
        (sorts.felt_wide, acting[0]), (sorts.felt_narrow, acting[1])), around, air, near=True)  # fmt: skip
    narrow = _toward(
        community, lived.part_narrow, sorts.parts_narrow, ((sorts.felt_narrow, acting[1]),), around, air, near=False
    )
    return wide, narrow


def _toward(community: Community, before: Array, variables: tuple[int, ...], pushing, around: Around, air: Air, near):
    if not variables:
        return before
    target = jnp.zeros_like(before)
    for felt, acting in pushing:
        for place, d in enumerate(felt):
            rows = [[row for row, k in community.felt[d].pushes if k == variable] for variable in variables]
            if any(rows):
                nothing = jnp.zeros_like(air.softness)
                size = jnp.stack([sum((air.push[row] for row in one), nothing) for one in rows])
                target = target + size[:, None, None] * acting[place]
    after = target + (before - target) * air.keep[np.array(variables)][:, None, None]
    rows = [community.talked.index(k) if k in community.talked else -1 for k in variables]
    if max(rows) < 0:
        return after
    here = np.array([row >= 0 for row in rows], np.float32)[:, None, None, None]
    after = after + here * around.across[np.array(rows)]
    if near:
        pull = np.array([1 - (1 - community.variables[k].near) ** air.length for k in variables], np.float32)
        after = after + here * pull[:, None, None, None] * (around.talk[np.array(rows)] - before)
    return after


def _settled(x):
    """Compute once and store: without this the compiler repeats an exponential for every use."""
    return jax.lax.optimization_barrier(x)
