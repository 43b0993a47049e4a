"""A score in a terminal of a hundred columns; its first line says whether the theory beats the baselines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text


def score_table(document: Mapping[str, Any]) -> Table:
    """Return one line for the theory, for each baseline, each null theory, and the forecast that never looks ahead."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("forecast", no_wrap=True, min_width=28)
    for name, width in (("CRPS", 5), ("log score", 9), ("direction", 9), ("rank", 8), ("theory's skill over it", 22)):
        table.add_column(name, justify="right", no_wrap=True, min_width=width)
    table.add_row(Text("the theory", style="bold"), *_marks(document), "")
    table.add_section()
    for name, one in document["baselines"].items():
        best = " (best baseline)" if name == document["best_baseline"] else ""
        table.add_row(Text(f"{name}{best}"), *_marks(one), _skill(one))
    table.add_section()
    for name, one in document["nulls"].items():
        table.add_row(Text(f"null: {name}"), *_marks(one), _skill(one))
    if document["looking_ahead"]["explananda"]:
        table.add_row(
            Text("the theory, looking ahead"), *_marks(document["looking_ahead"]), _skill(document["looking_ahead"])
        )
    return table


def _marks(one: Mapping[str, Any]) -> list[str]:
    direction, rank = one["direction"], one["rank"]
    return [
        f"{one['crps']:.2f}", f"{one['log_score']:.2f}", f"{direction['hits']} of {direction['of']}",
        f"{rank['hits']} of {rank['of']}",
    ]  # fmt: skip


def _skill(one: Mapping[str, Any]) -> str:
    value, interval = one["skill_over"], one["skill_over_interval"]
    if value is None or None in interval:
        return "none"
    return f"{value:+.0%} [{interval[0]:+.0%} to {interval[1]:+.0%}]"


def score_lines(document: Mapping[str, Any]) -> list[str]:
    """Return what was scored, how well spread the forecast is, what it rests on, and how often was looked."""
    readings, peeking = document["readings"], document["looking_ahead"]["explananda"]
    covered = ", ".join(
        f"{float(level):.0%} interval holds {share:.0%}" for level, share in document["coverage"].items()
    )
    silent = [f"{name} ({one['cells']}): {one['reason']}" for name, one in document["silent"].items()]
    ahead = (
        f"The theory is weighed without the explananda that speak of months after the split ({', '.join(peeking)}); "
        "`looking ahead` weighs it with them, so that it knows part of what is scored."
    )
    temper = "in full" if readings["temper"] >= 1 else f"to the power {readings['temper']:.2f}, so that enough count"
    return [
        f"{document['n_scored']} of {document['n_rows']} rows are scored, {document['n_cells']} shares in all; "
        f"{len(document['refused'])} refused.",
        "CRPS and log score: lower is better, in percentage points. Direction: hits of moves since the last older "
        "reading; rank: hits of pairs of parties in one poll. Brackets: 95 %, over polls.",
        f"Spread: {covered}. Ranks of the outcomes in the forecast, in ten bins: "
        f"{' '.join(str(count) for count in document['pit'])}.",
        f"Readings: {readings['drawn']:,} drawn, {readings['effective']:.0f} count; {readings['answers_known']} older "
        f"answers of the case weigh them {temper}.",
        *([ahead] if peeking else []),
        *([f"Not scored, no node speaks of it: {'; '.join(silent)}."] if silent else []),
        f"Looks at held-out rows of {document['case']}: {document['looks']}, at this file: "
        f"{document['looks_at_this_file']}. Log: {document['log']}.",
    ]
