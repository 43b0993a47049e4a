"""Gates are taken apart into weighted sums and dates."""

import pytest

from groundswell.language import DateLiteral, FormulaError, Literal, Month, Node, literals, parse_formula

MASS, RIVAL = Node("mobilisation", "mass"), Node("support", "rival", "mass")


def taken_apart(text, **constants):
    return literals(parse_formula(text), constants)


def test_a_conjunction_gives_a_literal_for_each_comparison():
    assert taken_apart("mobilisation(mass) > 0.25 and support(rival, mass) <= 0.5") == (
        Literal(((1.0, MASS),), -0.25, strict=True),
        Literal(((-1.0, RIVAL),), 0.5, strict=False),
    )


@pytest.mark.parametrize(
    "text",
    [
        "mobilisation(mass) - 2 * support(rival, mass) > -0.5",
        "2 * support(rival, mass) < mobilisation(mass) + 1 / 2",
        "-(4 * support(rival, mass) - mobilisation(mass) * 2) / 2 + 0.5 > 0",
        "gap(mobilisation(mass), 2 * support(rival, mass)) > -half",
        "2 * mean(mobilisation(mass), -2 * support(rival, mass)) > 0 - half",
    ],
)
def test_weighted_sums_are_gathered(text):
    (literal,) = taken_apart(text, half=0.5)
    assert {node: weight for weight, node in literal.terms} == {MASS: 1.0, RIVAL: -2.0}
    assert literal.constant == 0.5


def test_nodes_that_cancel_are_left_out():
    (literal,) = taken_apart("mobilisation(mass) + support(rival, mass) > mobilisation(mass)")
    assert literal.terms == ((1.0, RIVAL),)


@pytest.mark.parametrize(
    ("text", "month", "since"),
    [
        ("month >= 1993-09", Month(1993, 9), True),
        ("month > 1993-09", Month(1993, 10), True),
        ("month < 1993-09", Month(1993, 9), False),
        ("month <= 1993-12", Month(1994, 1), False),
    ],
)
def test_dates_part_the_calendar_at_the_start_of_a_month(text, month, since):
    assert taken_apart(text) == (DateLiteral(month, since),)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("mobilisation(mass) > 0.3 or support(rival) > 0.1", 1),
        ("not mobilisation(mass) > 0.3", 1),
        ("mobilisation(mass) > 0.3 and always[start, end] support(rival) > 0.1", 30),
        ("mobilisation(mass) > 0.3 and support(rival) rises by 0.1", 30),
        ("mobilisation(mass) * support(rival) > 0.1", 1),
        ("0.3 > 1 / mobilisation(mass)", 7),
        ("mobilisation(mass) / 0 > 0.1", 1),
        ("mobilisation(mass) at 2006-01 > 0.1", 1),
        ("0.1 < highest(mobilisation(mass), 0.2)", 7),
        ("rank(mobilisation(mass), support(rival)) <= 1", 1),
        ("unbounded(mobilisation(mass)) > 0", 1),
        ("mobilisation(mass) > unknown", 22),
        ("month >= start", 1),
    ],
)
def test_other_formulas_are_refused_where_they_stop_being_linear(text, column):
    with pytest.raises(FormulaError) as caught:
        taken_apart(text)
    assert caught.value.column == column
