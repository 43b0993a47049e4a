"""Arms do what their words say, and nothing before their time."""

from dataclasses import replace

import numpy as np
import pytest

from groundswell.ensemble import Ensemble
from groundswell.language import Month, nodes_of, parse_quantity
from groundswell.ledger import (
    Add,
    AddedEvent,
    Drop,
    End_,
    Freeze,
    Hasten,
    Move,
    Remove,
    Rescale,
    Resize,
    Reverse,
    ScaleNode,
    SetNode,
    Shock,
    Start,
    Sweep,
)
from groundswell.model import arm_of, baseline, compile_theory, muted, runs_of

START = Month(1985, 1)


def at(date: str) -> int:
    return Month.parse(date).index(START)


def node(text):
    (found,) = nodes_of(parse_quantity(text))
    return found


def run(ensemble, index, changes, *names):
    arm = arm_of(ensemble.theory.layout, changes)
    return ensemble.run(arm, [node(name) for name in names], index)


def hold(kind, text, **more):
    return kind(parse_quantity(text), **more)


def test_a_node_that_is_set_has_its_value(ensemble, index):
    (seen,) = run(ensemble, index, [SetNode(node("corruption(A_pa_circles)"), 0.1, Month(1994, 5), Month(1999, 12))],
                  "corruption(A_pa_circles)")  # fmt: skip
    assert np.allclose(seen[:, at("1994-05") : at("1999-12") + 1], 0.1, atol=1e-6)
    assert not np.allclose(seen[:, at("2000-06")], 0.1, atol=1e-3)


def test_a_frozen_node_keeps_its_own_value(ensemble, index):
    (seen,) = run(ensemble, index, [Freeze(node("support(A_fatah)"), Month(1996, 1))], "support(A_fatah)")
    assert np.allclose(seen[:, at("1996-01") :], seen[:, at("1996-01")][:, None], atol=1e-6)


@pytest.mark.parametrize(
    ("name", "scale"),
    [("coercion(A_dahlan)", "level"), ("support(A_labour)", "share"), ("war_outcome(A_isr_state)", "signed")],
)
def test_a_scaled_node_is_scaled_on_its_own_scale(ensemble, index, name, scale):
    del scale
    (before,) = run(ensemble, index, [], name)
    (after,) = run(ensemble, index, [ScaleNode(node(name), 0.5, Month(2004, 1))], name)
    here = at("2004-01")
    assert np.allclose(after[:, here], 0.5 * before[:, here], rtol=1e-4, atol=1e-6)


def test_a_sweep_is_one_run_for_each_value():
    sweep = Sweep(node("accommodation(A_fatah)"), (0.1, 0.5, 0.9), START)
    runs = runs_of((Remove("M01"), sweep))
    assert [changes[1].to for changes in runs] == [0.1, 0.5, 0.9]
    assert all(changes[0] == Remove("M01") for changes in runs)


CHANGES = [
    (Start("M02", Month(2003, 1)), "1985-01"),
    (End_("M25", Month(1994, 1)), "1994-01"),
    (Drop("E19"), "2000-10"),
    (Resize("E14", 2.0), "1993-09"),
    (Reverse("E27", Month(2006, 8)), "2006-08"),
    (Freeze(node("support(A_hamas)"), Month(2001, 1)), "2001-01"),
]


@pytest.mark.parametrize(("change", "since"), CHANGES[1:], ids=lambda value: str(value)[:12])
def test_months_before_an_intervention_are_the_baselines_to_the_bit(theory, ensemble, index, history, change, since):
    seen = ensemble.run_stored(arm_of(theory.layout, [change]), index)
    assert np.array_equal(seen[..., : at(since)], history[..., : at(since)])
    assert not np.array_equal(seen, history)


def test_a_mechanism_taken_out_is_one_scaled_to_nothing(theory, ensemble, index):
    nodes = ("support(A_fatah)", "authority(A_fatah_leadership)")
    assert np.array_equal(
        run(ensemble, index, [Remove("M02")], *nodes), run(ensemble, index, [Rescale("M02", 0.0)], *nodes)
    )


def test_a_hastened_mechanism_acts_sooner_and_a_slowed_one_later(ensemble, index):
    """M02 takes from the leaders' support what their corruption costs them."""
    usual, soon, late, none = (
        run(ensemble, index, changes, "support(A_fatah)")[0][:, at("1996-06")]
        for changes in ([], [Hasten("M02", 8.0)], [Hasten("M02", 0.125)], [Remove("M02")])
    )
    acts = none - usual > 0.01
    assert acts.sum() > 20
    assert (soon <= usual + 1e-4)[acts].mean() > 0.95 and (late >= usual - 1e-4)[acts].mean() > 0.95
    assert (late - soon)[acts].mean() > 0.005


