"""What the models of the literature refuse, and what holds of them beyond their rows."""

import numpy as np
import pytest

from groundswell.replicate import ReplicateError, run


@pytest.mark.parametrize(
    ("model", "given", "says"),
    [
        ("degroot-1974", {"weights": ((0.5, 0.4), (0.5, 0.5)), "opinions": (0, 1)}, "Row 0 of the weights sums to 0.9"),
        ("degroot-1974", {"weights": ((0.5, 0.5), (1.0,)), "opinions": (0, 1)}, "square table"),
        ("degroot-1974", {"ties": ((0, 7),)}, "a tie is two people from 0 to 2"),
        ("friedkin-johnsen-1990", {"openness": (1.0, 1.0, 1.0)}, "wholly open"),
        ("acemoglu-robinson-2000", {"rich": 0.7}, "0 < rich < rich_income < 1"),
        ("kydd-walter-2002", {"if_sincere": 0.0, "if_not": 0.0}, "says nothing about trust"),
        ("skaperdas-1996", {"efforts": (1.0, -1.0)}, "at least 0"),
        ("richardson-1960", {"k": 1.1, "l": 1.2}, "no single rest point"),
        ("richardson-1960", {"k": 1e200, "l": 1e200}, "too large"),
        ("centola-macy-2007", {"block": 40}, "larger than the side"),
        ("watts-2002", {"share_needed": 0.0}, "above 0"),
        ("deffuant-2000", {"ties": ((0, 0),)}, "different people"),
    ],
)  # fmt: skip
def test_inadmissible_input_is_met_with_a_sentence(model, given, says):
    with pytest.raises(ReplicateError, match=says):
        run(model, **given)


@pytest.mark.parametrize("seed", range(5))
def test_degroot_ends_where_influence_says(seed):
    luck = np.random.default_rng(seed)
    weights = luck.random((4, 4)) + 0.05
    found = run("degroot-1974", weights=weights / weights.sum(1, keepdims=True), opinions=luck.random(4), periods=300)
    assert found["path"][-1] == pytest.approx(found["limit"])


def test_equal_weights_over_neighbours_and_self_give_influence_by_degree():
    found = run("degroot-1974", ties=((0, 1), (1, 2)))
    assert found["influence"] == pytest.approx(np.array([2, 3, 2]) / 7)


def test_opinions_move_in_turn_as_another_model_than_all_at_once():
    both = [run("hegselmann-krause-2002", update=update)["path"] for update in ("all at once", "in turn")]
    assert both[0].shape != both[1].shape or not np.allclose(*both)


def test_pairs_on_a_network_meet_along_its_ties_alone():
    found = run("deffuant-2000", people=4, ties=((0, 1),), bound=1.0, sweeps=20)
    start = found["path"][0]
    assert found["opinions"][2:] == pytest.approx(start[2:])
    assert found["opinions"][0] == pytest.approx(found["opinions"][1], abs=1e-4)


def test_halving_the_step_of_a_path_moves_its_end_by_less_than_the_tolerance():
    coarse, fine = (run("francisco-1995", step=step, until=60.0)["end"] for step in (0.02, 0.01))
    assert coarse == pytest.approx(fine, abs=1e-4)
    ends = [run("lanchester-1916", step=step)["first_left_followed"] for step in (0.02, 0.01)]
    assert ends[0] == pytest.approx(ends[1], abs=1e-3)


def test_with_either_channel_off_provocation_still_works_by_the_other():
    only_damage = run("bueno-de-mesquita-dickson-2007", revealing=False, more_damage=1.0)
    only_news = run("bueno-de-mesquita-dickson-2007", damaging=False)
    for found in (only_damage, only_news):
        assert (found["backs_before"], found["backs_after"]) == (False, True)


def test_repression_of_total_income_costs_the_rich_more():
    share, total = (run("acemoglu-robinson-2000", repression_of=of)["threshold_repression"] for of in ("rich", "total"))
    assert total == pytest.approx(share * 0.65)


def test_a_random_graph_lets_a_cascade_through_inside_its_window_and_not_below():
    assert run("watts-2002", nodes=1000, mean_degree=3.0)["reach"] > 0.5
    assert run("watts-2002", nodes=1000, mean_degree=0.5)["reach"] < 0.1
