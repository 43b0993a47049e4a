"""Progress on the error stream: bars with the time left in a terminal, a few plain lines elsewhere."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from groundswell.verdict import Judged, SetAside

    from ._told import Teller

TENTHS = 10
CLAIMS = "claims"


class Watch:
    """Shows how far a study is; call it with a stage, how much of it is done and how much there is.

    `teller` hears the same, for the log and for the account of time.
    """

    def __init__(self, console: Console, teller: Teller | None = None) -> None:
        self.console = console
        self.teller = teller
        self._bars: Progress | None = _bars(console) if console.is_terminal else None
        self._rows: dict[str, TaskID] = {}
        self._began: dict[str, float] = {}
        self._said: dict[str, int] = {}
        self._costs: list[float] = []

    def __enter__(self) -> Watch:
        if self._bars is not None:
            self._bars.start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.teller is not None:
            self.teller.stage(stage, done, total)
        if self._bars is None:
            self._line(stage, done, total)
            return
        if stage not in self._rows:
            for row in self._rows.values():  # what came before is over, whether or not it said so
                self._bars.update(row, completed=self._bars.tasks[row].total)
            self._rows[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._rows[stage], completed=done, total=total, description=f"{stage}{self._cost(stage)}")

    def hear(self, news: Judged | SetAside) -> None:
        """Hear of a claim that is judged, and what it cost, or of readings that are set aside."""
        from groundswell.verdict import Judged

        if isinstance(news, Judged):
            self._costs.append(news.seconds)
        else:
            for one in news.named:
                self._print(f"set aside, since it leaves the range of numbers: {one}")
        if self.teller is not None:
            self.teller.hear(news)

    def _cost(self, stage: str) -> str:
        """What a claim has cost so far, in the stage in which claims are judged."""
        if stage != CLAIMS or not self._costs:
            return ""
        return f", {sum(self._costs) / len(self._costs):.1f} s each"

    def _line(self, stage: str, done: int, total: int) -> None:
        """Say something ten times a stage at most."""
        began = self._began.setdefault(stage, time.monotonic())
        tenth = TENTHS * done // max(total, 1)
        if self._said.get(stage) == tenth and total > TENTHS:
            return
        self._said[stage] = tenth
        if total == 1 and not done:
            self._print(stage)
            return
        left = (time.monotonic() - began) * (total - done) / done if 0 < done < total else 0.0
        more = f", about {left:.0f} s left in this stage" if left >= 1 else ""
        self._print(f"{stage}: {done:,} of {total:,}{self._cost(stage)}{more}")

    def _print(self, line: str) -> None:
        self.console.print(line, highlight=False)
        self.console.file.flush()


def _bars(console: Console) -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("left:"), TimeRemainingColumn(), console=console, transient=True,
    )  # fmt: skip
