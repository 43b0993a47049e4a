"""Small pictures of a model's result, each one whole SVG text that needs nothing else to be seen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

WIDTH, HEIGHT = 640.0, 380.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 24.0, 52.0, 52.0
# colours that stay apart for most kinds of colour vision (Okabe and Ito 2008)
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555")


@dataclass(frozen=True)
class Series:
    """A named run of points, as lists or arrays; `style` is `line`, `dashed`, `points` or `steps`."""

    name: str
    x: Any
    y: Any
    style: str = "line"


def line_chart(
    title: str,
    series: Sequence[Series],
    x: str,
    y: str,
    x_range: tuple[float, float] | None = None,
    y_range: tuple[float, float] | None = None,
) -> str:
    """Return a chart of some runs of points over two straight scales, with a legend where there are several."""
    series = [Series(one.name, _list(one.x), _list(one.y), one.style) for one in series]
    across = Axis(*(x_range or span([v for one in series for v in one.x])), LEFT, WIDTH - RIGHT)
    upward = Axis(*(y_range or span([v for one in series for v in one.y])), HEIGHT - BOTTOM, TOP)
    drawn = [_drawn(one, across, upward, COLOURS[n % len(COLOURS)]) for n, one in enumerate(series)]
    legend = _legend([one.name for one in series]) if len(series) > 1 else ""
    return whole(title, frame(across, upward, x, y), *drawn, legend)


def bar_chart(title: str, labels: Sequence[str], series: Sequence[Series], y: str) -> str:
    """Return bars in groups, one group a label; the `x` of the series is not looked at."""
    top = max([float(v) for one in series for v in one.y] + [0.0]) or 1.0
    low = min([float(v) for one in series for v in one.y] + [0.0])
    upward = Axis(low, top * 1.05, HEIGHT - BOTTOM, TOP)
    room = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    wide = room * 0.8 / max(len(series), 1)
    bars = [
        _bar(LEFT + at * room + room * 0.1 + n * wide, wide, float(value), upward, COLOURS[n % len(COLOURS)])
        for n, one in enumerate(series)
        for at, value in enumerate(_list(one.y))
    ]
    names = [text(name, LEFT + (at + 0.5) * room, HEIGHT - BOTTOM + 18, "middle") for at, name in enumerate(labels)]
    legend = _legend([one.name for one in series]) if len(series) > 1 else ""
    return whole(title, _upright(upward, y), *bars, *names, legend)


def cell_picture(title: str, cells: Any, kinds: Sequence[tuple[str, str]]) -> str:
    """Return a grid of coloured sites: `cells[row][column]` is the place of its (name, colour) in `kinds`."""
    rows = _list(cells)
    size = min(300.0 / max(len(rows), 1), (WIDTH - 40) / max(len(rows[0]), 1))
    left = (WIDTH - size * len(rows[0])) / 2
    sites = [
        f'<rect x="{left + across * size:.1f}" y="{TOP - 12 + down * size:.1f}" width="{size:.2f}" '
        f'height="{size:.2f}" fill="{kinds[int(kind)][1]}"/>'
        for down, row in enumerate(rows)
        for across, kind in enumerate(row)
        if kind
    ]
    edge = (
        f'<rect x="{left:.1f}" y="{TOP - 12:.1f}" width="{size * len(rows[0]):.1f}" height="{size * len(rows):.1f}" '
        f'fill="{kinds[0][1]}" stroke="#999"/>'
    )
    return whole(
        title, edge, *sites, _legend([name for name, _ in kinds], [colour for _, colour in kinds], HEIGHT - 16)
    )


@dataclass(frozen=True)
class Axis:
    """A straight line from values to pixels."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value, held inside the picture's neighbourhood."""
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return self.first + min(max(share, -0.02), 1.02) * (self.last - self.first)

    def ticks(self) -> list[float]:
        """Return about five round values inside the domain."""
        rough = ((self.high - self.low) or 1.0) / 5
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough * (1 - 1e-9))
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [round(n * step, 10) for n in range(first, last + 1)]


def span(values: Sequence[float]) -> tuple[float, float]:
    """Return a domain that holds all values, a little wider where they are all the same."""
    finite = [value for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(finite), max(finite)
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def whole(title: str, *inside: str) -> str:
    """Return a picture with a title that screen readers find as well."""
    head = text(title, WIDTH / 2, 22, "middle", size=15)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}" role="img" aria-label="{escape(title)}" font-family="sans-serif">'
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#fff"/>{head}{"".join(inside)}</svg>\n'
    )


def text(words: str, x: float, y: float, anchor: str = "start", size: int = 12, more: str = "") -> str:
    """Return one line of words."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="#222" {more}>'
        f"{escape(words)}</text>"
    )


def frame(across: Axis, upward: Axis, x: str, y: str) -> str:
    """Return both axes with their ticks and names."""
    floor = HEIGHT - BOTTOM
    parts = [_upright(upward, y), _rule(LEFT, floor, WIDTH - RIGHT, floor, "#444")]
    parts += [text(f"{tick:g}", across(tick), floor + 18, "middle") for tick in across.ticks()]
    return "".join([*parts, text(x, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "middle")])


def _upright(upward: Axis, y: str) -> str:
    ticks = upward.ticks()
    lines = [_rule(LEFT, upward(tick), WIDTH - RIGHT, upward(tick), "#e4e4e4") for tick in ticks]
    numbers = [text(f"{tick:g}", LEFT - 8, upward(tick) + 4, "end") for tick in ticks]
    middle = (TOP + HEIGHT - BOTTOM) / 2
    return "".join([*lines, *numbers, text(y, 16, middle, "middle", more=f'transform="rotate(-90 16 {middle:.1f})"')])


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _bar(x: float, wide: float, value: float, upward: Axis, colour: str) -> str:
    ends = sorted((upward(value), upward(0.0)))
    return (
        f'<rect x="{x:.1f}" y="{ends[0]:.1f}" width="{wide:.1f}" height="{ends[1] - ends[0]:.1f}" fill="{colour}">'
        f"<title>{value:g}</title></rect>"
    )


def _drawn(one: Series, across: Axis, upward: Axis, colour: str) -> str:
    points = [
        (across(x), upward(y)) for x, y in zip(one.x, one.y, strict=True) if math.isfinite(x) and math.isfinite(y)
    ]
    if one.style == "points":
        return "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    if one.style == "steps":
        corners = [corner for here, there in pairwise(points) for corner in (here, (there[0], here[1]))]
        points = corners + points[-1:]
    dashes = ' stroke-dasharray="5 4"' if one.style == "dashed" else ""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="1.8"{dashes}/>'


def _legend(names: Sequence[str], colours: Sequence[str] = COLOURS, y: float = 40.0) -> str:
    parts, at = [], LEFT
    for n, name in enumerate(names):
        wide = 32 + 6.6 * len(name)
        if at + wide > WIDTH and at > LEFT:  # a full line goes on below
            at, y = LEFT, y + 16
        parts.append(
            f'<rect x="{at:.1f}" y="{y - 9:.1f}" width="10" height="10" fill="{colours[n % len(colours)]}" '
            'stroke="#999" stroke-width="0.5"/>'
        )
        parts.append(text(name, at + 15, y))
        at += wide
    return "".join(parts)


def _list(values: Any) -> list[Any]:
    return values.tolist() if hasattr(values, "tolist") else list(values)
