"""A compiled theory: the layout by name, the wiring as arrays, and the orders that join them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from groundswell.language import Node
from groundswell.ledger import Case
from groundswell.model._layout import Layout, nodes_named
from groundswell.model._nodes import Parts
from groundswell.model._rows import Rows, rows
from groundswell.model._wiring import Wiring, part_rows, wire


@dataclass(frozen=True, eq=False)
class Theory:
    """One case, compiled.

    literal_names, literal_movable (L,): name of each condition's comparison, and 1 where its threshold may move.
    """

    layout: Layout
    wiring: Wiring
    literal_names: tuple[str, ...]
    literal_movable: np.ndarray

    @cached_property
    def named(self) -> tuple[Node, ...]:
        """Every node that the case's claims, arms and explananda name, sorted."""
        return nodes_named(self.layout.case)

    @cached_property
    def seen(self) -> np.ndarray:
        """(U,) numbers of the stored nodes behind the named ones, sorted."""
        return np.unique(np.concatenate([self.rows(node)[0] for node in self.named] or [np.zeros(0, np.int32)]))

    def record(self, nodes: Sequence[Node]) -> Rows:
        """Rows that read the given formula nodes, in the given order (each a row of what `simulate` gives)."""
        return self._reads([self.layout.parts_of(node) for node in nodes])

    def record_stored(self) -> Rows:
        """Rows that read every stored node, in the layout's order."""
        return self._reads([{key: 1.0} for key in self.layout.nodes])

    def _reads(self, parts: Sequence[Parts]) -> Rows:
        """Rows of one length, so that they come back in the order in which they were asked for."""
        sums = [part_rows(self.layout, one) for one in parts]
        length = max(map(len, sums), default=0)
        return rows([[*one, *[(0, 0.0)] * (length - len(one))] for one in sums])[0]

    def rows(self, node: Node) -> tuple[np.ndarray, np.ndarray]:
        """Numbers and weights of the stored nodes whose weighted sum a formula node is."""
        pairs = part_rows(self.layout, self.layout.parts_of(node))
        return np.array([row for row, _ in pairs], np.int32), np.array([weight for _, weight in pairs], np.float32)


def compile_theory(case: Case) -> Theory:
    """Compile a case's ledger, assumptions and setting into arrays."""
    layout = Layout(case)
    wiring = wire(layout)
    names, movable = _literals(layout, wiring)
    return Theory(layout, wiring, names, movable)


def _literals(layout: Layout, wiring: Wiring) -> tuple[tuple[str, ...], np.ndarray]:
    count = len(wiring.literal_constant)
    names, movable = [""] * count, np.zeros(count, np.float32)
    for slots, owners in ((wiring.gate_slots, layout.drives), (wiring.when_slots, layout.events)):
        for column, owner in enumerate(owners):
            for number, position in enumerate(slots[:, column]):
                if position < count:
                    names[position] = f"{getattr(owner, 'name', getattr(owner, 'id', ''))}#{number}"
                    movable[position] = slots is wiring.gate_slots
    return tuple(names), movable
