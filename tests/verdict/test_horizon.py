"""A run goes as far as the formulas look, and to the end where they may look anywhere."""

import pytest

from groundswell.language import parse_formula
from groundswell.ledger import load_case
from groundswell.model import compile_theory
from groundswell.verdict._horizon import months_read


@pytest.fixture(scope="module")
def layout():
    return compile_theory(load_case("two-harbours")).layout


def test_it_ends_with_the_last_month_that_is_named(layout):
    formula = parse_formula("mean[2028-03, 2029-02] support(A_anchor_party) > support(A_anchor_party) at 2028-01")
    assert months_read([formula, None], layout) == 14


@pytest.mark.parametrize(
    "text",
    [
        "support(A_anchor_party) > 0.5",
        "eventually[2028-03, end] support(A_anchor_party) > 0.5",
        "eventually[2028-03, 2028-09] support(A_anchor_party) > 0.5 for 6 months",
        "(support(A_anchor_party) > 0.5) earlier than baseline by 3 months",
    ],
)
def test_it_goes_to_the_end_where_a_formula_may_look_at_any_month(layout, text):
    assert months_read([parse_formula(text)], layout) == layout.months
