"""The causal diagram around a claim, drawn from what is changed down to the outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from markupsafe import Markup

from groundswell.report._layers import rows
from groundswell.report._numbers import MINUS, listed
from groundswell.report._paths import Diagram, Neighbourhood
from groundswell.report._svg import Point, drawing, tag, words

BOX, GAP, TALL, BETWEEN = 138.0, 22.0, 44.0, 66.0
LETTERS = 21

Placed = Mapping[str, Point]
Bundle = tuple[str, str, int]


def diagram_chart(diagram: Diagram, around: Neighbourhood) -> Markup:
    """Return the picture: solid for +, dashed for a minus, a double line for what was added."""
    bundles = _bundles(around)
    levels = rows(around.nodes, [key[:2] for key in bundles], around.targets, around.outcomes)
    wide = max(3, *(len(level) for level in levels)) * (BOX + GAP) + 30
    placed = _placed(levels, wide)
    tall = len(levels) * (TALL + BETWEEN) - BETWEEN + 20
    lines = [_edge(key, ids, added, placed) for key, (ids, added) in bundles.items()]
    boxes = [_box(diagram, node, placed[node], around) for node in around.nodes]
    return drawing(
        wide, tall, diagram_words(diagram, around),
        *(part for part, _ in lines), *boxes, *(label for _, label in lines), class_="chart diagram",
    )  # fmt: skip


def diagram_words(diagram: Diagram, around: Neighbourhood) -> str:
    """Return the edges as sentences, for those who do not see the picture."""
    return "; ".join(edge_lines(diagram, around)) or "No edges."


def edge_lines(diagram: Diagram, around: Neighbourhood) -> list[str]:
    """Return one line an arrow: cause, raises or lowers, effect, by which mechanisms."""
    return [
        f"{label_of(diagram, source)} {'raises' if sign > 0 else 'lowers'}"
        f" {label_of(diagram, target)} ({listed(ids)}{', added' if added else ''})"
        for (source, target, sign), (ids, added) in _bundles(around).items()
    ]


def label_of(diagram: Diagram, node: str) -> str:
    """Return a node in words."""
    return str(diagram.labels.get(node, {}).get("label") or node)


def _bundles(around: Neighbourhood) -> dict[Bundle, tuple[list[str], bool]]:
    """Join arrows between the same nodes with the same sign."""
    ids: dict[Bundle, set[str]] = defaultdict(set)
    added: dict[Bundle, bool] = defaultdict(lambda: True)
    for edge in around.edges:
        key = (edge["source"], edge["target"], edge["sign"])
        ids[key].add(edge.get("mechanism") or "part")
        added[key] &= bool(edge.get("added"))
    return {key: (sorted(ids[key]), added[key]) for key in sorted(ids)}


def _placed(levels: list[list[str]], wide: float) -> dict[str, Point]:
    """Return the middle of each box; every other row is shifted where lines would run through."""
    found = {}
    for level, row in enumerate(levels):
        step = wide / len(row)
        for place, node in enumerate(row):
            found[node] = (step * (place + 0.5), 10 + TALL / 2 + level * (TALL + BETWEEN))
    return found


def _box(diagram: Diagram, node: str, at: Point, around: Neighbourhood) -> Markup:
    x, y = at
    kind = "outcome" if node in around.outcomes else "target" if node in around.targets else "plain"
    lines = wrap(label_of(diagram, node), LETTERS)
    if len(lines) > 3:
        lines = [*lines[:2], lines[2][: LETTERS - 1] + "\N{HORIZONTAL ELLIPSIS}"]
    shift = y + 4 - 6.5 * (len(lines) - 1)
    texts = [
        words(part, x, shift + 13 * n, class_="box-text", text_anchor="middle")
        for n, part in enumerate(lines)
    ]
    frame = tag("rect", x=x - BOX / 2, y=y - TALL / 2, width=BOX, height=TALL,
                rx=3.0 if kind != "outcome" else 14.0, class_=f"box {kind}")  # fmt: skip
    return tag("g", frame, *texts)


def _edge(key: Bundle, ids: list[str], added: bool, placed: Placed) -> tuple[Markup, Markup]:
    source, target, sign = key
    start, control, stop, end = _course(placed[source], placed[target], sign, source == target)
    route = "M{:.1f},{:.1f}C{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}".format(*start, *control, *stop, *end)
    kind = f"edge {'plus' if sign > 0 else 'minus'}{' added' if added else ''}"
    arrow = tag("path", d=route, class_=kind, marker_end="url(#arrow)")
    under = [tag("path", d=route, class_="edge-under")] if added else []
    more = " \N{HORIZONTAL ELLIPSIS}" if len(ids) > 3 else ""
    text = f"{'+' if sign > 0 else MINUS} {' '.join(ids[:3])}{more}"
    middle = _halfway(start, control, stop, end, 0.42 if sign > 0 else 0.58)
    label = words(text + (" added" if added else ""), *middle, class_="edge-label", text_anchor="middle")
    return tag("g", *under, arrow), label


def _course(a: Point, b: Point, sign: int, loop: bool) -> tuple[Point, Point, Point, Point]:
    """Return a cubic curve: down for forward steps, round the side for the way back."""
    (ax, ay), (bx, by) = a, b
    shift = -7.0 if sign > 0 else 7.0
    if loop:
        x = ax + BOX / 2
        return (x, ay - 8), (x + 26, ay - 26), (x + 26, ay + 26), (x, ay + 10)
    if by > ay:
        start, end = (ax + shift, ay + TALL / 2), (bx + shift, by - TALL / 2 - 3)
        reach = (end[1] - start[1]) * 0.45
        return start, (start[0], start[1] + reach), (end[0], end[1] - reach), end
    side = 1 if bx >= ax else -1
    if by == ay:
        start, end = (ax + side * BOX / 4, ay + TALL / 2), (bx - side * BOX / 4, by + TALL / 2 + 3)
        return start, (start[0], start[1] + 34), (end[0], end[1] + 34), end
    start, end = (ax + side * 40, ay - TALL / 2), (bx - side * 40, by + TALL / 2 + 3)
    reach = (start[1] - end[1]) * 0.45
    return start, (start[0], start[1] - reach), (end[0], end[1] + reach), end


def _halfway(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """Return the point of a cubic curve at `t`."""
    u = 1 - t
    x, y = (u**3 * p + 3 * u * u * t * q + 3 * u * t * t * r + t**3 * s for p, q, r, s in zip(a, b, c, d, strict=True))
    return x, y + 4
