"""`groundswell cases`: the cases that come with Groundswell."""

from __future__ import annotations

import typer


def run(as_json: bool = typer.Option(False, "--json", help="Print JSON for machines.")) -> None:
    """List the cases that come with Groundswell. Exit codes: 0 listed, 3 they cannot be printed."""
    import json

    from groundswell.ledger import shipped_cases

    found = shipped_cases()
    width = max((len(name) for name, _, _ in found), default=0)
    lines = [f"{name:<{width}}  {says}" for name, _, says in found]
    if as_json:
        lines = [json.dumps([{"id": name, "title": title, "says": says} for name, title, says in found], indent=2)]
    typer.echo("\n".join(lines))
