"""Fans of histories before and after the record, with what was read on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from groundswell.report._numbers import amount, month
from groundswell.report._shapes import key_of, kinds_of, shape
from groundswell.report._svg import Scale, band, drawing, line, path, thinned, words

WIDTH, HEIGHT = 440.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 62.0, 12.0, 24.0
BEFORE = 12
"""Months drawn before the first value that was read."""

Picture = Mapping[str, Any]


def picture_views(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each picture of a fit with its chart, its words and the key of its pollsters."""
    polls = kinds_of(p["by"] for one in document["pictures"] if one["unit"] == "share" for p in one["points"])
    return [
        _view(one, polls if one["unit"] == "share" else kinds_of(p["by"] for p in one["points"]))
        for one in document["pictures"] if one["points"]
    ]  # fmt: skip


def _view(one: Picture, kinds: Mapping[str, str]) -> dict[str, Any]:
    names = sorted({p["by"] for p in one["points"]}, key=lambda name: list(kinds).index(name))
    return {
        "says": one["says"], "unit": "" if one["unit"] == "share" else one["unit"],
        "chart": record_chart(one, kinds), "words": picture_words(one),
        "key": [(key_of(kinds[name]), name) for name in names],
        "hollow": any(not p["of_all"] for p in one["points"]), "rows": _rows(one),
    }  # fmt: skip


def record_chart(one: Picture, kinds: Mapping[str, str]) -> Markup:
    """Return the fan of one picture: before the record grey, after it hatched, values in their pollsters' shapes."""
    first = max(0, int(min(p["at"] for p in one["points"])) - BEFORE)
    last = len(one["dates"]) - 1
    across, up = Scale(first, last, LEFT, WIDTH - RIGHT), _upright(one, first)
    return drawing(
        WIDTH, HEIGHT, picture_words(one), *_grid(up, one["unit"]), *_years(one, first, across),
        *_bands(one["prior"], first, across, up, "baseline"), *_bands(one["posterior"], first, across, up, "arm"),
        *(shape(kinds[p["by"]], across(p["at"]), up(p["value"]), p["of_all"]) for p in one["points"]),
        *_labels(one, up), class_="chart fan",
    )  # fmt: skip


def _upright(one: Picture, first: int) -> Scale:
    values = [p["value"] for p in one["points"]]
    for side in ("prior", "posterior"):
        values += [*one[side]["q05"][first:], *one[side]["q95"][first:]]
    low, high = min(values), max(values)
    room = (high - low or 0.1) * 0.06
    floor = 0.0 if low >= 0 else low - room
    return Scale(max(low - room, floor), high + room, HEIGHT - BOTTOM, TOP)


def _grid(up: Scale, unit: str) -> list[Markup]:
    pieces = []
    for value in up.ticks(4):
        y = up(value)
        text = f"{value * 100:g}%" if unit == "share" else f"{value:g}"
        pieces += [line((LEFT, y), (WIDTH - RIGHT, y), "grid"),
                   words(text, LEFT - 5, y + 3.5, class_="tick", text_anchor="end")]  # fmt: skip
    return pieces


def _years(one: Picture, first: int, across: Scale) -> list[Markup]:
    dates = one["dates"]
    step = 5 if len(dates) - first > 150 else 2 if len(dates) - first > 60 else 1
    pieces = [line((LEFT, HEIGHT - BOTTOM), (WIDTH - RIGHT, HEIGHT - BOTTOM), "axis")]
    for place in range(first, len(dates)):
        if dates[place][5:7] == "01" and int(dates[place][:4]) % step == 0:
            x, y = across(place), HEIGHT - BOTTOM
            pieces += [line((x, y), (x, y + 4), "axis"),
                       words(dates[place][:4], x, y + 16, class_="tick", text_anchor="middle")]  # fmt: skip
    return pieces


def _bands(side: Mapping[str, Sequence[float]], first: int, across: Scale, up: Scale, look: str) -> list[Markup]:
    def trace(name: str) -> list[tuple[float, float]]:
        return thinned([(across(first + n), up(v)) for n, v in enumerate(side[name][first:])])

    return [
        band(trace("q05"), trace("q95"), f"{look} outer"), band(trace("q25"), trace("q75"), f"{look} inner"),
        path(trace("q50"), f"{look} median"),
    ]  # fmt: skip


def _labels(one: Picture, up: Scale) -> list[Markup]:
    ends = {"baseline": up(one["prior"]["q50"][-1]), "arm": up(one["posterior"]["q50"][-1])}
    if abs(ends["arm"] - ends["baseline"]) < 13:
        middle, apart = sum(ends.values()) / 2, 6.5 if ends["arm"] >= ends["baseline"] else -6.5
        ends = {"baseline": middle - apart, "arm": middle + apart}
    named = {"baseline": "before", "arm": "given"}
    return [words(named[look], WIDTH - RIGHT + 5, y + 4, class_=f"end {look}") for look, y in ends.items()]


def picture_words(one: Picture) -> str:
    """Return in a sentence where readings stand at the end, before and after the record, and what was read last."""
    scale = "share" if one["unit"] == "share" else ""
    before, after = (
        f"{amount(one[side]['q50'][-1], scale)} ({amount(one[side]['q05'][-1], scale)} to"
        f" {amount(one[side]['q95'][-1], scale)})"
        for side in ("prior", "posterior")
    )
    last = max(one["points"], key=lambda p: p["at"])
    return (
        f"{month(one['dates'][-1])}: {before} before the record, {after} given the record. {_read(len(one['points']))}"
        f" read, the last {amount(last['value'], scale)} by {last['by']}."
    )


def _read(values: int) -> str:
    return "One value was" if values == 1 else f"{values} values were"


def _rows(one: Picture) -> list[tuple[str, str, str, str]]:
    scale = "share" if one["unit"] == "share" else ""
    dates = one["dates"]
    return [
        (month(dates[min(int(p["at"]), len(dates) - 1)]), amount(p["value"], scale), p["by"], p["question"])
        for p in one["points"]
    ]
