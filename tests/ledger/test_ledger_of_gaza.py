"""The essay's ledger is read whole: as many entries as it has, and every value as it is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest

from groundswell.ledger import SECTIONS, Ledger, arrows, cases, check_case, load_case, load_ledger
from groundswell.ledger._read import fields_of
from groundswell.ledger._tree import plain
from groundswell.ledger._yaml import read_yaml

FOLDER = cases()["gaza-2007"]
COUNTS = {
    "variables": 63,
    "actors": 99,
    "mechanisms": 68,
    "events": 44,
    "facts": 42,
    "claims": 43,
    "predictions": 31,
    "analogies": 17,
    "rivals": 18,
    "norms": 8,
    "coverage": 66,
}


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load_ledger("gaza-2007")


@pytest.fixture(scope="module")
def written() -> Any:
    return plain(read_yaml(FOLDER / "ledger.yaml").root)


def rewritten(value: Any) -> Any:
    """Turn frozen objects back into what stands in the file."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {}
        for attribute, name, _, required in fields_of(type(value)):
            inner = getattr(value, attribute)
            if required or inner not in (None, (), "given"):
                found[name] = ("+" if inner > 0 else "-") if name == "sign" else rewritten(inner)
        return found
    if isinstance(value, Mapping):
        return {name: rewritten(inner) for name, inner in value.items()}
    return [rewritten(inner) for inner in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(("section", "count"), COUNTS.items())
def test_every_entry_is_read(ledger: Ledger, section: str, count: int) -> None:
    assert len(getattr(ledger, section)) == count


@pytest.mark.parametrize("section", SECTIONS)
def test_reading_and_writing_back_gives_the_same_entries(ledger: Ledger, written: Any, section: str) -> None:
    back = [rewritten(entry) for entry in getattr(ledger, section).values()]
    default = {"literature": [], "date_note": None, "of": None, "treatment": "given"}
    for ours, theirs in zip(back, written[section], strict=True):
        assert {**default, **ours} == {**default, **theirs}


def test_coverage_and_meta_are_read_as_written(ledger: Ledger, written: Any) -> None:
    assert rewritten(ledger.coverage) == written["coverage"]
    assert rewritten(ledger.meta) == written["meta"]


def test_entries_keep_the_order_of_the_file(ledger: Ledger, written: Any) -> None:
    for section in SECTIONS:
        assert list(getattr(ledger, section)) == [entry["id"] for entry in written[section]]


def test_arrows_are_cause_times_effect_where_a_mechanism_lists_none(ledger: Ledger) -> None:
    edges = {(edge.cause, edge.effect): edge.sign for edge in ledger.mechanisms["M03"].edges}
    assert edges == {
        ("v_support", "v_support"): -1,
        ("v_org_strength", "v_support"): 1,
        ("v_participation", "v_support"): 1,
        ("v_alternative", "v_support"): -1,
    }


def test_a_mechanism_with_its_own_arrows_has_those_alone(ledger: Ledger) -> None:
    edges = [(edge.cause, edge.effect, edge.sign) for edge in ledger.mechanisms["M45"].edges]
    assert edges == [
        ("v_poverty", "v_charity_dep", 1),
        ("v_org_strength", "v_charity_dep", 1),
        ("v_charity_dep", "v_grievance", -1),
        ("v_charity_dep", "v_support", 1),
    ]


def test_arrows_between_nodes_follow_the_bindings(ledger: Ledger) -> None:
    drawn = [arrow for arrow in arrows([ledger.mechanisms["M05"]]) if arrow.binding == 1]
    assert {(arrow.cause, arrow.effect, arrow.sign) for arrow in drawn} == {
        ("v_crisis(A_isr_ruling_class)", "v_concession_cap(A_isr_ruling_class)", -1),
        ("v_crisis(A_isr_ruling_class)", "v_concession_flow(A_isr_ruling_class)", -1),
    }


def test_nothing_read_can_be_changed(ledger: Ledger) -> None:
    mechanism = ledger.mechanisms["M01"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        mechanism.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        ledger.mechanisms["M01"] = mechanism  # type: ignore[index]
    with pytest.raises(TypeError):
        mechanism.bindings[0]["mass"] = ()  # type: ignore[index]


def test_the_case_has_no_faults() -> None:
    assert [str(fault) for fault in check_case("gaza-2007")] == []


def test_the_case_holds_ledger_and_assumptions_sorted_by_id() -> None:
    case = load_case("gaza-2007")
    names = list(case.mechanisms())
    assert names == sorted({*case.ledger.mechanisms, *case.assumptions})
    assert set(case.conditions) == set(names)
    assert sorted(case.hashes) == sorted(path.name for path in case.folder.glob("*.yaml"))
    assert all(len(digest) == 64 for digest in case.hashes.values())
