"""The ensemble fan: baseline against arm, with events and the window."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from groundswell.report._fan import BOUNDS, Fan, fan_words
from groundswell.report._numbers import amount, month
from groundswell.report._svg import Scale, band, drawing, line, path, tag, thinned, words

WIDTH, HEIGHT = 440.0, 274.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 66.0, 54.0, 24.0
SMALL_LEFT, SMALL_RIGHT = 42.0, 12.0
LABELS = {"baseline": "baseline", "arm": "changed"}

Mark = tuple[str, str]  # event id and month


def fan_chart(fan: Fan, marks: Sequence[Mark] = ()) -> Markup:
    """Return the picture of one fan; marks are (event, month) pairs."""
    across = Scale(0, len(fan.dates) - 1, LEFT, WIDTH - RIGHT)
    up = _upright(fan, HEIGHT - BOTTOM, TOP)
    return drawing(
        WIDTH, HEIGHT, fan_words(fan),
        _window(fan, across), *_grid(up, fan.scale), *_years(fan, across), *_marks(fan, across, marks),
        *(piece for run in fan.runs for piece in _bands(fan, run, across, up)),
        *_end_labels(fan, up), class_="chart fan",
    )  # fmt: skip


def history_chart(fan: Fan, width: float = 220.0, height: float = 104.0) -> Markup:
    """Return a small picture of one baseline history."""
    left, right, bottom = SMALL_LEFT, width - SMALL_RIGHT, height - 18
    across = Scale(0, len(fan.dates) - 1, left, right)
    # the whole scale, so that a run along its bound is seen as one
    low, high = BOUNDS.get(fan.scale, (0.0, fan.extent[1] * 1.05))
    up = Scale(low, high, bottom, 8)
    return drawing(
        width, height, fan_words(fan),
        *_grid(up, fan.scale, 2, left, right), *_months(fan, across, bottom, 14, 5),
        *_bands(fan, "baseline", across, up), class_="chart small",
    )  # fmt: skip


def _upright(fan: Fan, bottom: float, top: float) -> Scale:
    low, high = fan.extent
    room = max((high - low) * 0.06, 0.01 * max(abs(high), 0.5))
    floor, ceiling = BOUNDS.get(fan.scale, (0.0 if low >= 0 else low - room, float("inf")))
    return Scale(max(low - room, floor), min(high + room, ceiling), bottom, top)


def _grid(up: Scale, scale: str, wanted: int = 4, left: float = LEFT, right: float = WIDTH - RIGHT) -> list[Markup]:
    pieces = []
    for value in up.ticks(wanted):
        y = up(value)
        pieces += [
            line((left, y), (right, y), "grid"),
            words(_tick(value, scale), left - 5, y + 3.5, class_="tick", text_anchor="end"),
        ]
    return pieces


def _tick(value: float, scale: str) -> str:
    if scale == "share":
        return f"{value * 100:g}%"
    return amount(value, scale).rstrip("0").rstrip(".") if value else "0"


def _years(fan: Fan, across: Scale) -> list[Markup]:
    y = HEIGHT - BOTTOM
    return [line((LEFT, y), (WIDTH - RIGHT, y), "axis"), *_months(fan, across, y, 16, 6)]


def _months(fan: Fan, across: Scale, y: float, below: float, most: int) -> list[Markup]:
    pieces = []
    for place, text, anchor in month_ticks(fan.dates, most):
        x = across(place)
        pieces += [line((x, y), (x, y + 4), "axis"), words(text, x, y + below, class_="tick", text_anchor=anchor)]
    return pieces


def month_ticks(dates: Sequence[str], most: int) -> list[tuple[int, str, str]]:
    """Return places, words and anchors of round years, at most so many of them.

    A run that holds fewer than two turns of the year has its first and last month instead.
    """
    years = {int(date[:4]): place for place, date in reversed(list(enumerate(dates))) if date[5:7] == "01"}
    if len(years) < 2:
        first, last = (f"{month(date[:7])[:3]} {date[:4]}" for date in (dates[0], dates[-1]))
        return [(0, first, "start"), (len(dates) - 1, last, "end")][: len(dates)]
    for step in (1, 2, 5, 10, 20, 50, 100):
        found = [(years[year], str(year), "middle") for year in sorted(years) if year % step == 0]
        if len(found) <= most:
            break
    return found


def _window(fan: Fan, across: Scale) -> Markup:
    if fan.window is None:
        return Markup("")
    first, last = (across(fan.at(date)) for date in fan.window)
    wide = max(last - first, 3.0)
    left = (first + last - wide) / 2
    return tag(
        "g",
        tag("rect", x=left, y=TOP, width=wide, height=HEIGHT - BOTTOM - TOP, class_="window"),
        line((left, TOP), (left + wide, TOP), "window-edge"),
        words("window", left + wide / 2, TOP - 5, class_="tick strong", text_anchor="middle"),
    )


def _marks(fan: Fan, across: Scale, marks: Sequence[Mark]) -> list[Markup]:
    pieces, ends = [], [-99.0, -99.0, -99.0]
    for event, date in sorted(marks, key=lambda mark: mark[1]):
        x = across(fan.at(date))
        row = next((n for n, end in enumerate(ends) if x - end > 26), None)
        if row is None:
            continue
        ends[row] = x
        y = 12.0 + 11 * row
        pieces += [
            line((x, y + 2), (x, HEIGHT - BOTTOM), "event"),
            words(event, x, y, class_="event-label", text_anchor="middle"),
        ]
    return pieces


def _bands(fan: Fan, run: str, across: Scale, up: Scale) -> list[Markup]:
    def trace(quantile: str) -> list[tuple[float, float]]:
        values = fan.runs[run][quantile]
        return thinned([(across(n), up(v)) for n, v in enumerate(values) if v is not None])

    low, inner_low, middle, inner_high, high = map(trace, fan.runs[run])
    return [
        band(low, high, f"{run} outer"),
        band(inner_low, inner_high, f"{run} inner"),
        path(middle, f"{run} median"),
    ]


def _end_labels(fan: Fan, up: Scale) -> list[Markup]:
    """Name each line at its end, pushed apart where the lines meet."""
    ends = {run: up(fan.runs[run]["q50"][-1]) for run in fan.runs if fan.runs[run]["q50"]}
    if len(ends) == 2 and abs(ends["arm"] - ends["baseline"]) < 13:
        middle, apart = sum(ends.values()) / 2, 6.5 if ends["arm"] >= ends["baseline"] else -6.5
        ends = {"baseline": middle - apart, "arm": middle + apart}
    x = WIDTH - RIGHT + 5
    return [words(LABELS[run], x, y + 4, class_=f"end {run}") for run, y in ends.items()]
