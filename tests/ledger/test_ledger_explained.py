"""Any entry can be explained: its words, where it comes from, what it touches and what hangs on it."""

from __future__ import annotations

import pytest

from groundswell.ledger import Case, CaseError, Explanation, explain, load_case


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("two-harbours")


def lines(explanation: Explanation, heading: str) -> list[str]:
    return [line for section in explanation.sections if section.heading == heading for line in section.lines]


def test_every_entry_of_every_kind_can_be_explained(case: Case) -> None:
    ledger = case.ledger
    sections = (ledger.variables, ledger.actors, ledger.events, ledger.facts, ledger.claims, ledger.predictions)
    more = (ledger.analogies, ledger.rivals, ledger.norms, ledger.coverage, case.mechanisms(), case.setting.events)
    names = [name for section in (*sections, *more) for name in section]
    names += [entry.id for entry in (*case.explananda, *case.setting.drivers)]
    for name in names:
        explanation = explain(case, name)
        assert explanation.id == name and explanation.title and str(explanation)


def test_a_mechanism_shows_words_arrows_instances_and_gate(case: Case) -> None:
    found = explain(case, "M03")
    assert lines(found, "Words")[0].startswith("Leaders who bring nothing home")
    assert lines(found, "Paragraphs") == ["p3, p6"]
    assert "more v_delivery of leaders lowers v_support of leaders" not in lines(found, "Arrows")
    assert "more v_delivery of leaders raises v_support of leaders" in lines(found, "Arrows")
    assert "A_anchor_leaders" in lines(found, "Instances")[0]
    assert "gate: grievance(mass) > 0.25" in lines(found, "Condition")


def test_a_mechanism_shows_its_neighbours_in_the_diagram(case: Case) -> None:
    assert lines(explain(case, "M02"), "Neighbours in the causal diagram") == [
        "fed by   M01 by v_concession_cap(A_ship_owners)",
        "feeds    M03 by v_delivery(A_anchor_leaders)",
    ]


def test_what_hangs_on_a_mechanism_is_named(case: Case) -> None:
    hanging = {line.split()[0] for line in lines(explain(case, "M03"), "What hangs on it")}
    assert {"C01", "PR01", "RV01", "AN01", "XP02"} <= hanging


def test_an_assumption_says_why_it_was_added(case: Case) -> None:
    found = explain(case, "X01")
    assert found.kind == "assumption" and "no step in between" in lines(found, "Why it was added")[0]


def test_a_node_shows_what_moves_it(case: Case) -> None:
    found = explain(case, "support(A_lantern_party)")
    assert lines(found, "What moves it") == [
        "+  v_org_strength(A_lantern_party)  by M04",
        "-  v_support(A_anchor_party)  by M04",
    ]


def test_a_claim_shows_both_its_tests(case: Case) -> None:
    found = explain(case, "C02")
    assert len(lines(found, "Test in the ledger's words")) == 2
    assert len(lines(found, "Test as formulas")) == 3


@pytest.mark.parametrize(("name", "meant"), [("M33", "M03"), ("A_twon", "A_town"), ("suport(A_town)", "v_support")])
def test_an_unknown_id_is_met_with_the_nearest(case: Case, name: str, meant: str) -> None:
    with pytest.raises(CaseError, match=f"Did you mean `{meant}`"):
        explain(case, name)


def test_an_entry_says_what_the_record_is_asked_about_it() -> None:
    sections = {one.heading: one.lines for one in explain(load_case("gaza-2007"), "C15").sections}
    assert any(line.startswith("presupposes F22") for line in sections["What the record is asked"])
    sections = {one.heading: one.lines for one in explain(load_case("gaza-2007"), "F01").sections}
    assert "  share < stated" in sections["What the record is asked"]
    assert "What the record is asked" not in {one.heading for one in explain(load_case("gaza-2007"), "C20").sections}
