"""How a run stands, seen from outside: from its log, its lock and what it left."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundswell.ensemble._lock import holder, is_locked
from groundswell.ensemble._log import LOG, told
from groundswell.ensemble._runs import STUDY, stored_runs

RUNNING, FINISHED, STOPPED, FAILED, DIED = STATES = ("running", "finished", "stopped", "failed", "died")
"""A run is at work; it came to its end; Ctrl-C ended it; it ended itself with a reason; it was killed or crashed."""


@dataclass(frozen=True)
class Stage:
    """How far a stage is; left: seconds that it needs at its pace so far, None where nothing can be said."""

    name: str
    done: int
    total: int
    left: float | None


@dataclass(frozen=True)
class Judgement:
    """A claim that is judged; seconds: what that took."""

    claim: str
    verdict: str
    share: float | None
    seconds: float


@dataclass(frozen=True)
class Picture:
    """A run at one moment. process: who is at work, or was last; heard: seconds since its last word.

    verb: the command that runs, such as study or fit; asked: claims to be judged, None where the verb judges none;
    store: chunks read and written; set_aside: readings that overflowed; why: what ended it.
    """

    folder: Path
    verb: str
    case: str
    seed: int | None
    state: str
    locked: bool
    process: int | None
    began: str | None
    elapsed: float | None
    heard: float | None
    stage: Stage | None
    asked: int | None
    judged: tuple[Judgement, ...]
    store: dict[str, int]
    set_aside: int
    why: str | None


def picture(folder: Path) -> Picture | None:
    """How the run in a folder stands now, or stood at its end; None where there is none."""
    runs = [one for one in stored_runs(folder) if one.folder == folder]
    locked, process, events = is_locked(folder), holder(folder), told(folder)
    if not runs and not locked and not events:
        return None
    if locked and events and events[0].get("process") != process:
        events = []  # the log is that of an earlier run
    first, last = (events[0], events[-1]) if events else ({}, {})
    verb = first.get("verb", STUDY)
    runs = runs if verb == STUDY else []  # what lies here is of another command
    heard = _heard(folder / LOG) if events else None
    known = float(last["elapsed"]) if "elapsed" in last else None
    return Picture(
        folder=folder,
        verb=verb,
        case=runs[0].case if runs else _case(first),
        seed=runs[0].seed if runs else first.get("seed"),
        state=_state(locked, last, runs[0].state if runs else "unfinished"),
        locked=locked,
        process=process,
        began=first.get("at"),
        elapsed=known + heard if locked and known is not None and heard is not None else known,
        heard=heard,
        stage=_stage(events),
        asked=len(first["claims"]) if isinstance(first.get("claims"), list) else runs[0].claims if runs else None,
        judged=_judged(events),
        store=next((e["store"] for e in reversed(events) if isinstance(e.get("store"), dict)), {}),
        set_aside=max((int(e.get("readings", 0)) for e in events if e["event"] == "set aside"), default=0),
        why=last.get("why"),
    )


def _state(locked: bool, last: dict[str, Any], stored: str) -> str:
    if locked:
        return RUNNING
    if last.get("event") == "ended" and last.get("state") in STATES:
        return str(last["state"])
    return DIED if last or stored == "unfinished" else stored


def _case(first: dict[str, Any]) -> str:
    """What a run is about: its case, or several."""
    cases = first.get("cases", first.get("models", first.get("case", "?")))
    return ", ".join(map(str, cases)) if isinstance(cases, list) else str(cases)


def _heard(file: Path) -> float | None:
    """Seconds since the log was written to, never negative, though somebody may have set the clock back since."""
    try:
        return max(time.time() - file.stat().st_mtime, 0.0)
    except OSError:
        return None


def _stage(events: list[dict[str, Any]]) -> Stage | None:
    told_of = [event for event in events if event["event"] == "stage"]
    if not told_of:
        return None
    last = told_of[-1]
    begun = next(event for event in told_of if event["stage"] == last["stage"])
    done, total, took = last["done"], last["total"], last["elapsed"] - begun["elapsed"]
    here = done - begun["done"]
    left = took / here * (total - done) if here > 0 and total > done else None
    return Stage(last["stage"], done, total, left)


def _judged(events: list[dict[str, Any]]) -> tuple[Judgement, ...]:
    """The claims judged, each as it was judged last."""
    found = {
        event["claim"]: Judgement(event["claim"], event["verdict"], event["share"], event["seconds"])
        for event in events
        if event["event"] == "claim"
    }
    return tuple(found.values())
