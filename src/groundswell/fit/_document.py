"""A score as data for machines and as lines for people."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from groundswell.fit._score import Marks, Rivalry, Scored
from groundswell.record import crps_ensemble

SCHEMA = "groundswell.score/1"
CONVENTION = (
    "a baseline sees the case's rows that may be fitted and that ended before the first day of the row it forecasts; "
    "never a row of the scored file"
)


def score_document(found: Scored) -> dict[str, Any]:
    """Return a score as plain data; docs/record.md describes every field."""
    weights = found.forecast.weights
    return plain({
        "schema": SCHEMA,
        "case": found.case,
        "file": found.against.shown,
        "sha256": found.against.sha256,
        "until": str(found.until) if found.until else None,
        "seed": found.seed,
        "n_rows": found.against.rows,
        "n_scored": len({cell.line for cell in found.cells}),
        "n_cells": len(found.cells),
        "n_compared": int(found.compared.sum()),
        "refused": [
            {"line": one.line, "id": one.id or None, "column": one.column, "reason": one.reason}
            for one in found.against.refused
        ],
        "silent": {name: {"cells": n, "reason": why} for name, (n, why) in found.against.silent.items()},
        "verdict": sentence(found),
        **marks_of(found.theory),
        "crps_compared": _compared_crps(found),
        "coverage": {f"{level:g}": share for level, share in found.coverage.items()},
        "pit": found.pit,
        "baselines": {name: rivalry_of(one) for name, one in found.baselines.items()},
        "baselines_see": CONVENTION,
        "best_baseline": found.best_baseline,
        "skill": found.skill.value if found.skill else None,
        "skill_interval": found.skill.interval if found.skill else None,
        "nulls": {name: rivalry_of(one) for name, one in found.nulls.items()},
        "looking_ahead": {**rivalry_of(found.looking_ahead), "explananda": found.runs.peeking},
        "readings": {
            "drawn": found.readings, "effective": weights.effective, "effective_before": weights.before,
            "temper": weights.temper, "answers_known": found.known,
        },
        "cells": [_cell(found, k) for k in range(len(found.cells))],
        "looks": found.look.looks if found.look else None,
        "looks_at_this_file": found.look.looks_at_this if found.look else None,
        "log": str(found.look.log) if found.look else None,
    })  # fmt: skip


def marks_of(marks: Marks) -> dict[str, Any]:
    """Mean scores of one forecaster."""
    return {
        "crps": marks.crps, "log_score": marks.log_score,
        "direction": {"hits": marks.directions[0], "of": marks.directions[1]},
        "rank": {"hits": marks.ranks[0], "of": marks.ranks[1]},
    }  # fmt: skip


def rivalry_of(one: Rivalry) -> dict[str, Any]:
    """Mean scores of another forecaster, and the theory's skill over it."""
    return {**marks_of(one.marks), "skill_over": one.skill.value, "skill_over_interval": one.skill.interval}


def _cell(found: Scored, k: int) -> dict[str, Any]:
    cell, samples = found.cells[k], found.samples[k]
    low, first, middle, third, high = np.quantile(samples, [0.05, 0.25, 0.5, 0.75, 0.95])
    return {
        "line": cell.line, "id": cell.id or None, "party": cell.party, "node": str(cell.node), "day": str(cell.day),
        "pollster": cell.pollster, "observed": cell.percent, "median": middle, "low": low, "high": high,
        "q25": first, "q75": third,
    }  # fmt: skip


def sentence(found: Scored) -> str:
    """The first line of a report: whether the theory beats the best baseline, by how much, and how surely."""
    if found.skill is None or found.best_baseline is None:
        return "Nothing to compare with: the case has no older row of these parties, so no baseline can be made."
    best = found.baselines[found.best_baseline]
    own = _compared_crps(found)
    low, high = found.skill.interval
    numbers = (
        f"CRPS {own:.2f} against {best.marks.crps:.2f} points, "
        f"skill {found.skill.value:+.0%} [{low:+.0%} to {high:+.0%}]"
    )
    name = found.best_baseline
    if low > 0:
        return f"The theory's forecast beats the best dumb baseline ({name}): {numbers}."
    if high < 0:
        return f"The theory's forecast loses to the best dumb baseline ({name}): {numbers}."
    word = "does better than" if found.skill.value > 0 else "does not beat"
    return f"The theory's forecast {word} the best dumb baseline ({name}), within error: {numbers}."


def _compared_crps(found: Scored) -> float:
    """Mean CRPS of the theory over the cells of which a baseline can say anything."""
    own = crps_ensemble(found.samples, np.array([cell.percent for cell in found.cells]))
    return float(own[found.compared].mean()) if found.compared.any() else math.nan


def plain(value: Any) -> Any:
    """Plain data: no arrays, no numbers that JSON lacks."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value
