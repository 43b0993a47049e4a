"""Options and arguments that several verbs take, said once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Optional

import typer

from ._asked import LAST_SEED, MOST_READINGS
from ._codes import UNUSABLE
from ._leave import leave_saying

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(//?|$)")


def address(value: Optional[str]) -> Optional[str]:  # noqa: UP045
    """Take an address as it is; leave with 2 where it is none."""
    if value is not None and not ("://" in value and _SCHEME.match(value)):
        leave_saying(
            f"--store takes an address such as s3://bucket/study or file:///disk/study, not {value[:80]}.", UNUSABLE
        )
    return value


def folder_here(value: Optional[Path]) -> Optional[Path]:  # noqa: UP045
    """Take a path of this machine as it is; leave with 2 where it is an address."""
    scheme = None if value is None else _SCHEME.match(str(value))
    if scheme:
        leave_saying(
            f"--out takes a path on this machine, not an address ({scheme[1]}://). The blocks of a study can be kept"
            " at an address: `groundswell study CASE --store ADDRESS`.",
            UNUSABLE,
        )
    return value


def out_option(metavar: str, help: str, default: Any = None) -> Any:
    """Declare `--out` for a verb, with what it leaves there."""
    return typer.Option(default, "--out", callback=folder_here, metavar=metavar, help=help)


CASE = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell.")
SEED = typer.Option(2007, "--seed", min=0, max=LAST_SEED, metavar="S", help="Seed of every random draw.")
READINGS = typer.Option(
    None, "--readings", min=1, max=MOST_READINGS, metavar="N",
    help="Draw exactly so many readings. Left out: 4,096, and more until 300 admissible ones are at hand.",
)  # fmt: skip
OUT = out_option("DIR", "Where the files go; out/<case id> if left out.")
PROFILE = typer.Option(False, "--profile", help="Say where the time went; profile.json where files go to a folder.")
WRITING = "Ctrl-C again: the files are being written and will be whole in a moment."
"""What Ctrl-C is answered while files are written."""
