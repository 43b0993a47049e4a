"""Where the command line begins and ends."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from ._codes import FAULTY, STOPPED, UNWRITABLE


def main() -> None:
    """Run the command line and leave with its exit code, which is 3 where a verb cannot write its answer."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a plain terminal is no fault
    try:
        try:
            _answer(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough
        _leave_at_once(FAULTY)
    except OSError as problem:
        if problem.filename is not None:
            raise  # a file that a verb should have looked after
        why = (problem.strerror or str(problem) or "unknown cause").lower()
        print(f"standard output: cannot be written: {why}.", file=sys.stderr)
        _leave_at_once(UNWRITABLE)


def _answer(words: Sequence[str]) -> None:
    if words[:1] == ["check"] and len(words) == 2 and not words[1].startswith("-"):
        _check_at_once(words[1])
    from ._app import asked, build

    try:
        build(asked(words))()
    except Exception as problem:
        forms = sys.modules.get("groundswell.forms")  # a verb that has not loaded it runs none
        if forms is None or not isinstance(problem, forms.FormFailed):
            raise
        print(problem, file=sys.stderr)
        raise SystemExit(FAULTY) from None


def _check_at_once(case: str) -> NoReturn:
    """Check a case and leave without reading options, collecting garbage or tidying up, each of which takes a while."""
    gc.disable()
    from ._checked import checked

    try:
        code = checked(case)
    except KeyboardInterrupt:
        code = STOPPED
    sys.stdout.flush()
    _leave_at_once(code)


def _leave_at_once(code: int) -> NoReturn:
    """End the process; Python would otherwise write what is left of its output, and might fail at that."""
    sys.stderr.flush()
    os._exit(code)
