"""An attack during talks is read as a sign of bad faith, the more so the stronger the moderates are thought."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean


def trust_after(prior: Any, if_sincere: Any, if_not: Any) -> Any:
    """Trust that the other side is sincere, after an event with these chances under sincerity and without it."""
    return prior * if_sincere / (prior * if_sincere + (1 - prior) * if_not)


def talks_end(trust: Any, required: Any) -> Any:
    """Whether trust lies below the level that talks require."""
    return trust < required


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the trust that is lost by attacks on a side thought this able to prevent them.

    Reduction: the mean cause lowers the chance of an attack from a sincere side by a given part, and an attack has
    happened: 1 - trust = (1 - t) / (t (1 - s a) + 1 - t).

    On a citizen: the trust that he loses, who judges by Bayes from his own causes; the equation as stated.
    """
    prior, control = shape.own
    return stretched_mean(lambda a: 1 - trust_after(prior, 1 - control * a, 1.0), causes, present)


SPOILERS = Form(
    "kydd-walter-2002",
    "trust = t p_s / (t p_s + (1 - t) p_i); here p_s = (1 - s a) p_i (a reduced form)",
    "after Kydd and Walter (2002), Sabotaging the peace, IO 56(2)",
    act,
    "trust lost",
    (
        Number("prior", 0.3, 0.7, "chance", "trust before the attack"),
        Number("control", 0.5, 0.95, "share", "attacks that a strong and sincere side would have prevented"),
    ),
)
