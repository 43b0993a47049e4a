"""A case takes entries over from another with `as_in`: what stands there wins, and faults are told where it asks."""

from pathlib import Path

import pytest
from small_case import Scaffold

from groundswell.ledger import check_case, load_case, load_ledger

SISTERS = ("algeria-1991", "northern-ireland-1998", "south-africa-1994")


@pytest.mark.parametrize("name", SISTERS)
def test_a_sister_case_has_no_faults(name: str) -> None:
    assert check_case(name) == []


@pytest.mark.parametrize("name", SISTERS)
def test_a_sister_case_shares_arrows_and_not_bindings(name: str) -> None:
    first, sister = load_ledger("gaza-2007"), load_case(name)
    assert len(sister.ledger.mechanisms) >= 6
    for id, mechanism in sister.ledger.mechanisms.items():
        assert mechanism.edges == first.mechanisms[id].edges
        assert mechanism.paraphrase == first.mechanisms[id].paraphrase
        actors = {actor for binding in mechanism.bindings for bound in binding.values() for actor in bound}
        assert actors <= set(sister.ledger.actors)


@pytest.mark.parametrize("name", SISTERS)
def test_a_sister_case_shares_time_constants(name: str) -> None:
    first, sister = load_case("gaza-2007"), load_case(name)
    assert all(sister.conditions[id].months == first.conditions[id].months for id in sister.conditions)


def test_a_key_that_stands_here_wins(scaffold: Scaffold) -> None:
    scaffold.edit(
        "ledger.yaml",
        'level: citizen, scale: unit01, definition: "felt hardship", observed_by: "household survey"}',
        'as_in: gaza-2007, definition: "felt hardship"}',
    )
    found = load_case(scaffold.folder).ledger.variables["v_grievance"]
    assert found.definition == "felt hardship"
    assert found.observed_by == load_ledger("gaza-2007").variables["v_grievance"].observed_by


def test_what_was_taken_over_counts_into_the_hash(scaffold: Scaffold) -> None:
    before = load_case(scaffold.folder).hashes["priors.yaml"]
    text = (scaffold.folder / "priors.yaml").read_text()
    (scaffold.folder / "priors.yaml").write_text(text.replace("  softness:", "  as_in: gaza-2007\n  softness:"))
    assert load_case(scaffold.folder).hashes["priors.yaml"] != before


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{id: v_extra, as_in: gaza-2007}", "`gaza-2007` has no entry at `variables v_extra` to take over."),
        ("{id: v_morale, as_in: gaza-2017}", "no case `gaza-2017` comes with Groundswell."),
        ("{id: v_morale, as_in: algeria-1991}", "`algeria-1991` takes `variables v_morale` over from a third case."),
    ],
)
def test_what_cannot_be_taken_over_is_told_at_its_place(scaffold: Scaffold, entry: str, message: str) -> None:
    scaffold.edit("ledger.yaml", "variables:\n", f"variables:\n  - {entry}\n")
    found = [fault for fault in check_case(scaffold.folder) if fault.message == message]
    assert len(found) == 1
    line = (scaffold.folder / "ledger.yaml").read_text().splitlines()[found[0].line - 1]
    assert Path(found[0].file).name == "ledger.yaml" and line[found[0].column - 1 :].startswith(entry.split()[-1][:-1])


@pytest.mark.parametrize("name", SISTERS)
def test_a_sister_case_names_the_first_cases_forms_for_the_mechanisms_that_it_shares(name: str) -> None:
    first, sister = load_case("gaza-2007"), load_case(name)
    shared = {
        form: {id: why for id, why in one.stands_for.items() if id in sister.mechanisms()}
        for form, one in first.stand_ins.items()
    }
    named = {form: dict(one.stands_for) for form, one in sister.stand_ins.items()}
    assert named == {form: mine for form, mine in shared.items() if mine}
    assert len(named) >= 8
