"""Opinions with Groundswell's networks: sums over neighbours by degree, and noise that is a hash of its place."""

from importlib.metadata import version

import jax
import jax.numpy as jnp
import numpy as np
from opinion_world import report, world
from opinions_luck import normal

from groundswell.citizens import mix
from groundswell.networks import Network, by_degree, laid_out, neighbour_mean


@jax.jit
def advance(shares, leaning, ties, noise, first, steps):
    """Return the shares some steps on; numbers that are made in one flat row are made several times as fast."""
    agents, options = shares.shape

    def step(number, shares):
        mean = neighbour_mean(shares, ties)
        luck = normal(mix(first + number.astype(jnp.uint32)), agents * options)
        e = jnp.exp(leaning + mean.reshape(-1) + noise * luck)
        e = jax.lax.optimization_barrier(e).reshape(agents, options)
        return e / e.sum(axis=1, keepdims=True)

    return jax.lax.fori_loop(0, steps, step, shares)


given = world()
network = Network("opinions", given.agents, given.starts, given.neighbours)
order = by_degree(network)
ties, leaning = laid_out(network.renumbered(order)), jnp.asarray(given.leaning[order]).reshape(-1)
state = {"shares": jnp.asarray(given.begin), "step": 0}


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    first = jnp.uint32(state["step"])
    state["shares"] = advance(state["shares"], leaning, ties, jnp.float32(given.noise), first, steps)
    state["step"] += steps
    return np.asarray(state["shares"].block_until_ready())


report(given, version("groundswell"), go_on)
