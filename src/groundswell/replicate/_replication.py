"""What a published model brings with it: its words, its parameters, its function, and the numbers it must meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ._faults import ReplicateError
from ._parameters import Parameter, settle
from ._tolerance import Tolerance

STATUSES = ("published", "derived", "replication", "unconfirmed")


@dataclass(frozen=True)
class Row:
    """One number, or a few, that a model must meet.

    inputs: what differs from the defaults; a tuple of mappings where the same quantity is read from several runs.
    quantity: the name of a number or array in the result, or several; several give a tuple in that order.
    expected: the number, word or (nested) tuple that the quantity must come to, one for each run where there are
    several.
    tolerance: the distance allowed for every number, or one for each, or a `Factor`; 0 is equality.
    status: `published`, `derived` (closed form), `replication` (independent implementation) or `unconfirmed`.
    note: what a reader should know beside it, such as the article's own figure.
    """

    id: str
    inputs: Mapping[str, Any] | tuple[Mapping[str, Any], ...]
    quantity: str | tuple[str, ...]
    expected: Any
    tolerance: Tolerance
    status: str
    slow: bool = False
    note: str = ""

    @property
    def runs(self) -> tuple[Mapping[str, Any], ...]:
        """The inputs of each run."""
        return self.inputs if isinstance(self.inputs, tuple) else (self.inputs,)

    def read(self, results: list[Mapping[str, Any]]) -> Any:
        """Return the quantity of the results of its runs, in the shape of what is expected."""
        read = [self._quantity(result) for result in results]
        return tuple(read) if isinstance(self.inputs, tuple) else read[0]

    def _quantity(self, result: Mapping[str, Any]) -> Any:
        if isinstance(self.quantity, str):
            return result[self.quantity]
        return tuple(result[name] for name in self.quantity)


@dataclass(frozen=True)
class Replication:
    """A published model that can be run, drawn and checked.

    model: takes every declared parameter by name and returns a mapping of named numbers and arrays.
    picture: takes such a result and returns a drawing of the kind in the paper, as SVG text.
    """

    id: str
    title: str
    source: str
    says: str
    parameters: tuple[Parameter, ...]
    rows: tuple[Row, ...]
    model: Callable[..., Mapping[str, Any]]
    picture: Callable[[Mapping[str, Any]], str]

    def run(self, **given: Any) -> Mapping[str, Any]:
        """Run the model with the given parameters, the others at their defaults.

        Raises ReplicateError with every fault where a parameter is unknown or its value inadmissible.
        """
        try:
            settled = settle(self.parameters, given)
        except ReplicateError as fault:
            raise ReplicateError("\n".join(f"{self.id}: {line}" for line in str(fault).splitlines())) from None
        return self.model(**settled)
