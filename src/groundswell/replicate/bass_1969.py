"""Bass (1969): a new thing spreads by those who try it alone and, faster, by those who copy them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.bass import adopted, peak

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(p: float, q: float, until: float) -> dict[str, Any]:
    """Return the share that has adopted over time, and when, where and how fast adoption peaks."""
    time = np.linspace(0, until, 401)
    share = adopted(time, p, q)
    peak_time, share_then, rate_then = peak(p, q)
    return {
        "time": time,
        "share": share,
        "rate": (p + q * share) * (1 - share),
        "peak_time": peak_time,
        "share_at_peak": share_then,
        "peak_rate": rate_then,
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw the share that has adopted and the rate of adoption."""
    time = result["time"]
    return line_chart(
        f"Adoption peaks after {result['peak_time']:.3g} years",
        [Series("share that adopted", time, result["share"]), Series("rate a year", time, result["rate"])],
        x="years",
        y="share of people",
    )


REPLICATION = Replication(
    id="bass-1969",
    title="A new product growth for model consumer durables",
    source="Bass 1969, Management Science 15(5)",
    says="Adoption feeds on itself until few are left, so its rate rises to a peak and falls.",
    parameters=(
        Parameter("p", 0.03, "per year", "innovation: taking up alone", above=0),
        Parameter("q", 0.38, "per year", "imitation: taking up from others", at_least=0),
        Parameter("until", 20.0, "years", "how long the path is", above=0),
    ),
    rows=(Row("T1", {}, ("peak_time", "share_at_peak", "peak_rate"), (6.19262, 0.460526, 0.110592), 2e-4, "derived"),),
    model=said(model),
    picture=picture,
)
