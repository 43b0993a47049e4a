"""A fault is printed as a place, a sentence, the line with carets, and a way out."""

from __future__ import annotations

from small_case import Scaffold

from groundswell.ledger import Fault, nearest


def test_a_fault_is_printed_in_the_style_of_the_house() -> None:
    fault = Fault(
        "cases/two-harbours.yaml",
        6,
        18,
        None,
        "mechanism `broken-promise` has no parameter `patiance`.",
        "Did you mean `patience`? It takes: patience (month, above 0).",
        "  broken-promise.patiance: 18 month",
        8,
    )
    assert str(fault) == (
        "cases/two-harbours.yaml:6:18: mechanism `broken-promise` has no parameter `patiance`.\n"
        "\n"
        "  6 |   broken-promise.patiance: 18 month\n"
        "    |                  ^^^^^^^^\n"
        "\n"
        "Did you mean `patience`? It takes: patience (month, above 0)."
    )


def test_a_long_line_is_shown_around_the_fault() -> None:
    fault = Fault("f", 3, 500, None, "here.", None, "x" * 499 + "HERE" + "y" * 400, 4)
    picture = str(fault).splitlines()[2:4]
    assert all(len(line) < 120 for line in picture)
    assert picture[0][picture[1].index("^") :].startswith("HERE")


def test_a_fault_of_a_whole_file_has_no_line() -> None:
    assert str(Fault("f.yaml", 0, 0, None, "the file cannot be read.")) == "f.yaml: the file cannot be read."


def test_the_caret_stands_under_the_word(scaffold: Scaffold) -> None:
    (fault,) = scaffold.edit("ledger.yaml", "{var: v_crisis, of: owners", "{var: v_crises, of: owners").faults()
    assert fault.source_line[fault.column - 1 : fault.column - 1 + fault.width] == "v_crises"
    assert fault.entry == "M01" and str(fault).startswith(fault.file + f":{fault.line}:{fault.column}: M01: ")


def test_a_fault_in_a_formula_points_into_the_formula(scaffold: Scaffold) -> None:
    (fault,) = scaffold.edit("conditions.yaml", "grievance(mass) > 0.25", "grievance(mass) > 0.25 % 2").faults()
    assert fault.source_line[fault.column - 1] == "%"


def test_a_fault_in_a_folded_formula_points_to_its_start(scaffold: Scaffold) -> None:
    folded = "gate: >\n    grievance(mass)\n    > 0.25 % 2\n"
    (fault,) = scaffold.edit("conditions.yaml", 'gate: "grievance(mass) > 0.25"\n', folded).faults()
    assert fault.source_line.strip().startswith("gate: >")


def test_faults_come_in_the_order_of_the_files(scaffold: Scaffold) -> None:
    scaffold.edit("claims.yaml", "remove: M05", "remove: M55").edit("ledger.yaml", "drops: [M01, M03]", "drops: [M71]")
    scaffold.edit("ledger.yaml", "tier: core", "tier: hard")
    places = [(fault.file.rpartition("/")[2], fault.line) for fault in scaffold.faults()]
    assert [name for name, _ in places] == ["ledger.yaml", "ledger.yaml", "claims.yaml"]
    assert places[0][1] < places[1][1]


def test_the_nearest_word_minds_neither_case_nor_hyphens() -> None:
    assert nearest("a-town", ["A_town", "A_crown"]) == "A_town"
    assert nearest("qqqq", ["A_town"]) is None
