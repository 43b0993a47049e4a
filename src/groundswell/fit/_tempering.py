"""The steps of sequential Monte Carlo that need no theory: the next temperature, resampling, and how to move.

Sources: Del Moral, Doucet and Jasra (2006) for samplers over tempered targets; Jasra and others (2011) for choosing
temperatures by the effective size; Cotter and others (2013) for moves that leave a normal prior as it is.
"""

from __future__ import annotations

import numpy as np

from groundswell.fit._particles import Particles
from groundswell.fit._weights import effective_size, normalised

KEEP = 0.5
"""Share of the particles that still count after one step of the temperature."""

WISHED = 0.25
"""Share of moves that should be taken; wider or narrower moves are tried where it is otherwise."""

OTHER_LUCK = 0.25
"""Share of the particles whose luck is drawn anew in a move of few draws."""


def next_temperature(now: float, density: np.ndarray, keep: float = KEEP) -> float:
    """The highest power of the density up to 1 that leaves the effective size at `keep` of the particles (N,)."""

    def left(power: float) -> float:
        return effective_size(normalised((power - now) * density)) / len(density)

    if left(1.0) >= keep:
        return 1.0
    low, high = now, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if left(middle) >= keep else (low, middle)
    return high if low == now else low


def systematic(weight: np.ndarray, chance: float) -> np.ndarray:
    """Places of the particles that survive: each stands about its weight times their number."""
    along = (np.arange(len(weight)) + chance) / len(weight)
    return np.minimum(np.searchsorted(np.cumsum(weight), along), len(weight) - 1)


def resampled(density: np.ndarray, step: float, islands: int, luck: np.random.Generator) -> np.ndarray:
    """Places (N,) of the survivors of one step of the temperature, each island by itself."""
    each = len(density) // islands
    parts = []
    for begin in range(0, len(density), each):
        weight = normalised(step * density[begin : begin + each])
        parts.append(begin + systematic(weight, float(luck.random())))
    return np.concatenate(parts)


def moved_all(particles: Particles, size: float, luck: np.random.Generator) -> Particles:
    """Every draw of every particle moved a little: sqrt(1 - size^2) of itself and `size` of something new."""
    fresh = luck.standard_normal(particles.scores.shape, dtype=np.float32)
    size32 = np.float32(min(size, 1.0))
    kept = np.float32(np.sqrt(1 - size32**2))
    return Particles(kept * particles.scores + size32 * fresh, particles.luck)


def moved_few(particles: Particles, share: float, next_luck: int, luck: np.random.Generator) -> Particles:
    """A random few draws of each particle drawn anew, forms among them; some particles get other luck."""
    shape = particles.scores.shape
    anew = luck.random(shape, dtype=np.float32) < min(share, 1.0)
    fresh = luck.standard_normal(shape, dtype=np.float32)
    numbers = (next_luck + np.arange(particles.count)).astype(np.uint32)
    other = luck.random(particles.count) < OTHER_LUCK
    return Particles(np.where(anew, fresh, particles.scores), np.where(other, numbers, particles.luck))


def adapted(size: float, taken: float) -> float:
    """The size of the next move of a kind, given the share of the last that was taken."""
    return float(np.clip(size * np.exp(2 * (taken - WISHED)), 1e-4, 1.0))
