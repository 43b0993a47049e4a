"""The causal diagram around a claim, drawn from what is changed down to the outcome."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from textwrap import wrap

from markupsafe import Markup

from groundswell.report._hubs import HUB, Arrow, arrows, hub_name
from groundswell.report._layers import BEND, bend, rows
from groundswell.report._numbers import MINUS, listed
from groundswell.report._paths import Diagram, Neighbourhood
from groundswell.report._svg import Point, drawing, tag, words

BOX, GAP, TALL, BETWEEN = 142.0, 18.0, 48.0, 56.0
KNOT, KNOT_TALL = 98.0, 22.0
LETTERS = 19
SMALLEST = 0.72  # below this scale the words cannot be read, so the figure scrolls instead

Placed = Mapping[str, Point]


def diagram_chart(diagram: Diagram, around: Neighbourhood) -> Markup:
    """Return the picture: solid for +, dashed for a minus, a double line for what was added."""
    lines = arrows(around.edges)
    knots = sorted({end for line in lines for end in (line.source, line.target) if end.startswith(HUB)})
    levels = rows([*around.nodes, *knots], [(line.source, line.target) for line in lines], around.outcomes)
    wide = max(3 * (BOX + GAP), *(sum(_wide(node) + GAP for node in level) for level in levels)) + 10
    placed, tall = _placed(levels, wide)
    drawn = [_edge(line, placed, len(levels), around, _label_place(line, lines)) for line in lines]
    boxes = [_box(diagram, node, placed[node], around) for node in around.nodes]
    boxes += [_knot(knot, placed[knot], around) for knot in knots]
    return drawing(
        wide, tall, diagram_words(diagram, around),
        *(part for part, _ in drawn), *boxes, *(label for _, label in drawn),
        class_="chart diagram", style=f"min-width:{wide * SMALLEST:.0f}px;max-width:{wide:.0f}px",
    )  # fmt: skip


def diagram_words(diagram: Diagram, around: Neighbourhood) -> str:
    """Return the edges as sentences, for those who do not see the picture."""
    return "; ".join(edge_lines(diagram, around)) or "No arrows."


def edge_lines(diagram: Diagram, around: Neighbourhood) -> list[str]:
    """Return one line an arrow: cause, raises or lowers, effect, by which mechanisms."""
    names: dict[tuple[str, str, int], dict[str, str]] = {}
    for edge in around.edges:
        key, name = (edge["source"], edge["target"], edge["sign"]), edge.get("mechanism") or "part"
        remarks = [name, *(["added"] if edge.get("added") else [])]
        remarks += ["switched off here"] if around.is_off(edge["target"], (name,)) else []
        names.setdefault(key, {})[name] = ", ".join(remarks)
    return [
        f"{label_of(diagram, source)} {'raises' if sign > 0 else 'lowers'}"
        f" {label_of(diagram, target)} ({listed([found[name] for name in sorted(found)])})"
        for (source, target, sign), found in names.items()
    ]


def label_of(diagram: Diagram, node: str) -> str:
    """Return a node in words."""
    return str(diagram.labels.get(node, {}).get("label") or node)


def _placed(levels: list[list[str]], wide: float) -> tuple[dict[str, Point], float]:
    """Return the middle of each box, and how tall the picture is."""
    found, top = {}, 8.0
    for row in levels:
        tall = max(_tall(node) for node in row)
        spare = (wide - sum(map(_wide, row))) / len(row)
        left = 0.0
        for node in row:
            found[node] = (left + (spare + _wide(node)) / 2, top + tall / 2)
            left += spare + _wide(node)
        top += tall + BETWEEN
    return found, top - BETWEEN + 8


def _wide(node: str) -> float:
    return 26.0 if node.startswith(BEND) else KNOT if node.startswith(HUB) else BOX


def _tall(node: str) -> float:
    return KNOT_TALL if node.startswith((HUB, BEND)) else TALL


def _knot(knot: str, at: Point, around: Neighbourhood) -> Markup:
    (x, y), name = at, hub_name(knot)
    changed = name in around.changed
    frame = tag("rect", x=x - KNOT / 2, y=y - KNOT_TALL / 2, width=KNOT, height=KNOT_TALL, rx=11.0,
                class_="knot changed" if changed else "knot")  # fmt: skip
    text = f"{name} changed" if changed else name
    return tag("g", frame, words(text, x, y + 4, class_="knot-text", text_anchor="middle"))


def _box(diagram: Diagram, node: str, at: Point, around: Neighbourhood) -> Markup:
    x, y = at
    kind = "outcome" if node in around.outcomes else "target" if node in around.targets else "plain"
    lines = wrap(label_of(diagram, node), LETTERS)
    if len(lines) > 3:
        lines = [*lines[:2], lines[2][: LETTERS - 1] + "\N{HORIZONTAL ELLIPSIS}"]
    shift = y + 4 - 6.5 * (len(lines) - 1)
    texts = [words(part, x, shift + 13 * n, class_="box-text", text_anchor="middle") for n, part in enumerate(lines)]
    frame = tag("rect", x=x - BOX / 2, y=y - TALL / 2, width=BOX, height=TALL,
                rx=3.0 if kind != "outcome" else 14.0, class_=f"box {kind}")  # fmt: skip
    return tag("g", frame, *texts)


def _edge(line: Arrow, placed: Placed, levels: int, around: Neighbourhood, share: float) -> tuple[Markup, Markup]:
    start, control, stop, end = _course(line, placed)
    bends = [bend(line.source, line.target, row) for row in range(levels)]
    route, middle = _through(start, control, stop, end, [placed[at] for at in bends if at in placed])
    if middle is None:
        middle = _halfway(start, control, stop, end, share)
    changed = not around.changed.isdisjoint(line.mechanisms)
    off = around.is_off(line.target, line.mechanisms)
    kind = f"edge {'plus' if line.sign > 0 else 'minus'}{' changed' if changed else ''}{' off' if off else ''}"
    arrow = tag("path", d=route, class_=kind, marker_end=None if line.target.startswith(HUB) else "url(#arrow)")
    under = [tag("path", d=route, class_="edge-under")] if line.added and not off else []
    name = "edge-label sign" if line.knotted else "edge-label"
    return tag("g", *under, arrow), words(_label(line, off), *middle, class_=name, text_anchor="middle")


def _through(a: Point, b: Point, c: Point, d: Point, bends: list[Point]) -> tuple[str, Point | None]:
    """Return path data by way of the bends, upright at each, and where its label goes."""
    if not bends:
        return "M{:.1f},{:.1f}C{:.1f},{:.1f} {:.1f},{:.1f} {:.1f},{:.1f}".format(*a, *b, *c, *d), None
    text = "M{:.1f},{:.1f}".format(*a)
    for (x1, y1), (x2, y2) in itertools.pairwise([a, *bends, d]):
        half = (y2 - y1) / 2
        text += f"C{x1:.1f},{y1 + half:.1f} {x2:.1f},{y2 - half:.1f} {x2:.1f},{y2:.1f}"
    return text, (bends[0][0], bends[0][1] + 4)


def _label_place(line: Arrow, lines: list[Arrow]) -> float:
    """Return how far along a line its label stands: where its neighbours are farthest apart."""
    ends = (line.source, line.target)
    if sum((other.source, other.target) == ends for other in lines) > 1:
        return 0.25 if line.sign > 0 else 0.72
    gather = sum(other.target == line.target for other in lines)
    scatter = sum(other.source == line.source for other in lines)
    place = 0.3 if gather > scatter else 0.62 if scatter > gather else 0.46
    return place - 0.12 if line.sign > 0 and not line.knotted else place + 0.04


def _label(line: Arrow, off: bool) -> str:
    sign = "+" if line.sign > 0 else MINUS
    if line.knotted:
        return sign
    more = " \N{HORIZONTAL ELLIPSIS}" if len(line.mechanisms) > 3 else ""
    return f"{sign} {' '.join(line.mechanisms[:3])}{more}{' off' if off else ' added' if line.added else ''}"


def _course(line: Arrow, placed: Placed) -> tuple[Point, Point, Point, Point]:
    """Return a cubic curve: down for forward steps, up for the way back, a bow within a row."""
    (ax, ay), (bx, by) = placed[line.source], placed[line.target]
    from_half, to_half = _tall(line.source) / 2, _tall(line.target) / 2
    shift = 0.0 if line.knotted else -5.0 if line.sign > 0 else 5.0
    side = 1 if bx >= ax else -1
    if by == ay:
        start, end = (ax + side * 30, ay + from_half), (bx - side * 30, by + to_half + 2)
        return start, (start[0], start[1] + 34), (end[0], end[1] + 34), end
    way = 1 if by > ay else -1
    shift += 0 if way > 0 else side * 40
    start, end = (ax + shift, ay + way * from_half), (bx + shift, by - way * (to_half + 2))
    reach = (end[1] - start[1]) * 0.45
    return start, (start[0], start[1] + reach), (end[0], end[1] - reach), end


def _halfway(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """Return the point of a cubic curve at `t`."""
    u = 1 - t
    x, y = (u**3 * p + 3 * u * u * t * q + 3 * u * t * t * r + t**3 * s for p, q, r, s in zip(a, b, c, d, strict=True))
    return x, y + 4
