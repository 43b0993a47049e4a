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
    joined: bool


class Diagram:
    """The whole diagram, looked up by node."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.labels = {node["id"]: node for node in raw["nodes"]}
        self.edges: tuple[Edge, ...] = tuple(raw["edges"])
        self._known = {_key(node): node for node in self.labels}

    def find(self, text: str) -> list[str]:
        """Return the nodes that a formula names; a pair falls back to its holder."""
        found = []
        for name, actors in QUANTITY.findall(text):
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
        event = events.get(_name(getattr(change, "event", None)))
        found |= {e["source"] for e in diagram.edges if mechanism and e["mechanism"] == mechanism}
        found |= set(diagram.find(_quantity_text(getattr(change, "quantity", None))))
        for shock in getattr(event, "shocks", ()):
            found |= set(diagram.find(f"{_field(shock, 'var')}({_field(shock, 'of')})"))
    return found


def _name(event: Any) -> str:
    return event if isinstance(event, str) else str(getattr(event, "id", ""))


def _field(record: Any, name: str) -> Any:
    return record[name] if isinstance(record, Mapping) else getattr(record, name)


def _quantity_text(quantity: Any) -> str:
    """Return `name(actor, ..)` for a parsed quantity, whether or not it prints itself so."""
    name, actors = getattr(quantity, "name", None), getattr(quantity, "actors", None)
    if isinstance(name, str) and actors:
        return f"{name}({', '.join(map(str, actors))})"
    return str(quantity) if quantity is not None else ""


def neighbourhood(
    diagram: Diagram, targets: set[str], outcomes: set[str], cited: Iterable[str]
) -> Neighbourhood:
    """Return the cheapest paths from targets to outcomes, widened while few nodes are needed."""
    wanted = set(cited)
    ahead = _costs(diagram, targets, wanted, forward=True)
    behind = _costs(diagram, outcomes, wanted, forward=False)
    through = {
        n: _through(edge, ahead, behind, wanted) for n, edge in enumerate(diagram.edges)
    }
    finite = sorted({cost for cost in through.values() if cost < float("inf")})
    chosen = _widest(diagram, through, finite)
    joined = bool(chosen) or bool(targets & outcomes)
    if not chosen:
        chosen = _beside(diagram, targets | outcomes, wanted)
    nodes = {node for edge in chosen for node in (edge["source"], edge["target"])} | outcomes
    if not joined:
        nodes |= set(sorted(targets)[:4])
    return Neighbourhood(
        tuple(sorted(nodes)), tuple(chosen), frozenset(targets & nodes), frozenset(outcomes), joined
    )


def _through(edge: Edge, ahead: Mapping[str, float], behind: Mapping[str, float], wanted: set[str]) -> float:
    far = float("inf")
    return ahead.get(edge["source"], far) + _cost(edge, wanted) + behind.get(edge["target"], far)


def _cost(edge: Edge, wanted: set[str]) -> float:
    return CITED if edge["mechanism"] in wanted else UNCITED


def _widest(diagram: Diagram, through: Mapping[int, float], costs: list[float]) -> list[Edge]:
    """Return the edges up to the highest cost that still fits on a page."""
    chosen: list[Edge] = []
    for limit in costs[:4]:
        edges = [edge for n, edge in enumerate(diagram.edges) if through[n] <= limit]
        nodes = {node for edge in edges for node in (edge["source"], edge["target"])}
        if chosen and (len(nodes) > MOST_NODES or limit > costs[0] + UNCITED):
            break
        chosen = edges
    return chosen


def _beside(diagram: Diagram, nodes: set[str], wanted: set[str]) -> list[Edge]:
    """Return cited edges that touch a node, for a claim whose ends are not joined."""
    near = [e for e in diagram.edges if e["mechanism"] in wanted]
    return [e for e in near if e["source"] in nodes or e["target"] in nodes][: MOST_NODES - 2]


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
