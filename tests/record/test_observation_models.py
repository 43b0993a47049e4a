"""Observation models agree with oracles, reach their limits, and draw what their densities say."""

from dataclasses import replace
from datetime import date

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats

from groundswell.ledger import PollTerms
from groundswell.record import (
    Asked,
    answers_covariance,
    ballot_log_likelihood,
    ballot_sample,
    count_log_likelihood,
    count_mean,
    count_sample,
    index_log_likelihood,
    index_mean,
    index_sample,
    log_odds,
    named_share,
    poll_log_likelihood,
    poll_sample,
    sampling_variance,
    series_log_likelihood,
    shared_covariance,
    turnout_log_likelihood,
    vote_shares,
    whitener,
)

KEY = jax.random.key(7)
EPOCH = date(2000, 1, 1)
NOTHING = PollTerms(level=0, wording=0, house=0, turnout=0, concealment=0, drift=0, excess=0)


def asked(**more) -> Asked:
    about = {"party": "A", "day": date(2001, 1, 1), "question": "trust", "base": "adults", "pollster": "one"}
    return Asked(**{**about, "region": "", "size": 1000, **more})


def test_sampling_alone_is_binomial_in_the_limit_of_many():
    terms = replace(NOTHING, design_effect=1.0)
    (variance,) = sampling_variance(np.array([0.3]), [asked(size=400_000)], terms)
    draws = np.random.default_rng(1).binomial(400_000, 0.3, 20_000) / 400_000
    assert variance == pytest.approx(np.var(np.log(draws / (1 - draws))), rel=0.03)


def test_a_design_effect_divides_the_sample_and_a_ballot_has_no_sampling_error():
    share, terms = np.array([0.3]), replace(NOTHING, design_effect=2.0)
    doubled = sampling_variance(share, [asked(size=2000)], terms)
    assert doubled == pytest.approx(sampling_variance(share, [asked()], replace(terms, design_effect=1.0)))
    assert sampling_variance(share, [asked(ballot=True)], terms) == 0


@pytest.mark.parametrize(
    ("term", "like", "unlike"),
    [
        ("level", {}, {"party": "B"}),
        ("wording", {"pollster": "two"}, {"question": "vote"}),
        ("house", {"question": "vote"}, {"pollster": "two"}),
        ("turnout", {"pollster": "two"}, {"base": "voters"}),
        ("concealment", {"question": "vote", "pollster": "two"}, {"ballot": True}),
    ],
)
def test_a_term_is_shared_by_answers_that_have_its_cause_in_common(term, like, unlike):
    terms = replace(NOTHING, **{term: 0.5})
    found = shared_covariance([asked()], [asked(**like), asked(**unlike)], terms, EPOCH)
    assert found.tolist() == [[0.25, 0.0]]


def test_drift_is_a_brownian_motion():
    terms, days = replace(NOTHING, drift=0.4), [date(2001, 1, 1), date(2005, 1, 1)]
    several = [asked(day=day) for day in days]
    found = shared_covariance(several, several, terms, EPOCH)
    assert found[0, 1] == found[0, 0] == pytest.approx(0.16, rel=0.01)
    assert found[1, 1] == pytest.approx(5 * 0.16, rel=0.01)


def test_a_poll_density_is_the_multivariate_normal_in_log_odds():
    several = [asked(), asked(pollster="two"), asked(party="B", question="vote")]
    share, support = np.array([0.3, 0.35, 0.2]), np.array([[0.25, 0.3, 0.3], [0.4, 0.4, 0.1]])
    covariance = answers_covariance(several, share, PollTerms(), EPOCH)
    found = poll_log_likelihood(jnp.asarray(support), jnp.asarray(share), *whitener(covariance))
    logit = [np.log(one / (1 - one)) for one in (share, support)]
    wanted = [stats.multivariate_normal(row, covariance).logpdf(logit[0]) for row in logit[1]]
    assert np.asarray(found) == pytest.approx(wanted, rel=1e-4)


def test_drawn_polls_have_the_moments_that_the_density_states():
    several, support = [asked(), asked(pollster="two")], jnp.full((20_000, 2), 0.3)
    covariance = answers_covariance(several, np.array([0.3, 0.3]), PollTerms(), EPOCH)
    drawn = np.asarray(log_odds(poll_sample(KEY, support, covariance)))
    assert drawn.mean(0) == pytest.approx(np.log(0.3 / 0.7), abs=0.02)
    assert np.cov(drawn.T) == pytest.approx(covariance, rel=0.05)


def test_support_out_of_those_who_choose_leaves_nobody_out():
    assert named_share(0.2, 0.8, nobody=1.0) == pytest.approx(0.2)
    assert named_share(0.2, 0.8, nobody=0.0) == pytest.approx(0.25)
    assert 0.2 < named_share(0.2, 0.8, nobody=0.5) < 0.25


