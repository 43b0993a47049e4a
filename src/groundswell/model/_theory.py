"""A compiled theory: the layout by name, the wiring as arrays, and the orders that join them."""

from dataclasses import dataclass

import numpy as np

from groundswell.ledger import Case
from groundswell.model._layout import Layout
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

    def record(self, nodes) -> Rows:
        """Rows that read the given formula nodes, in the given order (each a row of a simulation's result)."""
        return _ordered([part_rows(self.layout, self.layout.parts_of(node)) for node in nodes])


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


def _ordered(sums: list[list[tuple[int, float]]]) -> Rows:
    """Rows padded to one length, so that results stand in the order given."""
    length = max((len(one) for one in sums), default=0)
    return rows([[*one, *[(0, 0.0)] * (length - len(one))] for one in sums])[0]
