"""`groundswell prove`: the tool scored on societies whose truths are known."""

from __future__ import annotations

import typer

from ._leave import FAULTY

RIGHT, FALSE_FOLLOWS = 0.95, 0.05


def run(
    worlds: int = typer.Option(7, "--worlds", min=1, max=100, metavar="N", help="Planted worlds; 36 claims in each."),
    as_json: bool = typer.Option(False, "--json", help="Print the scorecard as JSON."),
) -> None:
    """Plant societies whose truths are known, judge claims about them, and print the scorecard.

    Exit codes: 0 the targets are met (95 % of verdicts right where there is a truth, at most 5 % of false claims
    said to follow), 1 they are not.
    """
    from rich.console import Console

    from ._numerics import prepare
    from ._progress import Watch

    prepare()
    from groundswell.prove import prove

    with Watch(Console(stderr=True)) as watch:
        card = prove(range(1, worlds + 1), progress=lambda done, total: watch("planted worlds", done, total))
    if as_json:
        import json

        typer.echo(json.dumps(card.document(), indent=2))
    else:
        typer.echo("\n".join(card.lines()))
    if card.right < RIGHT or card.false_follows > FALSE_FOLLOWS:
        raise typer.Exit(FAULTY)
