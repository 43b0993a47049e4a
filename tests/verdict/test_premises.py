"""Shapley values add up, are symmetric, and find the premise that is needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.verdict._premises import EXACT, premises


def glove(coalition):
    """The glove market (Shapley 1953): one left glove, two right gloves; a pair is worth 1."""
    return float("left" in coalition and bool({"right a", "right b"} & coalition))


def test_the_glove_market_has_its_published_values():
    found = {p.id: p.value for p in premises(["left", "right a", "right b"], glove, seed=1).players}
    assert found == pytest.approx({"left": 2 / 3, "right a": 1 / 6, "right b": 1 / 6})


def test_the_needed_sets_of_the_glove_market_are_minimal():
    assert premises(["left", "right a", "right b"], glove, seed=1).needed == (("left",), ("right a", "right b"))


@given(st.lists(st.floats(0, 1), min_size=2**4, max_size=2**4))
def test_values_add_up_to_what_the_players_change_together(worths):
    names = ["a", "b", "c", "d"]

    def worth(coalition):
        return worths[sum(1 << names.index(n) for n in coalition)]

    found = premises(names, worth, seed=1)
    assert sum(p.value for p in found.players) == pytest.approx(found.whole - found.none, abs=1e-9)


def test_sampled_orders_agree_with_the_exact_values_of_an_additive_game():
    names = [f"p{k}" for k in range(EXACT + 3)]
    found = premises(names, lambda c: sum(int(n[1:]) for n in c) / 100, seed=3)
    assert not found.exact
    assert {p.id: p.value for p in found.players} == pytest.approx({n: int(n[1:]) / 100 for n in names})


def test_a_claim_that_fails_with_every_premise_needs_none():
    assert premises(["a"], lambda c: 0.2, seed=1).needed == ()
