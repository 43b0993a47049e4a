"""`groundswell rerun CRATE`: the verdicts of a crate computed again and compared to the bit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from ._codes import FAULTY, STOPPED, UNUSABLE
from ._hands import hands
from ._leave import leave_saying

if TYPE_CHECKING:
    from groundswell.exports import Compared, Rerun

SHOWN = 3
"""Values shown where many differ."""

ANY = typer.Option(False, "--any-version", help="Go on where versions that decide the bits are other ones.")


def run(
    crate: Path = typer.Argument(help="A crate that `groundswell export CASE --as crate` wrote: a folder or a .zip."),
    claims: Optional[str] = typer.Option(None, "--claims", metavar="ID,..", help="Compute these only."),  # noqa: UP045
    any_version: bool = ANY,
    workers: Optional[int] = typer.Option(  # noqa: UP045
        None, "--workers", min=1, max=1024, metavar="N", help="Threads; one a processor if left out."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """Compute a crate's verdicts again and compare.

    Everything is taken from the crate: case, seed, readings, options. Numbers are the same only where every bit is.

    Exit codes: 0 all the same, 1 something differs, 2 no crate, an altered file, another version, or no such claim,
    130 stopped by Ctrl-C.
    """
    try:
        with hands(None, workers) as working:
            found = _computed(crate, _ids(claims), any_version, working)
    except KeyboardInterrupt:
        leave_saying("\nStopped. Nothing was written.", STOPPED)
    if as_json:
        from groundswell.report import as_json as text_of

        typer.echo(text_of(_document(found)), nl=False)
    else:
        typer.echo("\n".join(_lines(found)))
    raise typer.Exit(0 if found.same else FAULTY)


def _ids(claims: str | None) -> list[str] | None:
    if claims is None:
        return None
    asked = claims.replace(",", " ").split()
    if not asked:
        leave_saying("--claims names no claim. Write, say, --claims C01,C02.", UNUSABLE)
    return asked


def _computed(crate: Path, claims: list[str] | None, any_version: bool, working: Any) -> Rerun:
    from rich.console import Console

    from groundswell.exports import ExportError, OtherVersion, rerun

    from ._progress import Watch

    try:
        with Watch(Console(stderr=True)) as watch:
            return rerun(crate, claims, any_version, working, watch)
    except OtherVersion as error:
        first, *others = error.sentences
        ways = "Install those versions, or say --any-version to see whether the numbers come out all the same."
        leave_saying("\n".join([first, *(f"  {one}" for one in others), ways]), UNUSABLE)
    except ExportError as error:
        leave_saying(str(error), UNUSABLE)
    except OSError as problem:
        leave_saying(f"{crate}: cannot be read: {(problem.strerror or 'unknown cause').lower()}.", UNUSABLE)


def _lines(found: Rerun) -> list[str]:
    lines = [f"{found.case}, seed {found.settings.seed}, {found.settings.readings:,} readings", ""]
    rows = [(one.id or "shared", "differs" if one.differ else "the same", _told(one)) for one in _all(found)]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines += [f"{id:<{widths[0]}}  {word:<{widths[1]}}  {told}" for id, word, told in rows]
    lines += ["", "shared: what all claims rest on, such as readings, explananda, predictions and events."]
    lines += [f"Other version let pass: {one}" for one in found.versions]
    values = sum(one.values for one in _all(found))
    differ = sum(len(one.differ) for one in _all(found))
    if found.same:
        return [*lines, f"All {values:,} values that were computed again are the same, bit for bit."]
    return [*lines, f"{differ:,} of {values:,} values that were computed again are not the same."]


def _all(found: Rerun) -> tuple[Compared, ...]:
    return (*found.claims, found.shared)


def _told(one: Compared) -> str:
    if one.differ:
        shown = [f"{d.path}: {_short(d.there)} in the crate, {_short(d.here)} now" for d in one.differ[:SHOWN]]
        more = len(one.differ) - len(shown)
        return "; ".join([*shown, *([f"and {more:,} more"] if more else [])])
    if one.id is None:
        return f"{one.values:,} values"
    from groundswell.report import percent, span

    share, interval = one.there["share"], one.there["interval"]
    return one.there["verdict"] + ("" if share is None else f", {percent(share)} [{span(interval)}]")


def _short(value: Any) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _document(found: Rerun) -> dict[str, Any]:
    return {
        "case": found.case,
        "same": found.same,
        "seed": found.settings.seed,
        "readings": found.settings.readings,
        "other_versions": list(found.versions),
        "claims": [_part(one) for one in found.claims],
        "shared": _part(found.shared),
    }


def _part(one: Compared) -> dict[str, Any]:
    differ = [{"path": d.path, "there": d.there, "here": d.here} for d in one.differ]
    return {"id": one.id, "same": not one.differ, "values": one.values, "differ": differ}
