"""An ODD protocol has the seven elements in order, names every part of the case, and is sound Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.exports import odd
from groundswell.exports._markdown import code, said, table
from groundswell.ledger import load_case

ELEMENTS = [
    "1. Purpose and patterns", "2. Entities, state variables and scales", "3. Process overview and scheduling",
    "4. Design concepts", "5. Initialization", "6. Input data", "7. Submodels",
]  # fmt: skip
CONCEPTS = [
    "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction",
    "Stochasticity", "Collectives", "Observation",
]  # fmt: skip


@pytest.fixture(scope="module", params=["two-harbours", "gaza-2007", "algeria-1991"])
def case(request):
    return load_case(request.param)


@pytest.fixture(scope="module")
def text(case) -> str:
    return odd(case)


def element(text: str, number: int) -> str:
    return text.split("\n## ")[number]


def test_the_seven_elements_stand_in_order(text) -> None:
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [*ELEMENTS, "Reference"]


def test_the_eleven_design_concepts_stand_in_order(text) -> None:
    assert re.findall(r"^\*\*(.*?)\.\*\*", element(text, 4), re.MULTILINE) == CONCEPTS


def test_every_entry_stands_in_its_element(case, text) -> None:
    ledger = case.ledger
    asked = {
        1: [one.id for one in case.explananda],
        2: [f"`{id}`" for id in ledger.variables],
        4: list(ledger.claims),
        5: [f"`{name}`" for name in case.priors["baseline"]],
        6: [one.id for one in case.setting.drivers],
        7: [f"**{id} " for id in (*case.mechanisms(), *case.institutions.all)],
    }
    for number, names in asked.items():
        assert [name for name in names if name not in element(text, number)] == []


def test_a_mechanism_says_its_ends_its_condition_and_its_pace(port) -> None:
    entry = odd(port).split("**M03 ")[1].split("**M04 ")[0]
    assert "from less `v_delivery` of leaders, more `v_grievance` of mass" in entry
    assert "to less `v_support` of leaders" in entry
    assert "acts where `grievance(mass) > 0.25`" in entry
    assert "builds up over 9 to 30 months" in entry


def test_an_event_says_when_it_happens_and_an_election_goes_before_its_condition(port) -> None:
    assert "once, from 2030-01 on, when `support(A_lantern_party) > support(A_anchor_party)`" in odd(port)
    gaza = element(odd(load_case("gaza-2007")), 6)
    assert "| E24 | Palestinian legislative election | 2006-01, if the seats of I01 say so |" in gaza


def test_the_number_of_nodes_is_the_sum_over_variables(text) -> None:
    rows = re.findall(r"^\| `v_\w+` \|.*?\|.*?\|.*?\| (\d+) \|", element(text, 2), re.MULTILINE)
    assert sum(map(int, rows)) == int(re.search(r"The state is (\d+) numbers", text)[1])


def test_every_row_of_a_table_has_as_many_cells_as_its_head(text) -> None:
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in block.strip().split("\n")}
        assert len(cells) == 1, block[:200]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_of_a_case_cannot_break_a_table_or_bring_in_html(words: str) -> None:
    row = table(["one", "two"], [(said(words), code(words))]).split("\n")[-1]
    assert len(table(["one"], [(said(words),)]).split("\n")) == 3
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3
    assert not re.search(r"(?<!\\)(?:\\\\)*<", said(words))
