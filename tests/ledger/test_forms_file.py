"""What `forms.yaml` may say: published forms, each with mechanisms of the case and a reason."""

import pytest

from groundswell.ledger import Fault, check_case, explain, load_case, new_case


@pytest.fixture
def folder(tmp_path):
    new_case(tmp_path / "mine")
    return tmp_path / "mine"


def faults(folder, text: str) -> list[Fault]:
    (folder / "forms.yaml").write_text(text, encoding="utf-8")
    return check_case(folder)


def test_the_file_may_be_left_out(folder):
    (folder / "forms.yaml").unlink()
    assert check_case(folder) == []
    assert load_case(folder).stand_ins == {}


def test_a_sound_file_is_read(folder):
    assert faults(folder, 'tullock-1980:\n  stands_for:\n    M04: "a contest"\n') == []
    assert load_case(folder).stand_ins["tullock-1980"].stands_for == {"M04": "a contest"}


def test_an_unknown_form_is_met_with_the_nearest_one(folder):
    (fault,) = faults(folder, 'tullok-1980:\n  stands_for:\n    M04: "a contest"\n')
    assert (fault.line, fault.column) == (1, 1)
    assert "no published form `tullok-1980`" in fault.message
    assert "Did you mean `tullock-1980`?" in str(fault.hint)


def test_an_unknown_mechanism_is_told_with_its_place(folder):
    (fault,) = faults(folder, 'tullock-1980:\n  stands_for:\n    M84: "a contest"\n')
    assert (fault.line, fault.column) == (3, 5)
    assert "M84" in fault.message


def test_all_faults_are_told_at_once(folder):
    text = 'tullok-1980:\n  stands_for:\n    M84: "x"\nkuran-1991:\n  stands_for: {}\nbass-1969: {}\n'
    found = faults(folder, text)
    assert {fault.line for fault in found} == {1, 3, 5, 6}


def test_every_form_of_the_first_case_stands_for_mechanisms_with_a_reason():
    case = load_case("gaza-2007")
    assert len(case.stand_ins) >= 25
    for one in case.stand_ins.values():
        assert all(mechanism in case.mechanisms() and reason for mechanism, reason in one.stands_for.items())


def test_an_explained_mechanism_names_the_forms_that_can_stand_for_it():
    sections = {one.heading: one.lines for one in explain(load_case("gaza-2007"), "M34").sections}
    assert any(line.startswith("kuran-1991: ") for line in sections["Published forms that can stand for it"])
