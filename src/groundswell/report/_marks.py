"""A small sign per verdict word, so that the words can be told apart without colour."""

from __future__ import annotations

import math

from markupsafe import Markup

from groundswell.report._svg import tag

FILLED = {"follows": 1.0, "mostly follows": 0.75, "contingent": 0.5, "mostly fails": 0.25, "contradicted": 0.0}
SIGNS = {"vacuous": "M5,8h6", "no route": "M5,5l6,6M11,5l-6,6", "by wiring": "M5,6.5h6M5,9.5h6",
         "untestable": "M6,6.2q0,-2.2 2,-2.2q2,0 2,2q0,1.6 -2,2.2v1M8,11.6v.6"}  # fmt: skip


def verdict_mark(verdict: str) -> Markup:
    """Return a disc filled as far as the word goes, or a square with a sign where it has no share."""
    if verdict in FILLED:
        ring = tag("circle", cx=8, cy=8, r=6.5, class_="mark-ring")
        inside = [ring, _wedge(FILLED[verdict])]
    else:
        inside = [
            tag("rect", x=1.5, y=1.5, width=13, height=13, rx=2, class_="mark-ring"),
            tag("path", d=SIGNS[verdict], class_="mark-sign"),
        ]
    return tag("svg", *inside, viewBox="0 0 16 16", width=16, height=16, class_="mark", aria_hidden="true")


def _wedge(share: float) -> Markup:
    if share == 0:
        return Markup("")
    if share == 1:
        return tag("circle", cx=8, cy=8, r=6.5, class_="mark-fill")
    angle = 2 * math.pi * share
    x, y = 8 + 6.5 * math.sin(angle), 8 - 6.5 * math.cos(angle)
    return tag("path", d=f"M8,8V1.5A6.5,6.5 0 {int(share > 0.5)} 1 {x:.2f},{y:.2f}z", class_="mark-fill")
