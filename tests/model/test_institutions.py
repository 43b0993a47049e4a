"""Institutions at work in a compiled case: the vote, the clock, the fight for ground and wars."""

from dataclasses import replace
from fractions import Fraction

import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.ensemble import Ensemble
from groundswell.institutions import RULES, allocate
from groundswell.language import Month, parse_quantity
from groundswell.ledger import (
    Drop,
    Election,
    Institutions,
    ListTier,
    Relation,
    Remove,
    SplitRule,
    load_case,
)
from groundswell.model import Diagram, NodeKey, arm_of, baseline, compile_theory
from groundswell.model._sittings import _council, session

GAZA, BANK = "A_gaza_masses", "A_wb_masses"


def at(case, text: str) -> int:
    return Month.parse(text).index(case.setting.calendar.start)


def ground(theory, history, region: str) -> np.ndarray:
    return history[theory.layout.node_index[NodeKey("v_territory", "A_hamas", region)]]


def test_lawful_days_are_those_of_the_calendar(case, theory, history) -> None:
    days = history[theory.layout.node_index[NodeKey("v_legal_days", "A_fayyad_gov")]]
    decreed = days[:, at(case, "2007-06")] > 1
    assert decreed.any() and not decreed.all()
    assert days[decreed, at(case, "2007-06")] == pytest.approx(14, rel=1e-3)
    july = days[decreed, at(case, "2007-07")]
    prolonged = np.isclose(july, 14, rtol=1e-3)
    assert prolonged.any()
    assert np.all(prolonged | (july < 0.1))
    assert np.all(days[decreed, at(case, "2007-08")] < 0.1)


def test_without_its_decree_the_clock_never_starts(case, theory, ensemble, index) -> None:
    months = at(case, "2007-09")
    found = ensemble.run_stored(arm_of(theory.layout, [Drop("E37")]), index, months)
    assert found[theory.layout.node_index[NodeKey("v_legal_days", "A_fayyad_gov")]].max() < 2


def test_ground_changes_hands_in_few_months_and_not_in_every_reading(case, theory, history) -> None:
    for region in (GAZA, BANK):
        held = ground(theory, history, region)
        taken = held[:, at(case, "2007-12")] > 0.5
        assert taken.any() and not taken.all()
        assert np.median(np.diff(held[taken], axis=1).max(1)) > 0.3


def test_a_following_counts_in_the_fight_as_long_as_its_mechanism_stands(
    case, theory, ensemble, index, history
) -> None:
    months = at(case, "2008-01")
    without = ensemble.run_stored(arm_of(theory.layout, [Remove("M35")]), index, months)
    before, after = ground(theory, history, GAZA)[:, months - 1], ground(theory, without, GAZA)[:, -1]
    assert np.abs(before - after).max() > 0.5
    assert (after > 0.5).mean() < (before > 0.5).mean()


def test_wars_go_badly_in_some_readings_and_well_in_others(case, theory, history) -> None:
    outcome = history[theory.layout.node_index[NodeKey("v_war_outcome", "A_isr_state")]][:, at(case, "2007-09") :]
    falls = (outcome[:, 3:] - outcome[:, :-3]).min(1) < -0.15
    assert 0.1 < falls.mean() < 1
    assert (outcome > 0.5).any(1).mean() > 0.1


def test_routes_lead_through_the_mechanism_that_a_term_stands_for(theory) -> None:
    diagram = Diagram(theory.layout)
    assert diagram.route((Remove("M35"),), [parse_quantity(f"territory(A_hamas, {GAZA})")]).exists
    arrows = diagram.arrows()
    assert NodeKey("v_territory", "A_fatah", BANK) in arrows["M34"]
    assert "M34" in arrows[NodeKey("v_coercion", "A_dahlan")]
    assert NodeKey("v_legal_days", "A_fayyad_gov") in arrows["I02"]


def test_a_reading_is_the_same_whoever_runs_beside_it(theory, ensemble, index, history) -> None:
    alone = ensemble.run_stored(baseline(theory.layout), np.array([7]))
    assert np.array_equal(alone[:, 0], history[:, 7])


