"""`groundswell export CASE`: a case or its study in the shape that other people and programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from ._asked import LAST_SEED
from ._codes import STOPPED, UNUSABLE
from ._leave import leave_saying, leave_unwritten, sound_case
from ._options import out_option
from ._reading import LAST

if TYPE_CHECKING:
    from groundswell.exports import Found
    from groundswell.ledger import Case

NAMES = {
    "argdown": "{case}.argdown",
    "crate": "{case}-crate.zip",
    "csv": "{case}-tables",
    "graphml": "{case}.graphml",
    "odd": "{case}-odd.md",
    "xmile": "{case}-{reading}.xmile",
}
"""What can be written, and how it is called where `--out` is left out."""

AS = typer.Option("xmile", "--as", metavar="WORD", help=f"What to write: {', '.join(NAMES)}.")
OUT = out_option("PATH", "Where it goes; a name made of the case's id if left out.")
STUDY = typer.Option(
    None, "--study", metavar="DIR", help="Folder of a study. A crate and tables look in out/<case id> by themselves."
)
LICENCE = typer.Option(
    None, "--license", metavar="WORD", help="For a crate: an SPDX id, an address, or a sentence on who may use it."
)


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    kind: str = AS,
    out: Optional[Path] = OUT,  # noqa: UP045
    study: Optional[Path] = STUDY,  # noqa: UP045
    reading: int = typer.Option(0, "--reading", min=0, max=LAST, metavar="INDEX", help="For XMILE: which reading."),
    seed: int = typer.Option(2007, "--seed", min=0, max=LAST_SEED, metavar="S", help="For XMILE: seed of the reading."),
    licence: Optional[str] = LICENCE,  # noqa: UP045
) -> None:
    """Write a case or its study for others.

    An argument map (argdown), causal diagram (graphml), ODD protocol (odd), tables (csv), one reading as a model
    (xmile), or a crate that can be run again (crate).

    Exit codes: 0 written, 1 faults in the case, 2 the command makes no sense, 3 it cannot be written.
    """
    if kind not in NAMES:
        leave_saying(f"--as takes one of {', '.join(NAMES)}, not {kind[:40]}.", UNUSABLE)
    try:
        loaded = sound_case(case)
        from ._numerics import prepare

        prepare()
        from groundswell.exports import ExportError

        path = out if out is not None else Path(NAMES[kind].format(case=loaded.id, reading=reading))
        _refuse_place(path, kind)
        try:
            said = _written(loaded, kind, path, study, {"reading": reading, "seed": seed, "licence": licence})
        except ExportError as error:
            leave_saying(str(error), UNUSABLE)
    except OSError as problem:
        leave_unwritten(out or case, problem)
    except KeyboardInterrupt:
        leave_saying("\nStopped.", STOPPED)
    typer.echo(f"Written: {path}{said}")


def _refuse_place(path: Path, kind: str) -> None:
    if path.is_dir() and kind not in ("csv", "crate"):
        leave_saying(f"{path} is a folder; --out names a file for {kind}.", UNUSABLE)
    if path.is_file() and (kind == "csv" or (kind == "crate" and path.suffix != ".zip")):
        leave_saying(f"{path} is a file; --out names a folder for {kind}{' or a .zip' * (kind == 'crate')}.", UNUSABLE)


def _written(case: Case, kind: str, path: Path, study: Path | None, more: dict[str, Any]) -> str:
    """Write one export and return what is said of it after its path."""
    from groundswell.exports import argdown, graphml, needed, odd, write_crate, write_tables, write_text

    own = Path("out") / case.id
    if kind == "crate":
        return f", {write_crate(case, study or own, path, more['licence'])} files. `groundswell rerun {path}` compares."
    if kind == "csv":
        found = _found(case, study or own, asked=study is not None)
        tables = write_tables(case, path, found)
        return f", {len(tables)} tables with {sum(len(one.rows) for one in tables):,} rows"
    if kind == "argdown":
        found = _found(case, study, asked=True) if study is not None else None
        write_text(path, argdown(case, needed(found) if found else None))
    else:
        write_text(path, {"graphml": graphml, "odd": odd}[kind](case) if kind != "xmile" else _xmile(case, more))
    return ""


def _found(case: Case, folder: Path, asked: bool) -> Found | None:
    """The documents of a study; only a folder that was asked for must hold one."""
    from groundswell.exports import ExportError, found_in

    found = found_in(folder, case)
    if found.verdicts is None and found.compare is None:
        if asked:
            raise ExportError([f"{folder} holds neither verdicts.json nor compare.json."])
        typer.echo(f"No study in {folder}, so only the case's own tables are written.", err=True)
        return None
    return found


def _xmile(case: Case, more: dict[str, Any]) -> str:
    import numpy as np

    from groundswell.ensemble import Drawer
    from groundswell.exports import xmile
    from groundswell.model import compile_theory

    if case.institutions.all:
        left_out = ", ".join(case.institutions.all)
        typer.echo(
            f"Left out, since XMILE has no such rules: {left_out}. What they stand in for acts instead.", err=True
        )
    theory = compile_theory(case.without_institutions())
    return xmile(theory, Drawer(theory)(more["seed"], np.array([more["reading"]])))
