"""Institutions at work once the events of a month are settled: offices, clocks, contests, wars and splits."""

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.institutions import (
    Laws,
    Side,
    War,
    Weights,
    agreed,
    decreed,
    fought_out,
    month_of_war,
    office_shares,
    onset,
    opened,
    parted,
    passing,
    split_hazard,
)
from groundswell.model._bodies import Bodies, Chamber
from groundswell.model._luck import normal, uniform
from groundswell.model._sittings import Carried, Session, is_due

DAYS = 30
_STEEPEST = 6.0
"""Points by which an institution moves a node at most: from a half to a quarter of a percent, or back."""
_LEAST = 1e-3


class Moves(NamedTuple):
    """What institutions do to the state this month, each (N, readings): jump in points at once, shift of where nodes
    are heading, and coordinates that are fixed where `fixes` is 1."""

    jump: Array
    shift: Array
    fixed: Array
    fixes: Array


def settled(
    bodies: Bodies, now: Session, carried: Carried, act: Array, can: Array, base: Array
) -> tuple[Carried, Moves]:
    """Everything but the count: act (E, R) are the events that begin this month, base (moved nodes, R) is where the
    rest of the theory would take each moved node."""
    rest = Moves(*[jnp.zeros((len(bodies.place), len(now.key)))] * 4)
    busy = _busy(bodies, now, carried, act, can)
    return jax.lax.cond(busy, lambda: _worked(bodies, now, carried, act, can, base), lambda: (carried, rest))


def _busy(bodies: Bodies, now: Session, carried: Carried, act: Array, can: Array) -> Array:
    """Whether there is anything to do: most of a run passes before an institution has its say."""
    first = min([c.fact("window")[0] for c in bodies.chambers if c.kind in ("contest", "war", "split")], default=10**6)
    busy = (now.month >= first) | (carried.shift != 0).any()
    for chamber in bodies.chambers:
        busy |= (act[np.array(chamber.events, np.int32)] > 0).any()
        if chamber.kind == "election":
            busy |= is_due(chamber, now, can)
        if chamber.kind == "clock":
            busy |= (carried.clocks[chamber.id].running > 0).any()
    return busy


def _worked(
    bodies: Bodies, now: Session, carried: Carried, act: Array, can: Array, base: Array
) -> tuple[Carried, Moves]:
    still = [jnp.zeros_like(row) for row in carried.shift]
    work = _Work(now, carried, act, can, base, [*still], [*carried.shift], [*still], [*still])
    for chamber in bodies.chambers:
        work = _WORK[chamber.kind](chamber, work)
    shift = jnp.clip(jnp.stack(work.shift), -_STEEPEST, _STEEPEST)
    moves = Moves(*(_spread(bodies, rows) for rows in (work.jump, [*shift], work.fixed, work.fixes)))
    return work.carried._replace(shift=shift), moves


def _spread(bodies: Bodies, rows: list[Array]) -> Array:
    """Rows of the moved nodes at their places among all nodes, 0 for the rest: (N, readings)."""
    return jnp.stack([*rows, jnp.zeros_like(rows[0])])[bodies.place]


class _Work(NamedTuple):
    now: Session
    carried: Carried
    act: Array
    can: Array
    base: Array
    jump: list[Array]
    shift: list[Array]
    fixed: list[Array]
    fixes: list[Array]

    def moved(self, row: int, by: Array) -> None:
        """Move a node at once, and where it is heading with it."""
        self.jump[row] += by
        self.shift[row] += by


def _office(chamber: Chamber, work: _Work) -> _Work:
    """Posts follow the seats of the assembly from the election on, whatever else moves them afterwards."""
    if not chamber.moves:
        return work
    now, rows = work.now, dict(chamber.moves)
    due = is_due(chamber, now, work.can)
    shares = office_shares(work.carried.seats[chamber.id])
    for number, one in enumerate(chamber.fact("lists")):
        if one in rows:
            row = rows[one]
            wanted = jnp.log(jnp.clip(0.95 * shares[number], 0.01, 0.95) / 0.05)
            held = shares.sum(0) > 0
            shift = jnp.where(due & held, wanted - work.base[row], work.shift[row])
            work.shift[row] = shift
    return work


def _clock(chamber: Chamber, work: _Work) -> _Work:
    clock = work.carried.clocks[chamber.id]
    seats = work.carried.seats[chamber.fact("assembly")]
    yes = sum((seats[k] for k in chamber.fact("agrees")), jnp.zeros(seats.shape[1]))
    started = decreed(clock, work.act[chamber.events[0]], chamber.fact("term")) if chamber.events else clock
    days = jnp.where(clock.running > 0, DAYS, DAYS - chamber.fact("day"))
    after = passing(started, days, agreed(yes, seats.sum(0), chamber.fact("share")), chamber.fact("term"))
    row = dict(chamber.moves)["days"]
    work.fixed[row], work.fixes[row] = jnp.log(jnp.maximum(after.days, 0.05)), after.running
    return work._replace(carried=work.carried._replace(clocks={**work.carried.clocks, chamber.id: after}))


def _contest(chamber: Chamber, work: _Work) -> _Work:
    now, regions = work.now, chamber.fact("regions")
    first, last = chamber.fact("window")
    fought = jnp.stack([now.open[jnp.array(rows)].all(0) for _, rows in chamber.gates])
    fought &= (now.month >= first) & (now.month <= last)
    nothing = jnp.zeros((2, len(regions), now.read.shape[1]))
    places = work.carried.places[chamber.id]
    moved = jax.lax.cond(fought.any(), lambda: _fight(chamber, now, places), lambda: nothing)
    moved = jnp.where(fought, moved, 0)
    for row, place in enumerate(regions):
        for side, name in enumerate(("challenger", "holder")):
            work.moved(dict(chamber.moves)[f"{name}@{place}"], moved[side, row])
    return work


