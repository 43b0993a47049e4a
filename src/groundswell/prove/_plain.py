"""Planted societies stepped month by month in plain NumPy.

These are the equations of the documentation written a second time, for the few things that societies hold. Nothing
here comes from the model, the ensemble or the verdict, so an error there cannot hide here.
"""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from groundswell.prove._draws import FORMS, Luck, Way, body, noise, shock, softness, way
from groundswell.prove._priors import START
from groundswell.prove._society import QUARTERS, Arrow, Change, End, Lift, Planted

Node = tuple[str, str, str]
"""Quantity, actor, quarter (or "")."""

Path = Mapping[Node, np.ndarray]
"""Values of every node: (months, realities)."""

_PEOPLE = sum(QUARTERS.values())


def month_of(date: str) -> int:
    """Months from the start to a date; `start` is the first month."""
    year, month = map(int, (START if date == "start" else date).split("-"))
    first_year, first_month = map(int, START.split("-"))
    return 12 * (year - first_year) + month - first_month


def parts(end: End) -> dict[Node, float]:
    """Nodes behind a quantity with weights: leaders are their organisation, the town is the mean of its quarters."""
    actor = "who" if end.actor == "leaders" else end.actor
    quarters = {quarter: people / _PEOPLE for quarter, people in QUARTERS.items()}
    if end.quantity == "backing":
        return {(end.quantity, actor, quarter): share for quarter, share in quarters.items()}
    if actor == "town":
        return {(end.quantity, quarter, ""): share for quarter, share in quarters.items()}
    return {(end.quantity, actor, ""): 1.0}


def read(values: Mapping[Node, np.ndarray], end: End) -> np.ndarray:
    """A quantity's value."""
    return sum((share * values[node] for node, share in parts(end).items()), start=np.zeros(1))


class Realities:
    """`count` realities of one society, each with its own forms, sizes, times and luck; arms meet the same ones."""

    def __init__(self, planted: Planted, count: int, seed: int):
        self.planted, luck = planted, Luck(seed, count)
        self.count = count
        self.added = (planted.change.lift,) if planted.change.lift else ()
        self.lifts: tuple[Lift, ...] = (*planted.lifts, *self.added)
        named = {node for end in planted.ends for node in parts(end)}
        if any(end.quantity == "backing" for end in planted.ends):
            named |= {node for actor in ("who", "next") for node in parts(End("backing", actor))}
        self.nodes = sorted(named)
        self.bodies = {node: body(luck, node[0] == "backing") for node in self.nodes}
        self.ways = [way(luck, arrow) for arrow in planted.arrows]
        self.shocks = [shock(luck, lift, lift in self.added) for lift in self.lifts]
        self.soft = softness(luck)
        self.months = month_of(planted.month) + 1
        self.noise = noise(luck, self.nodes, self.months)

    @cached_property
    def crowd(self) -> dict[Node, int]:
        """How many arrows push each node."""
        into = [node for arrow in self.planted.arrows for node in parts(arrow.effect)]
        return {node: into.count(node) for node in self.nodes}

    @cached_property
    def rest(self) -> dict[Node, np.ndarray]:
        """Resting states without ends: logits, and for shares the log of the share over what nobody holds."""
        found = {}
        for node in self.nodes:
            here = self.bodies[node].rest
            if node[0] == "backing":
                whole = sum(self.bodies[other].rest for other in self.nodes if _rivals(node, other))
                scale = np.minimum(1, 0.95 / whole)
                found[node] = np.log(here * scale / (1 - whole * scale))
            else:
                found[node] = np.log(here / (1 - here))
        return found

    def run(self, change: Change | None = None, value: float | None = None) -> Path:
        """Values at the end of each month that the claim waits for, under a change (a sweep at one value) or none."""
        z, seen = dict(self.rest), {node: np.zeros((self.months, self.count)) for node in self.nodes}
        began = u = self._values(z)
        waiting: dict = {}
        built: dict = {}
        shocks = [np.zeros(self.count) for _ in self.lifts]
        held: dict[Node, np.ndarray] = {}
        for month in range(self.months):
            push = {node: np.zeros(self.count) for node in self.nodes}
            for number, (arrow, one) in enumerate(zip(self.planted.arrows, self.ways, strict=True)):
                on = _switch(change, number, month)
                for copy, causes, effects in _copies(arrow):
                    full = on * self._drive(arrow, one, causes, u, began, copy)
                    key = (number, copy)
                    waiting[key] = _toward(waiting.get(key, 0.0), full, one.delay)
                    built[key] = _toward(built.get(key, 0.0), waiting[key], one.build)
                    for node, weight in effects.items():
                        size = one.points * arrow.effect.sign * weight / np.sqrt(self.crowd[node])
                        push[node] = push[node] + size * built[key]
            for number, lift in enumerate(self.lifts):
                act, size = _event(change, number, lift, lift in self.added, month)
                fade = 0.5 ** (1 / self.shocks[number].half_life)
                shocks[number] = np.maximum(act, shocks[number] * fade)
                for node in parts(lift.what):
                    if node not in parts(self.planted.outcome):
                        push[node] = push[node] + shocks[number] * self.shocks[number].points * lift.what.sign * size
            for node in self.nodes:
                target, own = self.rest[node] + push[node], self.bodies[node]
                z[node] = target + (z[node] - target) * np.exp(-1 / own.pace) + own.chance * self.noise[node][month]
            u = self._held(self._values(z), change, value, month, held)
            for node in self.nodes:
                seen[node][month] = u[node]
        return seen

    def _values(self, z: Mapping[Node, np.ndarray]) -> dict[Node, np.ndarray]:
        found = {}
        for node in self.nodes:
            others = [other for other in self.nodes if _rivals(node, other)] if node[0] == "backing" else [node]
            found[node] = np.exp(z[node]) / (1 + sum(np.exp(z[other]) for other in others))
        return found

    def _held(self, u: dict, change: Change | None, value: float | None, month: int, held: dict) -> dict:
        """Values after a node is set, frozen or scaled."""
        if change is None or change.kind not in {"set", "freeze", "scale", "sweep"} or month < month_of(change.month):
            return u
        after = dict(u)
        for node in parts(change.of):
            if change.kind == "freeze":
                after[node] = held.setdefault(node, u[node])
            elif change.kind == "scale":
                after[node] = u[node] * change.values[0]
            else:
                after[node] = np.full(self.count, change.values[0] if value is None else value)
        return after

    def _drive(self, arrow: Arrow, one: Way, causes: list[dict[Node, float]], u, began, copy: str) -> np.ndarray:
        """How hard an arrow pushes before delay and build-up, between 0 and 1."""
        felt = []
        for end, nodes in zip(arrow.causes, causes, strict=True):
            now = sum(share * u[node] for node, share in nodes.items())
            first = sum(share * began[node] for node, share in nodes.items())
            standing = now if end.sign > 0 else 1 - now
            changed = (now - first) / (1 - first) if end.sign > 0 else (first - now) / first
            felt.append(np.where(one.standing, standing, np.maximum(changed, 0)))
        drive = np.choose(one.form, [_form(name, felt, one) for name in FORMS])
        for mark, shift in zip(arrow.marks, one.shifts, strict=True):
            level = read(u, End(mark.quantity, mark.actor)) - mark.level
            drive = drive * _logistic(((level if mark.above else -level) + shift) / self.soft)
        return drive


