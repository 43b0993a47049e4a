"""Opinions in mesa-frames on Polars: ties are a frame of their own, joined and grouped at each step."""

from importlib.metadata import version

import mesa_frames
import numpy as np
import polars as pl
from opinion_world import report, softmax, world

given = world()
NAMES = [f"share{k}" for k in range(given.options)]
luck = np.random.default_rng(7)
TIES = pl.DataFrame(
    {"unique_id": np.repeat(np.arange(given.agents), given.degrees), "other": given.neighbours.astype(int)}
)


class People(mesa_frames.AgentSetPolars):
    """Everybody."""

    def __init__(self, model):
        super().__init__(model)
        columns = {name: given.begin[:, k] for k, name in enumerate(NAMES)}
        self.add(pl.DataFrame({"unique_id": np.arange(given.agents), **columns}))

    def step(self):
        """One step."""
        everybody = self.agents.select("unique_id")
        seen = TIES.join(self.agents, left_on="other", right_on="unique_id", how="left")
        mean = everybody.join(seen.group_by("unique_id").agg(pl.col(NAMES).mean()), on="unique_id", how="left")
        noise = luck.standard_normal(given.leaning.shape, np.float32) * np.float32(given.noise)
        shares = softmax(given.leaning + mean.select(pl.col(NAMES).fill_null(0)).to_numpy() + noise)
        self.set({name: pl.Series(shares[:, k]) for k, name in enumerate(NAMES)})


model = mesa_frames.ModelDF()
model.agents += People(model)
people = next(iter(model.agents.agents))


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    for _ in range(steps):
        model.step()
    held = model.agents.agents[people] if people in model.agents.agents else next(iter(model.agents.agents.values()))
    return held.sort("unique_id").select(NAMES).to_numpy()


report(given, version("mesa-frames"), go_on)