def _fight(chamber: Chamber, now: Session, places: Array) -> Array:
    """Points by which the ground of challenger and holder moves: (2, regions, readings)."""
    names, regions = dict(chamber.reads), chamber.fact("regions")

    def read(name: str, missing: float) -> Array:
        found = [
            now.read[names[k]] if (k := f"{name}@{p}") in names else jnp.full(now.read.shape[1], missing)
            for p in regions
        ]
        return jnp.stack(found)

    def side(who: str) -> Side:
        return Side(read(f"{who}_arms", 1.0), read(f"people@{who}", 1.0), read(f"unity@{who}", 1.0))

    ground = [read(f"ground@{who}", 0.5) for who in ("challenger", "holder")]
    share = ground[0] / jnp.maximum(ground[0] + ground[1], _LEAST)
    outside = read("shield", 0.0)
    after = fought_out(share, side("challenger"), side("holder"), outside, _weights(chamber, now), places)
    floor = 0.5 / len(places)
    before = jnp.round(share * len(places)) / len(places)
    still = jnp.abs(after - before) < floor
    new, old = jnp.clip(after, floor, 1 - floor), jnp.clip(share, _LEAST, 1 - _LEAST)
    return jnp.where(still, 0, jnp.stack([jnp.log(new / old), jnp.log((1 - new) / (1 - old))]))


def _weights(chamber: Chamber, now: Session) -> Weights:
    number, scale = now.number, now.scale
    arms = number(chamber, "arms_weight")
    return Weights(
        arms * scale(chamber, "challenger_arms"),
        arms * scale(chamber, "holder_arms"),
        number(chamber, "people_weight") * scale(chamber, "people"),
        number(chamber, "unity_weight") * scale(chamber, "unity"),
        number(chamber, "shield_weight") * scale(chamber, "shield"),
        number(chamber, "momentum") * scale(chamber, "people"),
        number(chamber, "defence"),
        number(chamber, "spread"),
    )


def _war(chamber: Chamber, work: _Work) -> _Work:
    now = work.now
    war, left = work.carried.wars[chamber.id]
    first, last = chamber.fact("window")
    risk = onset(now.of(chamber, "risk") * now.scale(chamber, "risk"), chamber.fact("period"))
    luck = uniform(now.names(chamber, "onset", 1), now.key, now.month)[0]
    breaks_out = (luck < risk) & (now.month >= first) & (now.month <= last)
    given = sum((work.act[event] for event in chamber.events), jnp.zeros_like(risk))
    begun = opened(war, jnp.maximum(breaks_out, jnp.minimum(given, 1)))
    after = jax.lax.cond((begun.on > 0).any(), lambda: _month_of_war(chamber, now, begun), lambda: begun)
    faded = left * 0.5 ** (1 / now.number(chamber, "fades"))
    outcome = jnp.where(begun.on > 0, after.course, faded)
    row = dict(chamber.moves)["outcome"]
    work.shift[row] = now.number(chamber, "size") * outcome
    carried = work.carried._replace(wars={**work.carried.wars, chamber.id: (after, outcome)})
    return work._replace(carried=carried)


def _month_of_war(chamber: Chamber, now: Session, war: War) -> War:
    readings = now.read.shape[1]
    count = chamber.fact("enemies")
    fronts = sum((now.of(chamber, f"enemies@{number}") for number in range(count)), jnp.zeros(readings))
    enemies = now.number(chamber, "enemy_weight") * fronts * now.scale(chamber, "enemies")
    backing = jnp.clip(now.of(chamber, "backing"), 0, 1) if "backing" in dict(chamber.reads) else jnp.zeros(readings)
    pace = now.number(chamber, "pace") * now.scale(chamber, "strength")
    laws = Laws(pace, *(now.number(chamber, name) for name in ("chance", "lasts", "brink", "steps_in")))
    draw: Any = [now.names(chamber, purpose, DAYS) for purpose in ("course", "ends", "stops")]
    return month_of_war(
        war,
        now.of(chamber, "strength"),
        enemies,
        backing * now.scale(chamber, "backing"),
        laws,
        normal(draw[0], now.key, now.month),
        uniform(draw[1], now.key, now.month),
        uniform(draw[2], now.key, now.month),
    )


def _split(chamber: Chamber, work: _Work) -> _Work:
    now, done = work.now, work.carried.split[chamber.id]
    first, last = chamber.fact("window")
    numbers = [now.number(chamber, name) for name in ("tipping", "sharpness", "leaves")]
    hazard = split_hazard(now.of(chamber, "cohesion"), now.of(chamber, "independence"), *numbers[:2])
    luck = uniform(now.names(chamber, "split", 1), now.key, now.month)[0]
    splits = (luck < hazard) & (done == 0) & (now.month >= first) & (now.month <= last)
    for place in chamber.fact("communities"):
        party, heir = now.of(chamber, f"party@{place}"), now.of(chamber, f"heir@{place}")
        after = parted(party, heir, numbers[2])
        for name, old, new in (("party", party, after[0]), ("heir", heir, after[1])):
            by = jnp.where(splits, jnp.log(jnp.maximum(new, 1e-6) / jnp.maximum(old, 1e-6)), 0)
            work.moved(dict(chamber.moves)[f"{name}@{place}"], by)
    carried = work.carried._replace(split={**work.carried.split, chamber.id: jnp.maximum(done, splits)})
    return work._replace(carried=carried)


_WORK = {"election": _office, "clock": _clock, "contest": _contest, "war": _war, "split": _split}
