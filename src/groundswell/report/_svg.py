"""The few shapes that every chart is made of. Coordinates are pixels at natural size."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

Point = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """A straight line from a domain of values to a range of pixels."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return self.first + share * (self.last - self.first)

    def ticks(self, wanted: int = 5) -> list[float]:
        """Return round values inside the domain, about as many as wanted."""
        step = round_step((self.high - self.low) / max(wanted, 1))
        start = math.ceil(self.low / step - 1e-9)
        stop = math.floor(self.high / step + 1e-9)
        return [round(n * step, 10) for n in range(start, stop + 1)]


def round_step(rough: float) -> float:
    """Return the smallest of 1, 2, 5 times a power of ten that is not below `rough`."""
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= rough * (1 - 1e-9))


def number(value: float) -> str:
    """Return a coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, *inside: str, **attributes: object) -> Markup:
    """Return one element; a trailing underscore in a name is dropped, others become hyphens."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{pairs}>{''.join(inside)}</{name}>")


def _text(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)


def words(text: str, x: float, y: float, **attributes: object) -> Markup:
    """Return a text element, escaped."""
    return tag("text", escape(text), x=float(x), y=float(y), **attributes)


def line(start: Point, end: Point, class_: str, **attributes: object) -> Markup:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    return tag("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), class_=class_, **attributes)


def path(points: Iterable[Point], class_: str, closed: bool = False) -> Markup:
    """Return an open or closed run of straight pieces."""
    return tag("path", d=steps(points) + ("z" if closed else ""), class_=class_)


def steps(points: Iterable[Point]) -> str:
    """Return path data in tenths kept short by relative moves."""
    text, last = "", (0, 0)
    for at, (x, y) in enumerate(points):
        here = (round(x * 10), round(y * 10))
        move = (here[0] - last[0], here[1] - last[1])
        text += f"{'Ml'[at > 0]}{number(move[0] / 10)},{number(move[1] / 10)}"
        last = here
    return text


def band(low: Sequence[Point], high: Sequence[Point], class_: str) -> Markup:
    """Return the area between two lines."""
    return path([*low, *reversed(high)], class_, closed=True)


def drawing(width: float, height: float, title: str, *inside: str, **attributes: object) -> Markup:
    """Return a whole picture that scales with its column and says what it shows."""
    return tag(
        "svg",
        *inside,
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=float(width),
        height=float(height),
        role="img",
        aria_label=title,
        **attributes,
    )


def thinned(points: Sequence[Point], allowed: float = 0.35) -> list[Point]:
    """Drop points that lie within `allowed` pixels of the line through their neighbours.

    Douglas and Peucker (1973); keeps a fan of three hundred months at a few kilobytes.
    """
    if len(points) < 3:
        return list(points)
    keep, open_pieces = {0, len(points) - 1}, [(0, len(points) - 1)]
    while open_pieces:
        first, last = open_pieces.pop()
        far, at = _farthest(points, first, last)
        if far > allowed:
            keep.add(at)
            open_pieces += [(first, at), (at, last)]
    return [points[n] for n in sorted(keep)]


def _farthest(points: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    (x1, y1), (x2, y2) = points[first], points[last]
    slope = (y2 - y1) / ((x2 - x1) or 1)
    # upright distance, because the horizontal axis is time and must not shift
    gaps = [(abs(points[n][1] - y1 - slope * (points[n][0] - x1)), n) for n in range(first + 1, last)]
    return max(gaps, default=(0.0, first))
