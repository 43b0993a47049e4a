"""After Bloom (2005): groups that compete for one public outbid each other in violence where the public rewards it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.outbidding import outbid

from ._chart import Series, bar_chart
from ._parameters import Parameter
from ._replication import Replication, Row


def model(groups: int, rewarded: bool) -> dict[str, Any]:
    """Return violence in total and of each group, in units of the prize."""
    total, each = outbid(groups, rewarded)
    numbers = np.arange(1, 9)
    totals, one_each = outbid(numbers, rewarded)
    return {"total": float(total), "each": float(each), "numbers": numbers, "totals": totals, "eaches": one_each}


def picture(result: Mapping[str, Any]) -> str:
    """Draw total violence and that of each group by the number of groups."""
    numbers = result["numbers"]
    bars = [Series("in total", numbers, result["totals"]), Series("each group", numbers, result["eaches"])]
    return bar_chart("Violence by the number of groups", [str(n) for n in numbers], bars, "violence, in prizes")


REPLICATION = Replication(
    id="bloom-2005",
    title="Dying to kill: the allure of suicide terror (reduced form)",
    source="after Bloom 2005, Dying to Kill; contest of Tullock 1980",
    says="Competition among groups raises violence where the public rewards it, and not where it punishes it.",
    parameters=(
        Parameter("groups", 3, "groups", "how many compete", at_least=1, at_most=1_000_000),
        Parameter("rewarded", True, "", "whether the public rewards violence"),
    ),
    rows=(
        Row("C8", tuple({"groups": n} for n in (2, 3, 4)), "total", (0.5, 0.666667, 0.75), 1e-6, "derived"),
        Row("C8-punished", {"rewarded": False}, ("total", "each"), (0, 0), 0, "derived"),
    ),
    model=model,
    picture=picture,
)
