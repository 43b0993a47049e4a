"""What `groundswell watch` shows of a run."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from groundswell.ensemble import Picture

SILENT = 30.0
"""Seconds without a word after which it is said how long a running study has been silent."""

_STYLES = {"running": "bold green", "finished": "green", "stopped": "yellow", "failed": "bold red", "died": "bold red"}
_SHOWN = 12
"""Claims that are listed, the last ones judged."""


def document(seen: Picture) -> dict[str, Any]:
    """A picture as plain data."""
    found = asdict(seen)
    return {**found, "folder": str(seen.folder), "judged": list(found["judged"])}


def view(seen: Picture) -> RenderableType:
    """A picture for a terminal."""
    head = Table.grid(padding=(0, 2))
    head.add_column(style="dim", no_wrap=True)
    head.add_column()
    seed = "" if seen.seed is None and seen.verb != "study" else f", seed {_or(seen.seed)}"
    head.add_row(seen.verb, Text(f"{seen.case}{seed}, in {seen.folder}"))
    head.add_row("state", Text.assemble((seen.state, _STYLES[seen.state]), _about(seen)))
    if seen.stage is not None:
        head.add_row("stage", _stage(seen))
    if seen.asked is not None or seen.judged:
        head.add_row("claims", Text(_claims(seen)))
    if seen.store:
        head.add_row("store", Text(f"{seen.store['read']:,} chunks read, {seen.store['written']:,} written"))
    if seen.set_aside:
        head.add_row("set aside", Text(f"{seen.set_aside:,} readings that overflowed"))
    return Group(head, _judged(seen)) if seen.judged else head


def short_line(seen: Picture) -> str:
    """A picture in one line, for where there is no terminal."""
    stage = "" if seen.stage is None else f", {_stage(seen)}"
    claims = f", claims: {_claims(seen)}" if seen.asked is not None or seen.judged else ""
    return f"{seen.state}{stage}{claims}"


def _about(seen: Picture) -> str:
    """What else there is to say of a state."""
    begun = "" if seen.began is None else f", begun {seen.began.replace('T', ' ').replace('+00:00', ' UTC')}"
    after = (
        ""
        if seen.elapsed is None
        else f", {duration(seen.elapsed)} so far"
        if seen.locked
        else f", took {duration(seen.elapsed)}"
    )
    if seen.state == "running":
        silent = f", silent for {duration(seen.heard)}" if seen.heard is not None and seen.heard > SILENT else ""
        return f": process {_or(seen.process)} holds the lock{begun}{after}{silent}"
    if seen.state == "died":
        return f": nobody holds the lock and no end was told{begun}{after}{_again(seen)}"
    if seen.state == "failed":
        return f"{begun}{after}: {seen.why or 'no reason told'}"
    return f"{begun}{after}{_again(seen) if seen.state == 'stopped' else ''}"


def _again(seen: Picture) -> str:
    """Studies and fits keep what they have; other commands begin anew."""
    return "; the same command goes on from here" if seen.verb in ("study", "fit") else ""


def _stage(seen: Picture) -> str:
    if seen.stage is None:
        return ""
    left = seen.stage.left if seen.state == "running" else None
    more = "" if left is None else f", about {duration(left)} left in this stage"
    return f"{seen.stage.name}: {seen.stage.done:,} of {seen.stage.total:,}{more}"


def _claims(seen: Picture) -> str:
    of = "" if seen.asked is None else f" of {seen.asked}"
    cost = sum(one.seconds for one in seen.judged) / len(seen.judged) if seen.judged else None
    return f"{len(seen.judged)}{of} judged" + ("" if cost is None else f", {cost:.1f} s each")


def _judged(seen: Picture) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, justify in (("claim", "left"), ("verdict", "left"), ("share", "right"), ("cost", "right")):
        table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for one in seen.judged[-_SHOWN:]:
        share = "" if one.share is None else f"{100 * one.share:.0f} %"
        table.add_row(one.claim, one.verdict, share, f"{one.seconds:.1f} s")
    if len(seen.judged) > _SHOWN:
        table.caption = f"and {len(seen.judged) - _SHOWN} before these"
    return table


def duration(seconds: float) -> str:
    """Seconds as a person says them: 40 s, 12 min, 3.5 h."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _or(number: int | None) -> str:
    return "unknown" if number is None else str(number)
