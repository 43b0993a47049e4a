"""List votes become seats exactly, and the compiled count agrees with the plain one."""

from fractions import Fraction

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from groundswell.institutions import (
    D_HONDT,
    DROOP,
    HARE,
    MODIFIED_SAINTE_LAGUE,
    RULES,
    SAINTE_LAGUE,
    DivisorRule,
    allocate,
    divisor_range,
    effective_number,
    extra_votes,
    gallagher,
    own_divisors,
    rule_named,
)
from groundswell.institutions import allocate_many as count_slowly
from groundswell.ledger import RULE_NAMES

allocate_many = jax.jit(count_slowly, static_argnames=("seats", "rule", "threshold"))
COUNCIL = {
    "Change and Reform": 440409, "Fatah": 410554, "Martyr Abu Ali Mustafa": 42101, "The Alternative": 28973,
    "Independent Palestine": 26909, "Third Way": 23862, "a": 7127, "b": 4398, "c": 3011, "d": 1806, "e": 1723,
}  # fmt: skip
ballots = st.lists(st.integers(0, 3_000_000), min_size=1, max_size=7).filter(any)
small_ballots = st.lists(st.integers(0, 12), min_size=1, max_size=6).filter(any)


def named(votes: list[int]) -> dict[str, int]:
    return {str(n): count for n, count in enumerate(votes)}


def test_the_official_votes_of_2006_give_the_official_seats() -> None:
    found = allocate(COUNCIL, 66, SAINTE_LAGUE, Fraction(2, 100))
    assert tuple(found.seats.values()) == (29, 28, 3, 2, 2, 2, 0, 0, 0, 0, 0)
    assert (found.undecided, found.threshold) == (0, Fraction(990873, 50))


def test_four_more_votes_would_have_moved_the_last_seat_of_2006() -> None:
    more, then = extra_votes(COUNCIL, "Change and Reform", 66, SAINTE_LAGUE, Fraction(1, 50))
    assert more == 4
    assert (then.seats["Change and Reform"], then.seats["Fatah"]) == (30, 27)


def test_a_tie_for_the_last_seat_is_reported_and_not_broken() -> None:
    found = allocate({"a": 50, "b": 50, "c": 20}, 3, D_HONDT)
    assert dict(found.seats) == {"a": 1, "b": 1, "c": 0}
    assert (found.tied, found.undecided) == (("a", "b"), 1)


def test_a_list_with_exactly_the_threshold_passes() -> None:
    assert allocate({"a": 98, "b": 2}, 10, SAINTE_LAGUE, Fraction(2, 100)).passed == ("a", "b")
    assert allocate({"a": 9801, "b": 199}, 10, SAINTE_LAGUE, Fraction(2, 100)).passed == ("a",)


@pytest.mark.parametrize(
    ("votes", "seats", "threshold", "says"),
    [
        ({}, 5, 0, "without lists"),
        ({"a": -1}, 5, 0, "votes of a"),
        ({"a": 0}, 5, 0, "nobody"),
        ({"a": 1}, 0, 0, "at least one seat"),
        ({"a": 1}, 5, Fraction(3, 2), "from 0 to 1"),
        ({"a": 1, "b": 1}, 5, Fraction(3, 4), "no list reaches"),
    ],
)
def test_a_ballot_that_makes_no_sense_is_refused(votes, seats, threshold, says) -> None:
    with pytest.raises(ValueError, match=says):
        allocate(votes, seats, SAINTE_LAGUE, threshold)


def test_divisors_that_do_not_grow_are_refused() -> None:
    with pytest.raises(ValueError, match="grow"):
        own_divisors([3, 2])
    with pytest.raises(ValueError, match="rules are"):
        rule_named("best guess")


def test_own_divisors_go_on_in_steps_of_the_last_difference() -> None:
    assert rule_named("1.4,3,5").divisors(4) == MODIFIED_SAINTE_LAGUE.divisors(4)


def test_a_case_may_name_every_rule_there_is() -> None:
    assert set(RULE_NAMES) == set(RULES)


@settings(max_examples=30, deadline=None)
@given(ballots, st.integers(1, 40), st.sampled_from([SAINTE_LAGUE, D_HONDT, MODIFIED_SAINTE_LAGUE]))
def test_votes_over_any_common_divisor_round_to_the_seats(votes: list[int], seats: int, rule: DivisorRule) -> None:
    found = allocate(named(votes), seats, rule)
    if found.undecided:
        return
    between = divisor_range(found, rule)
    divisor = (between.low + between.high) / 2
    for name, count in found.votes.items():
        won, unit = found.seats[name], rule.signpost_unit
        signposts = [Fraction(rule.divisor(held)) / unit for held in range(won + 1)]
        assert sum(count / divisor > point for point in signposts) == won


@settings(max_examples=30, deadline=None)
@given(ballots, st.integers(1, 40), st.sampled_from(list(RULES.values())), st.integers(2, 9))
def test_seats_add_up_and_do_not_hang_on_the_unit_of_votes(votes, seats, rule, times) -> None:
    found = allocate(named(votes), seats, rule)
    assert sum(found.seats.values()) + found.undecided == seats
    if rule is not DROOP:  # its quota is a whole number of votes
        assert allocate(named([times * v for v in votes]), seats, rule).seats == found.seats


@settings(max_examples=30, deadline=None)
@given(ballots, st.integers(1, 40))
def test_no_list_gets_less_than_its_full_quotas_by_largest_remainders(votes: list[int], seats: int) -> None:
    found = allocate(named(votes), seats, HARE)
    for name, count in found.votes.items():
        fair = Fraction(count * seats, sum(votes))
        assert int(fair) <= found.seats[name] <= int(fair) + 1


WIDE = 24


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
@settings(max_examples=12, deadline=None)
@example(several=[[50, 50, 20], [12]], threshold=(0, 1))
@given(
    several=st.lists(st.one_of(ballots, small_ballots), min_size=WIDE, max_size=WIDE),
    threshold=st.sampled_from([(0, 1), (1, 50), (1, 20)]),
)
def test_the_compiled_count_is_the_exact_one(rule, several: list[list[int]], threshold: tuple[int, int]) -> None:
    seats = 11
    padded = [[*votes, *[0] * (7 - len(votes))] for votes in [*several, *[[1]] * (WIDE - len(several))]]
    found = allocate_many(jnp.asarray(np.array(padded, np.uint32).T), seats, rule, threshold)
    for column, votes in enumerate(padded):
        if 20 * max(votes) < sum(votes):
            continue
        exact = allocate(named(votes), seats, rule, Fraction(*threshold))
        given_seats = np.asarray(found.seats)[:, column]
        assert bool(found.tied[column]) == (exact.undecided > 0)
        assert given_seats.sum() == seats
        sure = np.array(list(exact.seats.values()))
        assert (given_seats - sure).sum() == exact.undecided
        assert np.all(given_seats >= sure)


def test_the_compiled_count_is_exact_where_floats_are_not() -> None:
    large = 2**31
    votes = jnp.asarray(np.array([[large], [large - 1]], np.uint32))
    assert np.asarray(allocate_many(votes, 1, D_HONDT).seats)[:, 0].tolist() == [1, 0]
    assert np.asarray(allocate_many(votes[::-1], 1, D_HONDT).seats)[:, 0].tolist() == [0, 1]


def test_measures_of_two_equal_lists() -> None:
    assert effective_number({"a": 5, "b": 5}) == 2
    assert gallagher({"a": 5, "b": 5}, {"a": 10, "b": 0}) == pytest.approx(50)
