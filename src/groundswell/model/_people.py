"""Which communities of a case are resolved into citizens, and what each citizen carries and feels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from groundswell.citizens import ROOM, Community, Felt, Manners, Sight, Variable
from groundswell.ledger import Case
from groundswell.model._instances import Drive
from groundswell.model._layout import Layout
from groundswell.model._nodes import NodeKey, Parts
from groundswell.model._theory import Theory

Resolution = int | str
"""Citizens of each community, or `1:1` for all who live there."""

EVERYONE = "1:1"


class Populace(NamedTuple):
    """The resolved communities of a theory and how they stand in its arrays.

    nodes: for each community, the row of each variable's node. own_push (P,): 1 where a push acts citizen by citizen.
    devices: how many of them share the citizens.
    """

    communities: tuple[Community, ...]
    nodes: tuple[tuple[int, ...], ...]
    own_push: tuple[int, ...]
    devices: int = 1

    def shared(self, community: Community) -> bool:
        """Whether each device has some of a community's blocks; one with too few is worked out by every device."""
        each, over = divmod(community.blocks, self.devices)
        # A loop over one block is compiled away and may round otherwise; an accelerator has no loop.
        return self.devices > 1 and not over and (each > 1 or community.room > ROOM)


def populace(theory: Theory, resolution: Resolution, room: int = ROOM, devices: int = 1) -> Populace:
    """Resolve a theory. Raises ValueError for a resolution that is neither a whole number nor `1:1`.

    room: citizens of a community that are worked on at once. devices: how many share the citizens.
    """
    layout = theory.layout
    if resolution != EVERYONE and (not isinstance(resolution, int) or resolution < 1):
        raise ValueError(f"a resolution is a whole number of citizens, at least 1, or 1:1, and not {resolution!r}")
    if resolution == 1:
        return Populace((), (), (), devices)
    homes = [(cell, people, keys) for cell, people in cells(layout).items() if (keys := carried(layout, cell))]
    found = [
        _Home(theory, cell, people if resolution == EVERYONE else int(resolution), keys, (room, devices))
        for cell, people, keys in homes
    ]
    communities = tuple(home.community() for home in found)
    own = sorted({row for one in communities for felt in one.felt for row, _ in felt.pushes})
    nodes = tuple(tuple(layout.node_index[key] for key in keys) for _, _, keys in homes)
    return Populace(communities, nodes, tuple(own), devices)


def cells(layout: Layout) -> dict[str, int]:
    """Communities that the setting resolves, with the people who live there."""
    setting = layout.case.setting
    wholes = setting.people or tuple(setting.communities)
    return {cell: round(people) for whole in wholes for cell, people in layout.resolver.cells[whole].items()}


def carried(layout: Layout, cell: str) -> tuple[NodeKey, ...]:
    """Stored nodes of a community that its citizens carry: of citizen level, with a lower and an upper end."""
    variables = layout.case.ledger.variables
    return tuple(
        key
        for key in layout.nodes
        if (key.place or key.actor) == cell
        and variables[key.variable].level == "citizen"
        and variables[key.variable].scale in {"unit01", "signed01"}
    )


def manners(case: Case, cell: str) -> Manners:
    """How citizens of a community differ and who is tied to whom, as the case says; alike in every respect where it
    says nothing."""
    stated = case.priors.get("citizens", {})
    network, numbers = _ties(case, cell, int(stated.get("ties", 2)))
    return Manners(
        localities=int(stated.get("localities", 1)),
        alike=float(stated.get("alike", 0.0)),
        lower=float(stated.get("lower class", 0.5)),
        sight=float(stated.get("sight", 0.0)),
        network=network,
        numbers=numbers,
        even=stated.get("drawn", "evenly") == "evenly",
    )


def _ties(case: Case, cell: str, ties: int) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The network that the setting gives a community: by its name, its whole's, or the kind of its actor."""
    actor, whole = cell.partition(":")[0], _whole_of(case, cell)
    kind = case.ledger.actors[actor].kind
    for name in (cell, whole, kind):
        if name in case.setting.ties:
            return case.setting.ties[name].network, tuple(sorted(case.setting.ties[name].numbers.items()))
    return "long ties", (("ties", ties),)


def _whole_of(case: Case, cell: str) -> str:
    return next((whole for whole, parts in case.setting.communities.items() if cell in parts), cell.partition(":")[0])


