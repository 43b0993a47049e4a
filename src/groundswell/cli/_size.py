"""The options that say how finely a run is resolved, read and refused in one place."""

from __future__ import annotations

from ._codes import UNUSABLE
from ._leave import leave_saying

MOST = 100_000_000
"""Citizens of one community, at the most."""


def resolution_of(text: str | None) -> int | str | None:
    """Return a resolution: None for the setting's, `1:1`, or a whole number; leave with 2 for anything else."""
    if text is None or text.strip() == "1:1":
        return None if text is None else "1:1"
    try:
        number = float(text.replace(",", "").replace("_", ""))
    except ValueError:
        number = 0.0
    if not (1 <= number <= MOST and number == int(number)):
        leave_saying(
            f"--resolution {text[:40]} is not a resolution. Write 1 for the mean field, a whole number of citizens"
            f" up to {MOST:,} such as 1000 or 1e5, or 1:1 for everybody.",
            UNUSABLE,
        )
    return int(number)


def step_of(text: str | None) -> str | None:
    """Return month or week, or None for the setting's; leave with 2 for anything else."""
    if text not in (None, "month", "week"):
        leave_saying(f"--step {text[:40]} is not a step. Write month or week.", UNUSABLE)
    return text
