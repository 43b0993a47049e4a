"""A harsh response moves people by the damage it does and by what it shows of the government."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean
from groundswell.forms.published.spoilers import trust_after


def belief_after(prior: Any, harsh_if_benign: Any, harsh_if_not: Any) -> Any:
    """Belief that the government is benign after a harsh response, in [0, 1]."""
    return trust_after(prior, harsh_if_benign, harsh_if_not)


def median_backs_extremists(damage: Any, belief: Any, edge: Any) -> Any:
    """Whether the median backs the extremists: damage x (1 - belief) exceeds the edge of the moderates."""
    return damage * (1 - belief) > edge


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share of places whose median turns to the extremists after a response this harsh.

    Reduction: the mean cause is the harshness; it does damage a, a benign government would be as harsh with a chance
    lower by the part s a, and the moderates' edge is even over places: d = a (1 - belief).

    On a citizen: the chance that he is turned by a response as harsh as the one he meets, his edge being even.
    """
    prior, telling = shape.own
    return stretched_mean(lambda a: a * (1 - belief_after(prior, 1 - telling * a, 1.0)), causes, present)


PROVOCATION = Form(
    "bueno-de-mesquita-dickson-2007",
    "backs extremists iff D (1 - b') > edge, b' by Bayes; here D = a, edge ~ U(0, 1) (a reduced form)",
    "after Bueno de Mesquita and Dickson (2007), The propaganda of the deed, AJPS 51(2)",
    act,
    "share of places whose median turns",
    (
        Number("belief", 0.3, 0.8, "chance", "belief that the government is benign, before"),
        Number("telling", 0.0, 0.9, "share", "how much less often a benign government is so harsh"),
    ),
)
