"""Gradients, chains and the calibration of the fit on planted records."""

import os

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.fit import (
    Calibration,
    Target,
    agreement,
    calibrated,
    density_of,
    planted,
    prior_particles,
    rank_counts,
    sampled_by_gradient,
)
from groundswell.fit._calibration import uniform_p
from groundswell.fit._gradient import continuous
from groundswell.ledger import load_case
from groundswell.model import compile_theory
from groundswell.record import evidence, load_record


@pytest.fixture(scope="module")
def target():
    case = load_case("two-harbours")
    return Target(compile_theory(case), evidence(case, load_record(case)))


def test_chains_of_one_law_agree_and_a_chain_apart_does_not():
    draws = np.random.default_rng(1).standard_normal((4, 200, 2))
    draws[0, :, 1] += 2
    found = agreement(draws, ["same", "apart"])
    assert found.r_hat["same"] < 1.02
    assert found.apart == ("apart",)
    assert found.effective["same"] > 500


def test_ranks_of_chains_of_one_law_are_flat_and_count_every_draw():
    counts = rank_counts(np.random.default_rng(1).standard_normal((4, 500)))
    assert counts.shape == (4, 10) and counts.sum() == 2000
    assert counts.min() > 25 and counts.max() < 80


def test_uniform_ranks_cover_as_often_as_they_should():
    ranks = {"flat": np.arange(16).repeat(3), "middle": np.full(10, 8)}
    found = Calibration(ranks, 15, {})
    assert found.covered(0.5) == {"flat": 0.5, "middle": 1.0}
    assert found.covered(0.875)["flat"] == 0.875


def test_another_record_of_the_same_questions_is_weighed_without_compiling_anew(target):
    prior = prior_particles(target.drawer, 3, 64)
    twin = target.replanted(target.evidence)
    assert (twin.log_density(prior) == target.by_block(target.run(prior))["polls"]).all()
    other = target.replanted(planted(target.evidence, {"polls": 1 - target.evidence.blocks[0].shares}))
    fresh = Target(target.theory, other.evidence, "none")
    np.testing.assert_allclose(other.log_density(prior), fresh.log_density(prior), rtol=1e-4)


def test_ranks_that_pile_up_are_not_taken_for_uniform():
    luck = np.random.default_rng(2)
    assert uniform_p(luck.integers(0, 16, 60), 15, 1) > 0.05
    assert uniform_p(luck.integers(5, 11, 60), 15, 1) < 0.01


@pytest.mark.slow
def test_the_gradient_is_the_slope_of_the_density_that_particles_are_weighed_by(target):
    prior = prior_particles(target.drawer, 2007, 128)
    one = prior.take(np.array([5]))
    density, at = density_of(target, one), jnp.asarray(one.scores[continuous(target), 0])
    assert float(density(at)) == pytest.approx(target.log_density(prior)[5], abs=1e-3)
    slope = jax.grad(density)(at)
    for row in np.argsort(-np.abs(slope))[:2]:
        step = 1e-2
        exact = (density(at.at[row].add(step)) - density(at.at[row].add(-step))) / (2 * step)
        assert float(slope[row]) == pytest.approx(float(exact), rel=0.02, abs=1e-3)


@pytest.mark.slow
def test_chains_by_gradient_agree_inside_one_choice_of_forms(target):
    one = prior_particles(target.drawer, 2007, 128).take(np.array([5]))
    found = sampled_by_gradient(target, one, 1, chains=2, draws=40, warm=40)
    assert found.scores.shape == (2, 40, len(found.names))
    assert not any(name.startswith(("form:", "drive:")) for name in found.names)
    assert found.divergences < 8
    assert agreement(found.density[:, :, None], ["log density"]).r_hat["log density"] < 1.6
    assert found.density.mean() > target.log_density(prior_particles(target.drawer, 2007, 128)).mean()


@pytest.mark.slow
def test_planted_truths_rank_uniformly_among_what_the_fit_finds(target):
    found = calibrated(target, int(os.environ.get("GROUNDSWELL_PLANTED", "8")), 7)
    half, most = found.covered(0.5), found.covered(0.875)
    print("\n     p  truths by quarter  in 50 %  in 87.5 %")
    for name, p in found.p.items():
        quarters = np.bincount(found.ranks[name] // 4, minlength=4)
        print(f"{p:6.3f}  {quarters!s:17s}  {half[name]:7.1%}  {most[name]:9.1%}  {name}")
    print(f"mean of {len(half)} quantities: {np.mean(list(half.values())):.1%}, {np.mean(list(most.values())):.1%}")
    assert found.suspicious == ()
    assert all(ranks.min() >= 0 and ranks.max() <= found.among for ranks in found.ranks.values())
