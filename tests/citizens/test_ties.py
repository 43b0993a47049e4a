"""The setting chooses the network between the localities of a community."""

import dataclasses
from dataclasses import replace
from typing import get_args, get_type_hints

import numpy as np
import pytest

from groundswell.ensemble import Ensemble
from groundswell.ledger import Ties
from groundswell.ledger._check_ties import NUMBERS
from groundswell.model import baseline, compile_theory, populace
from groundswell.networks import NAMED

NETWORKS = {
    "complete": Ties("complete", "a test"),
    "hierarchy": Ties("hierarchy", "a test", branching=3),
    "lattice": Ties("lattice", "a test", reach=1),
    "small world": Ties("small world", "a test", reach=2, rewired=0.1),
    "village": Ties("village", "a test", members=4, far=0.5),
}


def tied(case, **ties):
    return replace(case, setting=replace(case.setting, ties=ties))


def chosen(case):
    """Network and its numbers of each community, at a resolution with many localities."""
    people = populace(compile_theory(case), 2000)
    return {one.name: (one.places.between.name, dict(one.manners.numbers)) for one in people.communities}


def test_a_setting_can_name_every_network_and_give_its_numbers():
    assert get_args(get_type_hints(Ties, include_extras=True)["network"]) == tuple(NAMED)
    fields = {field.name for field in dataclasses.fields(Ties)}
    assert all(set(numbers) <= fields for _, numbers in NAMED.values())
    assert {name: numbers for name, (_, numbers) in NAMED.items()} == NUMBERS


def test_a_case_that_says_nothing_has_long_ties(harbours):
    assert chosen(harbours) == {
        "A_lower_quarter": ("long ties", {"ties": 2}),
        "A_upper_quarter": ("long ties", {"ties": 2}),
    }


def test_a_community_goes_before_its_whole_and_its_whole_before_its_kind(harbours):
    lattice, village, all_ = NETWORKS["lattice"], NETWORKS["village"], NETWORKS["complete"]
    kind = chosen(tied(harbours, population=lattice))
    assert {network for network, _ in kind.values()} == {"lattice"}
    whole = chosen(tied(harbours, population=lattice, A_town=all_))
    assert {network for network, _ in whole.values()} == {"complete"}
    own = chosen(tied(harbours, population=lattice, A_town=all_, A_lower_quarter=village))
    assert own["A_upper_quarter"][0] == "complete"
    assert own["A_lower_quarter"] == ("village A_lower_quarter", {"members": 4, "far": 0.5})


@pytest.mark.slow
@pytest.mark.parametrize("name", ["complete", "hierarchy", "village"])
def test_people_talk_along_whichever_network_their_setting_names(harbours, name):
    """Talk turns histories a little and leaves values on their scales; nobody has anything to tell at first."""
    citizens = {**harbours.priors["citizens"], "talk": {"v_mobilisation": {"near": 0.1, "far": 0.3}}}
    talking = replace(harbours, priors={**harbours.priors, "citizens": citizens})
    seen, before = (history(case) for case in (tied(talking, population=NETWORKS[name]), talking))
    assert np.isfinite(seen).all()
    assert np.array_equal(seen[..., 0], before[..., 0])
    assert 0 < np.abs(seen - before).max() < 0.2


def history(case):
    theory = compile_theory(case)
    return Ensemble(theory, 5, resolution=640).run_stored(baseline(theory.layout), np.arange(2), 18)
