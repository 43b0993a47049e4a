"""A frozen record behaves as the standard library's frozen dataclass does."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell._frozen import frozen


@frozen
class Ours:
    """Three values, one of which is made anew for each record and one that does not count."""

    first: int
    second: str = "b"
    third: tuple[int, ...] = field(default_factory=tuple)
    aside: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    first: int
    second: str = "b"
    third: tuple[int, ...] = field(default_factory=tuple)
    aside: int = field(default=0, compare=False, repr=False)


@frozen
class Late:
    """A value by place and one by name only."""

    value: int
    line: int = field(default=1, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class TheirsLate:
    value: int
    line: int = field(default=1, kw_only=True, compare=False)


@frozen
class Checked:
    """A record that looks at its values once they are there."""

    value: int

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("below nought")


@frozen
class Nothing:
    """A record without values."""


VALUES = st.tuples(st.integers(0, 2), st.sampled_from("ab"), st.tuples(st.integers(0, 1)), st.integers(0, 1))


@given(VALUES, VALUES)
def test_equality_and_hash_are_those_of_the_standard_library(one: Any, other: Any) -> None:
    assert (Ours(*one) == Ours(*other)) is (Theirs(*one) == Theirs(*other))
    assert len({Ours(*one), Ours(*other)}) == len({Theirs(*one), Theirs(*other)})


@given(VALUES)
def test_what_is_shown_copied_and_changed_is_that_of_the_standard_library(values: Any) -> None:
    ours, theirs = Ours(*values), Theirs(*values)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert asdict(ours) == asdict(theirs)
    assert asdict(replace(ours, first=7)) == asdict(replace(theirs, first=7))
    assert [one.name for one in fields(ours)] == [one.name for one in fields(theirs)]
    assert pickle.loads(pickle.dumps(ours)) == copy.deepcopy(ours) == ours


def test_records_of_two_kinds_are_never_equal() -> None:
    assert Ours(1) != Theirs(1)
    assert Nothing() == Nothing() and hash(Nothing()) == hash(Nothing())


def test_no_value_can_be_set_or_deleted_and_none_added() -> None:
    record: Any = Ours(1)
    for change in (
        lambda: setattr(record, "first", 2),
        lambda: setattr(record, "aside", 2),
        lambda: delattr(record, "first"),
        lambda: setattr(record, "fourth", 2),
    ):
        with pytest.raises((FrozenInstanceError, AttributeError)):
            change()
    assert record == Ours(1)


@pytest.mark.parametrize(("ours", "theirs"), [(Ours, Theirs), (Late, TheirsLate)])
def test_constructors_take_and_show_what_those_of_the_standard_library_do(ours: Any, theirs: Any) -> None:
    mine, wanted = inspect.signature(ours).parameters, inspect.signature(theirs).parameters
    assert [(one.name, one.kind) for one in mine.values()] == [(one.name, one.kind) for one in wanted.values()]
    for places, names in (
        ((), {}), ((1, 2, 3, 4, 5), {}), ((1,), {"first": 1, "value": 1}), ((1,), {"line": 3}), ((1, 2), {}),
        ((), {"value": 1, "line": 2}), ((1,), {"nowhere": 1}), ((), {"first": 3}),
    ):  # fmt: skip
        made = []
        for kind in (ours, theirs):
            try:
                made.append(asdict(kind(*places, **names)))
            except TypeError:
                made.append(TypeError)
        assert made[0] == made[1], (places, names)


def test_a_record_may_look_at_its_values_once_they_are_there() -> None:
    assert Checked(1).value == 1
    with pytest.raises(ValueError, match="below nought"):
        Checked(-1)
