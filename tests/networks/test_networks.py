"""Networks are what they say: ties without doubles, known degrees, and sums over neighbours that are right."""

from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell import networks
from groundswell.networks import Network, NetworkError

BUILDERS: dict[str, Callable[[int], Network]] = {
    "complete": lambda seed: networks.complete(30 + seed % 3),
    "lattice": lambda seed: networks.lattice(7, 9, "disc", 1 + seed % 3),
    "lattice with edges": lambda seed: networks.lattice(5, 8, "diamond", 1 + seed % 3, torus=False),
    "hierarchy": lambda seed: networks.hierarchy(60, 1 + seed % 4),
    "small world": lambda seed: networks.small_world(60, 3, 0.3, seed),
    "village": lambda seed: networks.village(60, 7, 0.02, seed),
    "poisson": lambda seed: networks.poisson(60, 5.0, seed),
    "scale free": lambda seed: networks.scale_free(80, 2, seed),
    "localities": lambda seed: networks.localities([1, 20, 3, 40], 4.0, 1.5, seed),
}
built = st.builds(lambda name, seed: BUILDERS[name](seed), st.sampled_from(sorted(BUILDERS)), st.integers(0, 10_000))
few = settings(max_examples=30, deadline=None)


def matrix(network: Network) -> np.ndarray:
    """Who is tied to whom, as zeros and ones."""
    tied = np.zeros((network.size, network.size))
    for agent in range(network.size):
        tied[agent, network.of(agent)] = 1
    return tied


@few
@given(built)
def test_ties_hold_both_ways_and_nobody_is_tied_to_oneself_or_twice(network: Network) -> None:
    tied = matrix(network)
    assert (tied == tied.T).all()
    assert not tied.diagonal().any()
    assert (tied.sum(axis=1) == network.degrees).all()
    assert tied.sum() == 2 * network.ties == 2 * len(network.edges())


@jax.jit
def added_up(values: jax.Array, ties: networks.Ties) -> tuple[jax.Array, ...]:
    """Everything that is added up over neighbours, in one program: each shape of network is compiled once."""
    return (
        networks.neighbour_sum(values, ties),
        networks.neighbour_mean(jnp.full(ties.size, 0.3), ties, alone=-1.0),
        networks.neighbour_share(values % 3 == 0, ties),
    )


@pytest.fixture(scope="module", params=sorted(BUILDERS))
def network(request: pytest.FixtureRequest) -> Network:
    """One network of each kind."""
    return BUILDERS[request.param](1)


@pytest.fixture(scope="module")
def values(network: Network) -> np.ndarray:
    """A whole number for each agent, so that sums are exact."""
    return np.random.default_rng(2).integers(-1000, 1000, network.size).astype(np.int32)


@pytest.fixture(scope="module")
def found(network: Network, values: np.ndarray) -> list[np.ndarray]:
    """The sum of the values, the mean of a constant, and the share of values that three divides."""
    return [np.asarray(part) for part in added_up(jnp.asarray(values), networks.laid_out(network))]


def test_sums_over_neighbours_are_those_of_the_matrix(network: Network, values: np.ndarray, found) -> None:
    assert np.array_equal(found[0], matrix(network) @ values)


def test_the_mean_of_a_constant_is_the_constant_and_alone_means_alone(network: Network, found) -> None:
    assert np.allclose(found[1], np.where(network.degrees > 0, 0.3, -1.0), atol=1e-6)


def test_a_share_counts_exactly(network: Network, values: np.ndarray, found) -> None:
    counted = (matrix(network) @ (values % 3 == 0)).astype(np.float32)
    assert np.array_equal(found[2], counted / np.maximum(network.degrees, 1).astype(np.float32))


def test_counting_without_compiling_counts_the_same(network: Network, values: np.ndarray, found) -> None:
    flags = values % 3 == 0
    assert np.array_equal(network.count(flags), matrix(network) @ flags)


def test_new_numbers_change_nothing_but_the_numbers(network: Network, values: np.ndarray, found) -> None:
    order = np.random.default_rng(3).permutation(network.size)
    after = added_up(jnp.asarray(values[order]), networks.laid_out(network.renumbered(order)))
    assert np.array_equal(after[0], found[0][order])
    assert np.array_equal(after[2], found[2][order])


@pytest.mark.parametrize("name", sorted(BUILDERS))
def test_the_same_seed_gives_the_same_ties(name: str) -> None:
    one, same = BUILDERS[name](3), BUILDERS[name](3)
    assert np.array_equal(one.starts, same.starts) and np.array_equal(one.neighbours, same.neighbours)


def test_another_name_or_seed_gives_other_ties() -> None:
    plain = networks.poisson(200, 5.0).neighbours
    assert not np.array_equal(plain, networks.poisson(200, 5.0, seed=1).neighbours)
    assert not np.array_equal(plain, networks.poisson(200, 5.0, name="kin").neighbours)


def test_a_batch_of_fields_is_added_up_like_each_alone() -> None:
    ties = networks.laid_out(networks.lattice(5, 6, "moore", torus=False))
    fields = jnp.asarray(np.random.default_rng(0).random((3, 30)), jnp.float32)
    together = jax.jit(jax.vmap(networks.neighbour_mean, (0, None)))(fields, ties)
    alone = jax.jit(networks.neighbour_mean)
    assert np.allclose(together, np.stack([alone(field, ties) for field in fields]), atol=1e-6)