class _Home:
    """One community on the way from a layout to citizens."""

    def __init__(self, theory: Theory, cell: str, people: int, keys: tuple[NodeKey, ...], work: tuple[int, int]):
        self.theory, self.cell, self.people, self.keys, self.work = theory, cell, people, keys, work
        self.place = {key: k for k, key in enumerate(keys)}
        self.priors = theory.layout.case.priors

    def community(self) -> Community:
        variables = tuple(self._variable(key) for key in self.keys)
        drives = enumerate(self.theory.layout.drives)
        felt = tuple(self._felt(number, drive) for number, drive in drives if self._feels(drive))
        room, devices = self.work
        # Blocks keep the size that they have on one processor, since a compiled program of another size may round
        # otherwise; an accelerator takes whole communities or equal parts of them.
        parts = devices if room > ROOM else 1
        return Community(
            self.cell, self.people, variables, felt, manners(self.theory.layout.case, self.cell), room, parts
        )

    def _feels(self, drive: Drive) -> bool:
        parts = [*(cause.parts for cause in drive.causes), *(p for one in drive.gate for _, p in one.terms)]
        return drive.place == self.cell and any(self._own(one) for one in parts)

    def _own(self, parts: Parts) -> tuple[tuple[int, float], ...]:
        return tuple((self.place[key], weight) for key, weight in sorted(parts.items()) if key in self.place)

    def _variable(self, key: NodeKey) -> Variable:
        stated = self.priors.get("citizens", {})
        shared = (key.variable, key.place) in self.theory.layout.groups
        joins = key.variable in stated.get("joining", {})
        talk = _stated(stated.get("talk", {}), key)
        return Variable(
            name=str(key),
            kind="choice" if shared else "join" if joins else "degree",
            loads=tuple(
                sorted(
                    (trait, float(points)) for trait, points in _stated(stated.get("differ", {}), key).items() if points
                )
            ),
            near=float(talk.get("near", 0.0)),
            far=float(talk.get("far", 0.0)),
            slope=float(self.theory.wiring.slope[self.theory.layout.node_index[key]]),
        )

    def _felt(self, number: int, drive: Drive) -> Felt:
        wiring, layout = self.theory.wiring, self.theory.layout
        causes = tuple(
            Sight(int(wiring.slots[slot, number]), cause.sign, self._own(cause.parts))
            for slot, cause in enumerate(drive.causes)
        )
        gate = tuple(
            Sight(int(wiring.gate_slots[slot, number]), 1, self._terms(one.terms))
            for slot, one in enumerate(drive.gate)
        )
        pushes = tuple(
            (row, self.place[layout.pushes[k].target.node])
            for row, k in enumerate(wiring.push_order.tolist())
            if layout.pushes[k].source == number and layout.pushes[k].target.node in self.place
        )
        condition = layout.case.conditions.get(drive.mechanism)
        waits = bool(condition and condition.lag)
        found = self._candidates(number)
        return Felt(number, causes, gate, pushes, waits, bool(wiring.pulse[number]), found)

    def _candidates(self, number: int) -> tuple[tuple[str, int, int], ...]:
        """The published forms that may take a drive's place, in the order of its slots."""
        rows = self.theory.wiring.published.rows
        mine = [(name, drives.tolist().index(number)) for name, drives in rows.items() if number in drives]
        return tuple((name, place, slot) for slot, (name, place) in enumerate(mine))

    def _terms(self, terms: tuple[tuple[float, Parts], ...]) -> tuple[tuple[int, float], ...]:
        found: dict[int, float] = {}
        for coefficient, parts in terms:
            for k, weight in self._own(parts):
                found[k] = found.get(k, 0.0) + coefficient * weight
        return tuple(sorted(found.items()))


def _stated(table: Mapping[str, Any], key: NodeKey) -> Mapping[str, Any]:
    """What a table says of a node: by the node's name, by actor, or by variable."""
    name = key.variable.removeprefix("v_")
    for look in (str(key), f"{name}({key.actor})", key.variable):
        if look in table:
            return table[look]
    return {}


def own_pushes(theory: Theory, populace: Populace) -> np.ndarray:
    """(P,) 0 where a push acts citizen by citizen, 1 elsewhere, in the order of the readings' strengths."""
    on = np.ones(len(theory.wiring.push_order), np.float32)
    on[list(populace.own_push)] = 0
    return on
