"""Opinions in ambr's vectorized mode: columns are read, NumPy adds up over neighbours, columns are written."""

from importlib.metadata import version

import ambr
import numpy as np
from opinion_world import report, softmax, world

given = world()
NAMES = [f"share{k}" for k in range(given.options)]
some = np.flatnonzero(given.degrees)
divisor = np.maximum(given.degrees, 1).astype(np.float32)[:, None]


class Opinions(ambr.Model):
    """Everybody."""

    def setup(self):
        """Everybody starts undecided."""
        self.add_agents(given.agents, **{name: given.begin[:, k] for k, name in enumerate(NAMES)})

    def step_vectorized(self):
        """One step."""
        shares, total = np.stack(self.agents.numpy(*NAMES), axis=1), np.zeros_like(given.leaning)
        total[some] = np.add.reduceat(shares[given.neighbours], given.starts[some], axis=0)
        noise = self.rng.standard_normal(given.leaning.shape, np.float32) * np.float32(given.noise)
        shares = softmax(given.leaning + total / divisor + noise)
        self.agents.set(**{name: shares[:, k] for k, name in enumerate(NAMES)})


model = Opinions({"steps": 1, "seed": 7, "show_progress": False}).cpu(mode="vectorized")
model.setup()


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    for _ in range(steps):
        model.step_vectorized()
    return np.stack(model.agents.numpy(*NAMES), axis=1)


report(given, version("ambr"), go_on)
