"""Gradients inside a fixed choice of forms: the No-U-Turn sampler over the continuous draws of one reading.

Forms and drives stay as one reading has them, and so does its luck; everything else moves freely on the normal scores,
where the prior is standard normal. The model can be differentiated, save where an event comes about at a threshold.

Source: Hoffman and Gelman (2014), as NumPyro has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np

from groundswell.fit._particles import Particles
from groundswell.fit._target import Target
from groundswell.language import nodes_of
from groundswell.model import Reading, Rows, baseline, simulate
from groundswell.verdict import margin

CHOICES = ("form:", "drive:")


@dataclass(frozen=True)
class Chains:
    """names (continuous,): draws that moved; scores (chains, draws, continuous): their normal scores; density: of each
    draw, record and explananda; divergences: steps that broke down."""

    names: tuple[str, ...]
    scores: np.ndarray
    density: np.ndarray
    divergences: int


def continuous(target: Target) -> np.ndarray:
    """Rows of the draws that choose neither a form nor how causes act."""
    names = [draw.name for draw in target.drawer.draws]
    return np.array([k for k, name in enumerate(names) if not name.startswith(CHOICES)], int)


def density_of(target: Target, at: Particles) -> Callable[[jax.Array], jax.Array]:
    """Log density of record and explananda as a function of the continuous scores (continuous,) of one reading.

    `at` holds the one particle whose forms, drives and luck stay. It can be differentiated and compiled.
    """
    rows, fixed = continuous(target), jnp.asarray(at.scores[:, :1])
    theory, luck = target.theory, at.luck[:1]
    arm, record = _shortened(target), _recorded(target)

    def density(scores: jax.Array) -> jax.Array:
        whole = fixed.at[rows, 0].set(scores)
        reading: Reading = target.drawer.reading_of(whole, target.seed, luck)
        seen = simulate(theory.wiring, reading, arm, record)  # (months, nodes, 1)
        traces = {node: seen[:, k].T for k, node in enumerate(target.nodes)}
        return (target.evidence.log_likelihood(traces) + _premise(target, traces))[0]

    return density


def _shortened(target: Target):
    """The baseline, over the months that matter."""
    arm = baseline(target.theory.layout)
    months = target.months
    return arm._replace(on=arm.on[:months], event_on=arm.event_on[:months], event_open=arm.event_open[:months])


def _recorded(target: Target) -> Rows:
    """One bucket for each node, so that sums come out in the nodes' order."""
    parts = [target.theory.rows(node) for node in target.nodes]
    return Rows(tuple(index[:, None] for index, _ in parts), tuple(weight[:, None] for _, weight in parts))


def _premise(target: Target, traces) -> jax.Array:
    """Minus half the squared misses of the explananda, in units of their tolerances."""
    found = jnp.zeros(1)
    calendar = (target.theory.layout.case.setting.calendar.start, target.months)
    for one in target.explananda:
        formula = one.formula_parsed
        told = margin(formula, {n: traces[n] for n in nodes_of(formula)}, target.scales, calendar)
        found = found - 0.5 * (jnp.maximum(0, -told) / one.tolerance) ** 2
    return found


def sampled_by_gradient(
    target: Target, at: Particles, seed: int, chains: int = 2, draws: int = 200, warm: int = 200
) -> Chains:
    """Draw from the posterior of the continuous draws, forms and luck as the particle `at` has them.

    Raises ImportError where NumPyro is missing; it comes with the extra `fit`.
    """
    from numpyro.infer import MCMC, NUTS

    rows, density = continuous(target), density_of(target, at)

    def potential(scores):
        return 0.5 * jnp.sum(scores**2) - density(scores)

    sampler = MCMC(
        NUTS(potential_fn=potential, target_accept_prob=0.8, max_tree_depth=7), num_warmup=warm, num_samples=draws,
        num_chains=chains, chain_method="sequential", progress_bar=False,
    )  # fmt: skip
    begin = jnp.tile(jnp.asarray(at.scores[rows, 0]), (chains, 1))
    sampler.run(
        jax.random.key(seed), init_params=begin if chains > 1 else begin[0],
        extra_fields=("potential_energy", "diverging"),
    )  # fmt: skip
    scores = np.asarray(sampler.get_samples(group_by_chain=True))
    told = sampler.get_extra_fields(group_by_chain=True)
    density_at = 0.5 * (scores**2).sum(-1) - np.asarray(told["potential_energy"])
    names = tuple(target.drawer.draws[row].name for row in rows)
    return Chains(names, scores, density_at, int(np.asarray(told["diverging"]).sum()))
