"""Where the command line begins and ends."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from ._codes import FAULTY, STOPPED, UNWRITABLE


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a plain terminal is no fault
    words = sys.argv[1:]
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
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = STOPPED
    except BrokenPipeError:  # the reader has seen enough
        code = FAULTY
    except OSError as problem:
        print(f"what was found cannot be written: {(problem.strerror or str(problem)).lower()}.", file=sys.stderr)
        code = UNWRITABLE
    sys.stderr.flush()
    os._exit(code)
