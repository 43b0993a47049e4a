"""`groundswell fit CASE`: the readings that the record leaves, and what it says of each mechanism and claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from ._codes import STOPPED, UNUSABLE
from ._day import day_of
from ._leave import leave_saying, leave_unwritten, sound_case
from ._options import CASE, PROFILE, out_option

if TYPE_CHECKING:
    from datetime import date

    from groundswell.ledger import Case

OUT = out_option("DIR", "Where particles, fit.json and fit.html go; out/<case id>/fit if left out.")
PARTICLES = typer.Option(1024, "--particles", min=8, max=1_000_000, metavar="N", help="Readings carried; in fours.")
MOVES = typer.Option(
    80, "--moves", min=1, max=100_000, metavar="M",
    help="Most moves at one temperature; fewer are made where particles forget sooner where they were.",
)  # fmt: skip
UNTIL = typer.Option(None, "--until", metavar="DATE", help="Moves the split: the last day that may be fitted.")
EXPLANANDA = typer.Option(
    "before", "--explananda", metavar="WHICH",
    help="Which explananda weigh readings too: `before` (those of no month after the split), `all` or `none`.",
)  # fmt: skip
WHICH = ("before", "all", "none")


def run(
    case: str = CASE,
    out: Optional[Path] = OUT,  # noqa: UP045
    particles: int = PARTICLES,
    moves: int = MOVES,
    seed: int = typer.Option(2007, "--seed", min=0, max=2**32 - 2, metavar="S", help="Seed of every random draw."),
    until: Optional[str] = UNTIL,  # noqa: UP045
    explananda: str = EXPLANANDA,
    claims: bool = typer.Option(True, help="Judge claims and predictions given the record."),
    as_json: bool = typer.Option(False, "--json", help="Print fit.json, and nothing else, on standard output."),
    profile: bool = PROFILE,
) -> None:
    """Find the readings that a case's record leaves.

    Rows that are held out are never read.

    Particles are kept after every temperature: a fit that was stopped goes on when the same command is given again.

    Exit codes: 0 fitted, 1 faults in the case or its record, 2 the command makes no sense or there is nothing to fit,
    3 the files cannot be written, 130 stopped by Ctrl-C.
    """
    try:
        loaded = sound_case(case)
        if explananda not in WHICH:
            leave_saying(f"--explananda {explananda[:40]} is not known. It is one of {', '.join(WHICH)}.", UNUSABLE)
        if particles % 4:
            leave_saying(f"--particles {particles} is no multiple of 4: the particles run in four islands.", UNUSABLE)
        folder = out if out is not None else Path("out") / loaded.id / "fit"
        _fit(loaded, folder, particles, moves, seed, day_of(until), explananda, claims, as_json, profile)
    except KeyboardInterrupt:
        leave_saying("\nStopped. The same command goes on from here.", STOPPED)


def _fit(
    case: Case, folder: Path, particles: int, moves: int, seed: int, until: date | None, explananda: Any, claims: bool,
    as_json: bool, profile: bool,
) -> None:  # fmt: skip
    from ._numerics import prepare
    from ._record import sound_record

    sound_record(case)
    prepare()
    from groundswell.ensemble import Busy, Refused
    from groundswell.fit import NothingToFit, fit_case, fit_document
    from groundswell.report import fit_page

    from ._work import at_work

    facts = {"case": case.id, "seed": seed, "particles": particles, "moves": moves, "explananda": explananda}
    with at_work("fit", folder, profile, **facts) as work:
        try:
            with work.watch() as watch:
                watch("compiling", 0, 1)
                found = fit_case(
                    case, particles, seed, until, explananda, folder, None if claims else (), moves, watch
                )  # fmt: skip
            work.writing(2)
            document = fit_document(found)
            _write(folder / "fit.json", _text(document))
            _write(folder / "fit.html", fit_page(document, case.title))
        except (NothingToFit, Busy, Refused) as problem:
            leave_saying(f"{problem}", UNUSABLE)
        except OSError as problem:
            leave_unwritten(folder, problem)
        _tell(document, folder, as_json)


def _text(document: dict[str, Any]) -> str:
    import json

    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _write(file: Path, text: str) -> None:
    """Write whole or not at all."""
    import os

    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, file)


def _tell(document: dict[str, Any], folder: Path, as_json: bool) -> None:
    if as_json:
        typer.echo(_text(document), nl=False)
        return
    from rich.console import Console

    from ._fit_view import fit_lines, fit_tables, lead

    plain = Console()
    screen = plain if plain.is_terminal else Console(width=max(plain.width, 100))
    wrap: dict[str, Any] = {"highlight": False, "soft_wrap": not plain.is_terminal}
    screen.print(lead(document), style="bold", **wrap)
    for table in fit_tables(document):
        screen.print(table)
    for line in [*fit_lines(document), f"Written: {folder / 'fit.json'} and {folder / 'fit.html'}"]:
        screen.print(line, markup=False, **wrap)
