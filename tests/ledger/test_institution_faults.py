"""Every kind of institution is broken in every way that its checks know, and each fault is placed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from small_case import Scaffold

HERE = Path(__file__).parent
SOUND = (HERE / "small_institutions.yaml").read_text(encoding="utf-8")
SLIPS = yaml.safe_load((HERE / "institution_slips.yaml").read_text(encoding="utf-8"))
DAYS = '  - {id: v_lawful_days, level: state, scale: days, definition: "days left", observed_by: "the register"}\n'
FILE = "institutions.yaml"


@pytest.fixture
def declared(scaffold: Scaffold) -> Scaffold:
    """The small case with an institution of each kind, an event that a vote decides, and a count of days."""
    scaffold.write(FILE, SOUND)
    scaffold.edit("setting.yaml", "E02: {from: 2030-01, when:", "E02: {date: 2031-05, when:")
    return scaffold.edit("ledger.yaml", "\nactors:\n", f"{DAYS}\nactors:\n")


def test_an_institution_of_each_kind_is_sound(declared: Scaffold) -> None:
    assert declared.faults() == []


@pytest.mark.parametrize("slip", SLIPS, ids=[slip["slip"] for slip in SLIPS])
def test_a_slip_in_an_institution_is_found_placed_and_named(declared: Scaffold, slip: dict[str, str]) -> None:
    faults = declared.edit(slip.get("in", FILE), slip["from"], slip["to"]).faults()
    found = [fault for fault in faults if slip["says"] in fault.message]
    assert found, [str(fault) for fault in faults]
    assert any(slip.get("hint", "") in (fault.hint or "") for fault in found), [fault.hint for fault in found]
    lines = declared.read(FILE).splitlines()
    where = slip.get("at") or next(now for now, was in zip(lines, SOUND.splitlines(), strict=False) if now != was)
    for fault in found:
        assert Path(fault.file).name == FILE and fault.column >= 1
        assert lines[fault.line - 1] == fault.source_line
        assert fault.source_line.strip().startswith(where.strip()), fault.source_line
    assert slip["id"] in {fault.entry for fault in found} or slip["id"] is None, [fault.entry for fault in found]
