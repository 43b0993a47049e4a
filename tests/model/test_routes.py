"""Whether an arm can reach an outcome, and what of that which is switched off would have led there."""

import pytest

from groundswell.language import parse_quantity
from groundswell.ledger import Remove, load_case
from groundswell.model import Diagram, compile_theory

STREET = [parse_quantity("mobilisation(A_town)")]
HARDSHIP = [parse_quantity("grievance(A_town)")]


@pytest.fixture(scope="module")
def layout():
    return compile_theory(load_case("two-harbours")).layout


def test_a_route_that_only_an_assumption_on_the_outcome_makes_is_cut_and_the_assumption_named(layout) -> None:
    route = Diagram(layout).route((Remove("M05"),), STREET)
    assert (route.exists, route.cut_by) == (False, ("X01",))


def test_where_nothing_would_lead_there_in_any_case_nothing_is_named(layout) -> None:
    assert Diagram(layout).route((Remove("M04"),), STREET).cut_by == ()
    assert Diagram(layout, frozenset({"X01"})).route((Remove("M05"),), STREET).cut_by == ()


def test_a_route_that_is_there_names_nothing_that_cuts_it(layout) -> None:
    route = Diagram(layout).route((Remove("M05"),), HARDSHIP)
    assert route.exists and route.cut_by == ()
