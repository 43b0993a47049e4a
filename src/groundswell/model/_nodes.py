"""Which stored nodes a ledger node is made of: part-whole rules, relations and communities.

The ledger speaks of `support of Fatah's leaders`; the model stores `support(A_fatah, A_gaza_masses)` and
`support(A_fatah, A_wb_masses)`. A `Resolver` turns the first into the second, with weights.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from groundswell.ledger import Case


@dataclass(frozen=True, order=True)
class NodeKey:
    """One stored node: a variable of one actor, or of an actor in a place."""

    variable: str
    actor: str
    place: str = ""

    def __str__(self) -> str:
        name = self.variable.removeprefix("v_")
        return f"{name}({self.actor}, {self.place})" if self.place else f"{name}({self.actor})"


Parts = Mapping[NodeKey, float]
"""Stored nodes with weights that sum to one; empty where the ledger names nobody."""


class Resolver:
    """Answers, for one case, which stored nodes stand for a variable of an actor.

    A community is a cell in which people are counted; a whole is the people-weighted mean of its cells. A variable
    that lives between two (`relations` of the setting) is stored once per pair.
    """

    def __init__(self, case: Case):
        self.case = case
        self.setting = case.setting

    @cached_property
    def cells(self) -> Mapping[str, Mapping[str, float]]:
        """Community cells of every population actor, with people in each."""
        cells: dict[str, dict[str, float]] = {}
        for whole, parts in self.setting.communities.items():
            named = {f"{whole}:rest" if part == "rest" else part: float(n) for part, n in parts.items()}
            cells[whole] = named
            cells |= {cell: {cell: people} for cell, people in named.items()}
        for same in self.setting.same_people:
            cells[same.actor] = cells[same.are]
        return cells

    @cached_property
    def whole_of(self) -> Mapping[str, str]:
        """The nation each cell belongs to."""
        whole = {}
        for nation in self.setting.communities:
            whole |= dict.fromkeys(self.cells[nation], nation) | {nation: nation}
        return whole | {same.actor: whole.get(same.are, same.are) for same in self.setting.same_people}

    def cells_of(self, actors: Iterable[str]) -> dict[str, float]:
        """The cells that several population actors cover together; empty if one of them is not a population."""
        found: dict[str, float] = {}
        for actor in actors:
            if actor not in self.cells:
                return {}
            found |= self.cells[actor]
        return found

    def stand_in(self, variable: str, actor: str) -> tuple[str, str]:
        """Who carries the actor's variable, and in which place if the rule names one."""
        place = ""
        for _ in range(len(self.case.ledger.actors)):
            rule = self._rule(variable, actor)
            if rule is None:
                break
            actor, place = rule[0], rule[1] or place
        return actor, place

    def _rule(self, variable: str, actor: str) -> tuple[str, str] | None:
        for rule in self.setting.stands_for.by_actor:
            if rule.actor == actor and (not rule.variables or variable in rule.variables):
                return rule.is_, rule.in_ or ""
        known = self.case.ledger.actors.get(actor)
        parent = self.case.ledger.actors.get(known.parent) if known and known.parent else None
        for rule in self.setting.stands_for.by_kind:
            if known is None or parent is None or (known.kind, parent.kind) != (rule.kind, rule.parent_kind):
                continue
            if not rule.variables or variable in rule.variables:
                return parent.id, ""
        return None

    def parts(self, variable: str, actor: str, place: str = "", other: str = "") -> Parts:
        """Stored nodes behind `variable` of `actor`, in `place` if given, against or by `other` if given."""
        actor, where = self.stand_in(variable, actor)
        place = place or where
        holders = self.setting.holders.get(variable)
        if holders is not None and (actor in holders or actor in self.cells):
            return self._toward(variable, actor, self.stand_in(variable, other)[0] if other else "")
        if holders is not None:
            return self._held_by(variable, actor, place)
        if actor in self.cells:
            return self._of_people(variable, actor, place)
        return {NodeKey(variable, actor): 1.0}

    def _toward(self, variable: str, community: str, other: str) -> Parts:
        """Pairs seen from the community's end: by one other, or the mean over all who are in relation with it."""
        found: dict[NodeKey, float] = {}
        for cell, people in self.cells.get(community, {community: 1.0}).items():
            others = [h for h in self.setting.holders[variable].get(cell, ()) if h == other or not other]
            found |= {NodeKey(variable, h, cell): people / len(others) for h in others}
        return _normal(found) if found else {NodeKey(variable, c): w for c, w in _shares(self.cells[community]).items()}

    def _held_by(self, variable: str, holder: str, place: str) -> Parts:
        """Pairs seen from the holder's end, in one place (with its cells) or in all."""
        cells = self.cells.get(place, {place: 1.0}) if place else None
        found = {
            NodeKey(variable, holder, where): self.cells.get(where, {where: 1.0}).get(where, 1.0)
            for where, holders in self.setting.holders[variable].items()
            if holder in holders and (cells is None or where in cells)
        }
        if not found and place:
            return self._held_by(variable, holder, "")
        return _normal(found) if found else {NodeKey(variable, holder): 1.0}

    def _of_people(self, variable: str, actor: str, place: str) -> Parts:
        if variable in self.setting.nationwide and actor in self.whole_of:
            return {NodeKey(variable, self.whole_of[actor]): 1.0}
        cells = self.cells[actor]
        cells = {place: 1.0} if place in cells else cells
        return {NodeKey(variable, cell): w for cell, w in _shares(cells).items()}


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def _normal(weights: Mapping[NodeKey, float]) -> dict[NodeKey, float]:
    total = sum(weights.values())
    return {key: weight / total for key, weight in sorted(weights.items())}


def mean_of(parts: Iterable[Parts]) -> Parts:
    """The mean over several actors bound to one role."""
    several = list(parts)
    found: dict[NodeKey, float] = {}
    for one in several:
        for key, weight in one.items():
            found[key] = found.get(key, 0.0) + weight / len(several)
    return dict(sorted(found.items()))
