"""Options and arguments that several verbs take, said once."""

from __future__ import annotations

import typer

from ._asked import LAST_SEED, MOST_READINGS

CASE = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell.")
SEED = typer.Option(2007, "--seed", min=0, max=LAST_SEED, metavar="S", help="Seed of every random draw.")
READINGS = typer.Option(
    None, "--readings", min=1, max=MOST_READINGS, metavar="N",
    help="Draw exactly so many readings. Left out: 4,096, and more until 300 admissible ones are at hand.",
)  # fmt: skip
OUT = typer.Option(None, "--out", metavar="DIR", help="Where the files go; out/<case id> if left out.")
PROFILE = typer.Option(False, "--profile", help="Say where the time went; profile.json where files go to a folder.")
WRITING = "Ctrl-C again: the files are being written and will be whole in a moment."
"""What Ctrl-C is answered while files are written."""
