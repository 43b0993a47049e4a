"""`groundswell score CASE`: a theory's forecasts of what it has not seen, behind its split or in a file of polls."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from ._day import day_of
from ._leave import STOPPED, UNUSABLE, leave, leave_saying, leave_unwritten, sound_case
from ._options import CASE, PROFILE
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
OUT = typer.Option(None, "--out", metavar="DIR", help="Where score.json and score.html go; out/<case id> if left out.")
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
        paths = [] if folder is None else _write(folder, text, document, case.title)
    if as_json:
        typer.echo(text, nl=False)
        return
    _show(document, _refusals(found.against.shown, found.against.refused))
    typer.echo(f"Written: {' and '.join(str(path) for path in paths)}")


def _write(folder: Path, text: str, document: dict[str, Any], title: str) -> list[Path]:
    from groundswell.report import score_page, text_writer, write_all

    page = score_page(document, title)
    try:
        return write_all(folder, {"score.json": text_writer(text), "score.html": text_writer(page)})
    except OSError as problem:
        leave_unwritten(folder, problem)


def _refusals(shown: str, refused: list[Refused]) -> list[str]:
    return [f"{shown}:{one.line}: {f'{one.column}: ' if one.column else ''}{one.reason}" for one in refused]


def _show(document: dict[str, Any], refused: list[str]) -> None:
    from rich.console import Console

    from ._score_view import score_lines, score_table

    plain = Console()
    screen = plain if plain.is_terminal else Console(width=max(plain.width, 100))
    wrap: dict[str, Any] = {"highlight": False, "soft_wrap": not plain.is_terminal}
    screen.print(document["verdict"], style="bold", **wrap)
    screen.print(score_table(document))
    for line in [*score_lines(document), *_few(refused)]:
        screen.print(line, markup=False, **wrap)


def _few(refused: list[str]) -> list[str]:
    """The first refusals, and how many more `--json` tells of."""
    more = len(refused) - SHOWN
    return refused if more <= 0 else [*refused[:SHOWN], f"and {more} more; --json lists all."]
