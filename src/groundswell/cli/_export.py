"""`groundswell export CASE`: one reading of a case as an XMILE model for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import typer

from ._leave import leave_unwritten, sound_case
from ._reading import LAST

OUT = typer.Option(None, "--out", metavar="FILE", help="Where the model goes; <case id>-<reading>.xmile if left out.")


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    reading: int = typer.Option(0, "--reading", min=0, max=LAST, metavar="INDEX", help="Number of the reading."),
    seed: int = typer.Option(2007, "--seed", min=0, max=2**32 - 1, metavar="S", help="Seed of every random draw."),
    out: Optional[Path] = OUT,  # noqa: UP045
) -> None:
    """Write one reading as an XMILE model.

    PySD, Stella, Simlin and others read it. Luck and institutions are left out.

    Exit codes: 0 written, 1 faults in the case, 2 the command makes no sense, 3 the file cannot be written.
    """
    loaded = sound_case(case)
    from ._numerics import prepare

    prepare()
    import numpy as np

    from groundswell.ensemble import Drawer
    from groundswell.exports import xmile
    from groundswell.model import compile_theory

    if loaded.institutions.all:
        left_out = ", ".join(loaded.institutions.all)
        typer.echo(
            f"Left out, since XMILE has no such rules: {left_out}. What they stand in for acts instead.", err=True
        )
    theory = compile_theory(loaded.without_institutions())
    text = xmile(theory, Drawer(theory)(seed, np.array([reading])))
    path = out if out is not None else Path(f"{loaded.id}-{reading}.xmile")
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        leave_unwritten(path, problem)
    typer.echo(f"Written: {path}")
