"""Which draws a theory needs: a name, a distribution and a range for each number that the text leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from groundswell.model import Layout, NodeKey, Push, unit_of

_NINETY = 1.6448536  # half the central 90 % of a standard normal


class Law(IntEnum):
    """How a uniform number becomes a draw; `low` and `high` bound the central 90 % of the normal laws."""

    UNIFORM = 0
    LOG_UNIFORM = 1
    NORMAL = 2
    LOG_NORMAL = 3


@dataclass(frozen=True)
class Draw:
    """One open number: what it fills, its law and its range."""

    name: str
    law: Law
    low: float
    high: float

    @property
    def centre_and_width(self) -> tuple[float, float]:
        """The law's two numbers, ready for `centre + width x` with x uniform on (0, 1) or standard normal."""
        low, high = (
            (np.log([self.low, self.high])) if self.law in (Law.LOG_UNIFORM, Law.LOG_NORMAL) else (self.low, self.high)
        )
        if self.law in (Law.UNIFORM, Law.LOG_UNIFORM):
            return float(low), float(high - low)
        return float((low + high) / 2), float((high - low) / 2 / _NINETY)


class Plan:
    """The draws behind every array of a reading, read from the case's priors."""

    def __init__(self, layout: Layout):
        self.layout = layout
        self.priors: Mapping[str, Any] = layout.case.priors
        self.variables = layout.case.ledger.variables

    def rest(self, key: NodeKey) -> Draw:
        """Resting value on the unit coordinate, as a range on the unbounded coordinate (shares: log of the share)."""
        table, name = self.priors["baseline"], key.variable.removeprefix("v_")
        scale = self.layout.scale(key)
        for look in (str(key), f"{name}({key.actor})", key.variable, scale):
            if look in table:
                low, high = (unit_of(v, scale) for v in table[look])
                if (key.variable, key.place) in self.layout.groups:
                    return Draw(f"rest:{key}", Law.LOG_NORMAL, low, high)
                return Draw(f"rest:{key}", Law.NORMAL, _logit(low), _logit(high))
        raise KeyError(f"priors: no baseline for {key} nor for its scale {scale}")

    def pace(self, key: NodeKey) -> Draw:
        """Months in which a node closes most of its gap."""
        table = self.priors["node"]["time constant"]
        low, high = table.get(key.variable) or table[self.variables[key.variable].level]
        return Draw(f"pace:{key}", Law.LOG_UNIFORM, low, high)

    def chance(self, key: NodeKey) -> Draw:
        """Monthly noise in points."""
        table = self.priors["node"]["chance"]
        low, high = table.get(key.variable) or table["default"]
        return Draw(f"chance:{key}", Law.LOG_UNIFORM, low, high)

    def points(self, push: Push) -> Draw:
        """Size of a push in points, before it is shared among the pushes on its node."""
        name = f"points:{push.target.strength}"
        if push.kind == "driver":
            path = next(p for p in self.layout.drivers if p.id == push.mechanism)
            return Draw(name, Law.UNIFORM, *path.points)
        if push.kind == "shock":
            event = next(e for e in self.layout.events if e.id == push.mechanism)
            table, variable = self.priors["event"], push.target.node.variable
            return Draw(
                name, Law.LOG_NORMAL, *(table.get("variables", {}).get(variable) or event.points or table["points"])
            )
        tier = self.priors["strength"]["tier"][self.mechanism(push.mechanism).tier]
        table = self.priors["strength"]
        low, high = table.get("variables", {}).get(push.target.node.variable) or table["points"]
        size = tier * self.layout.strength(push)
        return Draw(name, Law.LOG_NORMAL, low * size, high * size)

    def mechanism(self, id: str):
        """A mechanism of the ledger or an assumption."""
        case = self.layout.case
        return case.assumptions[id] if id in case.assumptions else case.ledger.mechanisms[id]

    def months(self, mechanism: str, which: str, name: str) -> Draw:
        """Time constant or delay of a mechanism, in months."""
        condition = self.layout.case.conditions[mechanism]
        if which == "build":
            return Draw(f"build:{name}", Law.LOG_UNIFORM, *condition.months)
        return Draw(f"wait:{name}", Law.UNIFORM, *(condition.lag or (0.0, 0.0)))

    def shape(self, number: str, name: str) -> Draw:
        """One of the open numbers of a form."""
        return Draw(f"{number}:{name}", Law.UNIFORM, *self.priors["shape"][number])

    def choice(self, what: str, name: str) -> Draw:
        """A uniform number that picks among the weighted choices of `what` (form or drive)."""
        return Draw(f"{what}:{name}", Law.UNIFORM, 0.0, 1.0)

    def shift(self, name: str) -> Draw:
        """How far a condition's stated threshold moves, on the variable's own scale."""
        width = float(self.priors["gate"]["shift"]) * _NINETY
        return Draw(f"shift:{name}", Law.NORMAL, -width, width)

    def fade(self, event: str) -> Draw:
        """Months after which half of an event's shock is left."""
        found = next(e for e in self.layout.events if e.id == event)
        return Draw(f"fade:{event}", Law.LOG_UNIFORM, *found.half_life)

    def bodies(self) -> list[Draw]:
        """Open numbers of the institutions, in the order in which the compiled program reads them."""
        numbers = [number for body in self.layout.bodies for number in body.numbers]
        return [Draw(name, Law.LOG_UNIFORM if logs else Law.UNIFORM, *between) for name, between, logs in numbers]

    def crowding(self) -> np.ndarray:
        """(pushes,) share of its points that each push keeps: one over the root of how many push its node."""
        many = self.layout.crowds()
        return np.array(
            [many[p.target.node] ** -0.5 if p.kind == "mechanism" else 1.0 for p in self.layout.pushes], np.float32
        )


def _logit(unit: float) -> float:
    return float(np.log(unit / (1 - unit)))
