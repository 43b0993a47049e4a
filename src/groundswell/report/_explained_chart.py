"""Premises as bars, the peeling as a path of boxes, and the split of variance as one bar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from groundswell.report._numbers import percent, signed, span
from groundswell.report._svg import Scale, drawing, line, path, tag, words

WIDTH = 440.0
FILLS = {"form": "bar-fill", "parameter": "bar-hatch", "chance": "bar-open"}

Explained = Mapping[str, Any]


def premise_chart(premises: Mapping[str, Any]) -> Markup:
    """Return a bar for each premise: how much it adds to the share, with its interval; added ones are hatched."""
    players = premises["players"]
    ends = [end for one in players for end in one["interval"]] + [one["value"] for one in players]
    across = Scale(min(0.0, *ends), max(0.1, *ends), 64, WIDTH - 60)
    bottom, pieces = 14.0 + 26 * len(players), []
    for place, one in enumerate(players):
        y, (low, high) = 12.0 + 26 * place, one["interval"]
        left, right = sorted((across(0), across(one["value"])))
        kind = "bar-hatch" if one["added"] else "bar-fill"
        pieces += [
            words(one["id"], 56, y + 12, class_="row-name", text_anchor="end"),
            tag("rect", x=left, y=y, width=max(right - left, 1.0), height=15.0, class_=f"{kind} framed"),
            line((across(low), y + 7.5), (across(high), y + 7.5), "whisker"),
            words(signed(one["value"]), across(max(high, one["value"], 0)) + 6, y + 12, class_="tick strong"),
        ]
    pieces += [line((across(0), 6), (across(0), bottom), "axis")]
    pieces += [words(f"{tick:+g}" if tick else "0", across(tick), bottom + 14, class_="tick", text_anchor="middle")
               for tick in across.ticks(4)]  # fmt: skip
    title = "; ".join(f"{one['id']} adds {signed(one['value'])}" for one in players)
    return drawing(WIDTH, bottom + 20, title, *pieces, class_="chart")


def peeling_chart(found: Explained) -> Markup:
    """Return the peeling: coverage against density of each box, the one put into words filled."""
    boxes = found["peeling"]
    if len(boxes) < 2:
        return Markup("")
    across, up = Scale(0, 1, 52, WIDTH - 20), Scale(0, 1, 170, 14)
    pieces = [line((52, up(mark)), (WIDTH - 20, up(mark)), "grid") for mark in (0.25, 0.5, 0.75, 1)]
    pieces += [line((52, 170), (WIDTH - 20, 170), "axis"), line((52, 14), (52, 170), "axis")]
    for tick in (0, 0.5, 1):
        pieces += [words(f"{tick * 100:g}%", 46, up(tick) + 4, class_="tick", text_anchor="end"),
                   words(f"{tick * 100:g}%", across(tick), 186, class_="tick", text_anchor="middle")]  # fmt: skip
    points = [(across(box["coverage"]), up(box["density"])) for box in boxes]
    pieces.append(path(points, "baseline median thin"))
    pieces += [tag("circle", cx=x, cy=y, r=2.6, class_="dot hollow") for x, y in points]
    if found["box"]:
        x, y = across(found["box"]["coverage"]), up(found["box"]["density"])
        pieces += [tag("circle", cx=x, cy=y, r=6.0, class_="dot own"),
                   words("the box", x - 10, y - 9, class_="tick strong", text_anchor="end")]  # fmt: skip
    pieces += [words("coverage: share of all such readings inside", (across(0) + across(1)) / 2, 204, class_="tick",
                     text_anchor="middle"),
               words("density", 52, 9, class_="tick", text_anchor="middle")]  # fmt: skip
    ends = f"density {percent(boxes[0]['density'])} to {percent(boxes[-1]['density'])}"
    title = f"{len(boxes)} boxes from the whole space to the smallest, {ends}"
    return drawing(WIDTH, 210, title, *pieces, class_="chart")


def variance_chart(found: Explained) -> Markup:
    """Return one bar split into form, parameter and chance by Shapley effects."""
    parts = [(one["group"], max(one["effect"], 0.0)) for one in found["variance"]]
    total = sum(share for _, share in parts)
    if not total:
        return Markup("")
    pieces, at = [], 4.0
    for group, share in parts:
        width = share / total * (WIDTH - 8)
        pieces.append(tag("rect", x=at, y=6.0, width=max(width, 0.5), height=20.0, class_=f"{FILLS[group]} framed"))
        if width > 70:
            pieces.append(words(f"{group} {percent(share / total)}", at + width / 2, 42, class_="tick strong",
                                text_anchor="middle"))  # fmt: skip
        at += width
    title = ", ".join(f"{group} {percent(share / total)}" for group, share in parts)
    return drawing(WIDTH, 48, title, *pieces, class_="chart")


def explained_view(found: Explained | None) -> dict[str, Any] | None:
    """Return what stands behind a verdict with its charts, for the page."""
    if found is None:
        return None
    return {
        **found,
        "premise_chart": premise_chart(found["premises"]) if found["premises"] and found["premises"]["players"] else "",
        "peeling_chart": peeling_chart(found),
        "variance_chart": variance_chart(found),
        "variance_rows": [
            (one["group"], percent(max(one["alone"], 0.0)), percent(min(max(one["total"], 0.0), 1.0)))
            for one in found["variance"]
        ],
        "box_words": span((found["box"]["coverage"], found["box"]["density"])) if found["box"] else "",
    }
