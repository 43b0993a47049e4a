"""How particles move: the draws in three blocks, and their luck, each by steps that leave the prior as it is.

A record speaks loudly of few draws and of most hardly at all. Moved together, the loud hold back the rest; apart, each
block takes steps as wide as it can bear. Draws that choose (a form, whether a cause acts by standing there) have no
slope: a few of them are drawn anew. Luck is a block of its own.

Sources: Cotter and others (2013) for moves that leave a normal prior as it is; Cui, Law and Marzouk (2016) for moving what
data inform apart from the rest.
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
ROUND = ("loud", "quiet", "choices", "loud", "luck")
"""One round of moves; the loud block is the slowest to forget where it began, so it moves twice."""

WISHED = 0.25
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

    scores (draws, N), parts (parts, N): how well each part of the record is met. Loud are the draws whose scores go most
    with those, in squared nats; never more than a quarter of all.
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


def moved(
    particles: Particles, kind: str, blocks: Blocks, size: float, next_luck: int, luck: np.random.Generator
) -> Particles:
    """Particles moved in one block. Each takes a step of its own size around `size`, so that none is stuck where
    others are not."""
    if kind == "luck":
        return Particles(particles.scores, (next_luck + np.arange(particles.count)).astype(np.uint32))
    rows = blocks.rows(kind)
    some, own = particles.scores[rows], _sizes(size, particles.count, luck)
    scores = particles.scores.copy()
    scores[rows] = few_anew(some, own, luck) if kind == "choices" else all_a_little(some, own, luck)
    return Particles(scores, particles.luck)


def _sizes(size: float, count: int, luck: np.random.Generator) -> np.ndarray:
    return np.minimum(size * 3 ** luck.uniform(-1, 1, count), 1).astype(np.float32)


def all_a_little(scores: np.ndarray, size: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """Every score (draws, N) moved: sqrt(1 - size^2) of itself and `size` (N,) of something new."""
    fresh = luck.standard_normal(scores.shape, dtype=np.float32)
    return np.sqrt(1 - size**2) * scores + size * fresh


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
