"""The conditions file covers the ledger's mechanisms, in the ledger's words, with gates that can be read."""

import ast
from pathlib import Path

import pytest
import yaml

import groundswell

CASE = Path(groundswell.__file__).parent / "cases" / "gaza_2007"
LEDGER = yaml.safe_load((CASE / "ledger.yaml").read_text(encoding="utf-8"))
CONDITIONS = yaml.safe_load((CASE / "conditions.yaml").read_text(encoding="utf-8"))

MECHANISMS = {mechanism["id"]: mechanism for mechanism in LEDGER["mechanisms"]}
VARIABLES = {variable["id"] for variable in LEDGER["variables"]}
ACTORS = {actor["id"] for actor in LEDGER["actors"]}
STATED = {name: entry for name, entry in CONDITIONS.items() if name.startswith("M")}
GATED = {name: entry["gate"] for name, entry in STATED.items() if entry["gate"] is not None}
# The variables that live between two actors, and so may be read for a pair.
BETWEEN_TWO = {"support", "territory", "office"}
COMMON = {"words", "gate", "months", "months_because", "lag", "pulse"}


def literals(gate: str) -> list[ast.Compare]:
    """Split a gate at its `and`s; each part must be one comparison of two quantities.

    Gates happen to be Python expressions too, so its parser reads them here; nothing is evaluated.
    """
    body = ast.parse(gate, mode="eval").body
    parts = body.values if isinstance(body, ast.BoolOp) and isinstance(body.op, ast.And) else [body]
    for part in parts:
        assert isinstance(part, ast.Compare), f"{ast.unparse(part)} is no comparison"
        assert len(part.ops) == 1
    return [part for part in parts if isinstance(part, ast.Compare)]


def nodes(gate: str) -> list[tuple[str, list[str]]]:
    """Every variable that a gate reads, with the roles or actors it reads it for."""
    calls = [part for part in ast.walk(ast.parse(gate, mode="eval")) if isinstance(part, ast.Call)]
    return [(ast.unparse(call.func), [ast.unparse(argument) for argument in call.args]) for call in calls]


def is_linear(quantity: ast.expr) -> bool:
    """A number, a node, a sum of such, or a number times such."""
    match quantity:
        case ast.Constant() | ast.Call():
            return True
        case ast.UnaryOp(op=ast.USub()):
            return is_linear(quantity.operand)
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return is_linear(quantity.left) and is_linear(quantity.right)
        case ast.BinOp(op=ast.Mult()):
            return isinstance(quantity.left, ast.Constant) and is_linear(quantity.right)
    return False


def test_every_mechanism_has_one_entry_in_the_ledgers_order():
    assert list(STATED) == list(MECHANISMS)


@pytest.mark.parametrize("name", STATED)
def test_words_are_the_ledgers(name: str):
    assert STATED[name]["words"] == MECHANISMS[name]["conditions"]


@pytest.mark.parametrize("name", STATED)
def test_an_entry_has_a_gate_or_a_reason(name: str):
    entry = STATED[name]
    if entry["gate"] is None:
        assert entry["not_modelled"].strip()
        assert set(entry) <= COMMON | {"not_modelled"}
    else:
        assert "sets_aside" in entry
        assert set(entry) <= COMMON | {"sets_aside"}


def test_at_most_a_fifth_of_the_conditions_is_not_modelled():
    assert len(STATED) - len(GATED) <= len(STATED) // 5


@pytest.mark.parametrize("name", GATED)
def test_a_gate_joins_at_most_three_linear_comparisons(name: str):
    parts = literals(GATED[name])
    assert len(parts) <= 3
    for part in parts:
        assert is_linear(part.left) and is_linear(part.comparators[0]), ast.unparse(part)


@pytest.mark.parametrize("name", GATED)
def test_a_gate_names_known_variables_and_actors(name: str):
    for variable, arguments in nodes(GATED[name]):
        assert f"v_{variable}" in VARIABLES, variable
        assert len(arguments) == 1 or (len(arguments) == 2 and variable in BETWEEN_TWO)
        for argument in arguments:
            assert argument in ACTORS or argument in MECHANISMS[name]["roles"], argument


@pytest.mark.parametrize("name", GATED)
def test_every_role_in_a_gate_is_filled_in_every_binding(name: str):
    named = {argument for _, arguments in nodes(GATED[name]) for argument in arguments}
    for role in named - ACTORS:
        assert all(binding[role] for binding in MECHANISMS[name]["bindings"]), role


@pytest.mark.parametrize("name", STATED)
def test_times_are_ranges_with_a_reason(name: str):
    entry = STATED[name]
    low, high = entry["months"]
    assert 0 < low < high
    soonest, latest = entry["lag"]
    assert 0 <= soonest < latest
    assert MECHANISMS[name]["time_scale"] in entry["months_because"]


def test_only_the_relief_after_victory_fades_by_itself():
    assert [name for name, entry in STATED.items() if entry.get("pulse")] == ["M46"]


def test_no_gate_of_the_essay_hangs_on_a_date():
    assert not [name for name, gate in GATED.items() if "month" in gate]
