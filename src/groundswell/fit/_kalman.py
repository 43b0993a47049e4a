"""A quick look: an ensemble Kalman update of readings towards the record, in a few passes.

All rows are taken as normal around what a reading gives, polls in log-odds with their stated covariance, numbers with
the width of their model. Each pass moves every reading by the regression of its normal scores on its predictions, with
the errors made wider so that the passes together use the record once. It is fast and rough: exact only where the model
is a straight line and everything is normal, and no choice of form jumps.

Source: Emerick and Reynolds (2013), ensemble smoother with multiple data assimilation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.fit._particles import Particles, prior_particles
from groundswell.fit._replicate import read, replicated
from groundswell.fit._target import Target
from groundswell.record import Polls, expected_shares, log_odds

PASSES = 4


@dataclass(frozen=True)
class QuickLook:
    """Particles after the passes, and the mean squared miss in units of the errors before each pass and at the end."""

    particles: Particles
    misses: tuple[float, ...]


def quick_look(target: Target, count: int, seed: int, passes: int = PASSES) -> QuickLook:
    """Readings moved towards the record; forms move too, since each is chosen by a score."""
    particles, luck = prior_particles(target.drawer, seed, count), np.random.default_rng([seed, 4])
    observed = _observed(target)
    traces = _traces(target, particles)
    noise = _noise(target, traces, seed)
    misses = []
    for _ in range(passes):
        given = _given(target, traces)
        misses.append(_miss(observed, given, noise))
        particles = _updated(particles, given, observed, noise * passes, luck)
        traces = _traces(target, particles)
    return QuickLook(particles, (*misses, _miss(observed, _given(target, traces), noise)))


def updated(scores: np.ndarray, given: np.ndarray, observed: np.ndarray, noise: np.ndarray, luck) -> np.ndarray:
    """Scores (draws, N) moved by predictions (rows, N) towards what was observed (rows,) with error covariance."""
    score_off = scores - scores.mean(1, keepdims=True)
    given_off = given - given.mean(1, keepdims=True)
    each = scores.shape[1] - 1
    cross, own = score_off @ given_off.T / each, given_off @ given_off.T / each
    error = np.linalg.cholesky(noise) @ luck.standard_normal(given.shape)
    return scores + cross @ np.linalg.solve(own + noise, observed[:, None] + error - given)


def _updated(particles: Particles, given, observed, noise, luck) -> Particles:
    moved = updated(particles.scores.astype(float), given, observed, noise, luck)
    return Particles(moved.astype(np.float32), particles.luck)


def _traces(target: Target, particles: Particles) -> dict:
    return dict(zip(target.nodes, target.run(particles), strict=True))


def _observed(target: Target) -> np.ndarray:
    values = read(target.evidence)
    return np.concatenate([_scale(block, values[block.id]) for block in target.evidence.blocks])


def _scale(block, values: np.ndarray) -> np.ndarray:
    """Polls in log-odds, counts in logarithms, indices as they are."""
    if isinstance(block, Polls):
        return np.asarray(log_odds(values), float)
    return np.log(np.asarray(values, float) + 1) if block.series.entry.model == "count" else np.asarray(values, float)


def _given(target: Target, traces: dict) -> np.ndarray:
    """(rows, N) what readings give in the middle of the error models."""
    parts = []
    for block in target.evidence.blocks:
        if isinstance(block, Polls):
            parts.append(np.asarray(log_odds(np.asarray(expected_shares(block.answers, traces))), float))
            continue
        entry, level = block.series.entry, np.asarray(block.levels(traces), float)
        assert entry.at_zero is not None and entry.at_one is not None
        low, high = sum(entry.at_zero) / 2, sum(entry.at_one) / 2
        if entry.model == "count":
            rate = np.exp((1 - level) * np.log(max(low, 1e-3)) + level * np.log(high)) * np.array(block.years)
            parts.append(np.log(rate + 1))
        else:
            parts.append((1 - level) * low + level * high)
    return np.concatenate(parts, axis=1).T


def _noise(target: Target, traces: dict, seed: int) -> np.ndarray:
    """Covariance (rows, rows) of the errors: of what replicates add to what readings give, series by series."""
    made, given, begin = replicated(target.evidence, traces, seed), _given(target, traces), 0
    found = np.zeros((len(given), len(given)))
    for block in target.evidence.blocks:
        values = _scale(block, made[block.id])
        rows = slice(begin, begin + values.shape[1])
        covariance = block.covariance(block.shares) if isinstance(block, Polls) else np.cov(values.T - given[rows])
        found[rows, rows] = np.atleast_2d(covariance) + 1e-9 * np.eye(values.shape[1])
        begin += values.shape[1]
    return found


def _miss(observed: np.ndarray, given: np.ndarray, noise: np.ndarray) -> float:
    off = given.mean(1) - observed
    return float(off @ np.linalg.solve(noise, off) / len(off))
