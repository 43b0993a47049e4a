"""Some take a thing up by themselves, others because others have."""

from typing import Any

import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean


def adopted(time: Any, innovation: Any, imitation: Any) -> Any:
    """Share that has adopted by a time, F' = (p + q F)(1 - F), F(0) = 0; rates per unit of time, p + q above 0."""
    left = array_of(time, innovation, imitation).exp(-(innovation + imitation) * time)
    return innovation * (1 - left) / (innovation + imitation * left)


def peak(innovation: float, imitation: float) -> tuple[float, float, float]:
    """Time of the highest rate of adoption, share adopted then, and that rate; at the start where p >= q."""
    if innovation <= 0 or imitation < 0:
        raise ValueError(f"innovation is above 0 and imitation 0 or more, not {innovation} and {imitation}")
    if innovation >= imitation:
        return 0.0, 0.0, innovation
    time = float(np.log(imitation / innovation) / (innovation + imitation))
    share = (imitation - innovation) / (2 * imitation)
    return time, share, (innovation + imitation) ** 2 / (4 * imitation)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share that a thing has reached after a spell in which the causes press it on people.

    Reduction: the mean cause sets the rate at which people take it up by themselves, p = a p1; imitation is fixed.

    On a citizen: the chance that he has taken it up after a spell among people on whom it is pressed as on him.
    """
    innovation, imitation = shape.own
    return stretched_mean(lambda a: adopted(1.0, innovation * a, imitation), causes, present)


BASS = Form(
    "bass-1969",
    "F' = (p + q F)(1 - F), F(0) = 0; here p = p1 a, read after a spell",
    "Bass (1969), A new product growth for model consumer durables, Management Science 15",
    act,
    "share that has adopted",
    (
        Number("innovation", 0.3, 1.5, "a spell", "rate of taking up alone where the cause is full"),
        Number("imitation", 1.0, 4.0, "a spell", "rate of taking up from others"),
    ),
)
