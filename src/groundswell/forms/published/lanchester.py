"""Two forces wear each other down, by aimed fire or by fire over an area, until one is gone."""

from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean
from groundswell.forms.published._rates import follow


def checked(*numbers: float) -> None:
    """Raise ValueError unless forces and rates are finite and above 0."""
    if not all(np.isfinite(number) and number > 0 for number in numbers):
        raise ValueError("forces and rates of loss are finite and above 0")


def aimed_survivors(first: float, second: float, first_kills: float, second_kills: float) -> tuple[float, float]:
    """Survivors of the square law X' = -b Y, Y' = -a X, a and b what each of the first and second kills a day."""
    checked(first, second, first_kills, second_kills)
    left = first_kills * first**2 - second_kills * second**2
    return float(np.sqrt(max(left, 0) / first_kills)), float(np.sqrt(max(-left, 0) / second_kills))


def area_survivors(first: float, second: float, first_kills: float, second_kills: float) -> tuple[float, float]:
    """Survivors of the linear law X' = -b X Y, Y' = -a X Y."""
    checked(first, second, first_kills, second_kills)
    left = first_kills * first - second_kills * second
    return max(left, 0) / first_kills, max(-left, 0) / second_kills


def battle(
    first: float, second: float, first_kills: float, second_kills: float, law: str, step: float, until: float
) -> tuple[np.ndarray, np.ndarray]:
    """Times and forces (n, 2) of a fight: law `aimed`, `area` or `deitchman` (the first are regulars, whom guerrillas
    see, the second guerrillas, who are shot at blindly). It stops where a force is gone, cut to that moment."""
    checked(first, second, first_kills, second_kills)
    laws = {
        "aimed": lambda f: np.array([-second_kills * f[1], -first_kills * f[0]]),
        "area": lambda f: np.array([-second_kills, -first_kills]) * f[0] * f[1],
        "deitchman": lambda f: np.array([-second_kills * f[1], -first_kills * f[0] * f[1]]),
    }
    if law not in laws:
        raise ValueError(f"the law is one of {', '.join(laws)}, not {law}")
    times, forces = follow(laws[law], np.array([first, second], float), step, until, lambda f: bool(f.min() <= 0))
    if forces[-1].min() < 0:
        loser = int(forces[-1].argmin())
        part = forces[-2, loser] / (forces[-2, loser] - forces[-1, loser])
        times[-1] = times[-2] + part * (times[-1] - times[-2])
        forces[-1] = forces[-2] + part * (forces[-1] - forces[-2])
        forces[-1, loser] = 0.0
    return times, forces


def share_after(share: Any, edge: Any, days: Any) -> Any:
    """Share of all forces held by a side that began with `share`, after aimed fire for so many mean lives.

    edge: how much better the other side kills, as the root of the ratio of rates.
    """
    grow, lose = jnp.cosh(days), jnp.sinh(days)
    mine = jnp.maximum(share * grow - (1 - share) * edge * lose, 0)
    theirs = jnp.maximum((1 - share) * grow - share / edge * lose, 0)
    return mine / (mine + theirs)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share of all forces that a side holds after a spell of fighting by the square law.

    Reduction: the mean cause is the side's share at the start; both aim, one somewhat better, for a fixed spell.

    On a citizen: what is left to a side that begins with the share that he sees; forces are counted, not citizens.
    """
    edge, days = shape.own
    return stretched_mean(lambda a: share_after(a, edge, days), causes, present)


LANCHESTER = Form(
    "lanchester-1916",
    "X' = -b Y, Y' = -a X; here X(0) = a, Y(0) = 1 - a, read after a spell t as X / (X + Y)",
    "Lanchester (1916), Aircraft in Warfare; Deitchman (1962), Operations Research 10(6)",
    act,
    "share of all forces",
    (
        Number("edge", 0.8, 1.25, "ratio", "how much better the other side kills (root of the ratio)"),
        Number("spell", 0.05, 0.3, "mean lives under fire", "how long they fight"),
    ),
)