def test_votes_are_support_where_all_come_and_leave_out_a_party_that_stays_at_home():
    support = jnp.array([0.3, 0.1, 0.2])
    assert np.asarray(vote_shares(support, jnp.ones(3))) == pytest.approx([0.5, 1 / 6, 1 / 3])
    assert np.asarray(vote_shares(support, jnp.array([1.0, 0.0, 1.0]))) == pytest.approx([0.6, 0.0, 0.4])


def test_a_ballot_is_dirichlet_and_certain_in_the_limit():
    support, turnout, shares = jnp.array([0.3, 0.2, 0.1]), jnp.array([0.6, 0.7, 0.8]), np.array([0.45, 0.4, 0.15])
    alpha = 50 * np.asarray(vote_shares(support, turnout), float)
    found = float(ballot_log_likelihood(jnp.asarray(shares), support, turnout, 50.0))
    assert found == pytest.approx(stats.dirichlet(alpha).logpdf(shares), rel=1e-3)
    drawn = np.asarray(ballot_sample(KEY, jnp.tile(support, (500, 1)), turnout, 1e6))
    assert drawn.std(0).max() < 0.001


def test_drawn_ballots_have_the_mean_of_the_votes():
    support, turnout = jnp.tile(jnp.array([0.3, 0.2]), (20_000, 1)), jnp.ones(2)
    assert np.asarray(ballot_sample(KEY, support, turnout, 30.0)).mean(0) == pytest.approx([0.6, 0.4], abs=0.01)


def test_turnout_is_beta():
    assert float(turnout_log_likelihood(0.7, 0.75, 40.0)) == pytest.approx(stats.beta(30, 10).logpdf(0.7), rel=1e-3)


def test_counts_are_negative_binomial_and_poisson_in_the_limit():
    counts, mean = np.arange(6), 2.5
    wanted = stats.nbinom(1 / 0.4, 1 / (1 + 0.4 * mean)).logpmf(counts)
    assert np.asarray(count_log_likelihood(counts, mean, 0.4)) == pytest.approx(wanted, rel=1e-3)
    almost = np.asarray(count_log_likelihood(counts, mean, 1e-3))
    assert almost == pytest.approx(stats.poisson(mean).logpmf(counts), abs=0.01)


def test_drawn_counts_have_the_stated_mean_and_variance():
    drawn = np.asarray(count_sample(KEY, jnp.full(40_000, 20.0), 0.25), float)
    assert drawn.mean() == pytest.approx(20, rel=0.02)
    assert drawn.var() == pytest.approx(20 + 0.25 * 400, rel=0.05)


def test_a_rate_runs_from_end_to_end_by_equal_factors():
    found = np.asarray(count_mean(jnp.array([0.0, 0.5, 1.0]), 4.0, 100.0, 2.0))
    assert found == pytest.approx([8, 40, 200], rel=1e-4)


def test_an_index_is_affine_and_normal():
    mean = index_mean(jnp.array([0.0, 0.25, 1.0]), 10.0, 50.0)
    assert np.asarray(mean) == pytest.approx([10, 20, 50])
    found = np.asarray(index_log_likelihood(jnp.array([12.0, 18.0, 50.0]), mean, 3.0))
    assert found == pytest.approx(stats.norm([10, 20, 50], 3).logpdf([12, 18, 50]), rel=1e-4)
    drawn = np.asarray(index_sample(KEY, jnp.full(20_000, 5.0), 2.0))
    assert (drawn.mean(), drawn.std()) == pytest.approx((5, 2), abs=0.05)


def test_summing_out_the_ends_of_a_scale_gives_a_multivariate_normal():
    luck = np.random.default_rng(2)
    level, value, ninety = luck.random((3, 6)), 50 * luck.random(6), 1.6448536
    width = np.array([10, 40]) / 2 / ninety
    for row, found in zip(level, np.asarray(series_log_likelihood(value, level, (0, 10), (50, 90), 4.0)), strict=True):
        ends = np.stack([1 - row, row], -1)
        covariance = (ends * width) @ (ends * width).T + 16 * np.eye(6)
        assert found == pytest.approx(stats.multivariate_normal(ends @ [5, 70], covariance).logpdf(value), rel=1e-4)


def test_likelihoods_can_be_differentiated():
    def poll(support):
        whiten, size = whitener(answers_covariance([asked()], np.array([0.3]), PollTerms(), EPOCH))
        return poll_log_likelihood(support[None], jnp.array([0.3]), whiten, size)[0]

    slope = jax.grad(poll)(jnp.array([0.2]))
    assert np.isfinite(slope).all() and slope[0] > 0
