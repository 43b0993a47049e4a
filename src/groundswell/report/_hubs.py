"""Arrows of one mechanism gathered at a knot, where several causes meet several effects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

HUB = "hub:"

Edge = Mapping[str, Any]


@dataclass(frozen=True)
class Arrow:
    """One line to draw: between two nodes, or a node and a knot."""

    source: str
    target: str
    sign: int
    mechanisms: tuple[str, ...]
    added: bool

    @property
    def knotted(self) -> bool:
        """Say whether one end is a knot, which carries the name instead."""
        return self.source.startswith(HUB) or self.target.startswith(HUB)


def arrows(edges: Iterable[Edge]) -> list[Arrow]:
    """Return the lines to draw, with knots where that saves crossings; otherwise parallel
    arrows of one sign joined."""
    by_mechanism: dict[str, dict[str, dict[str, Edge]]] = defaultdict(lambda: defaultdict(dict))
    for edge in edges:
        name = edge.get("mechanism") or "part"
        by_mechanism[name][edge["target"]][edge["source"]] = edge
    drawn, plain = [], []
    for name, targets in sorted(by_mechanism.items()):
        for number, group in enumerate(_alike(targets)):
            if len(group) > 1 and len(targets[group[0]]) > 1:
                drawn += _knot(f"{HUB}{name}:{number}", name, group, targets)
            else:
                plain += [edge for target in group for edge in targets[target].values()]
    return drawn + _joined(plain)


def hub_name(node: str) -> str:
    """Return the mechanism whose knot this is."""
    return node.split(":")[1]


def _alike(targets: Mapping[str, Mapping[str, Edge]]) -> list[list[str]]:
    """Group effects that have the same causes with the same signs, up to one turn of all signs."""
    groups: dict[tuple[tuple[str, int], ...], list[str]] = defaultdict(list)
    for target, causes in sorted(targets.items()):
        turn = _turn(causes)
        groups[tuple(sorted((s, e["sign"] * turn) for s, e in causes.items()))].append(target)
    return list(groups.values())


def _turn(causes: Mapping[str, Edge]) -> int:
    """Return the sign of the effect, read so that most causes drive the mechanism."""
    total = sum(edge["sign"] for edge in causes.values())
    return (1 if total > 0 else -1) if total else causes[min(causes)]["sign"]


def _knot(hub: str, name: str, group: list[str], targets: Mapping[str, Mapping[str, Edge]]) -> list[Arrow]:
    causes = targets[group[0]]
    turn, added = _turn(causes), all(edge.get("added") for edge in causes.values())
    inward = [Arrow(s, hub, e["sign"] * turn, (name,), added) for s, e in sorted(causes.items())]
    return inward + [Arrow(hub, target, _turn(targets[target]), (name,), added) for target in group]


def _joined(edges: Iterable[Edge]) -> list[Arrow]:
    names: dict[tuple[str, str, int], dict[str, bool]] = defaultdict(dict)
    for edge in edges:
        key = (edge["source"], edge["target"], edge["sign"])
        names[key][edge.get("mechanism") or "part"] = bool(edge.get("added"))
    return [Arrow(*key, tuple(sorted(found)), all(found.values())) for key, found in sorted(names.items())]
