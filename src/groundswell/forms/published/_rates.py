"""Differential equations outside a program, in 64 bits."""

from collections.abc import Callable

import numpy as np


def follow(
    rate: Callable[[np.ndarray], np.ndarray],
    start: np.ndarray,
    step: float,
    until: float,
    stop: Callable[[np.ndarray], bool] = lambda state: False,
) -> tuple[np.ndarray, np.ndarray]:
    """Times (n,) and states (n, size) by the classical fourth-order rule, to `until` or to the first that stops."""
    if not (step > 0 and until > 0 and np.isfinite([step, until]).all()):
        raise ValueError(f"step and until are finite and above 0, not {step} and {until}")
    times, states = [0.0], [np.asarray(start, float)]
    for number in range(1, round(until / step) + 1):
        states.append(_next(rate, states[-1], step))
        times.append(number * step)
        if stop(states[-1]):
            break
    return np.array(times), np.array(states)


def _next(rate: Callable[[np.ndarray], np.ndarray], now: np.ndarray, step: float) -> np.ndarray:
    one = rate(now)
    two = rate(now + step / 2 * one)
    three = rate(now + step / 2 * two)
    return now + step / 6 * (one + 2 * two + 2 * three + rate(now + step * three))
