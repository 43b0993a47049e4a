"""The verdict table for a terminal of a hundred columns, readable without colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from groundswell.report._forms_document import forms_contrast, forms_lines
from groundswell.report._lead import readings_lines, stated_line, unfinished_line
from groundswell.report._numbers import count, listed, span
from groundswell.report._record_document import record_label, record_lines
from groundswell.report._words import VERDICTS, cut_by, cut_line, no_credit, tally

STYLES = {"follows": "bold green", "mostly follows": "green", "contingent": "yellow",
          "mostly fails": "red", "contradicted": "bold red"}  # fmt: skip
ARROWS = {"higher": "\N{UPWARDS ARROW}", "lower": "\N{DOWNWARDS ARROW}", "unchanged": "="}


def verdict_table(verdicts: Mapping[str, Any]) -> Table:
    """Return one line per claim: id, words, verdict, share [interval], null, arms, flags."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("claim", no_wrap=True, min_width=5)
    table.add_column("says", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("verdict", no_wrap=True, min_width=14)
    # a raw bracket would be read by rich as a style
    table.add_column(r"share \[95 %]", justify="right", no_wrap=True, min_width=12)
    table.add_column("null", justify="right", no_wrap=True, min_width=4)
    table.add_column("arms", no_wrap=True, min_width=6)
    table.add_column("flags", no_wrap=True, min_width=5)
    more = _record_columns(table, verdicts)
    for claim in verdicts["claims"]:
        word = Text(claim["verdict"], style=STYLES.get(claim["verdict"], "dim"))
        table.add_row(claim["id"], Text(claim["says"]), word, _share(claim), _whole(claim.get("null_share")),
                      Text(_arms(claim)), Text(_flags(claim)), *more(claim))  # fmt: skip
    return table


def forms_table(verdicts: Mapping[str, Any]) -> Table | None:
    """Return generic against published forms claim by claim, those that differ first; None where not compared."""
    rows = [row for row in forms_contrast(verdicts) if row["turned"] is not None]
    if not rows:
        return None
    table = Table(
        box=SIMPLE_HEAD, pad_edge=False, expand=True, title="Generic and published forms on the same readings"
    )
    table.add_column("claim", no_wrap=True, min_width=5)
    table.add_column("says", no_wrap=True, overflow="ellipsis", ratio=1)
    for name in ("generic forms", "published forms"):
        table.add_column(name, no_wrap=True, min_width=20)
    table.add_column("turned %", justify="right", no_wrap=True, min_width=8)
    for row in rows:
        style = "bold" if row["differs"] else ""
        table.add_row(
            row["id"], Text(row["says"]), _word(row["generic"]), _word(row), _whole(row["turned"]), style=style
        )
    return table


def _word(claim: Mapping[str, Any]) -> Text:
    word, share = claim["verdict"], _whole(claim.get("share"))
    return Text(f"{word} {share}".rstrip(), style=STYLES.get(word, "dim"))


def summary_lines(verdicts: Mapping[str, Any]) -> list[str]:
    """Return the counts by verdict, what the run rests on, and what the marks mean."""
    found = tally(verdicts)
    counts = ", ".join(f"{number} {word}" for word, number in found.items())
    return [
        *filter(None, [unfinished_line(verdicts)]),
        f"{count(len(verdicts['claims']), 'claim').capitalize()}: {counts}.",
        *readings_lines(verdicts),
        *_hard_lines(verdicts),
        *record_lines(verdicts),
        *forms_lines(verdicts),
        stated_line(verdicts),
        "Arms: \N{UPWARDS ARROW} higher, \N{DOWNWARDS ARROW} lower, = unchanged,"
        " < earlier, > later (expected); doubled for much, (bracketed) for slightly."
        " Flags: X touches an added assumption, ~ no better than shuffled theories.",
        *_cut_legend(verdicts),
        *(f"{word}: {VERDICTS[word]}." for word in found if word not in STYLES),
    ]


def _cut_legend(verdicts: Mapping[str, Any]) -> list[str]:
    line = cut_line(verdicts)
    return [f"{line} It stands in brackets under the flags."] if line else []


def _hard_lines(verdicts: Mapping[str, Any]) -> list[str]:
    """Name what the theory can hardly bring about of what its text takes as given, and what that needs."""
    hard = [one for one in verdicts["explananda"] if one["hard"]]
    if not hard:
        return []
    named = [f"{one['id']} ({_whole(one['raw_share'])} % of readings{_needing(one['needs'])})" for one in hard]
    return [f"Hard to reproduce of what the document takes as given: {'; '.join(named)}."]


def _needing(mechanisms: Sequence[str]) -> str:
    return f", needs {listed(mechanisms)}" if mechanisms else ""


def _whole(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.0f}"


def _share(claim: Mapping[str, Any]) -> Text:
    interval = f" [{span(claim['interval'])}]" if claim.get("interval") else ""
    return Text(f"{_whole(claim.get('share'))}{interval}")


def _arms(claim: Mapping[str, Any]) -> str:
    return " ".join(_mark(arm["expect"]) for arm in claim["arms"])


def _mark(expect: str) -> str:
    degree, _, direction = expect.rpartition(" ")
    mark = {**ARROWS, "earlier": "<", "later": ">"}[direction]
    return {"slightly": f"({mark})", "much": mark * 2}.get(degree, mark)


def _record_columns(table: Table, verdicts: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], list[str]]:
    """Add what the record says, and the share that it leaves where a fit is at hand; return how a row fills them."""
    section = verdicts.get("record")
    if not section:
        return lambda one: []
    table.collapse_padding = True  # every column more leaves less for the words
    if section["fit"]:
        table.add_column("given", justify="right", no_wrap=True, min_width=5)
    table.add_column("record", no_wrap=True, min_width=10)

    def cells(one: Mapping[str, Any]) -> list[str]:
        given = one.get("given_record") or {}
        label = record_label(one.get("record"))
        return [*([_whole(given.get("share"))] if section["fit"] else []), label]

    return cells


def _flags(claim: Mapping[str, Any]) -> str:
    marks = ["X"] if claim["assumptions"] else []
    if no_credit(claim):
        marks.append("~")
    if cut_by(claim):
        marks.append(f"({' '.join(cut_by(claim))})")
    return " ".join(marks)


def prediction_table(verdicts: Mapping[str, Any]) -> Table:
    """Return one line per prediction, as a consequence of the theory: words, verdict, share, null, condition."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("predicted", no_wrap=True, min_width=9)
    table.add_column("says", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("verdict", no_wrap=True, min_width=14)
    table.add_column(r"share \[95 %]", justify="right", no_wrap=True, min_width=12)
    table.add_column("null", justify="right", no_wrap=True, min_width=4)
    table.add_column("condition met", justify="right", no_wrap=True, min_width=13)
    more = _record_columns(table, verdicts)
    for one in verdicts["predictions"]:
        word = Text(one["verdict"], style=STYLES.get(one["verdict"], "dim"))
        table.add_row(one["id"], Text(one["says"]), word, _share(one), _whole(one["null_share"]),
                      _whole(one["met_share"]) if one["condition"] else "none", *more(one))  # fmt: skip
    return table
