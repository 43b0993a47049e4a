"""The model: a ledger and a setting compiled to arrays, and one program that runs readings under arms."""

from groundswell.model._arms import arm_of, baseline, is_added, leaves, muted, runs_of, theory_of, unit_of
from groundswell.model._layout import Layout, Push
from groundswell.model._luck import stream
from groundswell.model._nodes import NodeKey, Resolver
from groundswell.model._people import EVERYONE, Populace, own_pushes, populace
from groundswell.model._populated import (
    Fixed,
    Lives,
    begin_populated,
    lanes,
    settle,
    simulate_populated,
    stretch_populated,
)
from groundswell.model._published import Candidates, Taken, form_of_slot
from groundswell.model._rows import Rows
from groundswell.model._signs import Arrow, signed_arrows
from groundswell.model._simulate import simulate
from groundswell.model._spread import begin_spread, mesh_of, spread, stretch_spread
from groundswell.model._spread_populated import (
    begin_populated_spread,
    placed,
    settle_spread,
    stretch_populated_spread,
)
from groundswell.model._state import own_scale, unit
from groundswell.model._step import Arm, Reading, Swap, World
from groundswell.model._stretch import begin, stretch
from groundswell.model._theory import Theory, compile_theory
from groundswell.model._trace import Diagram, Route
from groundswell.model._wiring import Wiring, name_hash

__all__ = [
    "EVERYONE",
    "Arm",
    "Arrow",
    "Candidates",
    "Diagram",
    "Fixed",
    "Layout",
    "Lives",
    "NodeKey",
    "Populace",
    "Push",
    "Reading",
    "Resolver",
    "Route",
    "Rows",
    "Swap",
    "Taken",
    "Theory",
    "Wiring",
    "World",
    "arm_of",
    "baseline",
    "begin",
    "begin_populated",
    "begin_populated_spread",
    "begin_spread",
    "compile_theory",
    "form_of_slot",
    "is_added",
    "lanes",
    "leaves",
    "mesh_of",
    "muted",
    "name_hash",
    "own_pushes",
    "own_scale",
    "placed",
    "populace",
    "runs_of",
    "settle",
    "settle_spread",
    "signed_arrows",
    "simulate",
    "simulate_populated",
    "spread",
    "stream",
    "stretch",
    "stretch_populated",
    "stretch_populated_spread",
    "stretch_spread",
    "theory_of",
    "unit",
    "unit_of",
]
