"""Prints headed lines, broken at the width of the terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from groundswell.ledger import Section


def print_sections(title: str, sections: Iterable[Section]) -> None:
    """Print a title and sections, headings in bold; a line's own indent is kept."""
    width = max(40, shutil.get_terminal_size((100, 24)).columns - 1)
    typer.secho("\n".join(textwrap.wrap(title, width)), bold=True)
    for part in sections:
        typer.secho("\n" + "\n".join(textwrap.wrap(part.heading, width)), bold=True)
        for line in part.lines:
            indent = " " * (2 + len(line) - len(line.lstrip()))
            typer.echo(
                textwrap.fill(
                    line.lstrip(), width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
                )
            )
