"""Shares in one word an agent: means of neighbours within a stated rounding, whatever the order."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell import networks
from groundswell.networks import Network, NetworkError, laid_out, packed_shares, packed_sum, unpacked_mean

ROUNDING = 1 / 131_070 + 2e-6
few = settings(max_examples=2, deadline=None)


def drawn(agents: int, options: int, seed: int) -> np.ndarray:
    """Shares (options, agents), some of them all or nothing."""
    return np.random.default_rng(seed).dirichlet(np.full(options, 0.2), agents).T.astype(np.float32)


def seen(network: Network, shares: np.ndarray) -> np.ndarray:
    """Mean shares of neighbours, by words."""
    ties = laid_out(network)
    with jax.enable_x64(True):
        return np.asarray(unpacked_mean(packed_sum(packed_shares(jnp.asarray(shares)), ties), ties, len(shares)))


def exact(network: Network, shares: np.ndarray) -> np.ndarray:
    """Mean shares of neighbours, one by one."""
    nothing = np.zeros(len(shares))
    means = [
        shares[:, network.of(agent)].mean(axis=1, dtype=np.float64) if network.degrees[agent] else nothing
        for agent in range(network.size)
    ]
    return np.array(means).T


@few
@given(st.integers(2, 5), st.integers(0, 10_000), st.sampled_from([0.3, 3.0, 12.0]))
def test_a_mean_is_the_exact_one_within_its_rounding(options: int, seed: int, degree: float) -> None:
    network, shares = networks.poisson(50, degree, seed), drawn(50, options, seed)
    found, wanted = seen(network, shares), exact(network, shares)
    assert np.abs(found - wanted)[:-1].max() <= ROUNDING
    assert np.abs(found - wanted)[-1].max() <= (options - 1) * ROUNDING


@few
@given(st.integers(0, 10_000))
def test_new_names_change_no_bit(seed: int) -> None:
    network, shares = networks.scale_free(40, 2, seed), drawn(40, 5, seed)
    order = np.random.default_rng(seed).permutation(40)
    renamed = seen(network.renumbered(order), shares[:, order])
    assert np.array_equal(renamed, seen(network, shares)[:, order])


def test_everybody_sees_all_others_where_all_are_tied() -> None:
    shares = drawn(30, 5, 1)
    assert np.allclose(seen(networks.complete(30), shares), exact(networks.complete(30), shares), atol=4 * ROUNDING)


def test_shares_of_neighbours_add_up_to_one_and_nobody_s_to_nought() -> None:
    network = networks.poisson(60, 1.5, 4)
    assert 0 < (network.degrees == 0).sum() < 60
    assert np.allclose(seen(network, drawn(60, 5, 2)).sum(axis=0), network.degrees > 0, atol=4 * ROUNDING)


def test_many_neighbours_who_all_agree_are_added_up_without_overflow() -> None:
    shares = np.zeros((5, 60_000), np.float32)
    shares[3] = 1
    assert np.array_equal(seen(networks.complete(60_000), shares), shares)


def test_what_does_not_fit_is_refused() -> None:
    with jax.enable_x64(True), pytest.raises(NetworkError, match="2 to 5"):
        packed_shares(jnp.ones((6, 3)))
    with pytest.raises(NetworkError, match="enable_x64"):
        packed_shares(jnp.ones((5, 3)))
    with jax.enable_x64(True), pytest.raises(NetworkError, match="70,000"):
        packed_sum(jnp.zeros(70_001, jnp.uint64), laid_out(networks.complete(70_001)))
