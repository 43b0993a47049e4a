"""The diagram that comes out of the compiled model is the ledger's."""

from dataclasses import replace

import pytest

from groundswell.forms import GENERIC
from groundswell.ledger import Case, Edge, load_case
from groundswell.model import Arrow, Resolver, compile_theory, signed_arrows


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("gaza-2007")


def stated(case: Case) -> set[Arrow]:
    """The ledger's own edges between stored nodes, found without compiling: mechanism by mechanism, edge by edge."""
    resolver, found = Resolver(case), set()
    for mechanism in case.mechanisms().values():
        for binding in mechanism.bindings:
            crowds = [role for role in mechanism.roles if binding.get(role) and resolver.cells_of(binding[role])]
            crowd = crowds[0] if len(crowds) == 1 else None
            for cell in resolver.cells_of(binding[crowd]) if crowd else [""]:
                for edge in mechanism.edges:
                    found |= arrows_of(case, resolver, mechanism, binding, crowd, cell, edge)
    return found


def arrows_of(case, resolver, mechanism, binding, crowd, cell, edge: Edge) -> set[Arrow]:
    def nodes(variable: str, role: str) -> set[str]:
        other = case.setting.pairs.get(mechanism.id, {}).get(variable)
        others = (cell,) if other == crowd else binding[other] if other and other != role else ("",)
        actors = (cell,) if role == crowd else binding.get(role, ())
        parts = [resolver.parts(variable, a, place=cell, other=o) for a in actors for o in others]
        return {str(key) for one in parts for key in one}

    return {
        Arrow(cause, effect, edge.sign, mechanism.id, cell)
        for cause in nodes(edge.cause, edge.cause_of)
        for effect in nodes(edge.effect, edge.effect_of)
    }


@pytest.mark.parametrize("form", range(len(GENERIC)), ids=[form.name for form in GENERIC])
def test_the_derived_diagram_is_the_ledgers_whatever_the_form(case, form):
    derived = set(signed_arrows(compile_theory(case), form, seed=form))
    assert derived == stated(case)


def test_all_mechanisms_and_assumptions_have_arrows(case):
    assert {arrow.mechanism for arrow in signed_arrows(compile_theory(case))} == set(case.mechanisms())


def test_a_sign_turned_in_the_ledger_turns_in_the_diagram(case):
    m05 = case.ledger.mechanisms["M05"]
    turned = replace(m05, causes=tuple(replace(end, sign=-end.sign) for end in m05.causes))
    other = replace(case, ledger=replace(case.ledger, mechanisms={**case.ledger.mechanisms, "M05": turned}))
    now, then = (set(signed_arrows(compile_theory(one))) for one in (other, case))
    changed = then - now
    assert {arrow.mechanism for arrow in changed} == {"M05"}
    assert {replace(arrow, sign=-arrow.sign) for arrow in changed} == now - then


@pytest.mark.slow
def test_the_derived_diagram_is_the_ledgers_under_every_published_form(case):
    theory, wanted = compile_theory(case), stated(case)
    for form in case.stand_ins:
        assert set(signed_arrows(theory, form)) == wanted, form


def test_a_form_that_stands_for_nothing_cannot_be_asked_for(case):
    with pytest.raises(ValueError, match="no published form astrology"):
        signed_arrows(compile_theory(case), "astrology")
