"""The opinion model that every engine steps, and the clock; runs in the environments of peers, so it needs only NumPy.

Each of N agents holds a share for each of K options. At every step, for all at once, an agent's new shares are the
softmax of own leaning, plus the mean shares of those tied to it, plus normal noise.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np


class World:
    """What a file of the problem holds: leaning (agents, options), starts, neighbours, noise, steps, repetitions."""

    def __init__(self, path: str) -> None:
        with np.load(path) as held:
            self.leaning, self.starts, self.neighbours = held["leaning"], held["starts"], held["neighbours"]
            self.noise, self.steps, self.repetitions = (
                float(held["noise"]),
                int(held["steps"]),
                int(held["repetitions"]),
            )
        self.agents, self.options = self.leaning.shape
        self.degrees = np.diff(self.starts)
        self.begin = np.full(self.leaning.shape, 1 / self.options, np.float32)


def world() -> World:
    """Return the problem whose file, and number of steps if another, are on the command line."""
    found = World(sys.argv[1])
    found.steps = int(sys.argv[2]) if len(sys.argv) > 2 else found.steps
    return found


def softmax(x: np.ndarray) -> np.ndarray:
    """Return shares along the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def report(given: World, version: str, advance: Callable[[int], np.ndarray]) -> None:
    """Print what `advance(steps)` costs and where it leads; it goes on from where it was and returns all shares."""
    advance(2)
    wall, cpu, shares = [], [], given.begin
    for _ in range(given.repetitions):
        began, used = time.perf_counter(), time.process_time()
        shares = advance(given.steps)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
    shares = np.asarray(shares, np.float64)
    moments = np.concatenate([shares, shares**2], axis=1)
    found = {"mean": moments.mean(0).tolist(), "spread": moments.std(0).tolist()}
    print(json.dumps({"version": version, "wall": wall, "cpu": cpu, "peak": _peak(), **found}))


def _peak() -> float:
    """Return the most memory this process has held, MiB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
