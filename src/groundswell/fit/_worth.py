"""What theories are worth given a record: evidence, forecasts and weights, each with an interval and in a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from groundswell.fit._stacking import log_sum
from groundswell.record import Look

FEW = 10.0
"""Effective readings below which a theory's evidence is not taken for an answer."""

APART = float(np.log(3.0))
"""Log factor within which two theories are not called apart: three to one."""

FOR, AGAINST, CANNOT, TOO_FEW = "for", "against", "cannot tell", "too few"


@dataclass(frozen=True)
class Factor:
    """Log of how many times as well a theory does as the text, its 95 % interval, and in a word what that says."""

    value: float
    interval: tuple[float, float]
    word: str


@dataclass(frozen=True)
class Scores:
    """Mean scores of forecasts, lower is better: CRPS in points, log score; and the log factor over the text."""

    crps: float
    log_score: float
    factor: Factor | None


@dataclass(frozen=True)
class TheoryGiven:
    """One theory given the record. effective: of its readings, `before` the record and with it.

    evidence: mean log density of the near side, with its interval; factor: against the text, None for the text itself.
    ahead: forecasts one wave ahead, up to the split; holdout: forecasts of what is held out, where that was opened.
    """

    id: str
    evidence: float
    interval: tuple[float, float]
    effective: float
    before: float
    factor: Factor | None
    ahead: Scores | None
    weight: float | None
    weight_interval: tuple[float, float] | None
    holdout: Scores | None


@dataclass(frozen=True)
class TheoriesGiven:
    """All theories given the record. rows: values of its near side; answers, waves: shares forecast, and polls."""

    case: str
    until: date
    seed: int
    readings: int
    rows: int
    answers: int
    waves: int
    explananda: tuple[str, ...]
    theories: tuple[TheoryGiven, ...]
    look: Look | None
    held_out: int


def log_mean(premise: np.ndarray, likelihood: np.ndarray) -> float:
    """Log of the mean likelihood (readings,) under log weights (readings,)."""
    return float(log_sum(premise + likelihood) - log_sum(premise))


def judged(value: float, spread: np.ndarray, effective: float | None) -> Factor:
    """A log factor with the interval of its resamples, in a word; `effective` readings may be too few for one."""
    low, high = ends_of(spread)
    if effective is not None and effective < FEW:
        return Factor(value, (low, high), TOO_FEW)
    word = FOR if low > APART else AGAINST if high < -APART else CANNOT
    return Factor(value, (low, high), word)


def ends_of(spread: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(spread, [0.025, 0.975])
    return float(low), float(high)
