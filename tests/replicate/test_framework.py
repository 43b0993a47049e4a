"""Models are found, asked, refused and judged as the room promises."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import groundswell
from groundswell.replicate import Factor, Parameter, ReplicateError, Result, Row, agrees, check, plain, run

number = st.floats(-1e6, 1e6)


def test_the_room_is_reached_from_the_package() -> None:
    assert groundswell.replicate.run("granovetter-1978", thresholds=[0, 1, 2])["rest"] == 3


def test_an_unknown_model_is_answered_with_the_nearest() -> None:
    with pytest.raises(ReplicateError, match="Did you mean `granovetter-1978`"):
        run("granoveter-1978")


def test_all_faults_of_the_parameters_are_told_at_once() -> None:
    with pytest.raises(ReplicateError) as fault:
        run("granovetter-1978", sdd=1.0, sd=-1.0, rounding="up", size=2.5)
    told = str(fault.value).splitlines()
    assert len(told) == 4
    assert "Did you mean `sd`" in told[0]
    assert any("`sd` is -1.0, but it must be a number above 0 (per cent)." in line for line in told)
    assert any("`rounding` is 'up', but it must be one of exact or floor or nearest." in line for line in told)
    assert any("`size` is 2.5, but it must be a whole number" in line for line in told)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "many", None, True, (1.0,)])
def test_a_number_is_a_finite_number(value: object) -> None:
    with pytest.raises(ReplicateError):
        Parameter("height", 1.0, "m", "how high").settle(value)


def test_only_some_numbers_may_be_infinite() -> None:
    term = Parameter("term", 15.0, "tick", "longest term", at_least=0, may_be_infinite=True)
    assert term.read("inf") == float("inf")


@pytest.mark.parametrize(
    ("default", "text", "value"),
    [
        (1.0, "12.2", 12.2),
        (1, "3", 3),
        (True, "false", False),
        ((0.0,), "1,2.5", (1, 2.5)),
        ((0.0,), "[1, 2]", (1, 2)),
        (((0.0,),), "[[1, 2], [3, 4]]", ((1, 2), (3, 4))),
    ],
)
def test_values_are_read_from_text(default: object, text: str, value: object) -> None:
    assert Parameter("any", default, "", "anything").read(text) == value


@settings(deadline=None)
@given(number, st.floats(0, 10))
def test_a_number_agrees_with_itself_at_any_tolerance(value: float, tolerance: float) -> None:
    assert agrees(value, value, tolerance)


@settings(deadline=None)
@given(number, number)
def test_equality_is_asked_for_by_nought(one: float, other: float) -> None:
    assert agrees(one, other, 0) == (one == other)


def test_each_number_may_have_its_own_tolerance() -> None:
    assert agrees((1.05, 2.0), (1.0, 2.4), (0.1, 0.5))
    assert not agrees((1.05, 2.0), (1.0, 2.4), (0.1, 0.1))


def test_a_factor_holds_both_ways_and_may_ask_for_a_rise() -> None:
    assert agrees((60.0, 200.0), (100.0, 100.0), Factor(2))
    assert not agrees(49.0, 100.0, Factor(2))
    assert not agrees((90.0, 80.0), (100.0, 100.0), Factor(2, rising=True))


def test_shapes_words_and_missing_numbers_do_not_agree_by_chance() -> None:
    assert not agrees((1.0, 2.0), (1.0,), 5)
    assert not agrees(float("nan"), 1.0, 5)
    assert not agrees("never", 1.0, 5)
    assert agrees("never", "never", 0)
    assert agrees(np.array([[1, 2], [3, 4]]), ((1, 2), (3, 4)), 0)


def test_a_row_over_several_runs_reads_each() -> None:
    row = Row("Z1", ({"a": 1}, {"a": 2}), ("x", "y"), ((1, 2), (3, 4)), 0, "derived")
    assert row.read([{"x": 1, "y": 2}, {"x": 3, "y": 4}]) == ((1, 2), (3, 4))


def test_what_nobody_reads_is_not_computed() -> None:
    asked: list[str] = []

    def part() -> dict[str, int]:
        asked.append("part")
        return {"one": 1, "two": 2}

    result = Result({"known": 0}, {("one", "two"): part})
    assert list(result) == ["one", "two", "known"]
    assert asked == []
    assert (result["one"], result["two"], asked) == (1, 2, ["part"])


def test_a_row_becomes_data_that_json_holds() -> None:
    (checked,) = check(["G5"])
    told = json.loads(json.dumps(checked.document(), allow_nan=False))
    wanted = {"id", "model", "quantity", "inputs", "expected", "obtained", "tolerance", "status", "pass"}
    assert set(told) == wanted
    assert told["pass"] is True
    assert plain({"a": np.float64("inf")}) == {"a": "inf"}


def test_rows_and_models_can_be_named_together() -> None:
    assert [one.row.id for one in check(["G1", "G2"])] == ["G1", "G2"]
    with pytest.raises(ReplicateError, match="no published model or row `G99`"):
        check(["G99"])


def test_progress_is_told_row_by_row() -> None:
    seen: list[tuple[int, int]] = []
    check(["G1", "G2"], progress=lambda _, done, total: seen.append((done, total)))
    assert seen == [(0, 2), (1, 2), (2, 2)]
