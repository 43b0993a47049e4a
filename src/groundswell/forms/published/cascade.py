"""People copy those before them once what they saw outweighs what they know; what is seen first decides."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean


def cascade_chances(accuracy: Any, people: Any) -> tuple[Any, Any, Any]:
    """Chances of a right cascade, none and a wrong one after an even number of people with signals this accurate."""
    p = accuracy
    none = (p - p**2) ** (people / 2)
    scale = (1 - none) / (2 * (1 - p + p**2))
    return p * (p + 1) * scale, none, (p - 2) * (p - 1) * scale


def news_of_turnout(joined: Any, people: Any, if_bad: Any, if_good: Any) -> Any:
    """Log-odds by which a turnout speaks against a regime: ln Bin(k; N, p1) / Bin(k; N, p0)."""
    numbers = array_of(joined, people, if_bad, if_good)
    stayed = people - joined
    return joined * numbers.log(if_bad / if_good) + stayed * numbers.log((1 - if_bad) / (1 - if_good))


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is how much likelier than by chance a cascade takes the side that the causes speak for.

    Reduction: signals are accurate with chance p = (1 + a) / 2, and the chance of a right cascade is read after a given
    number of people; at a = 0 both sides are as likely.

    On a citizen: how much likelier than by chance those before him, with signals as good as his, lead him to this
    side.
    """
    (people,) = shape.own
    return stretched_mean(lambda a: cascade_chances((1 + a) / 2, people)[0], causes, present)


CASCADE = Form(
    "bikhchandani-1992",
    "right cascade = p (p + 1) (1 - (p - p^2)^(n/2)) / (2 (1 - p + p^2)); here p = (1 + a) / 2",
    "Bikhchandani, Hirshleifer and Welch (1992), JPE 100(5); Lohmann (1994), World Politics 47(1)",
    act,
    "chance that a cascade takes this side",
    (Number("people", 2.0, 12.0, "people", "how many are seen to choose before"),),
)