@pytest.fixture(scope="module")
def town():
    """The small case with a government, an election that fills it, and a party that may split."""
    case = load_case("two-harbours")
    office = replace(case.ledger.variables["v_support"], id="v_office")
    setting = replace(
        case.setting,
        relations={**case.setting.relations, "v_office": Relation(("organisation", "government"), True)},
        holders={**case.setting.holders, "v_office": {"A_town": ("A_anchor_party", "A_lantern_party")}},
    )
    ledger = replace(case.ledger, variables={**case.ledger.variables, "v_office": office})
    quarters = ("A_upper_quarter", "A_lower_quarter")
    lists = ("A_anchor_party", "A_lantern_party")
    vote = Election(
        "I01", "vote", Month.parse("2030-06"), lists, quarters, "v_support", "to fill posts",
        list_tier=ListTier(21, "sainte-lague", 0.02), office="v_office", government="A_town",
    )  # fmt: skip
    apart = SplitRule(
        "I02", "split", "A_anchor_party", "A_lantern_party", quarters, "v_support",
        parse_quantity("support(A_lantern_party)"), parse_quantity("support(A_anchor_party)"), "to see one",
        since=Month.parse("2032-01"), until=Month.parse("2032-01"), tipping=(-1.0, -1.0), leaves=(0.5, 0.5),
    )  # fmt: skip
    made = Institutions(elections={"I01": vote}, splits={"I02": apart})
    return replace(case, setting=setting, ledger=ledger, institutions=made)


@pytest.fixture(scope="module")
def town_theory(town):
    return compile_theory(town)


@pytest.fixture(scope="module")
def town_history(town_theory, index):
    return Ensemble(town_theory, 3).run_stored(baseline(town_theory.layout), index)


def test_posts_follow_the_seats_from_the_election_on(town, town_theory, town_history) -> None:
    posts = {
        one: town_history[town_theory.layout.node_index[NodeKey("v_office", one, "A_town")]]
        for one in ("A_anchor_party", "A_lantern_party")
    }
    month = at(town, "2030-06")
    before = [held[:, month - 1] for held in posts.values()]
    after = [held[:, month + 18] for held in posts.values()]
    assert np.all(np.max(after, axis=0) > np.max(before, axis=0) + 0.1)
    assert np.all(np.max(after, axis=0) > 0.7)
    assert np.all(np.sum(after, axis=0) < 1)


def test_a_split_moves_half_the_following_and_loses_nobody(town, town_theory, town_history) -> None:
    month = at(town, "2032-01")
    for quarter in ("A_upper_quarter", "A_lower_quarter"):
        held = [
            town_history[town_theory.layout.node_index[NodeKey("v_support", one, quarter)]]
            for one in ("A_anchor_party", "A_lantern_party")
        ]
        ratio = held[0][:, month] / held[0][:, month - 1]
        assert np.median(ratio) == pytest.approx(0.5, abs=0.1)
        together = held[0] + held[1]
        assert together[:, month] == pytest.approx(together[:, month - 1], abs=0.1)


def test_the_compiled_council_is_the_plain_count_of_its_votes(town_theory, town_history, index) -> None:
    bodies = town_theory.wiring.bodies
    chamber = next(one for one in bodies.chambers if one.kind == "election")
    reading = Ensemble(town_theory, 3).readings(index)
    value = jnp.asarray(town_history[:, :, 10])
    now = session(bodies, reading.bodies, reading.key, value, jnp.asarray(10), jnp.ones(len(town_theory.layout.drives)))
    seats = np.asarray(_council(chamber, now))
    going = np.asarray(reading.bodies)[dict(chamber.numbers)["turnout"]]
    layout = town_theory.layout
    for lane in range(0, len(index), 16):
        votes = {
            one: sum(
                round(
                    float(
                        np.float32(people) * going[lane] * value[layout.node_index[NodeKey("v_support", one, q)], lane]
                    )
                )
                for q, people in (("A_upper_quarter", 9000), ("A_lower_quarter", 21000))
            )
            for one in ("A_anchor_party", "A_lantern_party")
        }
        found = allocate(votes, 21, RULES["sainte-lague"], Fraction(1, 50))
        assert found.undecided or np.abs(seats[:, lane] - list(found.seats.values())).max() <= 1


def test_a_case_without_institutions_carries_none() -> None:
    theory = compile_theory(load_case("two-harbours"))
    assert theory.wiring.bodies is None
    assert Ensemble(theory, 1).readings(np.arange(128)).bodies is None
