"""Where the time of a command went, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from groundswell.ensemble import PHASES

PROFILE_SCHEMA = "groundswell.profile/1"

_SHOWN = 0.05
"""Seconds below which a number is left out of the table."""

_WHOLE = 1000
"""Seconds from which on tenths are left out."""


def profile_document(seconds: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """Return seconds by place (a stage or a claim) and phase, as `Meter.seconds` gives them, with their sums."""
    phases = {phase: round(sum(one[phase] for one in seconds.values()), 3) for phase in PHASES}
    places = [
        {"name": name, "seconds": round(sum(one.values()), 3), **{phase: round(one[phase], 3) for phase in PHASES}}
        for name, one in seconds.items()
    ]
    return {"schema": PROFILE_SCHEMA, "seconds": round(sum(phases.values()), 3), "phases": phases, "places": places}


def profile_table(document: Mapping[str, Any]) -> Table:
    """Return one line a stage and a claim, with what its seconds were spent on."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 0, 0, 1), title=f"Where {document['seconds']:.1f} seconds went")
    table.add_column("stage or claim", no_wrap=True, min_width=16, max_width=20, overflow="ellipsis")
    for phase in (*PHASES, "all"):
        table.add_column(phase, justify="right", no_wrap=True, min_width=max(len(phase), 5))
    for place in document["places"]:
        if place["seconds"] >= _SHOWN:
            table.add_row(place["name"], *_row(place, place["seconds"]))
    table.add_section()
    table.add_row("all", *_row(document["phases"], document["seconds"]), style="bold")
    return table


def _row(phases: Mapping[str, float], total: float) -> list[str]:
    return [*(_seconds(phases[phase]) for phase in PHASES), _seconds(total)]


def _seconds(amount: float) -> str:
    if amount < _SHOWN:
        return ""
    return f"{amount:.1f}" if amount < _WHOLE else f"{amount:.0f}"
