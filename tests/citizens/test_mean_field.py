"""One citizen is the mean field, and alike citizens without number are the mean field again."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.citizens import (
    WHOLE,
    Community,
    Manners,
    Moment,
    Variable,
    born,
    count,
    inside,
    mean_of,
    numbers,
    young,
)
from groundswell.ensemble import Ensemble
from groundswell.ledger import Drop
from groundswell.model import arm_of, baseline, own_pushes, populace, settle, simulate_populated

KEY = jnp.array([11, 12], jnp.uint32)


def counted(variables, common, people, even=True, time=7.0):
    """Means (variables, readings) of a community of alike people at given coordinates."""
    community = Community("A_town", people, variables, (), Manners(even=even))
    who = [jnp.asarray(block[0]) for block in numbers(community)]
    life = jax.tree.map(lambda array: array[0], young(community, 2))
    moment = Moment(KEY, jnp.float32(time), jnp.array([4.0, 9.0]))
    tally = count(community, born(community, KEY, *who, jnp.uint32(0)), life, common, moment)
    degrees = mean_of(jnp.concatenate([tally.wide, tally.narrow], 1).sum(2), people)[:, 0]
    return np.concatenate([degrees, jnp.concatenate([tally.joins, tally.choices]).sum(1)[:, 0] / people])


def test_a_degree_of_alike_people_is_the_logistic_of_their_coordinate():
    common = jnp.array([[-2.0, 1.3]])
    found = counted((Variable("fear", "degree"),), common, 1000)
    assert found == pytest.approx(np.asarray(jax.nn.sigmoid(common)), abs=2e-7)


@pytest.mark.parametrize("even", [True, False])
def test_those_who_take_part_tend_to_the_logistic_share(even):
    common = jnp.array([[-2.0, 0.4]])
    found = counted((Variable("protest", "join"),), common, 200_000, even)
    assert found == pytest.approx(np.asarray(jax.nn.sigmoid(common)), abs=2e-5 if even else 4e-3)


@pytest.mark.parametrize("even", [True, False])
def test_holdings_tend_to_the_logit_shares_at_every_moment(even):
    parties = tuple(Variable(name, "choice") for name in ("red", "green", "blue"))
    common = jnp.array([[1.0, -1.0], [0.2, 0.0], [-1.5, 2.0]])
    logit = np.exp(common) / (1 + np.exp(common).sum(0))
    for time in (0.0, 1.0, 3.7, 250.0):
        assert counted(parties, common, 200_000, even, time) == pytest.approx(logit, abs=1.5e-3 if even else 4e-3)


def test_even_citizens_come_nearer_than_hashed_ones():
    common = jnp.array([[1.0, -1.0], [0.2, 0.0]])
    logit = np.exp(common) / (1 + np.exp(common).sum(0))
    parties = tuple(Variable(name, "choice") for name in ("red", "green"))
    even, hashed = (np.abs(counted(parties, common, 10_000, how) - logit).mean() for how in (True, False))
    assert even < hashed / 2


def test_a_population_of_one_is_the_mean_field_to_the_bit(harbours, theory, run):
    ensemble, index = Ensemble(theory, 5), np.arange(8)
    plain = ensemble.run_stored(baseline(theory.layout), index)
    assert np.array_equal(run(harbours, 1, 8, months=None), plain)
    nobody = populace(theory, 1)
    reading = jax.tree.map(lambda array: array, ensemble.drawer(5, index))
    fixed = settle(theory.wiring, reading, (), nobody)
    seen = simulate_populated(
        theory.wiring,
        fixed,
        baseline(theory.layout),
        np.arange(len(theory.layout.nodes)),
        own_pushes(theory, nobody),
        nobody,
    )
    assert np.asarray(seen).transpose(1, 2, 0) == pytest.approx(plain, abs=1e-6)


@pytest.mark.slow
def test_histories_of_alike_people_tend_to_the_mean_field(alike, run):
    """Before the overtaking, whose month is a matter of luck where two parties are level."""
    mean = run(alike, 1, months=24)
    few, many = (run(alike, n, months=24) for n in (1_000, 100_000))
    assert np.abs(many - mean).max() < 2e-3
    assert np.abs(many - mean).mean() < np.abs(few - mean).mean() / 5
    assert np.abs(few - mean).max() < 0.2


@pytest.mark.slow
def test_a_week_is_a_quarter_of_a_month(harbours, theory, run):
    """Weekly steps follow the monthly ones, up to what a coarse step leaves out, where no event waits for the state."""
    arm = arm_of(theory.layout, [Drop("E02")])
    month, week = run(harbours, 1, 8, arm=arm), run(harbours, 1, 8, arm=arm, step="week")
    far = np.abs(week - month) / (1 + np.abs(month))
    assert far.max() < 0.05
    assert far.mean() < 0.005


@pytest.mark.slow
def test_verdict_words_of_alike_people_are_those_of_the_mean_field(alike):
    from groundswell.verdict import settling

    found = settling(alike, (1, 10_000), readings=16, seed=11)
    coarse, fine = ({id: word for id, (word, _) in one.claims.items()} for one in found.sizes)
    assert coarse == fine
    assert set(coarse) == {"C01", "C02", "C03"}
    assert found.sizes[-1].from_mean_field < 0.02


def test_a_uniform_number_is_never_one():
    """The highest of all bits would be rounded up, and a normal draw made of it would be no number."""
    bits = jnp.array([0, 2**31, 2**32 - 1], jnp.uint32)
    assert np.asarray(inside(bits)).tolist() == [2**-25, 0.5, 1 - 2**-24]


def test_an_accelerator_takes_whole_communities_or_as_many_parts_as_there_are_of_it(theory):
    for devices in (1, 4):
        shared = populace(theory, 20_000, WHOLE, devices)
        assert [(one.blocks, shared.shared(one)) for one in shared.communities] == [(devices, devices > 1)] * 2
