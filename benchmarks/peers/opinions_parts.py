"""What the parts of a step of opinions cost by themselves: Groundswell's ways, and those of a plain JAX program.

JaxABM's compiled step is such a plain program: a segment sum over ties, threefry noise agent by agent, a softmax.
"""

import json
import time
from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
from opinion_world import world
from opinions_luck import normal

from groundswell.networks import Network, by_degree, laid_out, packed_shares, packed_sum

jax.config.update("jax_enable_x64", True)  # words are of 64 bits
given = world()
agents, options = given.leaning.shape
network = Network("opinions", agents, given.starts, given.neighbours)
order = by_degree(network)
ties, leaning = laid_out(network.renumbered(order)), jnp.asarray(given.leaning[order])
owner, other = jnp.asarray(np.repeat(np.arange(agents), given.degrees)), jnp.asarray(given.neighbours)
words = packed_shares(jax.nn.softmax(leaning.T, axis=0))
degrees = jnp.maximum(jnp.asarray(given.degrees), 1).astype(jnp.float32)[:, None]


def flat_softmax(x):
    """Return shares, the exponentials made in one flat row."""
    e = jax.lax.optimization_barrier(jnp.exp(x.reshape(-1))).reshape(agents, options)
    return e / e.sum(axis=1, keepdims=True)


def segments(shares):
    """Return the mean of neighbours by a segment sum."""
    return jax.ops.segment_sum(shares[other], owner, agents, indices_are_sorted=True) / degrees


def threefry(key):
    """Return normal numbers as a model that draws agent by agent does."""
    keys = jax.random.split(jax.random.key(key), agents)
    return jax.vmap(lambda one: jax.random.normal(one, (options,), jnp.float32))(keys)


PARTS: dict[str, tuple[Callable, object]] = {
    "neighbours, in words": (lambda x: packed_sum(x, ties), words),
    "noise, hashed": (lambda key: normal(key, agents * options), jnp.uint32(7)),
    "softmax, flat": (flat_softmax, leaning),
    "neighbours, segment sum": (segments, leaning),
    "noise, threefry": (threefry, 7),
    "softmax": (lambda x: jax.nn.softmax(x, axis=1), leaning),
}


def cost(part: Callable, x: object, times: int = 5) -> float:
    """Return CPU nanoseconds an agent, the least of some times: others only ever add to it."""
    compiled, taken = jax.jit(part), []
    jax.block_until_ready(compiled(x))
    for _ in range(times):
        began = time.process_time()
        jax.block_until_ready(compiled(x))
        taken.append(time.process_time() - began)
    return 1e9 * min(taken) / agents


print(json.dumps({name: cost(*part) for name, part in PARTS.items()}))
