"""The record of a case in a terminal of a hundred columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text


def record_tables(document: Mapping[str, Any]) -> list[Table]:
    """Return one table of the series that observe a node, and one of the rows that observe none."""
    return [_series(document), _unbound(document)]


def _series(document: Mapping[str, Any]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, title="What observes a node", title_justify="left")
    table.add_column("series", no_wrap=True, overflow="ellipsis", ratio=4)
    table.add_column("observes", no_wrap=True, overflow="ellipsis", ratio=5)
    table.add_column("as", no_wrap=True, min_width=6)
    table.add_column("may be fitted", no_wrap=True, min_width=13, justify="right")
    table.add_column("held out", no_wrap=True, justify="right", min_width=8)
    for one in document["series"]:
        held = str(one["holdout"]["rows"] or "")
        node = one["node"].replace("A_", "")
        table.add_row(Text(one["id"]), Text(node), one["model"], _span(one["calibrate"]), held)
    return table


def _span(coverage: Mapping[str, Any]) -> str:
    if not coverage["rows"]:
        return ""
    first, last = coverage["first"][:4], coverage["last"][:4]
    return f"{coverage['rows']}, {first if first == last else f'{first}-{last[2:]}'}"


def _unbound(document: Mapping[str, Any]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, title="What observes no node", title_justify="left")
    table.add_column("table", no_wrap=True)
    table.add_column("rows", justify="right", no_wrap=True)
    table.add_column("what", ratio=2, no_wrap=True, overflow="ellipsis")
    table.add_column("why", ratio=3)
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in document["unbound"]:
        groups.setdefault((one["table"], one["reason"]), []).append(one)
    for (name, reason), some in groups.items():
        rows = sum(one["calibrate"]["rows"] + one["holdout"]["rows"] for one in some)
        names = list(dict.fromkeys(one["quantity"] for one in some))
        what = names[0] if len(names) == 1 else f"{len(names)} quantities: {', '.join(names)}"
        table.add_row(name, str(rows), Text(what), Text(reason))
    return table


def record_lines(document: Mapping[str, Any]) -> list[str]:
    """Return the counts, the split, and what a reader of the tables must know."""
    series, split = document["series"], document["split"]
    fitted = sum(one["calibrate"]["rows"] for one in series)
    held = sum(one["holdout"]["rows"] for one in series)
    silent = [one for one in series if not one["calibrate"]["rows"]]
    gaps = [f"{one['id']} {a[:4]}-{b[2:4]}" for one in series for a, b in one["gaps"]]
    caveats = [f"{table['id']}: {caveat}." for table in document["tables"] for caveat in table["caveats"]]
    return [
        f"{document['case']}: {len(series)} series observe {len({one['node'] for one in series})} nodes with {fitted} "
        f"readings that may be fitted; {held} readings are held out. {document['sources']} sources.",
        f"Rows up to {split['calibrate_until']} may be fitted, those after it are held out: {split['reason']}.",
        *([f"Without a reading that may be fitted: {', '.join(one['id'] for one in silent)}."] if silent else []),
        *([f"Gaps of more than a year and a half: {', '.join(gaps)}."] if gaps else []),
        "Read with care:",
        *(f"  {line}" for line in caveats),
    ]


def answers_table(document: Mapping[str, Any]) -> Table:
    """Return what the record says of each claim, prediction and fact of which it was asked something."""
    table = Table(
        box=SIMPLE_HEAD, pad_edge=False, expand=True, title="What the record itself says", title_justify="left"
    )
    table.add_column("", no_wrap=True, min_width=4)
    table.add_column("record", no_wrap=True, min_width=10)
    table.add_column("why", ratio=1)
    for kind in ("claims", "predictions", "facts"):
        for id, one in document[kind].items():
            if one["tests"]:
                table.add_row(id, Text(_label(one)), Text(one["why"]))
    return table


def _label(one: Mapping[str, Any]) -> str:
    return "held out" if one["word"] == "no data" and one["held_out"] else one["word"]


def answer_lines(document: Mapping[str, Any]) -> list[str]:
    """Return of what the record was asked nothing, and what the words mean."""
    kinds = ("claims", "predictions", "facts")
    without = {kind: [id for id, one in document[kind].items() if not one["tests"]] for kind in kinds}
    held = sum(_label(one) == "held out" for kind in kinds for one in document[kind].values())
    opened = f"Rows up to {document['until']} were read."
    if document["holdout_opened"]:
        opened += f" Rows that are held out were read too; this is look {document['looks']} at them."
    elif held:
        opened += f" For {held} of these the rows are held out; --holdout opens them and logs the look."
    return [
        *(f"No data on these {kind}: {', '.join(ids)}." for kind, ids in without.items() if ids), opened,
        "A part that holds leaves the rest of the sentence, such as a cause, open; mixed: tests disagree.",
    ]  # fmt: skip