def _form(name: str, felt: list[np.ndarray], one: Way) -> np.ndarray:
    mean = np.mean(felt, axis=0)
    if name == "saturating":
        return (1 + one.half_point) * mean / (mean + one.half_point)
    if name == "threshold":
        return _logistic(one.steepness * (mean - one.tipping_point))
    if name == "all of":
        return np.prod([np.maximum(one_felt, 1e-6) for one_felt in felt], axis=0) ** (1 / len(felt))
    if name == "any of":
        return 1 - np.prod([1 - one_felt for one_felt in felt], axis=0)
    return mean


def _copies(arrow: Arrow) -> list[tuple[str, list[dict[Node, float]], dict[Node, float]]]:
    """Running copies of an arrow: one for each quarter where the town takes part, otherwise one."""
    if not any(end.actor == "town" for end in (*arrow.causes, arrow.effect)):
        return [("", [parts(end) for end in arrow.causes], dict.fromkeys(parts(arrow.effect), 1.0))]
    found = []
    for quarter, people in QUARTERS.items():

        def here(end: End, quarter: str = quarter) -> dict[Node, float]:
            return {(end.quantity, quarter, ""): 1.0} if end.actor == "town" else parts(end)

        weight = 1.0 if arrow.effect.actor == "town" else people / _PEOPLE
        found.append((quarter, [here(end) for end in arrow.causes], dict.fromkeys(here(arrow.effect), weight)))
    return found


def _switch(change: Change | None, number: int, month: int) -> float:
    """By how much a change scales an arrow in a month."""
    if change is None or change.number != number:
        return 1.0
    if change.kind == "remove":
        return 0.0
    if change.kind == "rescale":
        return change.values[0]
    if change.kind == "start":
        return float(month >= month_of(change.month))
    return float(month < month_of(change.month)) if change.kind == "end" else 1.0


def _event(change: Change | None, number: int, lift: Lift, added: bool, month: int) -> tuple[float, float]:
    """Whether a lift acts in a month, and the factor on its size."""
    since, until = month_of(lift.since), month_of(lift.until)
    if added:
        return float(change is not None and month == since), 1.0
    mine = change is not None and change.number == number
    if not mine or change is None:
        return float(since <= month <= until), 1.0
    if change.kind == "drop":
        return 0.0, 1.0
    if change.kind == "move":
        by = month_of(change.month) - since
        return float(since <= month - by <= until), 1.0
    if change.kind == "reverse":
        return float(month == month_of(change.month)), -1.0
    return float(since <= month <= until), change.values[0] if change.kind == "resize" else 1.0


def _toward(level, goal: np.ndarray, months: np.ndarray) -> np.ndarray:
    """One month of a first-order approach; a time constant of almost nothing is none at all."""
    keep = np.where(months > 0.05, np.exp(-1 / np.maximum(months, 0.05)), 0.0)
    return goal + (level - goal) * keep


def _rivals(one: Node, other: Node) -> bool:
    """Whether two nodes hold parts of one whole."""
    return other[0] == "backing" and one[2] == other[2]


def _logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))
