"""Every kind of fault is found, said in words, placed on its line, and comes with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from small_case import Scaffold

SLIPS = yaml.safe_load((Path(__file__).parent / "slips.yaml").read_text(encoding="utf-8"))


def test_the_small_case_is_sound(scaffold: Scaffold) -> None:
    assert scaffold.faults() == []


@pytest.mark.parametrize("slip", SLIPS, ids=[slip["slip"] for slip in SLIPS])
def test_a_slip_is_found_and_placed(scaffold: Scaffold, slip: dict[str, str]) -> None:
    faults = scaffold.edit(slip["file"], slip["from"], slip["to"]).faults()
    found = [fault for fault in faults if slip["says"] in fault.message]
    assert found, [str(fault) for fault in faults]
    assert any(slip.get("hint", "") in (fault.hint or "") for fault in found), [fault.hint for fault in found]
    assert all(fault.line >= 1 and fault.column >= 1 and fault.source_line for fault in found)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ledger.yaml", "{var: v_crisis, of: owners", "{var: v_crises, of: owners"),
        ("ledger.yaml", "{var: v_crisis, of: owners", "{var: v_crisis, of: owner"),
        ("ledger.yaml", "    tier: core\n", "    tier: hard\n"),
        ("ledger.yaml", "actors:\n", "players:\n"),
        ("ledger.yaml", "mechanisms:\n", "mechanisms: [\n"),
        ("setting.yaml", "events:\n", "happenings:\n"),
        ("setting.yaml", "calendar: {start: 2028-01,", "calendar: {begin: 2028-01,"),
        ("assumptions.yaml", "assumptions:", "guesses:"),
    ],
)
def test_one_slip_makes_few_faults(scaffold: Scaffold, file: str, old: str, new: str) -> None:
    assert 1 <= len(scaffold.edit(file, old, new).faults()) <= 2


def test_all_faults_are_told_in_one_go(scaffold: Scaffold) -> None:
    made = 0
    for slip in SLIPS[:12]:
        if slip["from"] in scaffold.read(slip["file"]):
            scaffold.edit(slip["file"], slip["from"], slip["to"])
            made += 1
    assert len(scaffold.faults()) >= made >= 8


def test_more_than_a_fifth_of_the_conditions_without_a_gate_is_too_many(scaffold: Scaffold) -> None:
    scaffold.edit("conditions.yaml", 'gate: "grievance(mass) > 0.25"', 'gate: null\n  not_modelled: "why"')
    assert scaffold.faults() == []
    scaffold.edit("conditions.yaml", 'gate: "org_strength(rival) > 0.1"', 'gate: null\n  not_modelled: "why"')
    assert ["at most 1 may" in fault.message for fault in scaffold.faults()] == [True]


def test_more_than_three_untestable_claims_are_too_many(scaffold: Scaffold) -> None:
    names = [f"C{number:02d}" for number in range(4, 8)]
    ledger, claims = scaffold.read("ledger.yaml"), scaffold.read("claims.yaml")
    entry = ledger[ledger.index("  - id: C03") : ledger.index("predictions:")]
    more = "".join(entry.replace("C03", name).rstrip() + "\n" for name in names)
    scaffold.write("ledger.yaml", ledger.replace("predictions:", more + "\npredictions:", 1))
    scaffold.write("claims.yaml", claims + "".join(f'  {name}: {{untestable: "why"}}\n' for name in names))
    assert ["at most 3 may be" in fault.message for fault in scaffold.faults()] == [True]


@pytest.mark.parametrize("file", ["ledger.yaml", "setting.yaml", "priors.yaml", "explananda.yaml"])
def test_a_missing_file_is_a_fault_of_its_own(scaffold: Scaffold, file: str) -> None:
    (scaffold.folder / file).unlink()
    assert [(fault.file.endswith(file), fault.line) for fault in scaffold.faults()] == [(True, 0)]
