"""Five points for each end of a count's scale, log-normal with the stated range as central 90 %: Gauss and Hermite."""

from __future__ import annotations

import numpy as np

_AT, _BY = np.polynomial.hermite_e.hermegauss(5)
NINETY = 1.6448536
"""Half of the central 90 % of a standard normal law."""


def rates(ends: tuple[float, float]) -> np.ndarray:
    """Rates (5,) that stand for one end of the scale."""
    low, high = np.log(np.maximum(ends, 1e-3))
    return np.exp((low + high) / 2 + (high - low) / 2 / NINETY * _AT)


def end_rates(at_zero: tuple[float, float], at_one: tuple[float, float]) -> np.ndarray:
    """Rates (25, 2) at both ends."""
    return np.stack([one.ravel() for one in np.meshgrid(rates(at_zero), rates(at_one), indexing="ij")], 1)


def end_shares() -> np.ndarray:
    """Shares (25,) of the pairs of `end_rates`."""
    return (np.outer(_BY, _BY) / np.sum(_BY) ** 2).ravel()
