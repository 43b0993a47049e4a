"""A rival laid over a case is a case of its own: its mechanisms, everybody's setting and tests."""

from __future__ import annotations

import dataclasses

import pytest
from small_case import Scaffold

from groundswell.ledger import Case, SetNode, check_case, load_case, overlaid


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("two-harbours")


def test_mechanisms_and_conditions_are_exchanged(case: Case) -> None:
    rival = overlaid(case, "RV01")
    assert list(rival.mechanisms()) == ["M02", "M04", "M05", "RV01a", "X01"]
    assert set(rival.conditions) == set(rival.mechanisms())
    assert rival.rival == "RV01" and case.rival is None


def test_what_a_rival_adds_is_a_premise_and_no_assumption(case: Case) -> None:
    rival = overlaid(case, "RV01")
    assert "RV01a" in rival.ledger.mechanisms and "RV01a" not in rival.assumptions


def test_everything_else_is_the_same(case: Case) -> None:
    rival = overlaid(case, "RV01")
    for field in ("setting", "priors", "claims", "explananda", "predictions", "overlays", "hashes", "id", "title"):
        assert getattr(rival, field) is getattr(case, field), field
    assert list(case.mechanisms()) == ["M01", "M02", "M03", "M04", "M05", "X01"]


def test_nothing_of_it_can_be_changed(case: Case) -> None:
    rival = overlaid(case, "RV01")
    with pytest.raises(dataclasses.FrozenInstanceError):
        rival.rival = None  # type: ignore[misc]
    with pytest.raises(TypeError):
        rival.ledger.mechanisms["M01"] = case.ledger.mechanisms["M01"]  # type: ignore[index]


def test_what_a_rival_sets_stands_throughout(scaffold: Scaffold) -> None:
    scaffold.edit(
        "rivals.yaml",
        "  conditions:\n",
        '  sets: [{set: "mobilisation(A_town)", to: 0.5, from: start}]\n  conditions:\n',
    )
    case = load_case(scaffold.folder)
    assert case.standing_changes == ()
    (change,) = overlaid(case, "RV01").standing_changes
    assert isinstance(change, SetNode) and str(change.quantity) == "mobilisation(A_town)" and change.to == 0.5


def test_an_unknown_rival_is_refused(case: Case) -> None:
    with pytest.raises(KeyError):
        overlaid(case, "RV09")


def test_predictions_and_rivals_may_be_left_out(scaffold: Scaffold) -> None:
    for name in ("predictions.yaml", "rivals.yaml"):
        (scaffold.folder / name).unlink()
    assert check_case(scaffold.folder) == []
    case = load_case(scaffold.folder)
    assert dict(case.predictions) == {} and dict(case.overlays) == {}
    assert "rivals.yaml" not in case.hashes


def test_all_that_is_wrong_with_a_rival_is_told_at_once(scaffold: Scaffold) -> None:
    scaffold.edit("rivals.yaml", "drops: [M01, M03]", "drops: [M01, M33, RV01a]")
    scaffold.edit("rivals.yaml", "mobilisation(mass)", "mobilization(mass)")
    scaffold.edit("rivals.yaml", "claims: [C01]", "claims: [C09]")
    said = " ".join(fault.message for fault in scaffold.faults())
    for part in (
        "`M33` is not",
        "adds `RV01a` and drops it",
        "`mobilization`",
        "`C09` is not",
        "that the ledger's rival drops",
    ):
        assert part in said, said
