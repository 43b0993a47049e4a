"""Shares of readings as pictures: the bar in the table, the comparison, the sensitivity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from groundswell.report._numbers import percent, signed, span
from groundswell.report._svg import Scale, drawing, line, path, tag, words
from groundswell.report._words import shares

WIDTH = 440.0
LEFT, RIGHT = 124.0, 22.0
ZONES = (("mostly fails", 0.15), ("contingent", 0.5), ("mostly follows", 0.85))

Claim = Mapping[str, Any]


def share_bar(claim: Claim) -> Markup:
    """Return the bar of the table: share, 95 % interval as a whisker, null share as a notch."""
    if claim.get("share") is None:
        return Markup("")
    across = Scale(0, 1, 2, 118)
    pieces = [
        tag("rect", x=2.0, y=5.0, width=116.0, height=10.0, class_="bar-frame"),
        tag("rect", x=2.0, y=5.0, width=across(claim["share"]) - 2, height=10.0, class_="bar-fill"),
    ]
    if claim.get("interval"):
        low, high = (across(value) for value in claim["interval"])
        pieces += [line((low, 10), (high, 10), "whisker"), *_caps(low, high, 10, 3)]
    if claim.get("null_share") is not None:
        pieces.append(_notch(across(claim["null_share"]), 5))
    return drawing(120, 20, shares(claim), *pieces, class_="bar")


def _caps(low: float, high: float, y: float, half: float) -> list[Markup]:
    return [line((x, y - half), (x, y + half), "whisker") for x in (low, high)]


def _notch(x: float, y: float) -> Markup:
    corners = [(x - 4, y - 5), (x + 4, y - 5), (x, y + 2)]
    return path(corners, "notch", closed=True)


def share_chart(claim: Claim, thresholds: Mapping[str, float]) -> Markup:
    """Return the essay's share beside the unweighted, the assumption-free and the null share."""
    rows = _share_rows(claim)
    bottom = 30.0 + 24 * len(rows)
    across = Scale(0, 1, LEFT, WIDTH - RIGHT)
    pieces = _thresholds(across, thresholds, 22, bottom)
    for place, (name, value, interval, kind) in enumerate(rows):
        y = 42.0 + 24 * place
        pieces += [
            words(name, LEFT - 10, y + 4, class_="row-name", text_anchor="end"),
            *_dot(across, value, interval, y, kind),
        ]
    pieces.append(line((LEFT, bottom), (WIDTH - RIGHT, bottom), "axis"))
    for tick in (0, 0.25, 0.5, 0.75, 1):
        pieces.append(words(f"{tick * 100:g}%", across(tick), bottom + 15, class_="tick", text_anchor="middle"))
    title = "; ".join(f"{name} {percent(value)}" for name, value, _, _ in rows)
    return drawing(WIDTH, bottom + 20, title, *pieces, class_="chart")


def _share_rows(claim: Claim) -> list[tuple[str, float, Sequence[float] | None, str]]:
    without = claim.get("without_assumptions") or {}
    rows = [
        ("this document", claim.get("share"), claim.get("interval"), "own"),
        ("unweighted", claim.get("raw_share"), None, "hollow"),
        ("text alone", without.get("share"), None, "square"),
        ("shuffled theories", claim.get("null_share"), claim.get("null_interval"), "null"),
    ]
    return [row for row in rows if row[1] is not None]


def _thresholds(across: Scale, thresholds: Mapping[str, float], top: float, bottom: float) -> list[Markup]:
    return [line((across(mark), top), (across(mark), bottom), "threshold") for mark in thresholds.values()] + [
        words(text, across(at), top - 6, class_="zone", text_anchor="middle") for text, at in ZONES
    ]


