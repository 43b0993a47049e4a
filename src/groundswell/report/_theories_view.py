"""Theories given the record: a table for the terminal, and charts for the page of a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from groundswell.report._board_chart import Row, bars, points

Document = Mapping[str, Any]
LOOKS = {"text": "own", "null": "null", "still": "null"}


def given_table(document: Document) -> Table | None:
    """Return one line for each theory: evidence, how forecasts ahead compare, its weight; None without a record."""
    given = document.get("record")
    if not given:
        return None
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, title="Theories given the record", title_justify="left")
    table.add_column("theory", no_wrap=True, min_width=6)
    table.add_column("name", no_wrap=True, overflow="ellipsis", ratio=1)
    names = ["evidence", "readings", "factor", "CRPS", "ahead", "weight"]
    for name in names + (["held out"] if given["holdout"] else []):
        table.add_column(name, justify="right", no_wrap=True)
    for id, one in given["theories"].items():
        table.add_row(id, Text(document["theories"][id]["name"]), *_cells(one, given))
    return table


def _cells(one: Document, given: Document) -> list[Text]:
    ahead, weight = one["ahead"], one["weight"]
    cells = [
        f"{one['evidence']:.1f}", f"{one['effective']:.0f}", factor_words(one["factor"]),
        f"{ahead['crps']:.2f}" if ahead else "", factor_words(ahead["factor"]) if ahead else "",
        "" if weight is None else f"{weight:.2f} {_span(one['weight_interval'])}",
    ]  # fmt: skip
    if given["holdout"]:
        cells.append(f"{one['holdout']['crps']:.2f}" if one["holdout"] else "")
    return [Text(cell) for cell in cells]


def factor_words(factor: Document | None) -> str:
    """Return a log factor with its sign and its word; nothing for the text itself."""
    if factor is None:
        return ""
    sign = {"for": " +", "against": " -", "too few": " few", "cannot tell": ""}[factor["word"]]
    return f"{factor['log']:+.1f}{sign}"


def _span(interval: Sequence[float]) -> str:
    return f"[{interval[0]:.1f}-{interval[1]:.1f}]"


def given_lines(document: Document) -> list[str]:
    """Return what the record can tell of the theories in sentences, and what the columns mean."""
    given = document.get("record")
    if not given:
        return []
    return [
        *given["sentences"],
        "Evidence: log of the mean density of the record. Factor, ahead: log of how many times as well as the text, by"
        " evidence and by forecasts one poll ahead (+ for, - against, few: too few readings; else it cannot be told)."
        " Readings: how many meet the record. Weight: in the mixture that forecasts best, with 95 %.",
    ]


def given_view(document: Document) -> dict[str, Any] | None:
    """Return the charts of theories given the record; None without one."""
    given = document.get("record")
    if not given:
        return None
    theories = given["theories"]
    return {
        **given, "rows": [{"id": id, "name": document["theories"][id]["name"], **one} for id, one in theories.items()],
        "ahead_chart": _factors(theories, "ahead") if given["waves"] else "",
        "holdout_chart": _factors(theories, "holdout") if given["holdout"] and given["holdout"]["answers"] else "",
        "weight_chart": _weights(theories) if given["waves"] else "",
    }  # fmt: skip


def _factors(theories: Document, which: str) -> Markup:
    rows = [
        Row(id, one[which]["factor"]["log"], tuple(one[which]["factor"]["interval"]), LOOKS.get(id, "other"),
            one[which]["factor"]["word"])
        for id, one in theories.items() if one[which] and one[which]["factor"]
    ]  # fmt: skip
    return points(rows, "log factor over the text", "the text")


def _weights(theories: Document) -> Markup:
    weighed = [(id, one) for id, one in theories.items() if one["weight"] is not None]
    rows = [
        Row(id, one["weight"], tuple(one["weight_interval"]), LOOKS.get(id, "other"),
            f"{one['weight']:.2f} ({one['weight_interval'][0]:.2f} to {one['weight_interval'][1]:.2f})")
        for id, one in sorted(weighed, key=lambda item: -item[1]["weight"])
    ]  # fmt: skip
    return bars(rows, "weight")
