"""A score from several origins in a terminal of a hundred columns: origin by origin, and kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

KINDS = {"poll": "polls", "ballot": "ballots", "count": "counts", "index": "indices"}


def origins_table(document: Mapping[str, Any]) -> Table:
    """Return one line for each origin, and one for all."""
    table = _table("From each origin: known up to the first day, forecast up to the second", (("from", 11), ("to", 10)))
    for one in document["origins"]:
        span = (one["until"], one["to"] or "the end")
        table.add_row(*span, *_cells(one["summary"]))
    table.add_section()
    table.add_row(Text("all origins", style="bold"), "", *_cells(document["all"]))
    return table


def kinds_table(document: Mapping[str, Any]) -> Table:
    """Return one line for each kind of row, and below it the null theories."""
    table = _table("By what was forecast", (("kind", 7),))
    for kind, one in document["kinds"].items():
        table.add_row(KINDS[kind], *_cells(one))
    table.add_section()
    table.add_row(Text("all", style="bold"), *_cells(document["all"]))
    return table


def _table(title: str, first: tuple[tuple[str, int], ...]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left")
    for name, width in first:
        table.add_column(name, no_wrap=True, min_width=width)
    for name, width in (("rows", 4), ("CRPS", 5), ("best baseline", 22), ("skill over it", 22), ("in 90 %", 7)):
        table.add_column(name, justify="right", no_wrap=True, min_width=width)
    return table


def _cells(one: Mapping[str, Any] | None) -> list[str]:
    if one is None:
        return ["0", "", "", "", ""]
    covered, best = f"{one['coverage']['0.9']:.0%}", one["best_baseline"]
    if best is None:
        return [str(one["n"]), f"{one['crps']:.2f}", "none can speak", "", covered]
    (low, high), told = one["skill_interval"], one["baselines"][best]
    skill = "" if one["skill"] is None else f"{one['skill']:+.0%}"
    if None not in (low, high) and low < high:  # one poll or row alone has no interval
        skill = f"{skill} [{low:+.0%} to {high:+.0%}]"
    return [str(one["n"]), f"{one['crps_compared']:.2f}", f"{best} {told['crps']:.2f}", skill, covered]


def origins_lines(document: Mapping[str, Any]) -> list[str]:
    """Return what the numbers are, what the null theories reach, and how often was looked."""
    whole = document["all"]
    nulls = ", ".join(
        f"{name} {one['crps']:.2f} (skill over it {one['skill_over']:+.0%})" for name, one in whole["nulls"].items()
    )
    thin = [one for one in document["origins"] if one["temper"] < 1]
    tempered = ", ".join(f"{one['until']} to the power {one['temper']:.2f}" for one in thin)
    alone = whole["n"] - whole["n_compared"]
    return [
        "CRPS in points, lower is better: percent of people for polls and ballots, hundredths of the way between the "
        "two ends of the scale for counts (along the logarithm) and indices. It is over the rows of which a baseline "
        f"can speak{f'; {alone} have no older row' if alone else ''}. Brackets: 95 %, over polls and rows.",
        f"Direction: {_hits(whole['direction'])} moves since the last older reading; rank: {_hits(whole['rank'])} "
        "pairs of parties in one poll or ballot.",
        f"Null theories over all: {nulls}; the theory {whole['crps']:.2f}.",
        *([f"Too few readings meet all that was known, so its likelihood is taken from {tempered}."] if thin else []),
        f"Looks at held-out rows of {document['case']}: {document['looks']}, one for each origin. Log: "
        f"{document['log']}.",
    ]


def _hits(one: Mapping[str, int]) -> str:
    return f"{one['hits']} of {one['of']}"
