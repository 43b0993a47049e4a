"""The more groups compete for one public, the more violence they spend on it, if it rewards violence."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean
from groundswell.forms.published.tullock import equal_effort


def outbid(groups: Any, rewarded: bool = True) -> tuple[Any, Any]:
    """Violence in total and of each group, in units of the prize; none where the public punishes it."""
    if not rewarded:
        return 0 * groups, 0 * groups
    each = equal_effort(1.0, 1.0, groups)
    return groups * each, each


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is what groups spend together on outbidding each other: (n - 1) / n.

    Reduction: the mean cause raises the number of groups in the field from one to a given number.

    On a citizen: what groups spend on outbidding each other where as many compete as he sees.
    """
    (rivals,) = shape.own
    return stretched_mean(lambda a: outbid(1 + rivals * a)[0], causes, present)


OUTBIDDING = Form(
    "bloom-2005",
    "total effort = V (n - 1) / n; here n = 1 + k a (a reduced form)",
    "after Bloom (2005), Dying to Kill; contest of Tullock (1980)",
    act,
    "effort, in units of the prize",
    (Number("rivals", 1.0, 5.0, "groups", "further groups where the cause is full"),),
)
