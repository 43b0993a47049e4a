"""`groundswell score CASE --origins DATES`: a case's own record, each row forecast from the last origin before it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ._codes import UNUSABLE
from ._leave import leave_saying, leave_unwritten

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
    from groundswell.report import origins_page

    from ._score_own_view import kinds_table, origins_lines, origins_table
    from ._shown import leave_files, print_score
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
        page = origins_page(document, case.title)
        paths = [] if folder is None else leave_files(folder, {"origins.json": text, "origins.html": page})
    if as_json:
        typer.echo(text, nl=False)
        return
    tables = [origins_table(document), kinds_table(document)]
    print_score(document["verdict"], tables, origins_lines(document), paths)
