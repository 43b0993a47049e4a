"""Opinions with Groundswell's networks: neighbours' shares in one word each, and noise that is a hash of its place.

A step has three parts, each a branch: fused together, they would pack anew for each neighbour and make noise twice.
"""

from importlib.metadata import version

import jax
import jax.numpy as jnp
import numpy as np
from opinion_world import report, world
from opinions_luck import normal

from groundswell.citizens import mix
from groundswell.networks import Network, by_degree, laid_out, packed_shares, packed_sum, unpacked_mean

jax.config.update("jax_enable_x64", True)  # words are of 64 bits; everything else says float32
given = world()
network = Network("opinions", given.agents, given.starts, given.neighbours)
order = by_degree(network)
ties, leaning = laid_out(network.renumbered(order)), jnp.asarray(given.leaning[order].T)
noise = jnp.float32(given.noise)


def weigh(sums, ties, leaning, number):
    """Return what each option weighs with each agent, before shares are taken."""
    mean, key = unpacked_mean(sums, ties, given.options), mix(number.astype(jnp.uint32))
    luck = [normal(mix(key + jnp.uint32(option)), given.agents) for option in range(given.options)]
    return [jnp.exp(leaning[option] + mean[option] + noise * one) for option, one in enumerate(luck)]


def shares_of(weights):
    """Return shares, one row for each option."""
    whole = 1 / sum(weights[1:], weights[0])
    return [weight * whole for weight in weights]


@jax.jit
def advance(words, ties, leaning, first, steps):
    """Return words and shares some steps on; the branches of a step keep what each of them makes."""

    def part(number, held):
        words, sums, weights = held
        return jax.lax.switch(
            number % 3,
            [
                lambda: (words, packed_sum(words, ties), weights),
                lambda: (words, sums, weigh(sums, ties, leaning, first + number // 3)),
                lambda: (packed_shares(shares_of(weights)), sums, weights),
            ],
        )

    weights = [jnp.ones(given.agents, jnp.float32)] * given.options
    words, _, weights = jax.lax.fori_loop(0, 3 * steps, part, (words, (words, words), weights))
    return words, shares_of(weights)


state = {"words": jax.jit(packed_shares)(jnp.asarray(given.begin.T)), "step": 0}


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    state["words"], shares = advance(state["words"], ties, leaning, state["step"], steps)
    state["step"] += steps
    return np.stack([np.asarray(one) for one in shares], axis=1)


report(given, version("groundswell"), go_on)
