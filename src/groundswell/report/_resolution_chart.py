"""The picture of a study of resolutions: one history at every size, and how distances shrink."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from groundswell.report._svg import Scale, number, tag

WIDTH, HEIGHT, PANEL, TOP, BOTTOM = 860, 360, 370, 40, 300
_SHADES = ("#1b1b1b", "#c7d9e8", "#8fb4d1", "#5a8fbb", "#2c6aa0", "#0b4478")


def resolution_chart(found: Mapping[str, Any]) -> str:
    """Return the picture of a `groundswell.settling/1` document as one SVG file that stands alone."""
    sizes = found["sizes"]
    parts = [*_histories(sizes, found["shown"]), *_distances(sizes)]
    title = tag("title", f"How {found['case']} settles as its communities are resolved into more citizens")
    style = tag("style", "text{font:12px system-ui,sans-serif;fill:#1b1b1b}.quiet{fill:#555}.axis{stroke:#999}")
    page = tag("rect", width=WIDTH, height=HEIGHT, fill="#ffffff")
    return str(
        tag(
            "svg", title, style, page, *parts, xmlns="http://www.w3.org/2000/svg", role="img",
            viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT,
        )
    )  # fmt: skip


def shade(place: int) -> str:
    """Return the colour of the size in this place; the mean field, which comes first, is black."""
    return _SHADES[min(place, len(_SHADES) - 1)]


def _histories(sizes: Sequence[Mapping[str, Any]], shown: str) -> list[str]:
    months = len(sizes[0]["path"])
    values = [value for one in sizes for value in one["path"]]
    across, up = Scale(0, max(months - 1, 1), 50, PANEL), Scale(min(values), max(values), BOTTOM, TOP)
    parts = [_text(50, 22, f"{shown}, one reading"), *_frame(50, PANEL), _text(50, BOTTOM + 18, "months", "quiet")]
    parts += [_text(44, up(tick) + 4, f"{tick:g}", "quiet", "end") for tick in up.ticks(5)]
    for place, one in enumerate(sizes):
        points = " ".join(f"{number(across(m))},{number(up(v))}" for m, v in enumerate(one["path"]))
        dash = "5 3" if one["resolution"] == 1 else None
        parts.append(tag("polyline", points=points, fill="none", stroke=shade(place), stroke_width=1.6,
                         stroke_dasharray=dash))  # fmt: skip
        parts.append(_legend(place, one["resolution"]))
    return parts


def _legend(place: int, resolution: int) -> str:
    x, y = 50 + (place % 3) * 112, BOTTOM + 32 + (place // 3) * 16
    name = "mean field" if resolution == 1 else f"{resolution:,}"
    line = tag("line", x1=x, y1=y - 4, x2=x + 18, y2=y - 4, stroke=shade(place), stroke_width=2)
    return str(line) + str(_text(x + 24, y, name))


def _distances(sizes: Sequence[Mapping[str, Any]]) -> list[str]:
    resolved = [one for one in sizes if one["resolution"] > 1]
    finest, last = (
        [one for one in resolved if one["from_finest"] > 0],
        resolved[-1]["from_mean_field"] if resolved else 0,
    )
    if not finest or not last:
        return []
    logs = [math.log10(one["from_finest"]) for one in finest] + [math.log10(last)]
    across = Scale(math.log10(resolved[0]["resolution"]), math.log10(resolved[-1]["resolution"]), 480, WIDTH - 40)
    up = Scale(math.floor(min(logs)), math.ceil(max(logs)), BOTTOM, TOP)
    parts = [_text(440, 22, "distance of histories (root mean square, unit coordinate)"), *_frame(480, WIDTH - 40)]
    parts += [_text(474, up(t) + 4, f"{10.0**t:g}", "quiet", "end") for t in range(int(up.low), int(up.high) + 1)]
    for one in resolved:
        x = across(math.log10(one["resolution"]))
        parts.append(_text(x, BOTTOM + 18, f"{one['resolution']:,}", "quiet", "middle"))
    spots = [(across(math.log10(one["resolution"])), up(math.log10(one["from_finest"]))) for one in finest]
    line = " ".join(f"{number(x)},{number(y)}" for x, y in spots)
    parts.append(tag("polyline", points=line, fill="none", stroke="#2c6aa0", stroke_width=1.6))
    parts += [tag("circle", cx=number(x), cy=number(y), r=3.5, fill="#2c6aa0") for x, y in spots]
    level = up(math.log10(last))
    parts.append(tag("line", x1=480, y1=number(level), x2=WIDTH - 40, y2=number(level), stroke="#1b1b1b",
                     stroke_dasharray="5 3"))  # fmt: skip
    parts.append(_text(WIDTH - 40, level - 6, "finest from the mean field", None, "end"))
    x, y = spots[len(spots) // 2]
    parts.append(_text(x + 8, y - 6, "from the finest"))
    parts.append(_text(660, BOTTOM + 36, "citizens of each community", "quiet", "middle"))
    return parts


def _frame(left: float, right: float) -> list[str]:
    return [tag("line", x1=left, y1=BOTTOM, x2=right, y2=BOTTOM, class_="axis"),
            tag("line", x1=left, y1=TOP, x2=left, y2=BOTTOM, class_="axis")]  # fmt: skip


def _text(x: float, y: float, words: str, kind: str | None = None, anchor: str | None = None) -> str:
    return tag("text", escape(words), x=number(x), y=number(y), class_=kind, text_anchor=anchor)
