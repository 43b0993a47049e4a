"""Institutions in session: what they remember, what they see of a month, and votes, counted before events."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.institutions import (
    RULES,
    Clock,
    War,
    allocate_many,
    best_first,
    district_seats,
    peace,
    stopped,
    turnout,
    votes,
)
from groundswell.model._bodies import Bodies, Chamber
from groundswell.model._luck import normal, numbered
from groundswell.model._wiring import name_hash

KINDS = ("election", "clock", "contest", "war", "split")


class Carried(NamedTuple):
    """What institutions remember: seats of each assembly, clocks, wars with what is left of their outcomes, splits
    that have come about, places (places, regions, readings) of each contest from the challenger's best on, and shift
    (moved nodes, readings), the points by which institutions set the moved nodes apart."""

    seats: dict[str, Array]
    clocks: dict[str, Clock]
    wars: dict[str, tuple[War, Array]]
    split: dict[str, Array]
    places: dict[str, Array]
    shift: Array


class Session(NamedTuple):
    """One month: values read (reads, R), conditions (gates, R), open numbers, stream of luck, month, drives on (D,)."""

    read: Array
    open: Array
    numbers: Array
    key: Array
    month: Array
    on: Array

    def of(self, chamber: Chamber, name: str) -> Array:
        return self.read[dict(chamber.reads)[name]]

    def number(self, chamber: Chamber, name: str) -> Array:
        return self.numbers[dict(chamber.numbers)[name]]

    def scale(self, chamber: Chamber, term: str) -> Array:
        """How far the mechanism that a term stands for is switched on: 1 unless an arm says otherwise."""
        columns = dict(chamber.terms).get(term, ())
        return self.on[np.array(columns)].mean() if columns else jnp.float32(1)

    def names(self, chamber: Chamber, purpose: str, count: int) -> Array:
        return _names(chamber, purpose, count)


def _names(chamber: Chamber, purpose: str, count: int) -> Array:
    return numbered(name_hash(f"{chamber.id}/{purpose}"), count)


def convened(bodies: Bodies | None, key: Array) -> Carried | None:
    """Nothing held, started or fought yet; None where there are no institutions."""
    if bodies is None:
        return None
    of = {kind: [c for c in bodies.chambers if c.kind == kind] for kind in KINDS}
    readings = len(key)
    nothing = jnp.zeros(readings)
    return Carried(
        {c.id: jnp.zeros((len(c.fact("lists")), readings)) for c in of["election"]},
        {c.id: stopped((readings,)) for c in of["clock"]},
        {c.id: (peace(readings), nothing) for c in of["war"]},
        {c.id: nothing for c in of["split"]},
        {c.id: _places(c, key) for c in of["contest"]},
        jnp.zeros((len(bodies.moved), readings)),
    )


def _places(chamber: Chamber, key: Array) -> Array:
    """Places differ from each other in the same way throughout a run."""
    places, regions = chamber.fact("places"), len(chamber.fact("regions"))
    luck = normal(_names(chamber, "places", places * regions), key, jnp.uint32(0))
    return best_first(luck.reshape(places, regions, -1))


def session(bodies: Bodies, numbers: Array, key: Array, value: Array, month: Array, on: Array) -> Session:
    """What the institutions see of a month that begins with `value` (N, R)."""
    margins = bodies.gates.sum(value) + jnp.asarray(bodies.constant)[:, None] if len(bodies.constant) else value[:0]
    return Session(bodies.reads.sum(value), margins > 0, numbers, key, month, jnp.asarray(on))


def counted(bodies: Bodies, now: Session, carried: Carried, can: Array, met: Array) -> tuple[Carried, Array]:
    """Hold the elections that are due; `met` (E, R) is 1 or 0 as the seats say for the events that they decide."""
    seats = dict(carried.seats)
    for chamber in bodies.chambers:
        if chamber.kind != "election":
            continue
        due = is_due(chamber, now, can)
        seats[chamber.id] = jax.lax.cond(due, lambda c=chamber: _council(c, now), lambda c=chamber: carried.seats[c.id])
        for event, (one, other) in zip(chamber.decides, chamber.fact("wins"), strict=True):
            won = seats[chamber.id][one] > seats[chamber.id][other]
            met = met.at[event].set(won.astype(met.dtype))
    return carried._replace(seats=seats), met


def is_due(chamber: Chamber, now: Session, can: Array) -> Array:
    """An election is held in its month, or when the event that it decides may come about."""
    if chamber.decides:
        return (jnp.asarray(can)[np.array(chamber.decides)] > 0).any()
    return jnp.asarray(now.month == chamber.fact("month"))


def _council(chamber: Chamber, now: Session) -> Array:
    """Seats (lists, readings) of both tiers."""
    lists, places = chamber.fact("lists"), chamber.fact("communities")
    names = dict(chamber.reads)
    nothing = jnp.zeros_like(now.read[0])
    support = jnp.stack(
        [
            jnp.stack([now.read[names[k]] if (k := f"support@{one}@{place}") in names else nothing for place in places])
            for one in lists
        ]
    )
    part = [now.read[names[k]] if (k := f"participation@{place}") in names else nothing for place in places]
    calm = now.number(chamber, "turnout")
    going = turnout(jnp.log(calm / (1 - calm)), jnp.stack(part), now.number(chamber, "pull"))
    people = jnp.array(chamber.fact("people"))
    seats = jnp.zeros((len(lists), now.read.shape[1]))
    if chamber.fact("list_seats"):
        cast = votes(jnp.minimum(people, 2.0**23), going, support).sum(1)
        rule = RULES[chamber.fact("rule")]
        seats += allocate_many(cast, chamber.fact("list_seats"), rule, chamber.fact("threshold")).seats
    if chamber.fact("districts"):
        seats += _district_tier(chamber, now, support)
    return seats


def _district_tier(chamber: Chamber, now: Session, support: Array) -> Array:
    where, sizes = zip(*chamber.fact("districts"), strict=True)
    lists, districts, most, readings = len(support), len(sizes), max(sizes), support.shape[2]
    spread = now.number(chamber, "local"), now.number(chamber, "personal")
    local = normal(now.names(chamber, "local", lists * districts), now.key, now.month)
    personal = normal(now.names(chamber, "personal", lists * districts * most), now.key, now.month)
    return district_seats(
        support[:, jnp.array(where)],
        sizes,
        local.reshape(lists, districts, readings),
        personal.reshape(lists, districts, most, readings),
        spread,
    )
