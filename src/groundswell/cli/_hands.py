"""Who runs a command's readings: threads of this machine, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from ._codes import UNUSABLE
from ._leave import leave_saying

if TYPE_CHECKING:
    from groundswell.ensemble import Hands


@contextmanager
def hands(scheduler: str | None, workers: int | None) -> Iterator[Hands]:
    """Get JAX ready, and give the hands that were asked for; leave with 2 where there are none at the address."""
    from ._numerics import prepare

    prepare()
    from groundswell.ensemble import reached

    with ExitStack() as stack:
        try:
            found = stack.enter_context(reached(scheduler, workers))
        except ImportError:
            leave_saying("--scheduler needs Dask: pip install 'groundswell[cluster]'.", UNUSABLE)
        except ValueError as problem:
            like = "An address looks like tcp://10.0.0.7:8786."
            leave_saying(f"{scheduler}: that is no address of a scheduler: {_first_line(problem)}. {like}", UNUSABLE)
        except OSError as problem:
            leave_saying(f"{scheduler}: no scheduler answers there ({_first_line(problem)}).", UNUSABLE)
        yield found


def _first_line(problem: Exception) -> str:
    return str(problem).splitlines()[0][:120] if str(problem) else type(problem).__name__
