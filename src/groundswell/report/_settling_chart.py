"""How a claim's share settled as readings were added, as a picture."""

from collections.abc import Mapping
from math import log
from typing import Any

from markupsafe import Markup

from groundswell.report._numbers import percent
from groundswell.report._share_chart import WIDTH
from groundswell.report._svg import Scale, drawing, line, path, tag, words

_LEFT, _RIGHT, _LOW, _HIGH = 50, WIDTH - 24, 118, 12


def settling_chart(claim: Mapping[str, Any]) -> Markup:
    """Return the share after more and more readings with its 95 % interval; nothing where there are too few."""
    points = claim.get("settling") or []
    if len(points) < 2 or points[0]["readings"] == points[-1]["readings"]:
        return Markup("")
    across = Scale(log(points[0]["readings"]), log(points[-1]["readings"]), _LEFT + 12, _RIGHT - 18)
    up = Scale(0, 1, _LOW, _HIGH)
    pieces = [
        words(f"{tick * 100:g}%", _LEFT - 6, up(tick) + 4, class_="tick", text_anchor="end") for tick in (0, 0.5, 1)
    ]
    pieces.append(line((_LEFT, _LOW), (_RIGHT, _LOW), "axis"))
    last = len(points) - 1
    for number, point in enumerate(points):
        x = across(log(point["readings"]))
        pieces.append(line((x, up(point["low"])), (x, up(point["high"])), "interval own"))
        pieces.append(
            tag("circle", cx=x, cy=up(point["share"]), r=4.0, class_="dot own" if number == last else "dot hollow")
        )
        pieces.append(words(f"{point['readings']:,}", x, _LOW + 15, class_="tick", text_anchor="middle"))
    pieces.append(path([(across(log(p["readings"])), up(p["share"])) for p in points], "baseline median"))
    title = "; ".join(
        f"{p['readings']:,} readings: {percent(p['share'])} [{percent(p['low'])}, {percent(p['high'])}]" for p in points
    )
    return drawing(WIDTH, _LOW + 22, title, *pieces, class_="chart")
