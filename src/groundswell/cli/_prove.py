"""`groundswell prove`: the tool scored on societies whose truths are known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Optional

import typer

from ._codes import FAULTY
from ._leave import leave_unwritten
from ._options import PROFILE, out_option

if TYPE_CHECKING:
    from groundswell.prove import Scorecard

OUT = out_option("DIR", "Write scorecard.txt, scorecard.json and calibration.svg into this folder.")


def run(
    seeds: int = typer.Option(4, "--seeds", min=1, max=100, metavar="N", help="Seeds; 64 planted claims for each."),
    out: Optional[Path] = OUT,  # noqa: UP045
    as_json: bool = typer.Option(False, "--json", help="Print the scorecard as JSON."),
    profile: bool = PROFILE,
) -> None:
    """Try the verdicts on societies whose truths are known.

    Says the same theories in other words too, shuffles them, and keeps score.

    Exit codes: 0 all promises are kept (95 % of verdicts right where there is a truth, at most 5 % of false claims
    said to follow, verdicts that no rewording changes, shuffled theories that earn what is advertised), 1 they are
    not, 3 the files cannot be written.
    """
    from ._numerics import prepare

    prepare()
    from groundswell.prove import lines, prove

    from ._work import at_work

    with at_work("prove", out, profile, seeds=seeds) as work:
        with work.watch() as watch:
            card = prove(range(1, seeds + 1), progress=watch)
        work.facts = {"failures": len(card.failures())}
        if out is not None:
            work.writing(3)
            _write(card, out)
    if as_json:
        import json

        typer.echo(json.dumps(card.document(), indent=2))
    else:
        typer.echo("\n".join(lines(card)))
    if card.failures():
        raise typer.Exit(FAULTY)


def _write(card: Scorecard, folder: Path) -> None:
    import json

    from groundswell.prove import lines, picture

    files = {
        "scorecard.txt": "\n".join(lines(card)) + "\n",
        "scorecard.json": json.dumps(card.document(), indent=2) + "\n",
        "calibration.svg": picture(card),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as problem:
        leave_unwritten(folder, problem)
