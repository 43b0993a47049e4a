"""A comparison of theories for a terminal of a hundred columns, readable without colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from groundswell.report._compare_view import compare_lead, rows, theory_rows
from groundswell.report._numbers import score
from groundswell.report._theories_view import given_lines, given_table

SIGNS = {"follows": "++", "mostly follows": "+", "contingent": "~", "mostly fails": "-", "contradicted": "--",
         "vacuous": "0", "no route": "x", "by wiring": "=", "untestable": "?"}  # fmt: skip

Document = Mapping[str, Any]


def compare_tables(document: Document) -> list[Table]:
    """Return the theories, what the record says of them, the matrix of claims and the matrix of predictions."""
    given = given_table(document)
    found = [_theories(document), *([] if given is None else [given])]
    return [*found, *(_matrix(document, kind) for kind in ("claims", "predictions") if document[kind])]


def _theories(document: Document) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("theory", no_wrap=True, min_width=6)
    table.add_column("name", no_wrap=True, overflow="ellipsis", ratio=2)
    for name, least in (("score", 6), ("explains", 8), ("choices", 7), ("readings", 8)):
        table.add_column(name, justify="right", no_wrap=True, min_width=least)
    table.add_column("opposed to the text on", ratio=3)
    for theory in theory_rows(document):
        table.add_row(
            theory["id"], Text(theory["name"]), _score(theory["score"]), theory["met"],
            _number(theory["free_choices"]), _number(theory["effective"]), Text(", ".join(theory["opposed"])),
        )  # fmt: skip
    return table


def _score(share: float | None) -> str:
    return score(share).replace("\N{NO-BREAK SPACE}", " ").replace("under ", "<")


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}"


def _matrix(document: Document, kind: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 0), show_edge=False)
    table.add_column(kind, no_wrap=True, min_width=6)
    for name in document["theories"]:
        table.add_column(name.removeprefix("RV")[:4], no_wrap=True, min_width=4, justify="center")
    for row in rows(document, kind):
        table.add_row(row["id"], *(_cell(cell) for cell in row["cells"]))
    return table


def _cell(cell: Mapping[str, Any]) -> Text:
    sign = SIGNS[cell["verdict"]]
    return Text(f"[{sign}]" if cell["parts"] else sign, style="bold" if cell["parts"] else "")


def compare_lines(document: Document) -> list[str]:
    """Return the findings in words, what tells each rival from the text, and what the signs mean."""
    told = document["rivals"]
    yes = [name for name in told if told[name]["discriminates"]]
    no = [name for name in told if not told[name]["discriminates"]]
    lines = [" ".join(part for part in compare_lead(document) if part)]
    if yes:
        by = ", ".join(f"{name} ({_by(told[name])})" for name in yes)
        lines.append(f"Told from the text by their own discriminating observation: {by}.")
    if no:
        lines.append(f"Not told apart by it here: {', '.join(no)}.")
    signs = ", ".join(f"{sign} {word}" for word, sign in SIGNS.items())
    return [*lines, *given_lines(document),
            f"Signs: {signs}. [Brackets]: opposed to the text, so it tells the two apart.",
            "Score: how well the theory explains what the text takes as given, over every reading drawn;"
            " a mean over the priors, so freedom that is not needed earns nothing."]  # fmt: skip


def _by(told: Mapping[str, Any]) -> str:
    return ", ".join([*(["formula"] if told["formula_parts"] else []), *told["telling"]])
