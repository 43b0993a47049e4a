"""Centola and Macy (2007), Morris (2000): what needs several neighbours spreads over a lattice only up to a need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.complex_contagion import spread_on_lattice

from ._chart import cell_picture
from ._faults import ReplicateError
from ._parameters import Parameter
from ._replication import Replication, Row


def model(side: int, block: int, need: int, view: str) -> dict[str, Any]:
    """Return which sites of a torus are on in the end, starting from a square block in the middle."""
    if block > side:
        raise ReplicateError(f"`block` is {block}, larger than the side of the torus, {side}.")
    start = np.zeros((side, side), bool)
    first = (side - block) // 2
    start[first : first + block, first : first + block] = True
    end = spread_on_lattice(start, need, view)
    return {
        "start": start,
        "end": end,
        "share": float(end.mean()),
        "fills": bool(end.all()),
        "unchanged": bool((end == start).all()),
        "need": need,
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw the torus: the block it began with, and what was turned on since."""
    cells = result["end"].astype(int) + result["start"]
    kinds = (("off", "#f2f2f2"), ("turned on", "#56b4e9"), ("block", "#0072b2"))
    return cell_picture(f"Need {result['need']}: {result['share']:.0%} of the sites are on in the end", cells, kinds)


_TORUS = {"side": 31, "block": 9}
REPLICATION = Replication(
    id="centola-macy-2007",
    title="Complex contagions and the weakness of long ties; Contagion",
    source="Centola and Macy 2007, AJS 113(3); Morris 2000, Review of Economic Studies 67",
    says="What needs several neighbours fills a lattice from a block up to a need, and stops dead above it.",
    parameters=(
        Parameter("side", 31, "sites", "of the torus", at_least=3, at_most=2000),
        Parameter("block", 9, "sites", "side of the block that is on at first", at_least=1),
        Parameter("need", 2, "neighbours", "that turn a site on", at_least=1, at_most=8),
        Parameter("view", "moore", "", "who is a neighbour: 8 or 4", choices=("moore", "von neumann")),
    ),
    rows=(
        Row("T5", tuple({**_TORUS, "need": n} for n in (2, 3)), "fills", (True, True), 0, "derived"),
        Row("T6", {**_TORUS, "need": 4}, "fills", False, 0, "derived"),
        Row("T7", tuple({**_TORUS, "view": "von neumann", "need": n} for n in (1, 2)), ("fills", "unchanged"),
            ((True, False), (False, True)), 0, "derived"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
