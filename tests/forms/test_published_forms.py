"""Every published form keeps the contract of a form: bounds, rising, slopes, no care for company or empty slots."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.forms import GENERIC, PUBLISHED, Form, Shape
from groundswell.ledger import PUBLISHED_FORMS

LANES, SLOTS = 256, 3
every_form = pytest.mark.parametrize("form", PUBLISHED.values(), ids=list(PUBLISHED))
rising = pytest.mark.parametrize("form", [f for f in PUBLISHED.values() if f.keeps_signs], ids=lambda form: form.name)
LUCK = np.random.default_rng(7)
CAUSES = np.concatenate([LUCK.choice([0.0, 0.5, 1.0], (SLOTS, 64)), LUCK.random((SLOTS, LANES - 64))], 1)
ALL = np.ones((SLOTS, LANES))


def corners(form: Form) -> np.ndarray:
    """Both ends of every range in all combinations, and many places between: (numbers, lanes)."""
    luck = np.random.default_rng(8)
    return np.concatenate([luck.choice([0.0, 1.0], (len(form.numbers), 96)), luck.random((len(form.numbers), 160))], 1)


def shape(form: Form, at: np.ndarray) -> Shape:
    """Shape numbers at these places (0 to 1) along every range: (numbers, lanes)."""
    ones = jnp.ones(at.shape[1])
    own = tuple(
        jnp.asarray(n.low + (n.high - n.low) * where, jnp.float32) for n, where in zip(form.numbers, at, strict=True)
    )
    return Shape(0.4 * ones, 0.45 * ones, 12 * ones, own)


def act(form: Form, causes: np.ndarray, present: np.ndarray = ALL, at: np.ndarray | None = None) -> np.ndarray:
    """Drives (lanes,) of causes (slots, lanes), all over the ranges of the form's own numbers."""
    numbers = shape(form, corners(form) if at is None else at)
    return np.asarray(form.act(jnp.asarray(causes, jnp.float32), jnp.asarray(present, jnp.float32), numbers))


@every_form
def test_a_form_says_what_it_is(form):
    assert form.name and form.equation and form.source and form.unit
    assert "Reduction:" in (form.act.__doc__ or "")
    assert "On a citizen:" in (form.act.__doc__ or "")
    assert all(number.low < number.high and number.unit and number.means for number in form.numbers)


@every_form
def test_a_drive_is_a_share_and_nothing_drives_nothing(form):
    drives = act(form, CAUSES)
    assert drives.min() >= -2e-6 and drives.max() <= 1 + 2e-6
    assert np.abs(act(form, 0 * CAUSES)).max() < 1e-6


@rising
def test_more_of_a_cause_never_drives_less(form):
    for slot in range(SLOTS):
        raised = CAUSES.copy()
        raised[slot] += (1 - raised[slot]) * np.random.default_rng(slot).random(LANES)
        assert (act(form, raised) >= act(form, CAUSES) - 5e-6).all()


@every_form
def test_slopes_are_finite_everywhere_and_alive_in_the_middle(form):
    at = corners(form)
    at[:, -1] = 0.5
    causes = CAUSES.copy()
    causes[:, -1] = [0.4, 0.5, 0.45]
    gradient = jax.grad(lambda c, s: form.act(c, jnp.ones_like(c), s).sum(), (0, 1))(
        jnp.asarray(causes, jnp.float32), shape(form, at)
    )
    assert all(np.isfinite(np.asarray(part)).all() for part in jax.tree.leaves(gradient))
    assert not form.keeps_signs or (gradient[0][:, -1] > 0).all()


@every_form
def test_a_reading_does_not_care_who_runs_beside_it(form):
    turned = act(form, CAUSES[:, ::-1], at=corners(form)[:, ::-1])[::-1]
    assert np.array_equal(act(form, CAUSES), turned)


@every_form
def test_an_empty_slot_counts_for_nothing(form):
    present = ALL.copy()
    present[-1] = 0
    other = CAUSES.copy()
    other[-1] = 1 - other[-1]
    assert np.array_equal(act(form, CAUSES, present), act(form, other, present))


def test_the_names_that_a_case_is_checked_by_are_the_forms_there_are():
    assert list(PUBLISHED) == list(PUBLISHED_FORMS)
    assert not set(PUBLISHED) & {form.name for form in GENERIC}
