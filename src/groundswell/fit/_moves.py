"""How particles move: the draws in three blocks, and their luck, each by steps that leave a normal law as it is.

A record speaks loudly of few draws and of most hardly at all. Moved together, the loud hold back the rest; apart,
each block takes steps as wide as it can bear. They lead around where the particles lie by now, not around the prior's
middle. Draws that choose (a form, whether a cause acts by standing there) have no slope: a few of them are drawn anew.
Luck is a block of its own.

Sources: Cotter and others (2013) for moves that leave a normal law as it is; Cui, Law and Marzouk (2016) for moving
what data inform apart from the rest; Pinski and others (2015) for moves around a normal law near the posterior; James
and Stein (1961) for how far to trust the means of many draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.fit._particles import Particles

LOUD = 64
"""Draws at most of which the record speaks loudly: a case of two thousand draws and a hundred rows has fewer."""

CHOICES = ("form:", "drive:")
"""How the names of draws that choose begin."""

KINDS = ("loud", "quiet", "choices", "luck")
ROUND = ("loud", "quiet", "choices", "luck")
"""One round of moves."""

WISHED = 0.3
"""Share of moves that should be taken; wider or narrower moves are tried where it is otherwise."""

FIRST = {"loud": 0.5, "quiet": 0.7, "choices": 0.3}
"""Sizes of the first moves."""


@dataclass(frozen=True)
class Blocks:
    """Rows of the draws in each block: each draw stands in one."""

    loud: np.ndarray
    quiet: np.ndarray
    choices: np.ndarray

    def rows(self, kind: str) -> np.ndarray:
        """The rows of one block."""
        return getattr(self, kind)


def blocks_of(names: Sequence[str], scores: np.ndarray, parts: np.ndarray, most: int = LOUD) -> Blocks:
    """Blocks of draws, told from independent particles of the prior.

    scores (draws, N), parts (parts, N): how well each part of the record is met. Loud are the draws whose scores go
    most with those, in squared nats; never more than a quarter of all.
    """
    chooses = np.array([name.startswith(CHOICES) for name in names])
    heard = np.where(chooses, -1.0, loudness(scores, parts))
    order = np.argsort(-heard, kind="stable")[: np.count_nonzero(~chooses)]
    count = min(most, max(1, len(names) // 4), len(order))
    return Blocks(np.sort(order[:count]), np.sort(order[count:]), np.flatnonzero(chooses))


def loudness(scores: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """How much of the spread of the parts' log densities goes with each draw: (draws,), squared nats.

    Parts are compared by rank, since some readings miss a part by hundreds of nats.
    """
    spread = np.subtract(*np.quantile(parts, [0.84, 0.16], axis=1)) / 2
    ranks = np.argsort(np.argsort(parts, axis=1, kind="stable"), axis=1, kind="stable")
    together = _standard(scores.astype(float)) @ _standard(ranks.astype(float)).T / scores.shape[1]
    return (together**2) @ spread**2


def _standard(rows: np.ndarray) -> np.ndarray:
    off = rows - rows.mean(1, keepdims=True)
    return off / np.maximum(off.std(1, keepdims=True), 1e-12)


@dataclass(frozen=True)
class Around:
    """The normal law around which particles are moved: middle and variance (draws,) of each score."""

    middle: np.ndarray
    variance: np.ndarray


def around(scores: np.ndarray, islands: int) -> Around:
    """Where particles (draws, N) lie, each draw by itself, as far as the islands agree on it; else the prior."""
    parts = scores.reshape(len(scores), islands, -1).astype(float)
    return Around(_trusted(parts.mean(2)), np.clip(1 + _trusted(parts.var(2) - 1), 0.1, 2.0))


def _trusted(found: np.ndarray) -> np.ndarray:
    """Means of estimates (draws, islands) drawn towards nought: the usual noise is taken off their squares."""
    middle, noise = found.mean(1), found.var(1, ddof=1).mean() / found.shape[1]
    return middle * np.maximum(0, 1 - 2 * noise / np.maximum(middle**2, 1e-12))


def moved(
    particles: Particles, kind: str, blocks: Blocks, size: float, law: Around, next_luck: int,
    luck: np.random.Generator,
) -> tuple[Particles, np.ndarray]:  # fmt: skip
    """Particles moved in one block, and by how much the prior's and the proposal's odds differ: logs (N,).

    Each takes a step of its own size around `size`, so that none is stuck where others are not.
    """
    level = np.zeros(particles.count)
    if kind == "luck":
        return Particles(particles.scores, (next_luck + np.arange(particles.count)).astype(np.uint32)), level
    rows = blocks.rows(kind)
    some, own = particles.scores[rows], _sizes(size, particles.count, luck)
    scores = particles.scores.copy()
    if kind == "choices":
        scores[rows] = few_anew(some, own, luck)
        return Particles(scores, particles.luck), level
    middle, variance = law.middle[rows, None], law.variance[rows, None]
    scores[rows] = all_a_little(some, own, luck, middle, variance)
    level = _odds(scores[rows].astype(float), middle, variance) - _odds(some.astype(float), middle, variance)
    return Particles(scores, particles.luck), level


def _odds(scores: np.ndarray, middle: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """Log odds (N,) of scores under the prior against a normal law, up to a constant."""
    return 0.5 * ((scores - middle) ** 2 / variance - scores**2).sum(0)


def _sizes(size: float, count: int, luck: np.random.Generator) -> np.ndarray:
    return np.minimum(size * 2 ** luck.uniform(-1, 1, count), 1).astype(np.float32)


def all_a_little(
    scores: np.ndarray, size: np.ndarray, luck: np.random.Generator, middle: np.ndarray | float = 0.0,
    variance: np.ndarray | float = 1.0,
) -> np.ndarray:  # fmt: skip
    """Every score (draws, N) moved around a normal law: sqrt(1 - size^2) of itself and `size` (N,) of something new."""
    fresh = luck.standard_normal(scores.shape, dtype=np.float32)
    off = np.sqrt(1 - size**2) * (scores - middle) + size * np.sqrt(variance) * fresh
    return (middle + off).astype(np.float32)


def few_anew(scores: np.ndarray, share: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """A random share (N,) of the scores (draws, N) of each particle drawn anew."""
    anew = luck.random(scores.shape, dtype=np.float32) < share
    return np.where(anew, luck.standard_normal(scores.shape, dtype=np.float32), scores)


def adapted(size: float, taken: float) -> float:
    """The size of the next move of a kind, given the share of the last that was taken."""
    return float(np.clip(size * np.exp(2 * (taken - WISHED)), 1e-4, 1.0))


def likeness(before: Particles, now: Particles, blocks: Blocks) -> float:
    """How much particles still resemble what they were: the mean correlation of their scores, in the slowest block."""
    told = [_correlation(before.scores[rows], now.scores[rows]) for rows in map(blocks.rows, KINDS[:3]) if len(rows)]
    return max(*told, float(np.mean(before.luck == now.luck)))


def _correlation(before: np.ndarray, now: np.ndarray) -> float:
    return float((_standard(before) * _standard(now)).mean())
