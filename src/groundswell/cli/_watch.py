"""`groundswell watch DIR`: how the run in a folder stands, from a second terminal."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from ._codes import FAULTY, STOPPED, UNUSABLE
from ._leave import leave_saying

if TYPE_CHECKING:
    from groundswell.ensemble import Picture

EVERY = typer.Option(1.0, "--every", min=0.1, max=3600, metavar="SECONDS", help="How often to look.")


def run(
    folder: Path = typer.Argument(metavar="DIR", help="The folder of a run: what --out was, or out/<case id>."),
    once: bool = typer.Option(False, "--once", help="Show it once and leave."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines: one object a line."),
    every: float = EVERY,
) -> None:
    """Watch the run at work in a folder.

    Any verb that leaves files in a folder: study, compare, fit, resolve, prove and so on.

    Shows its stage, what is done and left, each claim judged with its verdict, share and cost, and whether a process
    is at work on it. Looks again until it ends; nothing in the folder is touched.

    Exit codes: 0 finished, or still at work with --once, 1 it ended before it was finished (killed, crashed, failed),
    2 no run is there, 130 it was stopped by Ctrl-C, or you left.
    """
    from groundswell.ensemble import RUNNING, picture

    seen = picture(folder)
    if seen is None:
        _leave_absent(folder)
    try:
        if once or seen.state != RUNNING:
            _print(seen, as_json)
        else:
            seen = _follow(folder, seen, every, as_json)
    except KeyboardInterrupt:
        leave_saying(f"\nNo longer watching. The run in {folder} goes on.", STOPPED)
    raise typer.Exit(_code(seen))


def _code(seen: Picture) -> int:
    from groundswell.ensemble import DIED, FAILED
    from groundswell.ensemble import STOPPED as ENDED_EARLY

    return {DIED: FAULTY, FAILED: FAULTY, ENDED_EARLY: STOPPED}.get(seen.state, 0)


def _follow(folder: Path, seen: Picture, every: float, as_json: bool) -> Picture:
    """Look again and again until nobody is at work; the last picture."""
    from rich.console import Console
    from rich.live import Live

    from groundswell.ensemble import RUNNING, picture

    from ._watch_view import short_line, view

    console, said = Console(), ""
    live = Live(view(seen), console=console, auto_refresh=False) if console.is_terminal and not as_json else None
    with live if live is not None else _nothing():
        while True:
            if live is not None:
                live.update(view(seen), refresh=True)
            elif (line := short_line(seen)) != said or as_json:
                said = _say(line, seen, as_json)
            if seen.state != RUNNING:
                break
            time.sleep(every)
            seen = picture(folder) or seen
    if live is None and not as_json:
        _print(seen, as_json)
    return seen


def _nothing():
    from contextlib import nullcontext

    return nullcontext()


def _say(line: str, seen: Picture, as_json: bool) -> str:
    if as_json:
        _print(seen, as_json)
    else:
        typer.echo(line)
    sys.stdout.flush()
    return line


def _print(seen: Picture, as_json: bool) -> None:
    from ._shown import screen
    from ._watch_view import document, view

    if as_json:
        import json

        typer.echo(json.dumps(document(seen), ensure_ascii=False))
    else:
        screen().print(view(seen))


def _leave_absent(folder: Path) -> NoReturn:
    """Say that there is no study here, and where there are some."""
    from groundswell.ensemble import stored_runs

    if not folder.is_dir():
        leave_saying(f"{folder} is not a folder. Studies lie in out/ unless --out said otherwise.", UNUSABLE)
    near = [str(one.folder) for one in stored_runs(folder)][:8]
    more = f" There are some in {', '.join(near)}." if near else " `groundswell study CASE` makes one."
    leave_saying(f"{folder} holds no study.{more}", UNUSABLE)
