"""Readings put together from others: the forms of one, the parameters of a second, the luck of a third."""

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.ensemble._readings import Drawer, reading_from
from groundswell.model import Reading

CHOSEN = ("form:", "drive:", "source:", "published:")
"""Names that begin like this are choices of form; all others are parameters."""


def mixed(drawer: Drawer, seed: int, form: Array, parameter: Array, chance: Array) -> Reading:
    """Readings (R,) whose forms, parameters and luck are those of three lists of reading numbers, each (R,)."""
    chosen = np.array([draw.name.startswith(CHOSEN) for draw in drawer.draws])
    drawn = jnp.where(chosen[:, None], drawer.values(seed, form), drawer.values(seed, parameter))
    return reading_from(drawer, drawn, seed, chance)
