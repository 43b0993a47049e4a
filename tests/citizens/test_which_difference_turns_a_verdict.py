"""Differences between people are taken away one by one, to see which of them turns a verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest

from groundswell.model import compile_theory, populace
from groundswell.verdict import settling
from groundswell.verdict._alike import EVERYTHING, NEIGHBOURS, SIGHT, TALK, THRESHOLDS, alike


def people(case):
    """The citizens' law of each community, as compiled."""
    return populace(compile_theory(case), 100).communities


def test_every_difference_that_a_case_states_is_taken_away_once(harbours):
    traits = ["hardship", "lower class", "risk aversion", "taste"]
    assert list(alike(harbours)) == [*traits, NEIGHBOURS, SIGHT, TALK, THRESHOLDS, EVERYTHING]


def test_a_trait_that_is_taken_away_loads_on_nothing_and_the_others_stay(harbours):
    loads = {trait for home in people(harbours) for one in home.variables for trait, _ in one.loads}
    for trait in ("hardship", "taste"):
        left = {name for home in people(alike(harbours)[trait]) for one in home.variables for name, _ in one.loads}
        assert left == loads - {trait}


def test_without_all_differences_nothing_is_left_of_any(harbours):
    for home in people(alike(harbours)[EVERYTHING]):
        assert (home.manners.alike, home.manners.sight) == (0.0, 0.0)
        assert {one.kind for one in home.variables} == {"choice", "degree"}
        assert not any(one.loads or one.near or one.far for one in home.variables)


def test_a_case_without_differences_has_none_to_take_away(harbours):
    assert alike(replace(harbours, priors={})) == {}


@pytest.mark.slow
def test_people_without_their_one_difference_are_the_alike_ones(harbours):
    """Where taste is all in which people differ, taking it away gives the shares of people who are alike."""
    only = {"differ": {"v_support": {"taste": 3.0}}}
    differing = replace(harbours, priors={**harbours.priors, "citizens": only})
    found = settling(differing, (1, 64), readings=8, why=True)
    same = settling(alike(differing)["taste"], (1, 64), readings=8)
    assert found.turned
    assert dict(found.without["taste"]) == {id: same.sizes[-1].claims[id] for id in found.turned}
    assert found.document()["without"][EVERYTHING] == found.document()["without"]["taste"]
