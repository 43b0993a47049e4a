"""People in places: a network that is worked out knows the same people as one that is stored."""

import numpy as np
import pytest

from groundswell.networks import (
    NAMED,
    Network,
    NetworkError,
    Places,
    complete,
    even,
    from_edges,
    joined,
    lattice,
    named,
    pieces,
)

NUMBERS = {
    "complete": {}, "hierarchy": {"branching": 3}, "lattice": {"reach": 1}, "long ties": {"ties": 2},
    "small world": {"reach": 2, "rewired": 0.2}, "village": {"members": 4, "far": 1.5},
}  # fmt: skip
every = pytest.mark.parametrize("name", NAMED)


def between(name: str, size: int) -> Network:
    return named(name, size, NUMBERS[name], "A_town")


@every
def test_everybody_knows_whom_the_stored_network_lists(name):
    places = Places(even(75, 16), between(name, 16))
    stored = places.listed()
    assert stored.size == places.size == 75
    assert all(np.array_equal(places.of(person), stored.of(person)) for person in range(75))


@every
def test_a_place_is_drawn_as_its_people_are_along_their_stored_ties(name):
    """Where all of a place hold one value, the mean gap over its people's far ties is the place's own."""
    tied = between(name, 16)
    places, degrees = Places(even(75, 16), tied), tied.degrees
    value, home = np.random.default_rng(2).random(16), np.repeat(np.arange(16), places.members)
    by_person = np.zeros(75)
    for a, b in places.listed().edges().tolist():
        if home[a] != home[b]:
            gap = (value[home[b]] - value[home[a]]) / max(degrees[home[a]], degrees[home[b]])
            by_person[[a, b]] += gap, -gap
    own = np.bincount(home, by_person) / places.members
    if tied.complete:
        mean = (places.members * value).sum() / 75
        # It weighs ties by people, which is one and the same where no place has a person more than another.
        assert places.drawn_to_all() * (mean - value) == pytest.approx(own, rel=0.1, abs=0.01)
    else:
        slots, weights, most = places.pulls()
        assert (weights * (value[slots] - value)).sum(0) / most == pytest.approx(own, abs=1e-6)


@every
def test_nobodys_mean_moves_and_no_place_overshoots(name):
    places = Places(even(1003, 64), between(name, 64))
    value = np.random.default_rng(3).random(64)
    if places.between.complete:
        moved = places.drawn_to_all() * ((places.members * value).sum() / 1003 - value)
    else:
        slots, weights, most = places.pulls()
        assert (weights.sum(0) / most <= 1 + 1e-6).all() and (weights >= 0).all()
        moved = (weights * (value[slots] - value)).sum(0) / most
    assert (places.members * moved).sum() == pytest.approx(0, abs=1e-4)
    assert (value + moved).min() >= value.min() - 1e-6 and (value + moved).max() <= value.max() + 1e-6


@every
@pytest.mark.parametrize("size", [1, 2, 4, 8, 64, 512])
def test_a_named_network_holds_at_every_size_and_leaves_no_place_alone(name, size):
    network = between(name, size)
    assert network.size == size
    if name == "long ties":
        assert size == 1 or network.degrees.min() >= 1
    else:
        assert not pieces(network).any()


@every
def test_a_named_network_is_the_same_whenever_it_is_built(name):
    assert np.array_equal(between(name, 64).edges(), between(name, 64).edges())


def test_networks_that_chance_draws_differ_between_communities():
    one, other = (named("village", 64, NUMBERS["village"], town) for town in ("A_town", "A_hill"))
    assert not np.array_equal(one.edges(), other.edges())


def test_pieces_are_counted_and_joined_by_one_tie_each():
    apart = from_edges("apart", 7, np.array([[0, 1], [2, 3], [3, 4]]))
    assert pieces(apart).tolist() == [0, 0, 1, 1, 1, 2, 3]
    whole = joined(apart)
    assert not pieces(whole).any()
    assert whole.ties == apart.ties + 3
    assert joined(lattice(3, 3, torus=False)).ties == lattice(3, 3, torus=False).ties


def test_alike_places_that_are_all_tied_are_drawn_as_listed_ones():
    """The short way for a complete network is the long way, where all places are of one size."""
    value, places = np.random.default_rng(4).random(8), Places(even(80, 8), complete(8))
    stored = Places(even(80, 8), from_edges("all", 8, complete(8).edges()))
    slots, weights, most = stored.pulls()
    long = (weights * (value[slots] - value)).sum(0) / most
    assert places.drawn_to_all() * (value.mean() - value) == pytest.approx(long, abs=1e-6)


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Places(np.array([3, 0]), complete(2)), r"no people to places \[1\]"),
        (lambda: Places(np.array([3, 4]), complete(3)), "counts 2 places, and 3 are tied"),
        (lambda: named("web", 4, {}), "no network `web`"),
        (lambda: named("lattice", 4, {"far": 1}), "takes reach, not far"),
        (lambda: Places(even(4, 2), complete(2)).pulls(), "drawn_to_all"),
    ],
)
def test_bad_places_and_names_are_refused_in_a_sentence(build, says):
    with pytest.raises(NetworkError, match=says):
        build()
