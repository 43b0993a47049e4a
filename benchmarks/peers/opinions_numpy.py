"""Opinions in plain NumPy: gather all neighbours, add them up agent by agent."""

import numpy as np
from opinion_world import report, softmax, world

given = world()
luck = np.random.default_rng(7)
some = np.flatnonzero(given.degrees)
divisor = np.maximum(given.degrees, 1).astype(np.float32)[:, None]
state = {"shares": given.begin}


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    for _ in range(steps):
        total = np.zeros_like(given.leaning)
        total[some] = np.add.reduceat(state["shares"][given.neighbours], given.starts[some], axis=0)
        noise = luck.standard_normal(given.leaning.shape, np.float32) * np.float32(given.noise)
        state["shares"] = softmax(given.leaning + total / divisor + noise)
    return state["shares"]


report(given, np.__version__, go_on)
