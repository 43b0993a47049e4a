"""The steps of sequential Monte Carlo that need no theory: the next temperature, and resampling.

Sources: Del Moral, Doucet and Jasra (2006) for samplers over tempered targets; Jasra and others (2011) for choosing
temperatures by the effective size.
"""

from __future__ import annotations

import numpy as np

from groundswell.fit._weights import effective_size, normalised

KEEP = 0.5
"""Share of the particles that still count after one step of the temperature."""


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
