"""A citizen rebels when grievance outweighs the risk of arrest, and risk falls as more rebel."""

from typing import Any

import jax.numpy as jnp
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean

DETERRENCE = 2.3
"""k, per cop and active: one cop to one active makes arrest nine tenths likely."""
ROUNDS = 4
"""Rounds of looking around within one month."""


def arrest_risk(cops: Any, actives: Any, deterrence: float = DETERRENCE) -> Any:
    """Perceived chance of arrest in [0, 1], P = 1 - exp(-k C/A) with the ratio as printed (neither floor nor round)."""
    return 1 - array_of(cops, actives).exp(-deterrence * cops / actives)


def rebels(hardship: Any, risk_aversion: Any, legitimacy: Any, risk: Any, threshold: float = 0.1) -> Any:
    """Whether a citizen is active: H (1 - L) - R P > T, strictly."""
    return hardship * (1 - legitimacy) - risk_aversion * risk > threshold


def active_share(illegitimacy: Any, risk: Any, threshold: Any = 0.1) -> Any:
    """Share active where hardship and risk aversion are even on (0, 1) and all perceive one risk, in [0, 1].

    The double integral of `rebels`; at risk 0 it is 1 - T / (1 - L).
    """
    numbers = array_of(illegitimacy, risk, threshold)
    room = numbers.maximum(illegitimacy - threshold, 0)
    averse = numbers.minimum(1.0, room / numbers.maximum(risk, 1e-6))
    return (averse * room - risk * averse**2 / 2) / numbers.maximum(illegitimacy, 1e-6)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share active after four rounds in which each round's actives dilute the risk of the next.

    Reduction: the mean cause stands for illegitimacy (1 - L), hardship and risk aversion are integrated out, and
    everyone sees the same cops per active; the literal ratio is used, since a floor has no slope.

    On a citizen: the chance that one with his illegitimacy rebels, his hardship and aversion to risk averaged out;
    they count where he differs by birth.
    """
    cops, threshold = shape.own

    def active(cause: Array) -> Array:
        share = 0 * cause
        for _ in range(ROUNDS):
            share = active_share(cause, arrest_risk(cops, jnp.maximum(share, cops)), threshold)
        return share

    return stretched_mean(active, causes, present)


EPSTEIN = Form(
    "epstein-2002",
    "active iff H (1 - L) - R P > T, P = 1 - exp(-k C/A); here 1 - L = a and shares are integrals over H, R ~ U(0, 1)",
    "Epstein (2002), Modeling civil violence, PNAS 99 suppl. 3",
    act,
    "share of citizens who are active",
    (
        Number("cops", 0.02, 0.1, "cops per citizen", "how dense the police is"),
        Number("threshold", 0.02, 0.15, "grievance", "net grievance from which a citizen acts"),
    ),
)
