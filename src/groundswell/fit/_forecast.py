"""Forecasts of poll answers: weighted readings of a theory through the poll model, given the answers known before.

Given a run, log-odds of answers known and asked for are jointly normal, so what the known ones say about the shared
terms (level, wording, house, turnout, drift) carries over exactly. Readings are weighed by how well they meet the known
answers. The forecast is a mixture of normals in log-odds, one for each reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from groundswell.fit._weights import LEAST, Weights, weighed
from groundswell.language import Node
from groundswell.ledger import PollTerms
from groundswell.record import (
    Answer,
    answers_covariance,
    expected_shares,
    log_odds,
    sampling_variance,
    shared_covariance,
    whitener,
)

SAMPLES = 2000


@dataclass(frozen=True)
class Forecast:
    """Forecast of some answers. mean (readings, answers), deviation (answers,): normals in log-odds; weights: of the
    readings; samples (answers, SAMPLES): shares in percent, equally weighted."""

    mean: np.ndarray
    deviation: np.ndarray
    weights: Weights
    samples: np.ndarray

    def log_density(self, percent: np.ndarray) -> np.ndarray:
        """Log density (answers,) per percentage point at shares (answers,) in percent."""
        share = np.clip(np.asarray(percent, float) / 100, 0.005, 0.995)
        z = (np.log(share / (1 - share)) - self.mean) / self.deviation
        inside = -0.5 * z**2 - np.log(self.deviation) - 0.5 * np.log(2 * np.pi)
        top = inside.max(0)
        mixed = top + np.log(self.weights.weight @ np.exp(inside - top))
        return mixed - np.log(100 * share * (1 - share))


def forecast(
    traces: dict[Node, np.ndarray], prior: np.ndarray, known: Sequence[Answer], asked: Sequence[Answer],
    terms: PollTerms, seed: int, least: float = LEAST, weights: Weights | None = None,
) -> Forecast:  # fmt: skip
    """Forecast answers from runs {node: (readings, months)}, prior log weights (readings,) and answers known before.

    `weights` are those of the readings where they are settled already, by more of the record than answers.
    """
    ahead = _support(traces, asked)
    epoch = min((one.asked.day for one in (*known, *asked)), default=date.min)
    targets = [one.asked for one in asked]
    if known:
        sources = [one.asked for one in known]
        share = np.array([one.share for one in known], float)
        covariance = answers_covariance(sources, share, terms, epoch)
        whiten, log_determinant = whitener(covariance)
        miss = (_odds(share) - _support(traces, known)) @ whiten.T
        likelihood = -0.5 * (miss**2).sum(1) + log_determinant
        cross = shared_covariance(targets, sources, terms, epoch) @ whiten.T
        mean, explained = ahead + miss @ cross.T, (cross**2).sum(1)
    else:
        likelihood, mean, explained = np.zeros(len(prior)), ahead, np.zeros(len(asked))
    weights = weighed(prior, likelihood, least) if weights is None else weights
    total = np.array([shared_covariance([one], [one], terms, epoch)[0, 0] for one in targets]) - explained
    middle = 1 / (1 + np.exp(-(weights.weight @ mean)))
    deviation = np.sqrt(total + sampling_variance(middle, targets, terms))
    return Forecast(mean, deviation, weights, _samples(mean, deviation, weights.weight, seed))


def _odds(share: np.ndarray) -> np.ndarray:
    return np.asarray(log_odds(share), float)


def _support(traces: dict[Node, np.ndarray], answers: Sequence[Answer]) -> np.ndarray:
    """Log-odds (readings, answers) of the support behind answers, out of those who are counted."""
    return _odds(expected_shares(answers, traces))


def _samples(mean: np.ndarray, deviation: np.ndarray, weight: np.ndarray, seed: int) -> np.ndarray:
    """Shares in percent (answers, SAMPLES): readings by systematic resampling, then their normals."""
    luck = np.random.default_rng(seed)
    along = (np.arange(SAMPLES) + luck.random()) / SAMPLES
    drawn = np.minimum(np.searchsorted(np.cumsum(weight), along), len(weight) - 1)
    z = mean[drawn] + deviation * luck.standard_normal((SAMPLES, len(deviation)))
    return 100 / (1 + np.exp(-z.T))
