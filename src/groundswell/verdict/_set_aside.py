"""Readings that leave the range of numbers are noted in the study, and the first of them named."""

from collections.abc import Callable, Sequence

import numpy as np

from groundswell.ensemble import Ensemble, overflow
from groundswell.model import Arm, runs_of
from groundswell.verdict._claim import ArmResult, ClaimRunner
from groundswell.verdict._result import Judged, SetAside, Study

NAMED = 8
"""Readings that are named, one by one; of the others the number is told."""

Heard = Callable[[Judged | SetAside], None]
"""Called with what a study finds on its way."""


def set_aside(
    study: Study, ensemble: Ensemble, arm: Arm, readings: np.ndarray, heard: Heard, run: str = "the baseline"
) -> None:
    """Note the numbers of readings that overflow in a run, those that are not noted yet, and tell of them."""
    new = [int(one) for one in readings if int(one) not in study.set_aside]
    if not new:
        return
    room = max(NAMED - len(study.overflows), 0)
    named = tuple(overflow(ensemble, run, arm, one) for one in new[:room])
    study.overflows, study.set_aside = study.overflows + named, study.set_aside | set(new)
    heard(SetAside(len(study.set_aside), named))


def set_aside_in_arms(
    study: Study, runner: ClaimRunner, results: Sequence[ArmResult], index: np.ndarray, heard: Heard
) -> None:
    """Note the readings among `index` that overflow in an arm of a claim."""
    for result in results:
        for changes in runs_of(result.test.changes):
            run = f"{runner.test.id}/{result.test.id}"
            set_aside(study, runner.ensemble, runner.arm(changes), index[~result.sound], heard, run)
