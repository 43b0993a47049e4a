"""Forecast against outcome, poll by poll, and where outcomes fell among what was forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from groundswell.report._numbers import MONTHS
from groundswell.report._shapes import key_of, kinds_of, shape
from groundswell.report._svg import Scale, drawing, line, tag, words

WIDTH, STEP, TOP = 440.0, 20.0, 12.0
LEFT, RIGHT = 92.0, 18.0

Cell = Mapping[str, Any]


def forecast_views(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a chart for each party and place: rows are polls by day, the forecast a bar, the outcome a shape."""
    kinds = kinds_of(cell["pollster"] for cell in document["cells"])
    groups: dict[tuple[str, str], list[Cell]] = {}
    for cell in document["cells"]:
        groups.setdefault((cell["party"], cell["node"]), []).append(cell)
    return [_view(party, node, some, kinds) for (party, node), some in groups.items()]


def _view(party: str, node: str, cells: Sequence[Cell], kinds: Mapping[str, str]) -> dict[str, Any]:
    some = sorted(cells, key=lambda cell: (cell["day"], cell["line"]))
    names = [name for name in kinds if any(cell["pollster"] == name for cell in some)]
    inside = sum(cell["low"] <= cell["observed"] <= cell["high"] for cell in some)
    return {
        "party": party, "node": node, "chart": forecast_chart(some, kinds), "inside": inside, "cells": some,
        "key": [(key_of(kinds[name]), name) for name in names],
    }  # fmt: skip


def forecast_chart(cells: Sequence[Cell], kinds: Mapping[str, str]) -> Markup:
    """Return rows of forecast (5-95 % thin, 25-75 % thick, median a stroke) with the outcome on top."""
    top = max(max(cell["high"], cell["observed"]) for cell in cells)
    across = Scale(0, min(100.0, top * 1.05), LEFT, WIDTH - RIGHT)
    bottom, pieces = TOP + STEP * len(cells), []
    for tick in across.ticks(5):
        x = across(tick)
        pieces += [line((x, TOP), (x, bottom), "grid"),
                   words(f"{tick:g}%", x, bottom + 14, class_="tick", text_anchor="middle")]  # fmt: skip
    for place, cell in enumerate(cells):
        pieces += _row(cell, TOP + STEP * (place + 0.5), across, kinds)
    title = "; ".join(
        f"{cell['day']} {cell['pollster']}: {cell['observed']:g} %, forecast {cell['median']:.0f} %"
        f" ({cell['low']:.0f} to {cell['high']:.0f})"
        for cell in cells
    )
    return drawing(WIDTH, bottom + 20, title, *pieces, class_="chart forecast")


def _row(cell: Cell, y: float, across: Scale, kinds: Mapping[str, str]) -> list[Markup]:
    low, middle, high, seen = (across(cell[name]) for name in ("low", "median", "high", "observed"))
    pieces = [
        words(_day(cell["day"]), LEFT - 8, y + 4, class_="tick", text_anchor="end"),
        line((low, y), (high, y), "interval wide"),
        line((across(cell["q25"]), y), (across(cell["q75"]), y), "interval inner"),
        line((middle, y - 5), (middle, y + 5), "middle"),
    ]
    if not low <= seen <= high:
        pieces.append(line((high if seen > high else low, y), (seen, y), "miss"))
    return [*pieces, shape(kinds[cell["pollster"]], seen, y)]


def _day(day: str) -> str:
    year, month_, day_ = day.split("-")
    return f"{int(day_)} {MONTHS[int(month_) - 1][:3]} {year}"


def pit_chart(counts: Sequence[float]) -> Markup:
    """Return how many outcomes fell into each tenth of what was forecast; level bars are right."""
    width, height = 300.0, 132.0
    across, up = Scale(0, len(counts), 28, width - 8), Scale(0, max(*counts, 1) * 1.08, height - 22, 8)
    level = sum(counts) / len(counts)
    bars = [
        tag("rect", x=across(n) + 1.5, y=up(count), width=across(1) - across(0) - 3, height=max(up(0) - up(count), 0.0),
            class_="bar-fill framed")
        for n, count in enumerate(counts)
    ]  # fmt: skip
    return drawing(
        width, height, f"outcomes by tenth of the forecast: {', '.join(f'{count:g}' for count in counts)}", *bars,
        line((28, up(level)), (width - 8, up(level)), "threshold"), line((28, up(0)), (width - 8, up(0)), "axis"),
        *(words(f"{n * 10}%", across(n), height - 6, class_="tick", text_anchor="middle") for n in (0, 5, 10)),
        words(f"{max(counts):g}", 22, up(max(counts)) + 4, class_="tick", text_anchor="end"), class_="chart",
    )  # fmt: skip
