"""`groundswell score CASE --origins DATES`: a case's own record, each row forecast from the last origin before it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ._leave import UNUSABLE, leave_saying, leave_unwritten

if TYPE_CHECKING:
    from groundswell.ledger import Case


def score_own(
    case: Case, origins: Sequence[date], readings: int, seed: int, folder: Path | None, log: Path, as_json: bool,
    profile: bool,
) -> None:  # fmt: skip
    """Score a case on its own record behind each origin (none: behind its split), show it and leave it in `folder`."""
    import json
    import shlex

    from ._numerics import prepare
    from ._record import sound_record

    sound_record(case)
    prepare()
    from groundswell.fit import NothingAhead, origins_document, score_origins

    from ._work import at_work

    command = shlex.join(["groundswell", *sys.argv[1:]])
    facts = {"case": case.id, "seed": seed, "readings": readings, "origins": [str(day) for day in origins]}
    with at_work("score", folder, profile, **facts) as work:
        try:
            with work.watch() as watch:
                found = score_origins(case, log, origins, readings, seed, watch, command)
        except NothingAhead as nothing:
            leave_saying(f"Nothing to score: {nothing}.", UNUSABLE)
        except OSError as problem:
            leave_unwritten(log, problem)
        work.writing(2)
        document = origins_document(found)
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        paths = [] if folder is None else _write(folder, text, document, case.title)
    if as_json:
        typer.echo(text, nl=False)
        return
    _show(document)
    typer.echo(f"Written: {' and '.join(str(path) for path in paths)}")


def _write(folder: Path, text: str, document: dict[str, Any], title: str) -> list[Path]:
    from groundswell.report import origins_page, text_writer, write_all

    page = origins_page(document, title)
    try:
        return write_all(folder, {"origins.json": text_writer(text), "origins.html": text_writer(page)})
    except OSError as problem:
        leave_unwritten(folder, problem)


def _show(document: Mapping[str, Any]) -> None:
    from rich.console import Console

    from ._score_own_view import kinds_table, origins_lines, origins_table

    plain = Console()
    screen = plain if plain.is_terminal else Console(width=max(plain.width, 100))
    wrap: dict[str, Any] = {"highlight": False, "soft_wrap": not plain.is_terminal}
    screen.print(document["verdict"], style="bold", **wrap)
    screen.print(origins_table(document))
    screen.print(kinds_table(document))
    for line in origins_lines(document):
        screen.print(line, markup=False, **wrap)
