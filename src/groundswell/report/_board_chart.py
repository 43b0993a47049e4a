"""A scoreboard: one row for each forecast or theory, a bar or a point with its interval, and its number in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from groundswell.report._svg import Scale, drawing, line, tag, words

WIDTH, STEP, TOP = 440.0, 22.0, 8.0
LETTER = 7.4
"""Width of a letter of a row's name, in pixels, near enough to leave room."""


@dataclass(frozen=True)
class Row:
    """One row: `look` is own, other or null; `said` stands at the right."""

    name: str
    value: float
    interval: tuple[float, float] | None
    look: str
    said: str


def bars(rows: Sequence[Row], unit: str) -> Markup:
    """Return bars from nought; the theory's is solid, baselines are grey, null theories hatched."""
    if not rows:
        return Markup("")
    left, right = _room(rows)
    across = Scale(0, max(row.value for row in rows) * 1.02, left, WIDTH - right)
    pieces = []
    for place, row in enumerate(rows):
        y, end = TOP + STEP * place, across(row.value)
        kind = {"own": "bar-own", "null": "bar-hatch"}.get(row.look, "bar-fill")
        pieces += [
            *_named(row, y, left), words(row.said, end + 6, y + 14, class_="tick strong"),
            tag("rect", x=left, y=y + 3, width=max(end - left, 1.0), height=14.0, class_=f"{kind} framed"),
        ]  # fmt: skip
    bottom = TOP + STEP * len(rows)
    pieces.append(line((left, TOP), (left, bottom), "axis"))
    return drawing(WIDTH, bottom + 8, _words(rows, unit), *pieces, class_="chart board")


def points(rows: Sequence[Row], unit: str, zero: str) -> Markup:
    """Return points with intervals about nought, which `zero` names."""
    if not rows:
        return Markup("")
    left, right = _room(rows)
    ends = [end for row in rows for end in (row.interval or (row.value, row.value))] + [0.0]
    across = Scale(min(ends), max(ends), left + 6, WIDTH - right)
    bottom, pieces = TOP + 14 + STEP * len(rows), []
    for tick in across.ticks(4):
        pieces += [line((across(tick), TOP + 14), (across(tick), bottom), "axis" if tick == 0 else "grid"),
                   words(f"{tick:+g}" if tick else "0", across(tick), bottom + 14, class_="tick",
                         text_anchor="middle")]  # fmt: skip
    pieces.append(words(zero, across(0), TOP + 6, class_="tick", text_anchor="middle"))
    for place, row in enumerate(rows):
        y = TOP + 14 + STEP * place
        low, high = (across(end) for end in (row.interval or (row.value, row.value)))
        dot = {"own": "dot own", "null": "dot null"}.get(row.look, "dot hollow")
        pieces += [
            *_named(row, y, left), line((low, y + 10), (high, y + 10), "interval own"),
            tag("circle", cx=across(row.value), cy=y + 10, r=4.5, class_=dot),
            words(row.said, WIDTH - right + 10, y + 14, class_="tick"),
        ]  # fmt: skip
    return drawing(WIDTH, bottom + 20, _words(rows, unit), *pieces, class_="chart board")


def _room(rows: Sequence[Row]) -> tuple[float, float]:
    left = max(len(row.name) for row in rows) * LETTER + 14
    right = max(len(row.said) for row in rows) * LETTER + 12
    return min(left, 170.0), min(right, 150.0)


def _named(row: Row, y: float, left: float) -> list[Markup]:
    look = "row-name strong" if row.look == "own" else "row-name"
    return [words(row.name, left - 8, y + 14, class_=look, text_anchor="end")]


def _words(rows: Sequence[Row], unit: str) -> str:
    return f"{unit}: " + "; ".join(f"{row.name} {row.value:.2f}, {row.said}" for row in rows)
