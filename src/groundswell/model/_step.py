"""One month: what the causes are, what pushes they make, where the nodes go."""

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.forms import GENERIC, Shape, product, total
from groundswell.model._luck import normal
from groundswell.model._published import Taken, with_published
from groundswell.model._settled import settled
from groundswell.model._sittings import Carried, Session, convened, counted, session
from groundswell.model._state import Hold, held, own_scale, unit
from groundswell.model._wiring import Wiring


class Reading(NamedTuple):
    """Everything the text leaves open, for a batch of readings (last axis R).

    rest (N, R): resting state, unbounded; keep (N, R): share of the gap to the target left after a month;
    chance (N, R): monthly noise. push (P, R): signed size of each push, in the order of the wiring.
    form (D, R): code of the form; standing (D, R): 1 where causes act by standing there; shape: three (D, R);
    wait, build (D, R): shares left after a month of the delay and of the build-up. gate_shift (L, R); softness (R,).
    fade (E, R): share of a shock left after a month. key (R,): the stream of luck. bodies (K, R): open numbers of
    institutions, None where there are none. published: the published forms that stand in place of the generic ones,
    None where there are none.
    """

    rest: Array
    keep: Array
    chance: Array
    push: Array
    form: Array
    standing: Array
    shape: Shape
    wait: Array
    build: Array
    gate_shift: Array
    softness: Array
    fade: Array
    key: Array
    swap: "Swap | None" = None
    bodies: Array | None = None
    published: Taken | None = None


class Swap(NamedTuple):
    """Another theory of the same structure in each lane: source (P, R) feeds each push; cause_sign (C, R)."""

    source: Array | np.ndarray
    cause_sign: Array | np.ndarray


class Arm(NamedTuple):
    """One intervention, or none. on (months, D): scale of each drive; event_on, event_open (months, E): given events
    act, explained ones may come about; event_size (E,): factor on shocks; mute (P,): 0 switches a push off; pace (D,):
    factor on how fast a drive comes through its delay and build-up."""

    on: np.ndarray
    event_on: np.ndarray
    event_open: np.ndarray
    event_size: np.ndarray
    mute: np.ndarray
    hold: Hold
    pace: np.ndarray


class World(NamedTuple):
    """What the next month needs."""

    z: Array
    waiting: Array
    built: Array
    shock: Array
    happened: Array
    kept: Array
    carried: Carried | None = None


def start(wiring: Wiring, reading: Reading) -> World:
    """The state before the first month: everything at rest, nothing under way."""
    none = jnp.zeros_like(reading.build)
    events = jnp.zeros_like(reading.fade)
    carried = convened(wiring.bodies, reading.key)
    return World(reading.rest, none, none, events, events, unit(wiring, reading.rest), carried)


def drive(wiring: Wiring, reading: Reading, u: Array, value: Array, reference: Array) -> Array:
    """How hard each drive pushes, in [0, 1], before delay and build-up: (D, R)."""
    now = _settled(wiring.cause_rows.sum(u))
    sign = wiring.cause_sign[:, None] if reading.swap is None else reading.swap.cause_sign
    up = jnp.asarray(sign) > 0
    standing = jnp.where(up, now, 1 - now)
    changed = jnp.where(up, (now - reference) / (1 - reference), (reference - now) / reference)
    standing, changed = _settled((_pad(standing, 0), _pad(jnp.maximum(changed, 0), 0)))
    present = jnp.asarray(wiring.slots < len(now), u.dtype)[..., None]
    causes = _settled(jnp.where(reading.standing > 0, standing[wiring.slots], changed[wiring.slots]))
    found = jnp.zeros_like(reading.build)
    for code, form in enumerate(GENERIC):
        found = jnp.where(reading.form == code, form.acted(causes, present, reading.shape), found)
    if reading.published is not None:
        found = with_published(wiring.published, reading.published, reading.shape, causes, present, found)
    return found * gate(wiring, reading, value)


def literal_margins(wiring: Wiring, reading: Reading, value: Array) -> Array:
    """How far each comparison of a condition holds (> 0) or fails, on the variables' own scales: (L, R)."""
    return wiring.literal_rows.sum(value) + wiring.literal_constant[:, None] + reading.gate_shift


def gate(wiring: Wiring, reading: Reading, value: Array) -> Array:
    """How far each drive's condition holds, in (0, 1): (D, R)."""
    if not wiring.gate_slots.size:
        return jnp.ones_like(reading.build)
    soft: Array = _settled(jax.nn.sigmoid(literal_margins(wiring, reading, value) / reading.softness))
    return product(_pad(soft, 0, 1.0)[wiring.gate_slots])


def happen(
    wiring: Wiring,
    reading: Reading,
    arm_now: tuple[Any, Any],
    world: World,
    value: Array,
    sitting: Session | None = None,
) -> tuple[Array, Carried | None]:
    """Which events act this month, 0 or 1: given ones on their date, explained ones when their condition holds or an
    election decides for them. Also what institutions remember after the count."""
    on, can = arm_now
    needed = _pad(world.happened, 0, 1.0)[wiring.event_needs]
    met = jnp.ones_like(world.happened)
    if wiring.when_slots.size:
        holds = (literal_margins(wiring, reading, value) > 0).astype(met.dtype)
        met = product(_pad(holds, 0, 1.0)[wiring.when_slots])
    carried = world.carried
    if sitting is not None and wiring.bodies is not None and carried is not None:
        carried, met = counted(wiring.bodies, sitting, carried, jnp.asarray(can), met)
    fresh = jnp.where(wiring.event_first[:, None], 1 - world.happened, 1)
    explained = can[:, None] * met * fresh
    return needed * jnp.where(wiring.event_explained[:, None], explained, on[:, None]), carried


