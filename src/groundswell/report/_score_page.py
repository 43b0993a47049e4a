"""One offline page from a score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.report._board_chart import Row, bars
from groundswell.report._forecast_chart import forecast_views, pit_chart
from groundswell.report._write import environment

Document = Mapping[str, Any]


def score_page(document: Document, title: str) -> str:
    """Return the page of a score (`groundswell.score/1`) as text; it asks nothing of a network and has no script."""
    rows = board_rows(document)
    return environment().get_template("score.html.j2").render(
        d=document, title=title, forecasts=forecast_views(document), board=bars(rows, "mean CRPS in points"), rows=rows,
        pit=pit_chart(document["pit"]),
    )  # fmt: skip


def board_rows(document: Document) -> list[Row]:
    """Return the theory, the baselines and the null theories by their mean CRPS, the best first."""
    compared = document["crps_compared"]
    own = document["crps"] if compared is None else compared
    rows = [Row("the theory", own, None, "own", f"{own:.2f}")]
    rows += [_row(name, one, "other") for name, one in document["baselines"].items()]
    rows += [_row(name, one, "null") for name, one in document["nulls"].items()]
    rows.append(_row("looking ahead", document["looking_ahead"], "other"))
    return sorted(rows, key=lambda row: (row.value, row.look != "own"))


def _row(name: str, one: Mapping[str, Any], look: str) -> Row:
    return Row(name, one["crps"], None, look, f"{one['crps']:.2f}")
