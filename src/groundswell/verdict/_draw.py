"""Readings drawn and held against the explananda, no more: what several machines can do before one of them judges."""

from __future__ import annotations

import numpy as np

from groundswell.ensemble import Ensemble, Hands, Kept, fitting, memory_needed
from groundswell.ledger import Case
from groundswell.model import compile_theory
from groundswell.verdict._admissible import ROUND, explained
from groundswell.verdict._study import BOTH, Progress


def draw(
    case: Case,
    first: int,
    readings: int,
    kept: Kept,
    seed: int = 2007,
    resolution: int | str | None = None,
    step: str | None = None,
    forms: str = "generic",
    hands: Hands | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> None:
    """Draw the readings numbered `first` to `first + readings - 1` and keep their margins in the store `kept`.

    A study of the same case, seed, size and forms that draws them too finds them there, and has the same bits. Raises
    TooLarge before anything is run where the memory does not suffice, and OSError where the store cannot be written.
    """
    size = (resolution or case.setting.resolution, step or case.setting.calendar.step)
    drawn_from = "generic" if forms == BOTH else forms
    ensemble = Ensemble(compile_theory(case), seed, None, kept, hands, *size, drawn_from)
    ensemble.hands = fitting(ensemble, memory_needed(ensemble, readings, 0, 0, 0))
    progress("drawing readings", 0, readings)
    for begin in range(0, readings, ROUND):
        end = min(begin + ROUND, readings)
        explained(ensemble, np.arange(first + begin, first + end))
        ensemble.forget()
        progress("drawing readings", end, readings)
