"""A long command at work: it shows how far it is, tells the log of its folder, and accounts for its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._codes import UNUSABLE
from ._leave import leave_saying, leave_unwritten
from ._options import WRITING
from ._stopping import undisturbed
from ._told import WRITING as WRITING_STAGE
from ._told import Teller, account, logged

if TYPE_CHECKING:
    from rich.console import Console

    from groundswell.ensemble import Kept, Log

    from ._progress import Watch


class Work:
    """What a verb says while it works. `stopped` says at the end that Ctrl-C cut it short; `facts` what it found."""

    def __init__(self, folder: Path | None, log: Log | None, kept: Kept | None) -> None:
        from rich.console import Console

        self.console: Console = Console(stderr=True)
        self.folder, self.log, self.stopped, self.files = folder, log, False, 0
        self.facts: dict[str, Any] = {}
        self.teller = Teller(log, kept)

    def watch(self) -> Watch:
        """Return what hears of progress: bars or lines for people, and the log."""
        from ._progress import Watch

        return Watch(self.console, self.teller)

    def writing(self, files: int = 1) -> None:
        """Say that so many files are being written from now on."""
        self.files = files
        self.teller.stage(WRITING_STAGE, 0, files)

    def written(self) -> None:
        """Say that they are there, where any were to be written."""
        if self.files:
            self.teller.stage(WRITING_STAGE, self.files, self.files)


@contextmanager
def at_work(verb: str, folder: Path | None, profile: bool, kept: Kept | None = None, **facts: Any) -> Iterator[Work]:
    """Let a verb work in a folder, or nowhere, and tell how it ended, whichever way it ends.

    facts: what the log says at the beginning. Leaves with 2 where another run is at work in the
    folder, and with 3 where it cannot be written.
    """
    from groundswell.ensemble import FINISHED, STOPPED

    with ExitStack() as stack:
        if folder is not None:
            stack.enter_context(_alone(folder))
        log = stack.enter_context(nullcontext() if folder is None else logged(folder, verb=verb, **facts))
        work = Work(folder, log, kept)
        yield work
        with undisturbed(WRITING, for_good=work.stopped):
            work.written()
            if profile:
                account(folder, work.console)
            if log is not None:
                log.end(STOPPED if work.stopped else FINISHED, **work.facts)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only one who tells a run to a folder, which is made if need be."""
    from groundswell.ensemble import TELLING, Busy, locked

    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(folder, TELLING))
        except Busy as problem:
            leave_saying(str(problem), UNUSABLE)
        except OSError as problem:
            leave_unwritten(folder, problem)
        yield
