"""Which part of the causal diagram a claim is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

CITED, UNCITED = 1.0, 3.0  # what a step costs, so that paths prefer the claim's own mechanisms
MOST_NODES = 14
QUANTITY = re.compile(r"\b(?:v_)?([a-z]\w*)\(\s*(A_\w+(?:\s*,\s*A_\w+)*)\s*\)")

Edge = Mapping[str, Any]


@dataclass(frozen=True)
class Neighbourhood:
    """The nodes and edges around one claim, with where it starts and what it reads."""

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    targets: frozenset[str]
    outcomes: frozenset[str]
    changed: frozenset[str]
    joined: bool
    off: frozenset[str] = frozenset()
    """What is switched off where it would act directly on an outcome."""

    def is_off(self, target: str, mechanisms: Iterable[str]) -> bool:
        """Say whether an arrow by these mechanisms is not at work for the claim."""
        return target in self.outcomes and self.off.issuperset(mechanisms)


class Diagram:
    """The whole diagram, looked up by node."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.labels = {node["id"]: node for node in raw["nodes"]}
        self.edges: tuple[Edge, ...] = tuple(raw["edges"])
        self._known = {_key(node): node for node in self.labels}

    def find(self, text: str | None) -> list[str]:
        """Return the nodes that a formula names; a pair falls back to its holder."""
        found = []
        for name, actors in QUANTITY.findall(text or ""):
            names = tuple(part.strip() for part in actors.split(","))
            node = self._known.get((name, names)) or self._known.get((name, names[:1]))
            if node and node not in found:
                found.append(node)
        return found


def _key(node: str) -> tuple[str, tuple[str, ...]]:
    found = QUANTITY.fullmatch(node)
    if not found:
        return (node, ())
    return (found[1], tuple(part.strip() for part in found[2].split(",")))


def targets_of(changes: Iterable[Any], diagram: Diagram, events: Mapping[str, Any]) -> set[str]:
    """Return the nodes on which an arm's changes act first."""
    found: set[str] = set()
    for change in changes:
        mechanism = getattr(change, "mechanism", None)
        found |= {e["target"] for e in diagram.edges if mechanism and e["mechanism"] == mechanism}
        found |= set(diagram.find(str(getattr(change, "quantity", ""))))
        for shock in shocks_of(getattr(change, "event", None), events):
            found |= set(diagram.find(shock))
    return found


def shocks_of(event: Any, events: Mapping[str, Any]) -> list[str]:
    """Return the nodes an event pushes, as formulas; the event is an id or the event itself."""
    known = events.get(event) if isinstance(event, str) else event
    return [f"{_field(shock, 'var')}({_field(shock, 'of')})" for shock in getattr(known, "shocks", ())]


def mechanisms_of(changes: Iterable[Any]) -> set[str]:
    """Return the mechanisms that an arm removes, rescales or shifts."""
    return {change.mechanism for change in changes if getattr(change, "mechanism", None)}


def _field(record: Any, name: str) -> Any:
    return record[name] if isinstance(record, Mapping) else getattr(record, name)


def neighbourhood(
    diagram: Diagram,
    targets: set[str],
    outcomes: set[str],
    cited: Iterable[str],
    changed: Iterable[str] = (),
    off: Iterable[str] = (),
) -> Neighbourhood:
    """Return the cheapest paths from targets to outcomes, widened while few nodes are needed.

    The arrows of changed mechanisms are put before the first nodes of those paths.
    """
    wanted, moved = set(cited) | set(changed), frozenset(changed)
    chosen = _forward(diagram, targets, outcomes, wanted)
    joined = bool(chosen) or bool(targets & outcomes)
    if not chosen:
        chosen = _beside(diagram, set() if joined else targets, outcomes, wanted)
    nodes = _ends(chosen) | outcomes
    first = targets & nodes or (set() if joined else set(sorted(targets)[:4]))
    before = _before(diagram, moved, first, nodes) if joined else []
    nodes |= first | _ends(before)
    edges = [*before, *(edge for edge in chosen if edge not in before)]
    start = frozenset(node for node in first if not moved) or frozenset(first - _ends(before, "target"))
    return Neighbourhood(tuple(sorted(nodes)), tuple(edges), start, frozenset(outcomes), moved, joined, frozenset(off))


def _ends(edges: Iterable[Edge], *ends: str) -> set[str]:
    return {edge[end] for edge in edges for end in ends or ("source", "target")}


def _forward(diagram: Diagram, targets: set[str], outcomes: set[str], wanted: set[str]) -> list[Edge]:
    """Return edges that lead on, away from the targets and toward an outcome."""
    ahead = _costs(diagram, targets, wanted, forward=True)
    behind = _costs(diagram, outcomes, wanted, forward=False)
    progress = {node: ahead[node] - behind[node] for node in ahead.keys() & behind.keys()}
    through = []
    for edge in diagram.edges:
        source, target = edge["source"], edge["target"]
        if source in progress and target in progress and progress[source] < progress[target]:
            through.append((ahead[source] + _cost(edge, wanted) + behind[target], edge))
    return _widest(through, targets, outcomes)


def _before(diagram: Diagram, moved: frozenset[str], first: set[str], nodes: set[str]) -> list[Edge]:
    """Return the changed arrows into the first nodes, from few causes."""
    edges = [e for e in diagram.edges if e["mechanism"] in moved and e["target"] in first]
    outside = sorted(_ends(edges, "source") - nodes)[:4]
    return [e for e in edges if e["source"] in outside]


def _cost(edge: Edge, wanted: set[str]) -> float:
    return CITED if edge["mechanism"] in wanted else UNCITED


def _widest(through: list[tuple[float, Edge]], targets: set[str], outcomes: set[str]) -> list[Edge]:
    """Return the edges up to the highest cost that still fits on a page."""
    chosen: list[Edge] = []
    costs = sorted({cost for cost, _ in through})
    for limit in costs[:4]:
        edges = _whole([edge for cost, edge in through if cost <= limit], targets, outcomes)
        if chosen and (len(_ends(edges)) > MOST_NODES or limit > costs[0] + UNCITED):
            break
        chosen = edges
    return chosen


def _whole(edges: list[Edge], targets: set[str], outcomes: set[str]) -> list[Edge]:
    """Drop edges that hang in the air: from no target, or to no outcome."""
    while True:
        starts, ends = _ends(edges, "source") | outcomes, _ends(edges, "target") | targets
        kept = [edge for edge in edges if edge["source"] in ends and edge["target"] in starts]
        if len(kept) == len(edges):
            return kept
        edges = kept


def _beside(diagram: Diagram, targets: set[str], outcomes: set[str], wanted: set[str]) -> list[Edge]:
    """Return cited edges out of targets and into outcomes, for a claim whose ends are not joined."""
    near = [e for e in diagram.edges if e["mechanism"] in wanted and e["source"] != e["target"]]
    return [e for e in near if e["source"] in targets or e["target"] in outcomes][:8]


def _costs(diagram: Diagram, start: set[str], wanted: set[str], forward: bool) -> dict[str, float]:
    steps: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for edge in diagram.edges:
        here, there = (edge["source"], edge["target"]) if forward else (edge["target"], edge["source"])
        steps[here].append((there, _cost(edge, wanted)))
    best, queue = {}, [(0.0, node) for node in sorted(start)]
    while queue:
        cost, node = heappop(queue)
        if node in best:
            continue
        best[node] = cost
        for there, more in steps[node]:
            if there not in best:
                heappush(queue, (cost + more, there))
    return best
