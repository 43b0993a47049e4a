"""Draws have names: stratified one by one, independent of each other, and the same whoever else is drawn."""

import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.ensemble import Draw, Drawer, Law, spread
from groundswell.ledger import load_case
from groundswell.model import compile_theory, name_hash
from groundswell.model._luck import normal, stream

NAMES = jnp.array([name_hash(f"a name {k}") for k in range(40)], jnp.uint32)


@pytest.fixture(scope="module")
def drawer():
    return Drawer(compile_theory(load_case("gaza-2007")))


def test_the_first_2_to_the_k_readings_fall_one_in_each_part():
    drawn = np.asarray(spread(jnp.uint32(3), NAMES, jnp.arange(256)))
    for row in drawn:
        assert sorted(np.floor(row * 256).astype(int)) == list(range(256))


def test_names_are_drawn_independently():
    drawn = np.asarray(spread(jnp.uint32(3), NAMES, jnp.arange(4096)))
    correlation = np.corrcoef(drawn) - np.eye(len(NAMES))
    assert np.abs(correlation).max() < 0.08


def test_a_draw_depends_on_seed_name_and_index_alone():
    few = np.asarray(spread(jnp.uint32(3), NAMES[5:7], jnp.array([9, 900])))
    many = np.asarray(spread(jnp.uint32(3), NAMES, jnp.arange(1000)))
    assert np.array_equal(few, many[5:7][:, [9, 900]])
    assert not np.array_equal(few, np.asarray(spread(jnp.uint32(4), NAMES[5:7], jnp.array([9, 900]))))


def test_luck_is_nearly_normal_and_alike_for_nobody():
    keys = stream(jnp.uint32(1), jnp.arange(256))
    drawn = np.stack([np.asarray(normal(NAMES, keys, jnp.uint32(month))) for month in range(40)])
    assert drawn.mean() == pytest.approx(0, abs=0.01)
    assert drawn.var() == pytest.approx(1, abs=0.02)
    assert (drawn**4).mean() == pytest.approx(2.7, abs=0.1)
    for rows in (drawn.reshape(40, -1), drawn.transpose(1, 0, 2).reshape(len(NAMES), -1)):
        assert np.abs(np.corrcoef(rows) - np.eye(len(rows))).max() < 0.06


def test_ninety_per_cent_of_a_normal_law_lie_in_its_range(drawer):
    drawn = np.asarray(drawer.values(1, np.arange(2048)))
    for law in (Law.NORMAL, Law.LOG_NORMAL):
        row = next(k for k, draw in enumerate(drawer.draws) if draw.law == law)
        low, high = drawer.draws[row].low, drawer.draws[row].high
        assert ((drawn[row] > low) & (drawn[row] < high)).mean() == pytest.approx(0.9, abs=0.01)


def test_uniform_laws_keep_inside_their_range(drawer):
    drawn = np.asarray(drawer.values(1, np.arange(512)))
    for row, draw in enumerate(drawer.draws):
        if draw.law in (Law.UNIFORM, Law.LOG_UNIFORM):
            slack = 1e-4 * max(abs(draw.low), abs(draw.high))
            assert draw.low - slack <= drawn[row].min() <= drawn[row].max() <= draw.high + slack, draw.name


def test_copies_of_a_mechanism_share_their_reading(drawer):
    reading = drawer(1, np.arange(8))
    rows = {}
    for row, one in enumerate(drawer.theory.layout.drives):
        rows.setdefault(one.name, []).append(row)
    copied = [found for found in rows.values() if len(found) > 1]
    assert copied
    for found in copied:
        assert (np.asarray(reading.form)[found] == np.asarray(reading.form)[found[0]]).all()


def test_a_law_of_logarithms_has_its_median_in_the_geometric_middle():
    centre, _ = Draw("a", Law.LOG_NORMAL, 0.5, 2.0).centre_and_width
    assert np.exp(centre) == pytest.approx(1.0)
