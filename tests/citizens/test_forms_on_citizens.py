"""Published forms act on each citizen with his own causes, on both paths, and tend to the mean field."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.citizens import WHOLE, numbers
from groundswell.ensemble import Ensemble
from groundswell.forms import PUBLISHED
from groundswell.ledger import StandIn
from groundswell.model import baseline, compile_theory, own_pushes, populace, settle, simulate_populated

MONTHS = 30
INDEX = np.arange(4, 8)
"""With seed 5 and `either`, the second and the third of these take no published form and the others take all."""


def with_forms(case, *names):
    """The case with these forms in place of whatever each citizen feels by himself."""
    return replace(case, stand_ins={name: StandIn(name, {"M03": "a test", "X01": "a test"}) for name in names})


def history(case, resolution, forms="published", index=INDEX, room=None, months=MONTHS):
    """Histories (stored nodes, readings, months) of the baseline."""
    theory = compile_theory(case)
    ensemble = Ensemble(theory, 5, resolution=resolution, forms=forms)
    if room is None:
        return ensemble.run_stored(baseline(theory.layout), index, months)
    people, arm = populace(theory, resolution, room), baseline(theory.layout)
    arm = arm._replace(**{name: getattr(arm, name)[:months] for name in ("on", "event_on", "event_open")})
    block = Ensemble(theory, 5, forms=forms).readings(np.arange(128))
    reading = jax.tree.map(lambda array: array[..., index], block)
    fixed = settle(theory.wiring, reading, tuple(numbers(one) for one in people.communities), people)
    every = np.arange(len(theory.layout.nodes))
    seen = simulate_populated(theory.wiring, fixed, arm, every, own_pushes(theory, people), people)
    return np.asarray(seen).transpose(1, 2, 0)


@pytest.fixture(scope="module")
def bending(harbours):
    """A choice of two forms for each felt mechanism."""
    return with_forms(harbours, "epstein-2002", "kuran-1991")


@pytest.fixture(scope="module")
def blocks(bending):
    return history(bending, 1000)


@pytest.fixture(scope="module")
def generic(bending):
    return history(bending, 1000, "generic")


@pytest.mark.parametrize("form", PUBLISHED.values(), ids=list(PUBLISHED))
def test_a_form_gives_each_citizen_what_it_gives_a_community_with_his_causes(form):
    """Causes are (slots, localities, citizens, readings); a form's own numbers belong to the reading."""
    luck = np.random.default_rng(3)
    causes = jnp.asarray(luck.random((2, 3, 4, 5)), jnp.float32)
    own = tuple(jnp.asarray(n.low + (n.high - n.low) * luck.random(5), jnp.float32) for n in form.numbers)
    numbers = _shape(own, 5)
    together = form.act(causes, jnp.ones_like(causes), numbers)
    assert together.shape == (3, 4, 5)
    flat = jnp.moveaxis(causes, 3, 1).reshape(2, -1)
    spread = _shape(tuple(jnp.repeat(one, 12) for one in own), 60)
    alone = form.act(flat, jnp.ones_like(flat), spread).reshape(5, 3, 4)
    assert np.asarray(together) == pytest.approx(np.moveaxis(np.asarray(alone), 0, 2), abs=2e-6)


def _shape(own, many):
    from groundswell.forms import Shape

    ones = jnp.ones(many)
    return Shape(0.4 * ones, 0.45 * ones, 12 * ones, own)


def test_citizens_take_published_forms_that_turn_their_histories(blocks, generic):
    assert np.isfinite(blocks).all()
    assert np.abs(blocks - generic).max() > 0.02


@pytest.mark.slow
def test_whole_communities_at_once_find_what_blocks_find_under_published_forms(bending, blocks):
    """An accelerator writes every mechanism out; a processor has tables."""
    assert np.abs(history(bending, 1000, room=WHOLE) - blocks).max() < 1e-6


@pytest.mark.slow
def test_one_citizen_is_the_mean_field_under_published_forms_to_the_bit(bending):
    theory = compile_theory(bending)
    fixed = settle(
        theory.wiring, Ensemble(theory, 5, forms="published").drawer(5, np.arange(8)), (), populace(theory, 1)
    )
    seen = simulate_populated(
        theory.wiring, fixed, baseline(theory.layout), np.arange(len(theory.layout.nodes)),
        own_pushes(theory, populace(theory, 1)), populace(theory, 1),
    )  # fmt: skip
    plain = Ensemble(theory, 5, forms="published").run_stored(baseline(theory.layout), np.arange(8))
    assert np.array_equal(history(bending, 1, index=np.arange(8), months=None), plain)
    assert np.asarray(seen).transpose(1, 2, 0) == pytest.approx(plain, abs=1e-6)


@pytest.mark.slow
def test_where_a_reading_takes_no_published_form_its_citizens_act_by_the_generic_one(bending, generic):
    """With `either` a fair coin decides for each mechanism; who takes none has the generic history."""
    theory = compile_theory(bending)
    ensemble = Ensemble(theory, 5, resolution=1000, forms="either")
    felt = [f.drive for one in ensemble.resolved.populace.communities for f in one.felt]
    drawn = ensemble.readings(np.arange(128)).published
    taken = np.asarray(drawn.chosen).sum(0)[:, INDEX]
    none, some = (np.flatnonzero(here) for here in ((taken == 0).all(0), (taken[felt] > 0).any(0)))
    assert none.size and some.size
    either = ensemble.run_stored(baseline(theory.layout), INDEX, MONTHS)
    assert either[:, none] == pytest.approx(generic[:, none], abs=1e-6)
    assert np.abs(either - generic)[:, some].max() > 0.01


def test_readings_under_published_forms_have_the_same_bits_whoever_runs_beside_them(bending, blocks):
    theory = compile_theory(bending)
    ensemble = Ensemble(theory, 5, resolution=1000, forms="published")
    alone = ensemble.run_stored(baseline(theory.layout), INDEX[[2]], MONTHS)
    assert np.array_equal(blocks[:, [2]], alone)


@pytest.mark.slow
def test_alike_citizens_under_published_forms_tend_to_the_mean_field(alike):
    case = with_forms(alike, "granovetter-1978", "mcfadden-1974")
    mean = history(case, 1, months=24)
    few, many = (history(case, size, months=24) for size in (1_000, 100_000))
    assert np.abs(many - mean).max() < 3e-3
    assert np.abs(many - mean).mean() < np.abs(few - mean).mean() / 5


@pytest.mark.slow
def test_unlike_citizens_under_published_forms_settle_as_they_grow_many(bending):
    sizes = [history(bending, size, index=INDEX[:2], months=12) for size in (100, 1_000, 10_000)]
    few, many = (float(np.sqrt(((one - sizes[-1]) ** 2).mean())) for one in sizes[:-1])
    assert many < few / 2
