"""Particles: readings as vectors of normal scores, one for each number that the text leaves open, and their luck.

A reading is settled by one uniform number for each draw, those that choose forms among them. On the standard normal
scale the prior is the same for every draw, whatever its law, so that one kernel moves them all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.ensemble import LANES, Drawer, Ensemble
from groundswell.model import Reading, Theory


@dataclass(frozen=True)
class Particles:
    """scores (draws, N): normal scores, float32. luck (N,): number of the reading whose stream of chance each has."""

    scores: np.ndarray
    luck: np.ndarray

    @property
    def count(self) -> int:
        """How many there are."""
        return self.scores.shape[1]

    def take(self, places: np.ndarray) -> Particles:
        """Those at some places, of which one may stand more than once."""
        return Particles(np.ascontiguousarray(self.scores[:, places]), self.luck[places])

    def chosen(self, other: Particles, yes: np.ndarray) -> Particles:
        """The other's where `yes` (N,), else one's own."""
        return Particles(np.where(yes, other.scores, self.scores), np.where(yes, other.luck, self.luck))


def prior_particles(drawer: Drawer, seed: int, count: int) -> Particles:
    """The first readings of a seed."""
    index = np.arange(count)
    # made block by block: a compiled program of another size may round otherwise
    blocks = [np.asarray(drawer.scores(seed, index[k : k + LANES])) for k in range(0, count, LANES)]
    return Particles(np.concatenate(blocks, axis=1), index.astype(np.uint32))


@dataclass(frozen=True)
class Taught:
    """Another normal prior in place of the standard one: middle and width (draws,) of each draw's normal score."""

    middle: np.ndarray
    width: np.ndarray

    def apply(self, scores: np.ndarray) -> np.ndarray:
        """Scores (draws, N) on the scale of the case's own prior."""
        return (self.middle[:, None] + self.width[:, None] * scores).astype(np.float32)


class Given:
    """Turns the readings with numbers 0, 1, ... of an ensemble into these particles."""

    def __init__(self, drawer: Drawer, seed: int, particles: Particles, taught: Taught | None = None):
        self.drawer, self.seed, self.particles, self.taught = drawer, seed, particles, taught

    def __call__(self, reading: Reading, index: np.ndarray) -> Reading:
        """The particles with these numbers, in place of the readings drawn."""
        some = np.asarray(index)
        scores = self.particles.scores[:, some]
        own = scores if self.taught is None else self.taught.apply(scores)
        return self.drawer.reading_of(own, self.seed, self.particles.luck[some])


def ensemble_of(theory: Theory, seed: int, particles: Particles, drawer: Drawer | None = None) -> Ensemble:
    """An ensemble whose readings are these particles, for everything that runs readings."""
    return Ensemble(theory, seed, Given(drawer or Drawer(theory), seed, particles))
