"""The open numbers and switches of a published model, each declared once."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ._faults import ReplicateError, unknown


@dataclass(frozen=True)
class Parameter:
    """One number, switch or list of numbers that a model takes.

    The default says what kind of value is wanted: a whole number, a number, true or false, one of `choices`, or a
    tuple of numbers (a tuple of tuples for a matrix). Bounds hold for every number of a tuple; `above` and `below`
    leave the bound itself out. A `may_be_infinite` number may be `inf`.
    """

    name: str
    default: Any
    unit: str
    means: str
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None
    choices: tuple[str, ...] = ()
    may_be_infinite: bool = False

    @property
    def bounds(self) -> str:
        """The admissible values in words."""
        if self.choices:
            return " or ".join(self.choices)
        if isinstance(self.default, bool):
            return "true or false"
        named = {"at least": self.at_least, "above": self.above, "at most": self.at_most, "below": self.below}
        said = [f"{word} {limit:g}" for word, limit in named.items() if limit is not None]
        return ", ".join(said + ["or inf"] * self.may_be_infinite) or "any"

    def settle(self, value: Any) -> Any:
        """Return a value as the kind that the model wants; raises ReplicateError with a sentence where it is not."""
        try:
            settled = _as_kind_of(self.default, value)
        except (TypeError, ValueError):
            raise ReplicateError(f"`{self.name}` is {value!r}, but {self._wanted()}.") from None
        wrong = self.choices and settled not in self.choices
        if wrong or not all(self._admits(number) for number in _numbers(settled)):
            raise ReplicateError(f"`{self.name}` is {value!r}, but {self._wanted()}.")
        return settled

    def read(self, text: str) -> Any:
        """Return the value that a text such as `12.2`, `true`, `inf`, `down` or `0,1,2` stands for."""
        if self.choices:
            return self.settle(text)
        listed = isinstance(self.default, tuple) and not text.lstrip().startswith("[")
        spelled = f"[{text}]" if listed else text
        try:
            value = json.loads(spelled.replace("inf", "Infinity") if "inf" in spelled else spelled)
        except json.JSONDecodeError:
            value = text
        return self.settle(value)

    def _admits(self, number: float) -> bool:
        if math.isnan(number) or (math.isinf(number) and not self.may_be_infinite):
            return False
        low = self.at_least is None or number >= self.at_least
        high = self.at_most is None or number <= self.at_most
        return low and high and (self.above is None or number > self.above) and (
            self.below is None or number < self.below
        )  # fmt: skip

    def _wanted(self) -> str:
        kinds = {bool: "true or false", int: "a whole number", float: "a number", tuple: "a list of numbers"}
        kind = "one of" if self.choices else kinds[type(self.default)]
        more = "" if isinstance(self.default, bool) or self.bounds == "any" else f" {self.bounds}"
        return f"it must be {kind}{more}" + (f" ({self.unit})" if self.unit else "")


def settle(declared: Iterable[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return every parameter with its given value or its default; raises ReplicateError with all faults at once."""
    known = {parameter.name: parameter for parameter in declared}
    faults = [unknown("parameter", name, known) for name in given if name not in known]
    settled = {name: parameter.default for name, parameter in known.items()}
    for name in (name for name in given if name in known):
        try:
            settled[name] = known[name].settle(given[name])
        except ReplicateError as fault:
            faults.append(str(fault))
    if faults:
        raise ReplicateError("\n".join(faults))
    return settled


def _as_kind_of(default: Any, value: Any) -> Any:
    """Return a value as the kind of the default; raises ValueError or TypeError where it cannot be."""
    if isinstance(default, tuple):
        return _as_tuple(value)
    if isinstance(default, str) != isinstance(value, str) or isinstance(default, bool) != isinstance(value, bool):
        raise TypeError
    if isinstance(default, int) and not isinstance(default, bool):
        if int(value) != value:
            raise ValueError
        return int(value)
    return type(default)(value)


def _as_tuple(value: Any) -> Any:
    """Return a sequence, or an array, as a tuple of numbers or a tuple of such tuples."""
    if isinstance(value, (str, bytes, bool)):
        raise TypeError
    value = value.tolist() if hasattr(value, "tolist") else value
    return tuple(_as_tuple(one) if hasattr(one, "__iter__") else _number(one) for one in value)


def _number(value: Any) -> int | float:
    if isinstance(value, bool):
        raise TypeError
    return value if isinstance(value, int) else float(value)


def _numbers(value: Any) -> list[float]:
    """Return every number inside a value; a word holds none."""
    if isinstance(value, tuple):
        return [number for one in value for number in _numbers(one)]
    return [] if isinstance(value, (str, bool)) else [value]
