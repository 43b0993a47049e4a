"""Trajectories for looking at: a few readings under the baseline or one arm, as a labelled dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from groundswell.ensemble._labels import dates, meaning
from groundswell.ensemble._run import Ensemble
from groundswell.ledger import AnyChange, Case, nearest
from groundswell.model import arm_of, compile_theory, runs_of

if TYPE_CHECKING:
    import xarray

SEED = 2007


def simulate(
    case: Case,
    readings: int | Sequence[int] = 8,
    seed: int = SEED,
    arm: str | AnyChange | Sequence[AnyChange] | None = None,
    resolution: int | str | None = None,
    step: str | None = None,
) -> xarray.Dataset:
    """Run readings of a case and return every node that its claims and explananda name, on its own scale.

    `readings` is how many (numbers 0, 1, ...) or their numbers. `arm` is a claim's arm such as
    `C02/no-private-reward`, or changes of the ledger room; None runs the baseline. Baseline and arm meet the same
    chance. Nothing is switched off besides the arm's own changes, while a study also mutes whatever acts directly on
    a claim's outcome. `resolution` (citizens of each community, or `1:1`) and `step` (month or week) are the
    setting's if left out. The dataset has a variable for each node, with dimensions reading and month, and a first
    dimension `run` where an arm sweeps over several values. Raises KeyError for an unknown arm and ValueError where
    there are no readings.
    """
    import xarray

    index = np.arange(readings) if isinstance(readings, int) else np.asarray(readings, int)
    if not len(index) or index.min() < 0:
        raise ValueError("at least one reading is needed, and reading numbers count from 0")
    theory = compile_theory(case)
    resolution, step = resolution or case.setting.resolution, step or case.setting.calendar.step
    ensemble, nodes = Ensemble(theory, seed, resolution=resolution, step=step), theory.named
    runs = runs_of(changes_of(case, arm))
    seen = np.stack([ensemble.run(arm_of(theory.layout, run), nodes, index) for run in runs])
    several = len(runs) > 1
    dimensions = ("run", "reading", "month") if several else ("reading", "month")
    return xarray.Dataset(
        {
            str(node): (dimensions, seen[:, k] if several else seen[0, k], meaning(case, node))
            for k, node in enumerate(nodes)
        },
        coords={"reading": index, "month": dates(case, theory.layout.months)},
        attrs={
            "case": case.id,
            "seed": seed,
            "arm": arm if isinstance(arm, str) else "" if arm is None else "changes",
            "resolution": resolution,
            "step": step,
        },
    )


def changes_of(case: Case, arm: str | AnyChange | Sequence[AnyChange] | None) -> tuple[AnyChange, ...]:
    """The changes behind a claim's arm, or those given; raises KeyError for an unknown arm."""
    if arm is None:
        return ()
    if not isinstance(arm, str):
        return tuple(arm) if isinstance(arm, Sequence) else (arm,)
    arms = {f"{id}/{one.id}": one.changes for id, test in case.claims.claims.items() for one in test.arms}
    if arm not in arms:
        meant = nearest(arm, arms)
        raise KeyError(f"{case.id} has no arm {arm}" + (f"; did you mean {meant}?" if meant else ""))
    return arms[arm]