def _settled(x):
    """Compute once and store: without this the compiler repeats a gather and an exponential for every use."""
    return jax.lax.optimization_barrier(x)


def _pad(rows: Array, axis: int, value: float = 0.0) -> Array:
    width = [(0, 0)] * rows.ndim
    width[axis] = (0, 1)
    return jnp.pad(rows, width, constant_values=value)


class Now(NamedTuple):
    """What a month brings from outside: its number, and the arm's and drivers' rows for it."""

    month: Array | np.ndarray
    on: Array | np.ndarray
    event_on: Array | np.ndarray
    event_open: Array | np.ndarray
    path: Array | np.ndarray


def month(wiring: Wiring, reading: Reading, arm: Arm, reference: Array, world: World, now: Now) -> tuple[World, Array]:
    """Advance by one month; also give the values (N, R), on own scales, that the month began with."""
    raw = _settled(unit(wiring, world.z))
    began = jnp.asarray(now.month) - 1
    kept = jnp.where((arm.hold.since == began)[:, None], raw, world.kept)
    u = _settled(held(wiring, arm.hold, raw, kept, began))
    value = _settled(own_scale(wiring, u))
    full = drive(wiring, reading, u, value, reference) * now.on[:, None]
    waiting = full + (world.waiting - full) * reading.wait
    built = waiting + (world.built - waiting) * reading.build
    acting = jnp.where(wiring.pulse[:, None] > 0, jnp.maximum(waiting - built, 0), built)
    begun = Begun(u, value, kept, waiting, built, acting)
    return close(wiring, reading, arm, world, now, begun), value


class Begun(NamedTuple):
    """A month as far as its mechanisms: the state that it began with (unit, own scales, kept), and drives (D, R)."""

    u: Array
    value: Array
    kept: Array
    waiting: Array
    built: Array
    acting: Array


def close(
    wiring: Wiring,
    reading: Reading,
    arm: Arm,
    world: World,
    now: Now,
    begun: Begun,
    own: Array | None = None,
    first: Array | None = None,
) -> World:
    """Let events and institutions act and move the nodes.

    own (P,): 0 where a push acts citizen by citizen, None where none does. first: whether this step begins a month, the
    only one in which institutions sit; None where every step does.
    """
    sitting = None
    if wiring.bodies is not None and reading.bodies is not None:
        asked = jnp.asarray(now.month), jnp.asarray(now.on)
        sitting = session(wiring.bodies, reading.bodies, reading.key, begun.value, *asked)
    act, carried = happen(wiring, reading, (now.event_on, now.event_open), world, begun.value, sitting)
    shock = jnp.maximum(act, world.shock * reading.fade)
    outside = jnp.broadcast_to(now.path[:, None], (now.path.shape[0], begun.u.shape[1]))
    sources = _settled(jnp.concatenate([begun.acting, shock * arm.event_size[:, None], outside]))
    on = jnp.asarray(arm.mute)[wiring.push_order]
    target = reading.rest + push_sum(wiring, reading, sources, on if own is None else on * own)
    luck = reading.chance * normal(jnp.asarray(wiring.node_name), reading.key, jnp.asarray(now.month))
    if sitting is None or wiring.bodies is None or carried is None or not wiring.bodies.moved:
        z = target + (world.z - target) * reading.keep + luck
    else:
        begins, can = act * (1 - world.happened), jnp.asarray(now.event_open)
        carried, moves = settled(wiring.bodies, sitting, carried, begins, can, target[np.array(wiring.bodies.moved)])
        jump, fixes = moves.jump, moves.fixes
        if first is not None:
            carried = jax.tree.map(lambda new, old: jnp.where(first, new, old), carried, world.carried)
            jump, fixes = jump * first, fixes * first
        target = target + moves.shift
        z = target + (world.z + jump - target) * reading.keep + luck
        z = jnp.where(fixes > 0, moves.fixed, z)
    happened = jnp.maximum(world.happened, act)
    return World(z, begun.waiting, begun.built, shock, happened, begun.kept, carried)


def push_sum(wiring: Wiring, reading: Reading, sources: Array, on: Array) -> Array:
    """Sum of the pushes into each node (N, R), those with `on` (P,) zero left out."""
    sums, begin = [], 0
    push = reading.push * on[:, None]
    for index in wiring.push_rows.index:
        rows = slice(begin, begin + index.size)
        size = push[rows].reshape(*index.shape, push.shape[1])
        if not len(index):
            sums.append(jnp.zeros((index.shape[1], push.shape[1])))
        elif reading.swap is None:
            sums.append(total(sources[index] * size))
        else:
            from_lane = jnp.take_along_axis(sources, jnp.asarray(reading.swap.source)[rows], axis=0)
            sums.append(total(from_lane.reshape(size.shape) * size))
        begin += index.size
    return jnp.concatenate(sums)[wiring.node_position]
