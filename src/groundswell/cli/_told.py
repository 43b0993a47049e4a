"""What a long command tells besides its progress: a log beside its files, and an account of where the time went."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ._codes import STOPPED as LEFT_STOPPED
from ._leave import leave_unwritten

if TYPE_CHECKING:
    from rich.console import Console

    from groundswell.ensemble import Kept, Log
    from groundswell.verdict import Judged, SetAside

PROFILE = "profile.json"
COMPILING, WRITING = "compiling", "writing"


class Teller:
    """Books time under stages and claims, and tells them to a log where there is one."""

    def __init__(self, log: Log | None = None, kept: Kept | None = None) -> None:
        from groundswell.ensemble import COMPILE, METER, WRITE, listen

        listen()
        self.log, self.kept, self.meter = log, kept, METER
        self._rest = {COMPILING: COMPILE, WRITING: WRITE}

    def stage(self, stage: str, done: int, total: int) -> None:
        """Hear how far a stage is."""
        if stage in self._rest:
            self.meter.at(stage, self._rest[stage])
        else:
            self.meter.at(stage)
        if self.log is not None:
            self.log.stage(stage, done, total, None if self.kept is None else self.kept.chunks)

    def hear(self, news: Judged | SetAside) -> None:
        """Hear of a claim that is judged, or of readings that are set aside."""
        from groundswell.verdict import Judged

        if isinstance(news, Judged):
            self.meter.file(news.verdict.id)
        if self.log is None:
            return
        if isinstance(news, Judged):
            one = news.verdict
            cost = {"seconds": round(news.seconds, 3)}
            self.log.event("claim", claim=one.id, verdict=one.verdict, share=one.share, **cost)
        else:
            self.log.event("set aside", readings=news.readings, named=[asdict(one) for one in news.named])


@contextmanager
def logged(folder: Path, **facts: Any) -> Iterator[Log]:
    """Keep a log in a folder while the block runs, and tell how it ended where the block does not."""
    from groundswell.ensemble import FAILED, STOPPED, Log

    log = Log(folder)
    log.begin(**facts)
    try:
        yield log
    except KeyboardInterrupt:
        log.end(STOPPED)
        raise
    except typer.Exit as leaving:
        if leaving.exit_code == LEFT_STOPPED:
            log.end(STOPPED)
        else:
            log.end(FAILED, why=f"it left with the exit code {leaving.exit_code}")
        raise
    except BaseException as problem:
        log.end(FAILED, why=f"{type(problem).__name__}: {problem}"[:300])
        raise


def account(folder: Path | None, told: Console) -> None:
    """Show where the time went, and leave it as `profile.json` where there is a folder."""
    from groundswell.ensemble import METER
    from groundswell.report import as_json, profile_document, profile_table

    document = profile_document(METER.seconds())
    told.print(profile_table(document), highlight=False)
    if folder is None:
        return
    try:
        (folder / PROFILE).write_text(as_json(document), encoding="utf-8")
    except OSError as problem:
        leave_unwritten(folder / PROFILE, problem)
    told.print(f"Written: {folder / PROFILE}", highlight=False, soft_wrap=True)
