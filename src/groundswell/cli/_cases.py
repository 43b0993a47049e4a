"""`groundswell cases`: the cases that come with Groundswell."""

from __future__ import annotations

import typer


def run(as_json: bool = typer.Option(False, "--json", help="Print JSON for machines.")) -> None:
    """List the cases that come with Groundswell."""
    import json

    from groundswell.ledger import shipped_cases

    found = shipped_cases()
    if as_json:
        typer.echo(json.dumps([{"id": name, "title": title, "says": says} for name, title, says in found], indent=2))
        return
    width = max((len(name) for name, _, _ in found), default=0)
    for name, _, says in found:
        typer.echo(f"{name:<{width}}  {says}")
