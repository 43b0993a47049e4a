"""`groundswell explain CASE CLAIM`: what stands behind a claim's verdict."""

from __future__ import annotations

from typing import Optional

import typer

from ._asked import LAST_SEED, MOST_READINGS, wanted
from ._leave import STOPPED, leave_saying, sound_case

READINGS = typer.Option(
    None, "--readings", min=1, max=MOST_READINGS, metavar="N",
    help="Draw exactly so many readings. Left out: 4,096, and more until 300 admissible ones are at hand.",
)  # fmt: skip


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    claims: list[str] = typer.Argument(metavar="CLAIM..", help="One claim or several, such as C02 C05."),
    readings: Optional[int] = READINGS,  # noqa: UP045
    seed: int = typer.Option(2007, "--seed", min=0, max=LAST_SEED, metavar="S", help="Seed of every random draw."),
    as_json: bool = typer.Option(False, "--json", help="Print the claims of verdicts.json for machines."),
) -> None:
    """Say which premises carry a claim, and where it turns.

    Says too whether the claim follows from the text alone.

    Exit codes: 0 printed, 1 faults in the case, 2 the command makes no sense, 130 stopped by Ctrl-C.
    """
    try:
        loaded = sound_case(case)
        asked = wanted(claims, loaded)
        document = _found(loaded, asked, readings, seed)
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


def _found(case, claims: list[str] | None, readings: int | None, seed: int) -> dict:
    from rich.console import Console

    from ._numerics import prepare
    from ._progress import Watch

    prepare()
    import groundswell
    from groundswell.report import verdicts_document
    from groundswell.verdict import Interrupted

    try:
        with Watch(Console(stderr=True)) as watch:
            watch("compiling", 0, 1)
            found = groundswell.study(
                case, readings=readings, seed=seed, claims=claims, explaining=True, progress=watch
            )  # fmt: skip
    except Interrupted:
        raise KeyboardInterrupt from None
    return verdicts_document(found)
