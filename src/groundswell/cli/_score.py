"""`groundswell score CASE`: a theory's forecasts of what it has not seen, behind its split or in a file of polls."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Optional

import typer

from ._codes import STOPPED, UNUSABLE
from ._day import day_of
from ._leave import leave, leave_saying, leave_unwritten, sound_case
from ._options import CASE, PROFILE, out_option
from ._score_own import score_own

if TYPE_CHECKING:
    from datetime import date

    from groundswell.fit import Refused
    from groundswell.ledger import Case

AGAINST = typer.Option(
    None, "--against", metavar="FILE", help="A table of polls to score instead; it never enters the case."
)
ORIGINS = typer.Option(
    None, "--origins", metavar="DATES",
    help="Days, with commas: the rows behind each, up to the next, are forecast from what was known then.",
)  # fmt: skip
READINGS = typer.Option(2048, "--readings", min=1, max=1_000_000, metavar="N", help="Readings of the theory to draw.")
UNTIL = typer.Option(None, "--until", metavar="DATE", help="Moves the split: the last day that may be fitted.")
SHOWN = 12
OUT = out_option("DIR", "Where score.json and score.html go; out/<case id> if left out.")
LOG = typer.Option(None, "--log", metavar="FILE", help="Log of looks; out/<case id>/looks.jsonl if left out.")


def run(
    case: str = CASE,
    against: Optional[Path] = AGAINST,  # noqa: UP045
    origins: Optional[str] = ORIGINS,  # noqa: UP045
    readings: int = READINGS,
    seed: int = typer.Option(2007, "--seed", min=0, max=2**32 - 2, metavar="S", help="Seed of every random draw."),
    until: Optional[str] = UNTIL,  # noqa: UP045
    out: Optional[Path] = OUT,  # noqa: UP045
    log: Optional[Path] = LOG,  # noqa: UP045
    as_json: bool = typer.Option(False, "--json", help="Print JSON, and nothing else, on standard output."),
    profile: bool = PROFILE,
) -> None:
    """Score the theory's forecasts of its own held-out rows, or of the polls in a file.

    Beside them stand dumb baselines and null theories. Each origin is one look at held-out rows, and is counted.

    Exit codes: 0 scored, 1 faults in the case or its record, 2 the file or the command cannot be used, 3 the look
    cannot be logged or the page cannot be written, 130 stopped by Ctrl-C.
    """
    try:
        loaded = sound_case(case)
        usual = Path("out") / loaded.id
        # for machines, a page is written only where it was asked for
        folder, log = out if as_json else out or usual, log or usual / "looks.jsonl"
        if origins is not None and until is not None:
            leave_saying("--origins and --until both say what is known; give one of them.", UNUSABLE)
        if against is None:
            days = [day for text in (origins or until or "").split(",") if text and (day := day_of(text.strip()))]
            score_own(loaded, days, readings, seed, folder, log, as_json, profile)
        elif origins is not None:
            leave_saying("--origins rolls over the case's own record; a file has one origin, --until.", UNUSABLE)
        else:
            _score(loaded, against, readings, seed, day_of(until), folder, log, as_json, profile)
    except KeyboardInterrupt:
        leave_saying("\nStopped.", STOPPED)


def _score(
    case: Case, against: Path, readings: int, seed: int, until: date | None, folder: Path | None, log: Path,
    as_json: bool, profile: bool,
) -> None:  # fmt: skip
    import json
    import shlex

    from groundswell.ledger import CaseError

    from ._numerics import prepare
    from ._record import sound_record

    sound_record(case)
    prepare()
    from groundswell.fit import NothingToScore, score, score_document
    from groundswell.report import score_page

    from ._score_view import score_lines, score_table
    from ._shown import leave_files, print_score
    from ._work import at_work

    command = shlex.join(["groundswell", *sys.argv[1:]])
    with at_work("score", folder, profile, case=case.id, seed=seed, readings=readings) as work:
        try:
            with work.watch() as watch:
                found = score(case, against, log, readings, seed, until, watch, command)
        except CaseError as error:
            leave(error, UNUSABLE)
        except NothingToScore as nothing:
            lines = _refusals(nothing.against.shown, nothing.against.refused)
            leave_saying("\n".join([f"No row of {nothing.against.shown} can be scored.", *lines]), UNUSABLE)
        except OSError as problem:
            leave_unwritten(log, problem)
        work.writing(2)
        document = score_document(found)
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        page = score_page(document, case.title)
        paths = [] if folder is None else leave_files(folder, {"score.json": text, "score.html": page})
    if as_json:
        typer.echo(text, nl=False)
        return
    refused = _refusals(found.against.shown, found.against.refused)
    print_score(document["verdict"], [score_table(document)], [*score_lines(document), *_few(refused)], paths)


def _refusals(shown: str, refused: list[Refused]) -> list[str]:
    return [f"{shown}:{one.line}: {f'{one.column}: ' if one.column else ''}{one.reason}" for one in refused]


def _few(refused: list[str]) -> list[str]:
    """The first refusals, and how many more `--json` tells of."""
    more = len(refused) - SHOWN
    return refused if more <= 0 else [*refused[:SHOWN], f"and {more} more; --json lists all."]
