"""From before to after the record, mechanism by mechanism: how strong it is, and how much the record says of it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from groundswell.report._svg import Scale, drawing, line, tag, words

WIDTH, STEP, TOP = 440.0, 24.0, 34.0
LEFT, RIGHT = 52.0, 96.0
SAID = ("little", "something", "much")
MOST = 18


def shift_rows(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the parts of the theory that have a strength, those of which the record says most first."""
    rows = [{"id": id, **one} for id, one in document["mechanisms"].items() if one["strength"]]
    return sorted(rows, key=lambda one: (one["word"] not in SAID, -one["nats"], one["id"]))[:MOST]


def shift_chart(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """Return strengths as factors on the prior's middle: the prior's 90 % as a pale bar, the posterior's as a line."""
    if not rows:
        return Markup("")
    ends = [end for one in rows for end in (*_prior(one), one["strength"]["low"], one["strength"]["high"])]
    reach = max(math.log(4), *(abs(math.log(max(end, 1e-3))) for end in ends))
    across = Scale(-reach, reach, LEFT, WIDTH - RIGHT)
    bottom = TOP + STEP * len(rows)
    pieces = [*_scale(across, bottom), words("record says", WIDTH - RIGHT + 8, TOP - 14, class_="tick")]
    for place, one in enumerate(rows):
        pieces += _row(one, TOP + STEP * place + STEP / 2, across)
    title = "; ".join(
        f"{one['id']} {one['strength']['middle']:.2f} ({one['strength']['low']:.2f} to {one['strength']['high']:.2f}),"
        f" the record says {one['word']}"
        for one in rows
    )
    return drawing(WIDTH, bottom + 22, title, *pieces, class_="chart shift")


def _prior(one: Mapping[str, Any]) -> tuple[float, float]:
    found = one["strength_prior"] or {"low": 1.0, "high": 1.0}
    return found["low"], found["high"]


def _scale(across: Scale, bottom: float) -> list[Markup]:
    pieces = []
    for factor in (0.1, 0.25, 0.5, 1, 2, 4, 10):
        x = across(math.log(factor))
        if LEFT - 1 <= x <= WIDTH - RIGHT + 1:
            look = "axis" if factor == 1 else "grid"
            pieces += [line((x, TOP - 4), (x, bottom), look),
                       words(f"\N{MULTIPLICATION SIGN}{factor:g}", x, bottom + 15, class_="tick",
                             text_anchor="middle")]  # fmt: skip
    return pieces


def _row(one: Mapping[str, Any], y: float, across: Scale) -> list[Markup]:
    low, high = (across(math.log(max(end, 1e-3))) for end in _prior(one))
    first, middle, last = (across(math.log(max(one["strength"][k], 1e-3))) for k in ("low", "middle", "high"))
    spoken = one["word"] in SAID
    nats = f" {one['nats']:.1f}" if spoken else ""
    return [
        words(one["id"], LEFT - 8, y + 4, class_="row-name", text_anchor="end"),
        tag("rect", x=low, y=y - 6, width=max(high - low, 1.0), height=12.0, class_="prior-bar"),
        line((first, y), (last, y), "interval own"),
        tag("circle", cx=middle, cy=y, r=4.5, class_="dot own" if spoken else "dot hollow"),
        words(f"{one['word']}{nats}", WIDTH - RIGHT + 8, y + 4, class_="tick strong" if spoken else "tick"),
    ]
