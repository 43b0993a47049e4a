"""What share of those who are counted backs a party: support, out of all, or out of those who back anybody.

A question that everybody may answer with `nobody` is out of all. A vote, or a question about one, leaves out some or
all of those who back nobody. `nobody` is the part of them that is still counted: 1 where it is out of all, 0 out of
those who choose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from groundswell._frozen import frozen
from groundswell.language import Node
from groundswell.ledger import Case

SUPPORT = "v_support"
ALL, HALF, NONE = 1.0, 0.5, 0.0
CHOSEN = (
    "exit poll",
    "reported past vote",
    "vote intention (undecided allocated)",
    "vote intention (expected seat share)",
)


@frozen
class Crowd:
    """The cells of a place with their shares of its people, and who holds a part of support in each."""

    cells: tuple[tuple[str, float, tuple[str, ...]], ...]

    def nodes(self) -> list[Node]:
        """The nodes whose sum is the share that backs anybody."""
        return [Node("support", holder, cell) for cell, _, holders in self.cells for holder in holders]

    def backed(self, traces: Mapping[Node, Any]) -> Any:
        """Share (runs, months) of the place's people that backs anybody; NumPy in, NumPy out, and so for JAX."""
        of = [weight * traces[Node("support", h, cell)] for cell, weight, holders in self.cells for h in holders]
        total = of[0]
        for one in of[1:]:
            total = total + one
        return total.clip(0.0, 1.0)


def crowd(case: Case, place: str | None) -> Crowd:
    """The crowd of a place, or of all whom support is counted among where no place is given."""
    holders = case.setting.holders.get(SUPPORT, {})
    parts = case.setting.communities.get(place or "", {})
    if place is None:
        cells = {cell: _people(case, cell) for cell in holders}
    elif parts:
        cells = {f"{place}:rest" if part == "rest" else part: float(people) for part, people in parts.items()}
    else:
        cells = {place: 1.0}
    total = sum(cells.values())
    return Crowd(tuple((cell, people / total, tuple(holders.get(cell, ()))) for cell, people in cells.items()))


def _people(case: Case, cell: str) -> float:
    for whole, parts in case.setting.communities.items():
        for part, people in parts.items():
            if cell == (f"{whole}:rest" if part == "rest" else part):
                return float(people)
    return 1.0


def nobody_of(case: Case, question: str, ballot: bool = False) -> float:
    """How much of those who back nobody is still counted under a question: as its entry says, else by its kind."""
    if ballot:
        return NONE
    record = case.record
    for entry in record.series.values() if record else ():
        if record is not None and record.tables[entry.table].shape == "polls" and entry.question == question:
            return entry.nobody
    kind = question.strip().lower()
    return NONE if kind in CHOSEN else HALF if kind.startswith("vote") else ALL


def named_share(support: Any, backed: Any, nobody: Any) -> Any:
    """Support out of those who are counted: all who back anybody, and a part of those who back nobody."""
    return support / (backed + nobody * (1 - backed))


def needed(nodes: Iterable[Node], crowds: Sequence[Crowd]) -> list[Node]:
    """Every node that has to be run, sorted."""
    return sorted({*nodes, *(node for crowd in crowds for node in crowd.nodes())})
