"""What a society of citizens and cops is made of: the rule with its switches, and what happens when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from groundswell.networks import window

from .._faults import ReplicateError

RATIO = ("down", "literal", "nearest")
SELF = ("once", "twice", "not at all")
SCHEDULE = ("list", "replacement", "cops last", "at once")
TERM = ("real", "below", "up to")
JAILED = ("off", "blocks", "shares")
RELEASE = ("own site", "any site", "in place")
TURN = ("move first", "act first")
COLUMNS = ("active", "quiet", "jailed", "cops", "first_group", "second_group", "kills")
ROOM = 8  # people for whom there is room, per site; those in jail stand nowhere


@dataclass(frozen=True)
class Society:
    """A rule, ready to be run.

    views: what citizens see, what cops see, and the eight sites beside; (sites in view, 2) rows and columns away.
    legitimacy, cops: (ticks + 1,) what holds at each tick; tick 0 is the start.
    """

    given: Mapping[str, Any]
    views: tuple[np.ndarray, np.ndarray, np.ndarray]
    citizens: int
    legitimacy: np.ndarray
    cops: np.ndarray

    @property
    def sites(self) -> int:
        """Sites of the torus."""
        return self.given["rows"] * self.given["columns"]

    @property
    def jailed_block(self) -> bool:
        """Whether those in jail keep their sites."""
        if self.given["groups"] == 2:
            return self.given["release"] == "in place"
        return self.given["jailed"] == "blocks"

    def switch(self, name: str, choices: tuple[str, ...]) -> int:
        """Return the place of a switch's setting among its choices."""
        return choices.index(self.given[name])


def society(given: Mapping[str, Any]) -> Society:
    """Return a society from settled parameters; raises ReplicateError where they do not fit together."""
    rows, columns = given["rows"], given["columns"]
    citizens = round(given["citizen_density"] * rows * columns)
    cops = cops_at(given)
    if citizens + cops[0] > rows * columns:
        raise ReplicateError(f"{citizens} citizens and {cops[0]} cops do not fit on {rows * columns} sites.")
    sees, police = (offsets_of(rows, columns, given["view"], given[f"{who}_vision"]) for who in ("citizen", "cop"))
    views = (sees, police, window("moore", 1))
    return Society(given, views, citizens, legitimacy_at(given), cops)


def offsets_of(rows: int, columns: int, shape: str, vision: float) -> np.ndarray:
    """Return how far away the sites in view are, (in view, 2) rows and columns; the own site is left out.

    Raises ReplicateError where a view would meet itself round the torus.
    """
    if 2 * int(vision) + 1 > min(rows, columns):
        raise ReplicateError(f"A vision of {vision:g} meets itself on a torus of {rows} by {columns}.")
    return window("moore" if shape == "square" else shape, vision)


def sites_of(rows: int, columns: int, offsets: np.ndarray) -> np.ndarray:
    """Return the sites in view of every site of a torus, (sites, in view) int32."""
    down, across = (part.ravel()[:, None] for part in np.mgrid[:rows, :columns])
    return ((down + offsets[:, 0]) % rows * columns + (across + offsets[:, 1]) % columns).astype(np.int32)


def legitimacy_at(given: Mapping[str, Any]) -> np.ndarray:
    """Return the legitimacy at each tick: from the tick of change on it goes to its later value at once or in steps."""
    ticks = np.arange(given["ticks"] + 1)
    first, later = given["legitimacy"], given["legitimacy_after"]
    steps = np.clip(ticks - given["legitimacy_changes_at"] + 1, 0, None)
    path = np.zeros(len(ticks))
    path[steps > 0] = np.minimum(given["legitimacy_step"] * steps[steps > 0], abs(later - first))
    return first + np.sign(later - first) * path


def cops_at(given: Mapping[str, Any]) -> np.ndarray:
    """Return the number of cops at each tick: none before they arrive, and fewer one by one towards the last tick."""
    whole = round(given["cop_density"] * given["rows"] * given["columns"])
    ticks = np.arange(given["ticks"] + 1)
    left = np.clip(1 - ticks / given["cops_gone_at"], 0, 1)
    return np.where(ticks >= given["cops_arrive_at"], np.rint(whole * left), 0).astype(np.int32)
