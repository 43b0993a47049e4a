"""Opinions in NumPy and SciPy: the mean over neighbours is a product with a sparse matrix."""

import numpy as np
import scipy
from opinion_world import report, softmax, world

given = world()
luck = np.random.default_rng(7)
weights = np.repeat(1 / np.maximum(given.degrees, 1), given.degrees).astype(np.float32)
ties = scipy.sparse.csr_array((weights, given.neighbours, given.starts), shape=(given.agents,) * 2)
state = {"shares": given.begin}


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    for _ in range(steps):
        noise = luck.standard_normal(given.leaning.shape, np.float32) * np.float32(given.noise)
        state["shares"] = softmax(given.leaning + ties @ state["shares"] + noise)
    return state["shares"]


report(given, scipy.__version__, go_on)
