"""`groundswell reading CASE INDEX`: one reading of a case in words."""

from __future__ import annotations

import typer

from ._codes import STOPPED, UNUSABLE
from ._leave import leave_saying, sound_case

LAST = 2**31 - 1


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    index: int = typer.Argument(min=0, max=LAST, help="Number of the reading, from 0."),
    seed: int = typer.Option(2007, "--seed", min=0, max=2**32 - 1, metavar="S", help="Seed of every random draw."),
    forms: str = typer.Option(
        "generic", "--forms", metavar="WORD", help="As in a study: generic, published or either."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """Say what one reading chooses for every mechanism.

    Says too how the reading meets what the text takes as given.

    Exit codes: 0 printed, 1 faults in the case, 2 the command makes no sense, 130 stopped by Ctrl-C.
    """
    try:
        loaded = sound_case(case)
        if forms not in ("generic", "published", "either"):
            leave_saying(f"--forms takes one of generic, published, either, not {forms[:40]}.", UNUSABLE)
        from ._numerics import prepare

        prepare()
        from groundswell.report import as_json as text_of
        from groundswell.report import reading_document, reading_sections

        document = reading_document(loaded, index, seed, forms)
    except KeyboardInterrupt:
        leave_saying("\nStopped.", STOPPED)
    if as_json:
        typer.echo(text_of(document), nl=False)
        return
    from ._sections import print_sections

    print_sections(f"Reading {index} of {loaded.id}, seed {seed}", reading_sections(document, loaded))
