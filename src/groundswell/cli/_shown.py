"""What a study shows in the terminal, or prints for machines."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._leave import leave_unwritten

if TYPE_CHECKING:
    from rich.console import Console


def screen() -> Console:
    """Return standard output as a terminal; a hundred columns at the least where it is none."""
    from rich.console import Console

    plain = Console()
    return plain if plain.is_terminal else Console(width=max(plain.width, 100))


def print_found(
    document: dict[str, Any],
    paths: list[Path],
    told: Console,
    as_json: bool,
    parts: Callable[[], tuple[Iterable[Any], Iterable[str]]],
) -> None:
    """Print tables and lines, or the document for machines, and say where the files are."""
    from groundswell.report import as_json as text_of

    files = "\n".join(["Written:", *(f"  {path}" for path in paths)])
    if as_json:
        sys.stdout.write(text_of(document))
        sys.stdout.flush()
        told.print(files, highlight=False, soft_wrap=True)
        return
    shown = screen()
    tables, lines = parts()
    for table in tables:
        shown.print(table)
    for line in [*lines, files]:
        shown.print(line, highlight=False, markup=False, soft_wrap=not shown.is_terminal)


def show(document: dict[str, Any], paths: list[Path], told: Console, as_json: bool) -> None:
    """Print what a study found."""
    print_found(document, paths, told, as_json, lambda: _parts(document))


def _parts(document: dict[str, Any]) -> tuple[list[Any], list[str]]:
    from groundswell.report import forms_table, prediction_table, summary_lines, verdict_table

    tables = [verdict_table(document), forms_table(document)]
    tables.append(prediction_table(document) if document["predictions"] else None)
    return [one for one in tables if one is not None], [*summary_lines(document), *_doubt(document)]


def _doubt(document: dict[str, Any]) -> list[str]:
    from groundswell.verdict import ENOUGH

    effective = document["readings"]["effective"] or 0
    if effective >= ENOUGH:
        return []
    return [
        f"These are few: shares are rough below {ENOUGH} equally weighted readings."
        " Without --readings, as many are drawn as are needed."
    ]


def leave_files(folder: Path, texts: dict[str, str]) -> list[Path]:
    """Write some texts into a folder, all or none, and return where; leaves with 3 where that cannot be."""
    from groundswell.report import text_writer, write_all

    try:
        return write_all(folder, {name: text_writer(text) for name, text in texts.items()})
    except OSError as problem:
        leave_unwritten(folder, problem)


def print_score(verdict: str, tables: Iterable[Any], lines: Iterable[str], paths: list[Path]) -> None:
    """Print what a score says first of all, its tables and lines, and where its files are."""
    shown = screen()
    wrap: dict[str, Any] = {"highlight": False, "soft_wrap": not shown.is_terminal}
    shown.print(verdict, style="bold", **wrap)
    for table in tables:
        shown.print(table)
    for line in [*lines, f"Written: {' and '.join(str(path) for path in paths)}"]:
        shown.print(line, markup=False, **wrap)