def _dot(across: Scale, value: float, interval: Sequence[float] | None, y: float, kind: str) -> list[Markup]:
    pieces = []
    if interval:
        low, high = (across(end) for end in interval)
        pieces = [line((low, y), (high, y), f"interval {kind}"), *_caps(low, high, y, 4)]
    x = across(value)
    if kind == "null":
        shape = path([(x - 5, y - 5), (x + 5, y - 5), (x, y + 5)], "dot null", closed=True)
    elif kind == "square":
        shape = tag("rect", x=x - 4, y=y - 4, width=8.0, height=8.0, class_="dot hollow")
    else:
        shape = tag("circle", cx=x, cy=y, r=5.0, class_=f"dot {kind}")
    label = words(percent(value), x + (-9 if value > 0.8 else 9), y - 6 if interval else y + 4,
                  class_="tick strong", text_anchor="end" if value > 0.8 else "start")  # fmt: skip
    return [*pieces, shape, label]


def sensitivity_chart(claim: Claim, thresholds: Mapping[str, float]) -> Markup:
    """Return the share at other tolerances, evenly spaced, the stated one marked."""
    points = [p for p in claim.get("sensitivity") or [] if p["share"] is not None]
    if len(points) < 2:
        return Markup("")
    across, up = Scale(0, len(points) - 1, 66, WIDTH - 106), Scale(0, 1, 148, 14)
    pieces = [line((50, up(mark)), (WIDTH - 86, up(mark)), "threshold") for mark in thresholds.values()]
    pieces += [words(text, WIDTH - 82, up(at) + 4, class_="zone") for text, at in ZONES]
    for tick in (0, 0.5, 1):
        pieces.append(words(f"{tick * 100:g}%", 44, up(tick) + 4, class_="tick", text_anchor="end"))
    pieces += [line((50, 148), (WIDTH - 86, 148), "axis")]
    pieces.append(path([(across(n), up(p["share"])) for n, p in enumerate(points)], "baseline median"))
    for n, point in enumerate(points):
        x, stated = across(n), point["tolerance"] == claim.get("tolerance")
        pieces += [
            tag("circle", cx=x, cy=up(point["share"]), r=5.0, class_="dot own" if stated else "dot hollow"),
            words(f"{point['tolerance']:g}", x, 163, class_="tick strong" if stated else "tick", text_anchor="middle"),
        ]
        if stated:
            pieces.append(words("stated", x, 176, class_="tick strong", text_anchor="middle"))
    title = "; ".join(f"tolerance {p['tolerance']:g}: {percent(p['share'])}" for p in points)
    return drawing(WIDTH, 182, title, *pieces, class_="chart")


def effect_chart(arm: Mapping[str, Any], tolerance: float) -> Markup:
    """Return one arm's effect: median, 90 % range and the tolerance around zero."""
    effect = arm.get("effect")
    if not effect or effect["median"] is None:
        return Markup("")
    reach = 1.08 * max(abs(effect["low"]), abs(effect["high"]), 3 * tolerance)
    across = Scale(-reach, reach, 10, WIDTH - 10)
    low, middle, high = (across(effect[name]) for name in ("low", "median", "high"))
    inside, outside = across(-tolerance), across(tolerance)
    title = f"median effect {signed(effect['median'])}, {signed(effect['low'])} to {signed(effect['high'])}"
    return drawing(
        WIDTH, 50, title,
        tag("rect", x=inside, y=4.0, width=outside - inside, height=26.0, class_="window"),
        line((across(0), 4), (across(0), 30), "axis"),
        line((low, 17), (high, 17), "interval own"), *_caps(low, high, 17, 4),
        tag("circle", cx=middle, cy=17.0, r=5.0, class_="dot own"),
        words("0", across(0), 45, class_="tick", text_anchor="middle"),
        *(words(signed(tick), across(tick), 45, class_="tick", text_anchor="middle")
          for tick in Scale(-reach, reach, 0, 1).ticks(5) if tick),
        class_="chart effect",
    )  # fmt: skip


def shares_in_words(claim: Claim) -> str:
    """Return the comparison as a sentence, for those who do not see the chart."""
    return ", ".join(
        f"{name} {percent(value)}{f' ({span(interval)})' if interval else ''}"
        for name, value, interval, _ in _share_rows(claim)
    )
