"""Shapley values add up, are symmetric, and find the premise that is needed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.verdict._premises import EXACT, premises


def game(names, worth):
    """Gates -> worths, from a worth for each set of names; the same in every reading."""

    def worths(gates):
        sets = [[worth({n for n, on in zip(names, lane, strict=True) if on}) for lane in each] for each in gates]
        return np.array(sets, float)

    return worths


def solved(names, worth, seed=1, readings=1, **more):
    return premises(names, game(sorted(names), worth), readings, seed, **more)


def glove(coalition):
    """The glove market (Shapley 1953): one left glove, two right gloves; a pair is worth 1."""
    return float("left" in coalition and bool({"right a", "right b"} & coalition))


def test_the_glove_market_has_its_published_values():
    found = {p.id: p.value for p in solved(["left", "right a", "right b"], glove).players}
    assert found == pytest.approx({"left": 2 / 3, "right a": 1 / 6, "right b": 1 / 6})


def test_the_needed_sets_of_the_glove_market_are_minimal():
    assert solved(["left", "right a", "right b"], glove).needed == (("left",), ("right a", "right b"))


@given(st.lists(st.floats(0, 1), min_size=2**4, max_size=2**4))
def test_values_add_up_to_what_the_players_change_together(worths):
    names = ["a", "b", "c", "d"]
    found = solved(names, lambda c: worths[sum(1 << names.index(n) for n in c)])
    assert sum(p.value for p in found.players) == pytest.approx(found.whole - found.none, abs=1e-9)


def test_sampled_orders_agree_with_the_exact_values_of_an_additive_game():
    names = [f"p{k}" for k in range(EXACT + 3)]
    found = solved(names, lambda c: sum(int(n[1:]) for n in c) / 100, seed=3, readings=4)
    assert not found.exact
    assert {p.id: p.value for p in found.players} == pytest.approx({n: int(n[1:]) / 100 for n in names})


def test_sampled_orders_hold_the_values_of_a_large_glove_market_inside_their_intervals():
    """One left glove and many right ones: the left is worth n / (n + 1) (Shapley and Shubik 1969)."""
    names = ["left", *(f"right {k}" for k in range(EXACT + 2))]
    rights = len(names) - 1

    def worth(c):
        return float("left" in c and len(c) > 1)

    found = {p.id: p for p in solved(names, worth, seed=5, readings=400).players}
    low, high = found["left"].interval
    assert low - 0.02 <= rights / (rights + 1) <= high + 0.02
    assert sum(p.value for p in found.values()) == pytest.approx(1)


def test_intervals_are_points_where_every_reading_says_the_same():
    assert all(p.interval == pytest.approx((p.value, p.value)) for p in solved(["a", "b"], len, readings=8).players)


def test_a_claim_that_fails_with_every_premise_needs_none():
    assert solved(["a"], lambda c: 0.2).needed == ()


def test_a_claim_that_its_cited_mechanism_carries_follows_from_the_text_alone():
    found = solved(["M1", "X1"], lambda c: float("M1" in c), added=frozenset({"X1"}))
    assert (found.text_alone, found.enough) == (1.0, ())


def test_a_claim_may_follow_only_with_one_of_two_assumptions():
    both = frozenset({"X1", "X2"})
    found = solved(["M1", "X1", "X2", "X3"], lambda c: float("M1" in c and bool(c & both)), added=both | {"X3"})
    assert found.text_alone == 0.0
    assert found.enough == (("X1",), ("X2",))
    assert found.needed == (("M1",), ("X1", "X2"))
