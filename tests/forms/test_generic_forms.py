"""Every generic form keeps the same contract: bounds, limits, signs, and no care for order or empty slots."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.forms import GENERIC, Shape

SHAPE = Shape(jnp.array([0.4]), jnp.array([0.45]), jnp.array([12.0]))
causes = st.lists(st.floats(0, 1, width=32), min_size=1, max_size=4)


def act(form, values, empty=0):
    slots = jnp.asarray([*values, *[0.7] * empty], jnp.float32)[:, None]
    present = jnp.asarray([1.0] * len(values) + [0.0] * empty)[:, None]
    return float(form.act(slots, present, SHAPE)[0])


every_form = pytest.mark.parametrize("form", GENERIC, ids=[form.name for form in GENERIC])


@every_form
@settings(max_examples=30, deadline=None, derandomize=True)
@given(values=causes)
def test_a_drive_is_a_share(form, values):
    assert -1e-6 <= act(form, values) <= 1 + 1e-6


@every_form
@settings(max_examples=30, deadline=None, derandomize=True)
@given(values=causes, more=st.floats(0, 1, width=32))
def test_more_of_a_cause_never_drives_less(form, values, more):
    raised = [max(values[0], more), *values[1:]]
    assert act(form, raised) >= act(form, values) - 1e-6


@every_form
@settings(max_examples=20, deadline=None, derandomize=True)
@given(values=causes)
def test_order_and_empty_slots_do_not_matter(form, values):
    assert act(form, values) == pytest.approx(act(form, values[::-1]), abs=1e-6)
    assert act(form, values) == pytest.approx(act(form, values, empty=2), abs=1e-6)


@every_form
def test_nothing_drives_next_to_nothing_and_everything_drives_all(form):
    assert act(form, [0.0, 0.0]) < 0.01
    assert act(form, [1.0, 1.0]) > 0.99


def test_the_forms_differ_as_their_equations_say():
    by_name = {form.name: act(form, [0.2, 0.8]) for form in GENERIC}
    assert by_name["linear"] == pytest.approx(0.5)
    assert by_name["saturating"] == pytest.approx(1.4 * 0.5 / 0.9)
    assert by_name["threshold"] == pytest.approx(1 / (1 + np.exp(-12 * 0.05)), rel=1e-5)
    assert by_name["all of"] == pytest.approx(0.4)
    assert by_name["any of"] == pytest.approx(0.84)


@every_form
def test_slopes_are_alive_and_positive(form):
    def drive(values):
        return form.act(values[:, None], jnp.ones((2, 1)), SHAPE)[0]

    assert (jax.grad(drive)(jnp.array([0.4, 0.5])) > 0).all()
