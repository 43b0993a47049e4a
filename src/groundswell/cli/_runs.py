"""`groundswell runs [DIR]`: the studies in a folder, with their state, size and cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ._codes import UNUSABLE
from ._leave import leave_saying

if TYPE_CHECKING:
    from groundswell.ensemble._runs import StoredRun

_STEP = 1000
_UNITS = ("B", "kB", "MB", "GB", "TB")


def run(
    place: Path = typer.Argument(Path("out"), metavar="DIR", help="Where the studies lie."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """List the studies in a folder.

    Each with case, seed, state, claims judged, readings drawn, size and computing time.

    Exit codes: 0 listed (also where there is none), 2 the folder is not there.
    """
    if not place.is_dir():
        leave_saying(f"{place} is not a folder. Studies lie in out/ unless --out said otherwise.", UNUSABLE)
    from groundswell.ensemble._runs import stored_runs

    found = stored_runs(place)
    if as_json:
        import json

        typer.echo(json.dumps([_document(one) for one in found], indent=2))
        return
    if not found:
        typer.echo(f"No study in {place}. `groundswell study CASE` makes one.")
        return
    _table(found)


def _table(found: list[StoredRun]) -> None:
    rows = [("folder", "case", "seed", "state", "claims", "readings", "size", "time")]
    rows += [
        (str(r.folder), r.case, _or(r.seed), r.state, _or(r.claims), _or(r.drawn, ","), size(r.bytes), _time(r.seconds))
        for r in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        left = [text.ljust(width) for text, width in zip(row[:4], widths[:4], strict=True)]
        right = [text.rjust(width) for text, width in zip(row[4:], widths[4:], strict=True)]
        typer.echo("  ".join([*left, *right]).rstrip())


def _document(one: StoredRun) -> dict[str, object]:
    return {
        "folder": str(one.folder), "case": one.case, "seed": one.seed, "state": one.state, "claims": one.claims,
        "drawn": one.drawn, "bytes": one.bytes, "seconds": one.seconds,
    }  # fmt: skip


def _or(number: int | None, style: str = "") -> str:
    return "-" if number is None else format(number, style)


def _time(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.0f} s" if seconds < 600 else f"{seconds / 60:.0f} min"


def size(amount: float) -> str:
    """A number of bytes as a person reads it: 12 kB, 3.4 MB."""
    for unit in _UNITS:
        if amount < _STEP or unit == _UNITS[-1]:
            return f"{amount:.0f} {unit}" if amount >= 10 or unit == "B" else f"{amount:.1f} {unit}"
        amount /= _STEP
    raise AssertionError("the last unit takes what is left")
