"""Opinions in JaxABM's compiled step; agents cannot see each other there, so the environment keeps their means."""

from importlib.metadata import version

import jax
import jax.numpy as jnp
import numpy as np
from jaxabm import AgentCollection, ModelConfig
from jaxabm.model import Model
from opinion_world import report, world

given = world()
owner, other = np.repeat(np.arange(given.agents), given.degrees), given.neighbours
leaning, divisor = jnp.asarray(given.leaning), np.maximum(given.degrees, 1).astype(np.float32)[:, None]


class Person:
    """Somebody with shares; JaxABM wants a variable of the name `position`."""

    def init_state(self, config, key):
        """Start undecided."""
        return {"position": jnp.int32(0), "shares": jnp.full(given.options, 1 / given.options, jnp.float32)}

    def update(self, state, model_state, config, key):
        """Decide."""
        me = state["position"]
        noise = given.noise * jax.random.normal(key, (given.options,), jnp.float32)
        return {"position": me, "shares": jax.nn.softmax(leaning[me] + model_state["env"]["mean"][me] + noise)}


def means(env, states, params, key):
    """Return what the neighbours of each hold."""
    seen = states["people"]["shares"][other]
    return {"mean": jax.ops.segment_sum(seen, owner, given.agents, indices_are_sorted=True) / divisor}


config = ModelConfig(seed=7, track_history=False)
model = Model(params={}, config=config, update_state_fn=means)
people = AgentCollection(Person(), given.agents)
model.add_agent_collection("people", people)
model.initialize()
step = model.jit_step()
states = {"people": {"position": jnp.arange(given.agents), "shares": jnp.asarray(given.begin)}}
state = {"all": (means(None, states, None, None), states, jax.random.PRNGKey(7))}


def go_on(steps: int) -> np.ndarray:
    """Go on by some steps."""
    for _ in range(steps):
        env, states, key = state["all"]
        env, states, _, key = step(env, states, {}, key)
        state["all"] = env, states, key
    return np.asarray(state["all"][1]["people"]["shares"])


report(given, version("jaxabm"), go_on)
