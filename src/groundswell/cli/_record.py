"""`groundswell record CASE`: which facts a case has, what they observe, what they leave open, and what they answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from ._codes import UNUSABLE
from ._day import day_of
from ._leave import leave, leave_faulty, leave_saying, leave_unwritten, sound_case

if TYPE_CHECKING:
    from datetime import date

    from groundswell.ledger import Case

UNTIL = typer.Option(None, "--until", metavar="DATE", help="Moves the split: the last day that may be fitted.")
LOG = typer.Option(None, "--log", metavar="FILE", help="Log of looks; out/<case id>/looks.jsonl if left out.")


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    until: Optional[str] = UNTIL,  # noqa: UP045
    answers: bool = typer.Option(False, "--answers", help="List what the record itself says of claims and the rest."),
    holdout: bool = typer.Option(False, "--holdout", help="With --answers: read held-out rows too, and log it."),
    log: Optional[Path] = LOG,  # noqa: UP045
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """List the series of a case's record.

    Says what each observes and how, its span, its gaps, and what is left unbound.

    Exit codes: 0 listed, 1 faults in the case or its record, 2 there is no such case or it has no record, 3 the look
    cannot be logged.
    """
    from groundswell.ledger import CaseError
    from groundswell.record import load_record, record_document

    loaded = sound_case(case)
    day = day_of(until)
    if loaded.record is None:
        try:
            load_record(loaded)
        except CaseError as error:
            leave(error, UNUSABLE)
    sound_record(loaded)
    if holdout and not answers:
        leave_saying("--holdout opens rows for --answers; without it, nothing is read off them.", UNUSABLE)
    if answers:
        _answers(loaded, day, (log or Path("out") / loaded.id / "looks.jsonl") if holdout else None, as_json)
        return
    document = record_document(loaded, load_record(loaded, day))
    if as_json:
        _print(document)
        return
    _show(document)


def _print(document: dict[str, Any]) -> None:
    import json

    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _answers(case: Case, until: date | None, log: Path | None, as_json: bool) -> None:
    from groundswell.record import load_record, open_holdout
    from groundswell.report import answers_document
    from groundswell.verdict import recorded

    opened = look = None
    try:
        if log is not None:
            opened, look = open_holdout(case, log, "what the record itself says", until)
    except OSError as problem:
        leave_unwritten(log or "", problem)
    last = str(load_record(case, until).until)
    document = answers_document(case, recorded(case, until, opened), last, look.looks if look else None)
    if as_json:
        _print(document)
        return
    from ._record_view import answer_lines, answers_table
    from ._shown import screen

    shown = screen()
    shown.print(answers_table(document))
    for line in answer_lines(document):
        shown.print(line, highlight=False, markup=False, soft_wrap=not shown.is_terminal)


def sound_record(case: Case) -> None:
    """Leave with every fault of a case's tables, where there are any."""
    from groundswell.ledger import CaseError
    from groundswell.record import check_record

    faults = check_record(case)
    if faults:
        leave_faulty(CaseError(faults), str(case.folder))


def _show(document: dict[str, Any]) -> None:
    from rich.console import Console

    from ._record_view import record_lines, record_tables

    plain = Console()
    screen = plain if plain.is_terminal else Console(width=max(plain.width, 100))
    for table in record_tables(document):
        screen.print(table)
    for line in record_lines(document):
        screen.print(line, highlight=False, markup=False, soft_wrap=not plain.is_terminal)
