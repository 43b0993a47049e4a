"""Shapes that tell pollsters apart without colour, the same on a chart and in its key."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from groundswell.report._svg import path, tag

SIZE = 4.6
KINDS = ("circle", "square", "triangle", "diamond", "down", "star", "plus", "cross", "hexagon")
REST = "dot"
"""Kind for whoever comes after the ninth."""


def kinds_of(names: Iterable[str]) -> dict[str, str]:
    """Return a shape for each name; those that appear most get the plainest."""
    counted = Counter(names)
    order = sorted(counted, key=lambda name: (-counted[name], name))
    return {name: KINDS[place] if place < len(KINDS) else REST for place, name in enumerate(order)}


def shape(kind: str, x: float, y: float, filled: bool = True, size: float = SIZE) -> Markup:
    """Return a shape around a point, filled or hollow."""
    look = "point" if filled else "point hollow"
    match kind:
        case "circle":
            return tag("circle", cx=float(x), cy=float(y), r=size * 0.9, class_=look)
        case "dot":
            return tag("circle", cx=float(x), cy=float(y), r=size * 0.45, class_=look)
        case "plus" | "cross":
            turn = 0.0 if kind == "plus" else math.pi / 4
            return path(_strokes(x, y, size, turn), f"{look} stroke")
        case "star":
            return path(_around(x, y, 5, size * 1.25, -math.pi / 2, 0.45), look, closed=True)
    sides, reach, turn = {
        "square": (4, 1.2, math.pi / 4), "diamond": (4, 1.25, 0.0), "triangle": (3, 1.25, -math.pi / 2),
        "down": (3, 1.25, math.pi / 2), "hexagon": (6, 1.05, 0.0),
    }[kind]  # fmt: skip
    return path(_around(x, y, sides, size * reach, turn), look, closed=True)


def _around(x: float, y: float, sides: int, reach: float, turn: float, inner: float | None = None):
    """Corners of a polygon, or of a star where an inner reach is given."""
    count = sides if inner is None else 2 * sides
    found = []
    for n in range(count):
        r = reach * inner if inner is not None and n % 2 else reach
        angle = turn + 2 * math.pi * n / count
        found.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    return found


def _strokes(x: float, y: float, size: float, turn: float):
    """One pen's way through two crossing strokes."""
    ends = [(size * math.cos(turn + k * math.pi / 2), size * math.sin(turn + k * math.pi / 2)) for k in range(4)]
    far = [(x + dx, y + dy) for dx, dy in ends]
    return [far[0], far[2], (x, y), far[1], far[3]]


def key_of(kind: str, filled: bool = True) -> Markup:
    """Return a shape as it stands in a key."""
    inside = shape(kind, 8.0, 8.0, filled)
    return tag("svg", inside, width=16, height=16, viewBox="0 0 16 16", aria_hidden="true", class_="mark")
