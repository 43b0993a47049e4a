"""How many go to vote: the calculus of voting with a push from the movement that people are in."""

import jax
from jax import Array


def turnout(calm: Array, participation: Array, pull: Array) -> Array:
    """Share of the electorate that votes, in (0, 1), same shape as the arguments.

    calm: unbounded (logit) turnout where nobody takes part in a movement. participation: share of people who take part,
    0 to 1. pull: points of logit by which full participation raises turnout (negative: a boycott).
    Equation: t = 1 / (1 + exp(-(calm + pull x participation))). Source: the duty and cost terms of Riker and Ordeshook
    (1968), American Political Science Review 62, as one number; the movement's pull is our own, because a ballot
    held in the middle of a movement draws those whom it has brought out.
    """
    return jax.nn.sigmoid(calm + pull * participation)


def votes(people: Array, going: Array, support: Array) -> Array:
    """List votes (lists, communities, readings) as whole numbers: people x turnout x support, rounded to the nearest.

    people: (communities,). going: (communities, readings), share that votes. support: (lists, communities, readings),
    shares of the people who back each list; those who back none stay at home or spoil their ballot. People must be
    below 2^24 a community, where 32-bit floats still count every one of them.
    """
    return jax.numpy.round(people[None, :, None] * going[None] * support).astype(jax.numpy.uint32)
