"""Opinions in Numba as somebody who knows it writes it by hand: one loop, flat arrays, hashed noise, one thread."""

import numba
import numpy as np
from numba import njit, uint32
from opinion_world import report, world

given = world()
GOLDEN, FIRST, SECOND = np.uint32(0x9E3779B9), np.uint32(0x7FEB352D), np.uint32(0x846CA68B)


@njit(uint32(uint32), inline="always")
def mix(x):
    """Return the hash that Groundswell's noise has too."""
    x = uint32((x ^ (x >> uint32(16))) * FIRST)
    x = uint32((x ^ (x >> uint32(15))) * SECOND)
    return x ^ (x >> uint32(16))


@njit(error_model="numpy")
def step(shares, out, leaning, starts, neighbours, options, noise, key):
    """One step for all; normal numbers come in pairs (Box and Muller 1958)."""
    total = np.zeros(options + 1, np.float32)
    for agent in range(len(starts) - 1):
        first, last = starts[agent], starts[agent + 1]
        total[:] = 0
        for at in range(first, last):
            base = neighbours[at] * uint32(options)
            for k in range(options):
                total[k] += shares[base + k]
        share = np.float32(1) / np.float32(max(last - first, 1))
        whole, base = np.float32(0), agent * options
        for k in range(0, options, 2):
            one = mix(uint32(base + k) * GOLDEN ^ key)
            other = mix(one ^ GOLDEN)
            far = np.sqrt(
                np.float32(-2) * np.log((np.float32(one >> uint32(9)) + np.float32(0.5)) * np.float32(2.0**-23))
            )
            turn = np.float32(other >> uint32(9)) * np.float32(2.0**-23 * 2 * np.pi)
            total[k] = np.exp(leaning[base + k] + total[k] * share + noise * far * np.cos(turn))
            whole += total[k]
            if k + 1 < options:
                total[k + 1] = np.exp(leaning[base + k + 1] + total[k + 1] * share + noise * far * np.sin(turn))
                whole += total[k + 1]
        for k in range(options):
            out[base + k] = total[k] / whole


leaning, starts, neighbours = given.leaning.ravel(), given.starts.astype(np.uint32), given.neighbours.astype(np.uint32)
state = {"shares": given.begin.ravel().copy(), "spare": np.empty(given.leaning.size, np.float32), "step": 0}


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    for _ in range(steps):
        key = np.uint32(state["step"] * 2654435761 % 2**32)
        step(state["shares"], state["spare"], leaning, starts, neighbours, given.options, np.float32(given.noise), key)
        state["shares"], state["spare"] = state["spare"], state["shares"]
        state["step"] += 1
    return state["shares"].reshape(given.leaning.shape)


report(given, numba.__version__, go_on)
