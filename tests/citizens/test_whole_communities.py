"""Whole communities at once, as an accelerator works on them, find what blocks of localities find."""

import jax
import jax.numpy as jnp
import numpy as np

from groundswell.citizens import ROOM, WHOLE, inside, numbers
from groundswell.ensemble import Ensemble
from groundswell.model import baseline, own_pushes, populace, settle, simulate_populated


def history(theory, room, people):
    """Blocks of a community, and values (months, stored nodes, readings) of one reading."""
    reading = jax.tree.map(lambda array: array[..., :1], Ensemble(theory, 5).readings(np.arange(128)))
    found = populace(theory, people, room)
    fixed = settle(theory.wiring, reading, tuple(numbers(one) for one in found.communities), found)
    arm = baseline(theory.layout)
    arm = arm._replace(on=arm.on[:24], event_on=arm.event_on[:24], event_open=arm.event_open[:24])
    every = np.arange(len(theory.layout.nodes))
    seen = simulate_populated(theory.wiring, fixed, arm, every, own_pushes(theory, found), found)
    return found.communities[0].blocks, np.asarray(seen)


def test_mechanisms_written_out_are_those_of_the_loop(theory):
    (few, whole), (many, blocks) = history(theory, WHOLE, 20_000), history(theory, ROOM, 20_000)
    assert (few, many) == (1, 4)
    assert np.abs(whole - blocks).max() < 1e-6


def test_parts_for_several_devices_are_equal(theory):
    shared = populace(theory, 20_000, WHOLE, 4)
    assert [(one.blocks, shared.shared(one)) for one in shared.communities] == [(4, True), (4, True)]


def test_a_uniform_number_is_never_one():
    """The highest of all bits would be rounded up, and a normal draw made of it would be no number."""
    bits = jnp.array([0, 2**31, 2**32 - 1], jnp.uint32)
    assert np.asarray(inside(bits)).tolist() == [2**-25, 0.5, 1 - 2**-24]
