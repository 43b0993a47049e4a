"""Block votes, councils of two tiers, and governments."""

from fractions import Fraction

import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.institutions import (
    Candidate,
    block_vote,
    council,
    district_seats,
    falls,
    form_government,
    minimal_winning,
    office_shares,
    turnout,
    votes,
)


def candidates(*votes: int, group: str = "") -> list[Candidate]:
    return [Candidate(f"n{count}{group}", "A" if n % 2 else "B", count, group) for n, count in enumerate(votes)]


def test_the_highest_totals_win_a_district() -> None:
    found = block_vote(candidates(5, 9, 7, 1), 2)
    assert [one.votes for one in found.elected] == [9, 7]
    assert dict(found.seats()) == {"A": 1, "B": 1}


def test_a_reserved_seat_goes_to_its_group_whatever_others_get() -> None:
    found = block_vote([*candidates(90, 80, 70), *candidates(3, group="minority")], 2, {"minority": 1})
    assert {one.votes for one in found.elected} == {3, 90}


def test_equal_totals_for_the_last_seat_are_reported() -> None:
    found = block_vote(candidates(9, 5, 5), 2)
    assert (len(found.elected), len(found.tied), found.undecided) == (1, 2, 1)


def test_too_few_candidates_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot fill"):
        block_vote(candidates(1), 2)


def test_two_tiers_are_counted_apart_and_added() -> None:
    assert dict(council({"A": 2, "B": 1}, [{"B": 3}, {"A": 1, "C": 1}])) == {"A": 3, "B": 4, "C": 1}


def test_the_leading_list_sweeps_districts_that_are_all_alike() -> None:
    support = jnp.broadcast_to(jnp.array([0.5, 0.4])[:, None, None], (2, 3, 1))
    nothing = jnp.zeros((2, 3, 1)), jnp.zeros((2, 3, 4, 1)), (jnp.zeros(1), jnp.zeros(1))
    assert np.asarray(district_seats(support, (4, 2, 1), *nothing))[:, 0].tolist() == [7, 0]


def test_every_district_fills_its_seats() -> None:
    luck = np.random.default_rng(1)
    support = jnp.asarray(luck.dirichlet(np.ones(4), (3, 50)).transpose(2, 0, 1))
    local, personal = luck.normal(size=(4, 3, 50)), luck.normal(size=(4, 3, 5, 50))
    spread = jnp.full(50, 0.3), jnp.full(50, 0.1)
    seats = district_seats(support, (5, 3, 1), jnp.asarray(local), jnp.asarray(personal), spread)
    assert np.asarray(seats.sum(0)).tolist() == [9] * 50


def test_votes_are_whole_numbers_of_those_who_go() -> None:
    going = turnout(jnp.zeros((1, 1)), jnp.zeros((1, 1)), jnp.ones((1, 1)))
    assert int(votes(jnp.array([1000.0]), going, jnp.full((1, 1, 1), 0.25))[0, 0, 0]) == 125


def test_coalitions_fail_without_any_one_member() -> None:
    assert minimal_winning({"A": 45, "B": 40, "C": 15}) == (("B", "C"), ("A", "C"), ("A", "B"))
    assert minimal_winning({"A": 51, "B": 40, "C": 9}) == (("A",),)


def test_a_government_shares_posts_by_seats() -> None:
    formed = form_government({"A": 45, "B": 40, "C": 15}, 12, positions={"A": 0.0, "B": 0.9, "C": 0.2})
    assert formed is not None
    assert dict(formed.posts) == {"A": 9, "C": 3}


def test_no_government_is_formed_against_everyone() -> None:
    assert form_government({"A": 2, "B": 2}, 4, refuse=("A", "B")) is None


def test_a_vote_of_no_confidence_needs_more_than_the_share() -> None:
    assert not falls(66, 132)
    assert falls(67, 132)
    assert falls(88, 131, Fraction(2, 3))


def test_a_majority_governs_alone_and_shares_of_office_add_up() -> None:
    seats = jnp.array([[51, 45, 0], [40, 40, 0], [9, 15, 0]])
    shares = np.asarray(office_shares(seats))
    assert shares[:, 0].tolist() == [1, 0, 0]
    assert shares[:, 1] == pytest.approx([45 / 85, 40 / 85, 0])
    assert shares[:, 2].tolist() == [0, 0, 0]
