"""`groundswell explain CASE CLAIM`: what stands behind a claim's verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import typer

from ._asked import wanted
from ._codes import STOPPED
from ._leave import leave_saying, leave_unwritten, sound_case
from ._options import CASE, PROFILE, READINGS, SEED, out_option

OUT = out_option("DIR", "Leave the claims as explained.json, and a log, in this folder.")


def run(
    case: str = CASE,
    claims: list[str] = typer.Argument(metavar="CLAIM..", help="One claim or several, such as C02 C05."),
    readings: Optional[int] = READINGS,  # noqa: UP045
    seed: int = SEED,
    out: Optional[Path] = OUT,  # noqa: UP045
    as_json: bool = typer.Option(False, "--json", help="Print the claims of verdicts.json for machines."),
    profile: bool = PROFILE,
) -> None:
    """Say which premises carry a claim, and where it turns.

    Says too whether the claim follows from the text alone.

    Exit codes: 0 printed, 1 faults in the case, 2 the command makes no sense, 3 the folder cannot be written,
    130 stopped by Ctrl-C.
    """
    try:
        loaded = sound_case(case)
        asked = wanted(claims, loaded)
        document = _found(loaded, asked, readings, seed, out, profile)
    except KeyboardInterrupt:
        leave_saying("\nStopped.", STOPPED)
    if as_json:
        from groundswell.report import as_json as text_of

        typer.echo(text_of(document["claims"]), nl=False)
        return
    from groundswell.report import explained_sections

    from ._sections import print_sections

    for number, claim in enumerate(document["claims"]):
        if number:
            typer.echo("")
        print_sections(f"{claim['id']} · {claim['says']}", explained_sections(claim, loaded))


def _found(
    case, claims: list[str] | None, readings: int | None, seed: int, out: Path | None, profile: bool
) -> dict:  # fmt: skip
    from ._numerics import prepare

    prepare()
    import groundswell
    from groundswell.report import verdicts_document
    from groundswell.verdict import Interrupted

    from ._work import at_work

    facts = {"case": case.id, "seed": seed, "readings": readings, "claims": claims}
    with at_work("explain", out, profile, **facts) as work:
        try:
            with work.watch() as watch:
                watch("compiling", 0, 1)
                found = groundswell.study(
                    case, readings=readings, seed=seed, claims=claims, explaining=True, progress=watch,
                    heard=watch.hear,
                )  # fmt: skip
        except Interrupted:
            raise KeyboardInterrupt from None
        document = verdicts_document(found)
        if out is not None:
            work.writing()
            _write(document, out / "explained.json")
    return document


def _write(document: dict, file: Path) -> None:
    from groundswell.report import as_json as text_of

    try:
        file.write_text(text_of(document["claims"]), encoding="utf-8")
    except OSError as problem:
        leave_unwritten(file, problem)
