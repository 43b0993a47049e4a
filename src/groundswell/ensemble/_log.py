"""What happens in a run, told as it happens: one JSON object a line, in a file that stays small."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

LOG = "log.jsonl"
BEFORE = "log.before.jsonl"
"""The log of the run before this one; older ones are gone."""

MOST = 4_000_000
"""Bytes after which a log tells no more than how it ended."""

OFTEN = 1.0
"""Seconds between two lines on one stage, at the least."""

SPARSE = 500.0
"""A line on a stage waits for one such part of the time that has passed, so long runs are told in few lines."""


class Log:
    """Tells one run.

    A line that cannot be written is left out: a log is no reason to end a study, and of a full disk the store tells.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = monotonic):
        self._clock, self._began = clock, clock()
        self._size, self._next, self._stage = 0, 0.0, ""
        self.file = folder / LOG
        try:
            if self.file.exists():
                os.replace(self.file, folder / BEFORE)
        except OSError:
            self._size = MOST

    def begin(self, **facts: Any) -> None:
        """Say what is begun, and when by this machine's calendar; everything after it is told in seconds since."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._tell("began", at=at, process=os.getpid(), python=platform.python_version(), **facts)

    def stage(self, stage: str, done: int, total: int, store: Mapping[str, int] | None = None) -> None:
        """Say how far a stage is, unless it was said a moment ago."""
        now = self._clock() - self._began
        if stage == self._stage and done < total and now < self._next:
            return
        self._stage, self._next = stage, now + max(OFTEN, now / SPARSE)
        facts: dict[str, Any] = {"stage": stage, "done": done, "total": total}
        self._tell("stage", **facts if store is None else {**facts, "store": dict(store)})

    def event(self, event: str, **facts: Any) -> None:
        """Say that something happened."""
        self._tell(event, **facts)

    def end(self, state: str, **facts: Any) -> None:
        """Say how it ended: finished, stopped or failed."""
        self._tell("ended", final=True, state=state, **facts)

    def _tell(self, event: str, final: bool = False, **facts: Any) -> None:
        elapsed = round(self._clock() - self._began, 3)
        line = json.dumps({"event": event, "elapsed": elapsed, **facts}, ensure_ascii=False) + "\n"
        if self._size + len(line) > MOST and not final:
            return
        self._size += len(line.encode())
        try:
            with self.file.open("a", encoding="utf-8", newline="\n") as file:
                file.write(line)
        except OSError:
            self._size = MOST


def told(folder: Path) -> list[dict[str, Any]]:
    """The events of the last run in a folder, oldest first; a line that was torn is passed over."""
    try:
        lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [event for event in map(_read, lines) if event is not None]


def _read(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) and isinstance(found.get("event"), str) else None
