"""Model I with everybody acting at once, as one compiled program over many societies: another model than taking turns.

The rule is `World.all_at_once` of `_reference`: all move, then every citizen decides on one and the same board, then
cops arrest. Where two want one site or one active, the one of a random order drawn anew has it and the other chooses
again among what is left, so nobody shares a site and nobody is caught twice. In turn, who acts later also sees the
sites that others have just left; here they are seen from the second try on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens import mix

from .._faults import ReplicateError
from ._rule import Society, sites_of

QUIET, ACTIVE, JAILED = range(3)
MOST = 2**26
"""Sites in view that are looked at at once, of all societies that run side by side."""

TRIES, SOME = 12, 64
"""Random sites that all try before the last look at all in view, and how many of the last do so at once."""

CROWD = 2**15
"""More than anybody sees: cops and actives are counted together, the cops in units of this."""


class Fixed(NamedTuple):
    """What all societies share: reach (2, sites, in view) sites that citizens and cops see, inside (2, in view) which
    of them there are; citizens, cops: how many; legitimacy (ticks + 1,); numbers and switches of the rule."""

    reach: Array
    inside: Array
    legitimacy: Array
    sharpness: float
    threshold: float
    longest_term: float


class Now(NamedTuple):
    """One society: site (agents,), citizens first; status, left (citizens,), hardship, aversion as drawn."""

    key: Array
    site: Array
    status: Array
    left: Array
    hardship: Array
    aversion: Array


Switches = tuple[tuple[str, Any], ...]


def run_at_once(society: Society, starts: Sequence[int]) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return the counts (ticks + 1, columns) of each society, its tension, and the board (sites,) at its end.

    A society has the same numbers whoever runs beside it. Raises ReplicateError for what this version does not know.
    """
    _known(society)
    given, cops = society.given, int(society.cops[0])
    fixed = _fixed(society)
    switches = tuple((name, given[name]) for name in ("ratio", "self_counted", "term", "fixed_grievance",
                                                      "citizens_move", "cops_move"))  # fmt: skip
    together = max(1, MOST // ((society.citizens + cops) * fixed.inside.shape[1] + 1))
    found = []
    for begin in range(0, len(starts), together):
        words = [(start >> 32, start & 0xFFFFFFFF) for start in starts[begin : begin + together]]
        keys = jax.vmap(jax.random.wrap_key_data)(jnp.asarray(words, jnp.uint32))
        rows, tension, board = _societies(fixed, keys, society.citizens, cops, switches)
        found += [tuple(map(np.asarray, one)) for one in zip(rows, tension, board, strict=True)]
    return found


def _known(society: Society) -> None:
    """Raise ReplicateError, with the way out, for switches that only the other versions have."""
    given = society.given
    wanted = {"groups": 1, "schedule": "at once", "jailed": "off", "cop_steps": False}
    for name, only in wanted.items():
        if given[name] != only:
            raise ReplicateError(
                f"epstein-2002: engine 'vectorised' runs {name} {only!r} alone, not {given[name]!r}; use 'compiled'."
            )
    if (society.cops != society.cops[0]).any():
        raise ReplicateError(
            "epstein-2002: engine 'vectorised' keeps all its cops; use 'compiled' for a changing number."
        )


def _fixed(society: Society) -> Fixed:
    given, sites = society.given, np.arange(society.sites)[:, None]
    tables = [sites_of(given["rows"], given["columns"], offsets) for offsets in society.views[:2]]
    most = max(table.shape[1] for table in tables)
    own = [np.broadcast_to(sites, (len(sites), most - table.shape[1])) for table in tables]
    reach = np.stack([np.concatenate(pair, 1) for pair in zip(tables, own, strict=True)])
    inside = np.stack([np.arange(most) < table.shape[1] for table in tables])
    numbers = (float(given[name]) for name in ("sharpness", "threshold", "longest_term"))
    return Fixed(jnp.asarray(reach), jnp.asarray(inside), jnp.asarray(society.legitimacy, jnp.float32), *numbers)


@partial(jax.jit, static_argnames=("citizens", "cops", "switches"))
def _societies(fixed: Fixed, keys: Array, citizens: int, cops: int, switches: Switches):
    return jax.vmap(lambda key: _history(fixed, key, citizens, cops, dict(switches)))(keys)


def _history(fixed: Fixed, key: Array, citizens: int, cops: int, switch: dict[str, Any]):
    """One society from its settling to its last tick."""
    key, place, hard, averse = jax.random.split(key, 4)
    site = jax.random.permutation(place, fixed.reach.shape[1])[: citizens + cops].astype(jnp.int32)
    quiet = jnp.full(citizens, QUIET)
    drawn = jax.random.uniform(hard, (citizens,)), jax.random.uniform(averse, (citizens,))
    now = Now(key, site, quiet, jnp.zeros(citizens), *drawn)

    def tick(now: Now, legitimacy: Array):
        known = fixed.legitimacy[0] if switch["fixed_grievance"] else legitimacy
        after = _tick(fixed, now, now.hardship * (1 - known), switch)
        return after, _counted(after, after.hardship * (1 - known), cops)

    first = _counted(now, now.hardship * (1 - fixed.legitimacy[0]), cops)
    now, later = jax.lax.scan(tick, now, fixed.legitimacy[1:])
    rows, tension = (jnp.concatenate([one[None], more]) for one, more in zip(first, later, strict=True))
    return rows, tension, _board(now, fixed.reach.shape[1])


def _tick(fixed: Fixed, now: Now, grievance: Array, switch: dict[str, Any]) -> Now:
    """All move, all decide, cops arrest, terms are served."""
    key, *keys = jax.random.split(now.key, 5)
    now = now._replace(key=key, site=_moved(fixed, now, keys[0], switch))
    now = now._replace(status=_decided(fixed, now, grievance, switch))
    status, caught = _arrested(fixed, now, keys[1])
    left = jnp.where(caught, _terms(keys[2], len(status), fixed.longest_term, switch["term"]), now.left)
    return _released(now._replace(status=status, left=left - (status == JAILED)), fixed.reach.shape[1], keys[3])


def _moved(fixed: Fixed, now: Now, key: Array, switch: dict[str, Any]) -> Array:
    """Sites after everybody has gone to a random empty site in view; who finds none stays.

    First all try some random sites of their view, of which most find an empty one; the last look at all of theirs.
    """
    citizens, everybody, sites = len(now.status), len(now.site), fixed.reach.shape[1]
    kind = (jnp.arange(everybody) >= citizens).astype(jnp.int32)
    free = now.status != JAILED
    here = jnp.concatenate([free, jnp.ones(everybody - citizens, bool)])
    goes = [free & switch["citizens_move"], jnp.full(everybody - citizens, switch["cops_move"])]
    in_view = fixed.inside.sum(1)[kind]

    def trying(_, state):
        key, site, left = state
        key, *luck = jax.random.split(key, 3)
        pick = jnp.floor(jax.random.uniform(luck[0], (everybody,)) * in_view).astype(jnp.int32)
        goal = fixed.reach[kind, site, pick]
        taken = jnp.zeros(sites, bool).at[site].max(here)
        wins = _first(luck[1], goal, left & ~taken[goal], sites)
        return key, jnp.where(wins, goal, site), left & ~wins

    def looking(state):
        key, site, left = state
        key, *luck = jax.random.split(key, 3)
        some = jnp.nonzero(left, size=min(SOME, everybody), fill_value=everybody)[0]
        who, real = jnp.minimum(some, everybody - 1), some < everybody
        taken = jnp.zeros(sites, bool).at[site].max(here)
        view = fixed.reach[kind[who], site[who]]
        goal, can = _chosen(luck[0], view, ~taken[view] & fixed.inside[kind[who]], real)
        wins = _first(luck[1], goal, can, sites)
        site = site.at[some].set(jnp.where(wins, goal, site[who]), mode="drop")
        return key, site, left.at[some].set(can & ~wins, mode="drop")

    state = jax.lax.fori_loop(0, TRIES, trying, (key, now.site, jnp.concatenate(goes)))
    return jax.lax.while_loop(lambda state: state[2].any(), looking, state)[1]


def _chosen(key: Array, view: Array, options: Array, wants: Array) -> tuple[Array, Array]:
    """One of each agent's options at random, and whether there is any for those who want one."""
    so_far = jnp.cumsum(options, axis=1, dtype=jnp.int32)
    number = jnp.floor(jax.random.uniform(key, wants.shape) * so_far[:, -1]).astype(jnp.int32)
    pick = (so_far > number[:, None]).argmax(1)
    return jnp.take_along_axis(view, pick[:, None], 1)[:, 0], wants & options.any(1)


def _first(key: Array, goal: Array, can: Array, sites: int) -> Array:
    """Of all who want one site, the first in a random order: true for one of them."""
    rank = mix(jnp.arange(len(goal), dtype=jnp.uint32) ^ jax.random.bits(key))  # a bijection, so no two are alike
    best = jnp.full(sites, jnp.uint32(2**32 - 1)).at[jnp.where(can, goal, sites)].min(rank, mode="drop")
    return can & (best[goal] == rank)


def _decided(fixed: Fixed, now: Now, grievance: Array, switch: dict[str, Any]) -> Array:
    """Active where grievance exceeds aversion x perceived risk by more than the threshold."""
    citizens, sites = len(now.status), fixed.reach.shape[1]
    board = _on(now.site[citizens:], True, sites) * CROWD + _on(now.site[:citizens], now.status == ACTIVE, sites)
    seen = jnp.where(fixed.inside[0], board[fixed.reach[0][now.site[:citizens]]], 0).sum(1)
    cops, actives = seen // CROWD, seen % CROWD
    own = {"once": 1, "twice": 1 + (now.status == ACTIVE), "not at all": 0}[switch["self_counted"]]
    actives = jnp.maximum(actives + own, 1)
    ratio = {"down": lambda: cops // actives, "literal": lambda: cops / actives,
             "nearest": lambda: jnp.round(cops / actives)}[switch["ratio"]]()  # fmt: skip
    risk = 1 - jnp.exp(-fixed.sharpness * ratio)
    wish = jnp.where(grievance - now.aversion * risk > fixed.threshold, ACTIVE, QUIET)
    return jnp.where(now.status == JAILED, JAILED, wish)


def _on(site: Array, there: Array | bool, sites: int) -> Array:
    """How many stand on each site: (sites,)."""
    return jnp.zeros(sites, jnp.int32).at[site].add(jnp.broadcast_to(jnp.asarray(there), site.shape).astype(jnp.int32))


def _arrested(fixed: Fixed, now: Now, key: Array) -> tuple[Array, Array]:
    """Statuses after every cop has taken one active in view, if there is any left, and who was caught."""
    citizens, sites = len(now.status), fixed.reach.shape[1]
    view = fixed.reach[1][now.site[citizens:]]
    home = now.site[:citizens]

    def again(state):
        key, status, left = state
        key, *luck = jax.random.split(key, 3)
        actives = _on(home, status == ACTIVE, sites)
        goal, can = _chosen(luck[0], view, (actives[view] > 0) & fixed.inside[1], left)
        wins = _first(luck[1], goal, can, sites)
        hit = jnp.zeros(sites, bool).at[jnp.where(wins, goal, sites)].set(True, mode="drop")
        return key, jnp.where((status == ACTIVE) & hit[home], JAILED, status), can & ~wins

    start = (key, now.status, jnp.ones(len(now.site) - citizens, bool))
    status = jax.lax.while_loop(lambda state: state[2].any(), again, start)[1]
    return status, (status == JAILED) & (now.status != JAILED)


def _terms(key: Array, many: int, longest: float, kind: str) -> Array:
    """Jail terms: any number up to the longest, or a whole one below it or up to it."""
    drawn = jax.random.uniform(key, (many,))
    span = {"real": drawn * longest, "below": jnp.floor(drawn * longest), "up to": jnp.floor(drawn * (longest + 1))}
    return jnp.where(jnp.isinf(longest), jnp.inf, span[kind])


def _released(now: Now, sites: int, key: Array) -> Now:
    """Whose term is over goes free, quiet: to the old site if it is empty, else to any; who finds none waits."""
    citizens, luck = len(now.status), jax.random.split(key)
    home = now.site[:citizens]
    due = (now.status == JAILED) & (now.left <= 0)
    full = _on(home, now.status != JAILED, sites) + _on(now.site[citizens:], True, sites) > 0
    back = _first(luck[0], home, due & ~full[home], sites)
    full = full | (_on(home, back, sites) > 0)
    rest = due & ~back
    order = jnp.argsort(jnp.where(full, 2.0, jax.random.uniform(luck[1], (sites,))))
    turn = jnp.cumsum(rest) - 1
    room = rest & (turn < (~full).sum())
    goal = jnp.where(room, order[jnp.clip(turn, 0, sites - 1)], home)
    return now._replace(site=now.site.at[:citizens].set(goal), status=jnp.where(back | room, QUIET, now.status))


def _counted(now: Now, grievance: Array, cops: int) -> tuple[Array, Array]:
    """What is counted at the end of a tick, in the order of COLUMNS, and the tension."""
    active, quiet, jailed = ((now.status == status).sum() for status in (ACTIVE, QUIET, JAILED))
    free = now.status != JAILED
    many = free.sum()
    tension = (grievance * free).sum() / many * (quiet / many) / ((now.aversion * free).sum() / many)
    return jnp.stack([active, quiet, jailed, cops, len(now.status), 0, 0]), tension


def _board(now: Now, sites: int) -> Array:
    """What stands on each site: nobody, a quiet or an active citizen, or a cop, in the numbers of `_reference`."""
    citizens = len(now.status)
    people = jnp.where(now.status == JAILED, 0, 1 + 2 * now.status)
    board = jnp.zeros(sites, jnp.int32).at[now.site[:citizens]].max(people.astype(jnp.int32))
    return board.at[now.site[citizens:]].set(5)
