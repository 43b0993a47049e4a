"""The causal diagram of the compiled model, at the grain at which the text and its claims speak."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from groundswell.language import Node, nodes_of
from groundswell.ledger import Case
from groundswell.model import Layout, NodeKey, Theory, compile_theory

Signed = tuple[NodeKey, NodeKey, int, str]
"""An arrow of the model: cause, effect, sign, mechanism."""


def causal_diagram(case: Case) -> dict[str, Any]:
    """Return nodes and signed edges of the compiled model, with edges between wholes and parts that the claims need.

    What is stored once per place is drawn once per holder. Cells of a community that nothing names by themselves are
    drawn as the community. A whole that a formula reads gets edges from its parts, one that an arm changes edges to
    them, both with mechanism null.
    """
    theory = compile_theory(case)
    grain = _Grain(theory.layout)
    drawn = {(grain.of(c), grain.of(e), sign, mechanism) for c, e, sign, mechanism in signed_arrows(theory)}
    edges = [_edge(case, *arrow) for arrow in sorted(drawn) if arrow[0] != arrow[1]]
    edges += [_edge(case, source, target, 1, None) for source, target in sorted(_wholes(theory.layout, grain))]
    ends = {edge[end] for edge in edges for end in ("source", "target")}
    return {"nodes": [_node(case, name) for name in sorted(ends)], "edges": edges}


def signed_arrows(theory: Theory) -> list[Signed]:
    """Return every arrow between stored nodes: each cause of a drive to each of its targets."""
    return [
        (key, target.node, cause.sign * target.sign, drive.mechanism)
        for drive in theory.layout.drives
        for cause in drive.causes
        for key in cause.parts
        for target in drive.targets
    ]


class _Grain:
    """Which drawn node stands for a stored one."""

    def __init__(self, layout: Layout):
        self.layout = layout
        self.whole_of = layout.resolver.whole_of
        self.alone = _named_alone(layout)

    def of(self, key: NodeKey) -> str:
        """The drawn node, such as `v_support(A_party)`."""
        whole = self.whole_of.get(key.actor, key.actor)
        cells = self.layout.resolver.cells.get(whole, {})
        if not key.place and whole != key.actor and not any((key.variable, cell) in self.alone for cell in cells):
            return f"{key.variable}({whole})"
        return f"{key.variable}({key.actor})"


def _named_alone(layout: Layout) -> set[tuple[str, str]]:
    """(variable, actor) pairs that a mechanism, event or formula of the case names itself."""
    case = layout.case
    found = {(f"v_{node.name}", node.actor) for node in _formula_nodes(case)}
    for mechanism in case.mechanisms().values():
        ends = [*mechanism.causes, *mechanism.effects]
        found |= {(e.var, actor) for b in mechanism.bindings for e in ends for actor in b.get(e.of, ())}
    shocks = [s for event in case.ledger.events.values() for s in event.shocks]
    return found | {(shock.var, shock.of) for shock in shocks}


def _formula_nodes(case: Case) -> set[Node]:
    read, changed = _read(case), _changed(case)
    return {*read, *changed}


def _read(case: Case) -> set[Node]:
    tests = [test for test in case.claims.claims.values() if test.untestable is None]
    trees = [test.outcome_formula for test in tests] + [arm.then_formula for test in tests for arm in test.arms]
    trees += [one.formula_parsed for one in case.explananda]
    return {node for tree in trees if tree is not None for node in nodes_of(tree)}


def _changed(case: Case) -> set[Node]:
    changes = [c for test in case.claims.claims.values() for arm in test.arms for c in arm.changes]
    quantities: Iterable[Any] = (getattr(change, "quantity", None) for change in changes)
    return {node for quantity in quantities if quantity is not None for node in nodes_of(quantity)}


def _wholes(layout: Layout, grain: _Grain) -> set[tuple[str, str]]:
    """Edges between a named node and the drawn nodes that it is made of, where they are not the same."""
    found = set()
    for nodes, inward in ((_read(layout.case), True), (_changed(layout.case), False)):
        for node in nodes:
            name, parts = f"v_{node.name}({node.actor})", {grain.of(key) for key in layout.parts_of(node)}
            found |= {(part, name) if inward else (name, part) for part in parts if name not in parts}
    return found


def _edge(case: Case, source: str, target: str, sign: int, mechanism: str | None) -> dict[str, Any]:
    added = mechanism is not None and mechanism in case.assumptions
    return {"source": source, "target": target, "sign": sign, "mechanism": mechanism, "added": added}


def _node(case: Case, name: str) -> dict[str, Any]:
    variable, _, actor = name.removesuffix(")").partition("(")
    known = case.ledger.actors.get(actor)
    who = known.name if known else f"others in {_whole_name(case, actor)}"
    label = f"{variable.removeprefix('v_').replace('_', ' ')} of {who}"
    return {"id": name, "variable": variable, "actor": actor, "label": label}


def _whole_name(case: Case, cell: str) -> str:
    whole = cell.partition(":")[0]
    known = case.ledger.actors.get(whole)
    return known.name if known else whole
