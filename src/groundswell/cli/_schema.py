"""`groundswell schema`: JSON Schema for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import typer

from ._options import out_option

OUT = out_option("FILE", "Write to a file instead.")


def run(
    out: Optional[Path] = OUT,  # noqa: UP045
    file: str = typer.Option("ledger.yaml", "--file", help="Which file of a case the schema is for."),
) -> None:
    """Print the JSON Schema of a ledger or another case file.

    Exit codes: 0 printed, 2 a case has no such file, 3 it cannot be written.
    """
    import json

    from groundswell.ledger import FILES, file_schema

    from ._codes import UNUSABLE, UNWRITABLE

    if file not in FILES:
        typer.echo(f"`{file}` is not a file of a case. They are: {', '.join(FILES)}.", err=True)
        raise typer.Exit(UNUSABLE)
    text = json.dumps(file_schema(file), indent=2)
    if out is None:
        typer.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        typer.echo(f"{out}: the schema cannot be written: {(problem.strerror or 'unknown cause').lower()}.", err=True)
        raise typer.Exit(UNWRITABLE) from None
    typer.echo(f"The schema of {file} is in {out}.")