def test_a_pace_of_one_changes_nothing_to_the_bit(ensemble, index):
    name = "support(A_fatah)"
    assert np.array_equal(run(ensemble, index, [Hasten("M02", 1.0)], name), run(ensemble, index, [], name))


def test_combined_changes_all_act(ensemble, index):
    both = [SetNode(node("corruption(A_pa_circles)"), 0.1, Month(1994, 5)), Drop("E19")]
    corruption, uprising = run(ensemble, index, both, "corruption(A_pa_circles)", "mobilisation(A_pal_masses)")
    (alone,) = run(ensemble, index, [Drop("E19")], "mobilisation(A_pal_masses)")
    assert np.allclose(corruption[:, at("1994-06") :], 0.1, atol=1e-6)
    (before,) = run(ensemble, index, [], "mobilisation(A_pal_masses)")
    assert (uprising < before)[:, at("2001-06")].mean() > 0.9 and (alone < before)[:, at("2001-06")].mean() > 0.9


def test_an_added_event_strikes_in_its_month_and_in_no_other_run(case, index):
    event = AddedEvent("XA01", Month(2000, 1), (Shock("v_mobilisation", "A_pal_masses", 1),))
    claim = case.claims.claims["C02"]
    arms = (replace(claim.arms[0], changes=(Add(event),)),)
    with_it = replace(
        case, claims=replace(case.claims, claims={**case.claims.claims, "C02": replace(claim, arms=arms)})
    )
    other = Ensemble(compile_theory(with_it), seed=5)
    (after,) = run(other, index, [Add(event)], "mobilisation(A_pal_masses)")
    (before,) = run(other, index, [], "mobilisation(A_pal_masses)")
    assert np.array_equal(before[:, : at("2000-01")], after[:, : at("2000-01")])
    assert (after > before)[:, at("2000-03")].mean() > 0.95


def test_an_event_moved_acts_later(ensemble, index):
    (before,) = run(ensemble, index, [], "mobilisation(A_pal_masses)")
    (after,) = run(ensemble, index, [Move("E19", Month(2003, 10))], "mobilisation(A_pal_masses)")
    assert np.array_equal(before[:, : at("2000-10")], after[:, : at("2000-10")])
    assert (after[:, at("2001-06")] < before[:, at("2001-06")]).mean() > 0.95
    assert (after[:, at("2004-06")] > before[:, at("2004-06")]).mean() > 0.95


def test_the_election_brings_office_only_to_who_leads(ensemble, index):
    ours, theirs, office = run(ensemble, index, [], "support(A_hamas)", "support(A_fatah)", "office(A_hamas)")
    lead = ours[:, at("2005-12")] - theirs[:, at("2005-12")]
    rise = office[:, at("2006-06")] - office[:, at("2005-12")]
    clearly, behind = lead > 0.05, lead < -0.05  # between them, districts decide who has more seats
    assert clearly.any() and behind.any()
    assert np.quantile(rise[clearly], 0.1) > np.quantile(rise[behind], 0.9)


def test_what_needs_the_takeover_does_not_happen_without_it(ensemble, index):
    """E37, the dismissal of the cabinet, hangs on E36."""
    (with_it,) = run(ensemble, index, [], "office(A_hamas)")
    (without,) = run(ensemble, index, [Drop("E36")], "office(A_hamas)")
    assert not np.array_equal(with_it[:, at("2007-09")], without[:, at("2007-09")])
    (dropped,) = run(ensemble, index, [Drop("E36"), Drop("E37")], "office(A_hamas)")
    assert np.array_equal(without, dropped)


def test_muting_switches_off_what_acts_directly_on_an_outcome_and_nothing_else(theory):
    layout = theory.layout
    arm, off = muted(layout, [node("support(A_hamas)")], baseline(layout))
    replaced = {number for number, on in enumerate(baseline(layout).mute) if not on}  # institutions act in their place
    silent = {number for number, on in enumerate(arm.mute) if not on} - replaced
    for number, push in enumerate(layout.pushes):
        direct = push.target.node.variable == "v_support" and push.target.node.actor == "A_hamas"
        ours = push.kind == "mechanism" and push.mechanism.startswith("M")
        assert (number in silent) == (direct and not ours)
    assert off == ("E09",)