def test_agents_numbered_by_degree_need_no_last_gather() -> None:
    network = networks.poisson(500, 4.0)
    ties = networks.laid_out(network.renumbered(networks.by_degree(network)))
    assert ties.place is None
    assert all(not table.padded for table in ties.tables if table.slots.shape[0] == 4)


@pytest.mark.parametrize(
    ("shape", "reach", "sites"),
    [("moore", 1, 8), ("moore", 2, 24), ("von neumann", 1, 4), ("diamond", 7, 112), ("disc", 1.7, 8), ("disc", 7, 148)],
)
def test_a_torus_gives_everybody_the_same_neighbourhood(shape: str, reach: float, sites: int) -> None:
    assert (networks.lattice(16, 20, shape, reach).degrees == sites).all()


def test_a_grid_with_edges_has_poorer_corners() -> None:
    assert sorted(set(networks.lattice(5, 5, "moore", torus=False).degrees.tolist())) == [3, 5, 8]


def test_a_hierarchy_is_a_tree() -> None:
    network = networks.hierarchy(40, 3)
    assert network.ties == 39
    assert network.of(1).tolist() == [0, 4, 5, 6]


def test_a_ring_keeps_its_number_of_ties_when_rewired() -> None:
    assert networks.small_world(500, 5, 0.0).degrees.tolist() == [10] * 500
    assert networks.small_world(500, 5, 1.0).ties == 2500


def test_a_share_of_the_ring_s_ties_is_rewired() -> None:
    ring = {tuple(tie) for tie in networks.small_world(2000, 5, 0.0).edges().tolist()}
    moved = {tuple(tie) for tie in networks.small_world(2000, 5, 0.2).edges().tolist()} - ring
    assert len(moved) == pytest.approx(2000, abs=130)  # three standard errors


def test_chance_ties_are_as_many_as_asked_for() -> None:
    degrees = networks.poisson(20_000, 8.0).degrees
    assert degrees.mean() == pytest.approx(8, abs=0.09)
    assert degrees.var() == pytest.approx(8, abs=0.3)


def test_every_pair_is_as_likely_as_any_other() -> None:
    met = sum(matrix(networks.poisson(6, 2.0, seed)) for seed in range(3000))
    assert np.allclose(met[np.triu_indices(6, 1)] / 3000, 0.4, atol=0.036)  # four standard errors


def test_villages_are_complete_inside() -> None:
    network = networks.village(52, 25, 0.0)
    assert network.degrees.tolist() == [24] * 50 + [1] * 2


def test_people_know_their_locality_and_a_few_elsewhere() -> None:
    members = np.random.default_rng(0).integers(50, 150, 200)
    network = networks.localities(members, 6.0, 2.0)
    home = np.repeat(np.arange(200), members)
    inside = (home[network.edges()[:, 0]] == home[network.edges()[:, 1]]).sum()
    assert 2 * inside / network.size == pytest.approx(6, abs=0.1)
    assert 2 * (network.ties - inside) / network.size == pytest.approx(2, abs=0.06)


def test_a_small_locality_is_complete_where_more_ties_are_asked_for() -> None:
    assert networks.localities([3, 5], 10.0, 0.0).degrees.tolist() == [2, 2, 2, 4, 4, 4, 4, 4]


def test_the_well_tied_grow_in_a_scale_free_network() -> None:
    degrees = networks.scale_free(5000, 2).degrees
    assert degrees.min() == 2
    assert degrees.max() > 60
    assert (degrees >= 20).mean() == pytest.approx(2 * 3 / (20 * 21), abs=0.006)  # m(m+1) / (k(k+1))


def test_ties_are_stored_in_32_bits() -> None:
    network = networks.localities([500] * 20, 6.0, 2.0)
    assert network.starts.dtype == network.neighbours.dtype == np.int32


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: networks.complete(0), "`size` is 0"),
        (lambda: networks.lattice(5, 5, "hexagon"), "no neighbourhood `hexagon`"),
        (lambda: networks.lattice(5, 5, "moore", 3), "meets itself on a torus of 5 by 5"),
        (lambda: networks.small_world(10, 5, 0.1), "can be at most 4"),
        (lambda: networks.small_world(10, 2, 1.1), "`rewired` is 1.1"),
        (lambda: networks.village(10, 2, -0.1), "`far` is -0.1"),
        (lambda: networks.poisson(10, 20.0), "from 0 to 9"),
        (lambda: networks.localities([4, 0, 3], 1.0, 1.0), r"no people to localities \[1\]"),
        (lambda: networks.localities([4, 4], 1.0, 9.0), "only 4 people elsewhere"),
        (lambda: networks.localities([4, 4], float("nan"), 1.0), "`near` is nan"),
        (lambda: networks.from_edges("mine", 3, np.array([[0, 3]])), "not among the 3"),
        (lambda: networks.complete(3).renumbered([0, 0, 1]), "each of the 3 agents once"),
    ],
)
def test_what_cannot_be_built_is_refused_in_a_sentence(build: Callable[[], object], says: str) -> None:
    with pytest.raises(NetworkError, match=says):
        build()
