"""Quantities on runs: every value is an array [..., months], or [..., 1] where time does not matter."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from jax import Array

from groundswell.language import (
    Among,
    Arithmetic,
    At,
    Constant,
    Date,
    FormulaError,
    Interval,
    Month,
    Negative,
    Node,
    Number,
    Quantity,
    Summary,
    Syntax,
    Unbounded,
    nodes_of,
)
from groundswell.verdict._running import Tools

EDGE = 1e-6  # shares are kept this far from nought and one before they lose their bounds

_PAIRS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "mean": operator.add,
    "gap": operator.sub,
}


@dataclass(frozen=True)
class Record:
    """What formulas are read on: runs, their calendar, and a baseline to set them against."""

    traces: Mapping[Node, Array]
    scales: Mapping[str, str]
    start: Month
    months: int
    constants: Mapping[str, float | Array]
    baseline: Mapping[Node, Array] | None
    rank: int
    dtype: Any
    tools: Tools

    def of_baseline(self, part: Syntax) -> Record:
        """Give the same record with the baseline as the run."""
        if self.baseline is None:
            raise refused(part, "no baseline is given here", "Only the formulas of arms look at the baseline.")
        return replace(self, traces=self.baseline)

    def index(self, date: Date, part: Syntax) -> int:
        """Count the months from the start of the record to a date within it."""
        if not isinstance(date, Month):
            return 0 if date == "start" else self.months - 1
        index = date.index(self.start)
        if not 0 <= index < self.months:
            last = self.start.plus(self.months - 1)
            raise refused(part, f"{date} lies outside the calendar", f"It runs from {self.start} to {last}.")
        return index

    def span(self, interval: Interval, part: Syntax) -> tuple[int, int]:
        """Give the first and the last month of an interval, as counts from the start."""
        first, last = self.index(interval.since, part), self.index(interval.until, part)
        if last < first:
            raise refused(part, f"the interval ends before it starts, at {interval.until}", "")
        return first, last

    def number(self, value: float | Array) -> Array:
        """Give a number the shape of a value that does not change over time."""
        arrays = self.tools.arrays
        return arrays.broadcast_to(arrays.asarray(value, self.dtype), (1,) * self.rank)

    def trace(self, node: Node) -> Array:
        """Give a node's trace, with leading axes of length one where others have more axes."""
        if node not in self.traces:
            raise refused(node, f"`{node}` has no trace in this run", "")
        trace = self.tools.arrays.asarray(self.traces[node], self.dtype)
        return trace.reshape((1,) * (self.rank - trace.ndim) + trace.shape)

    def scale(self, quantity: Quantity) -> str:
        """Give the scale of the first node in a quantity."""
        nodes = nodes_of(quantity)
        if not nodes:
            raise refused(quantity, "`unbounded` needs a node inside", "Write `unbounded(support(a))`.")
        if nodes[0].name not in self.scales:
            raise refused(nodes[0], f"`{nodes[0].name}` has no scale", "")
        return self.scales[nodes[0].name]


def refused(part: Syntax, message: str, hint: str) -> FormulaError:
    """Say what a record lacks, at the place in the formula."""
    return FormulaError(message, part.line, part.column, hint)


def values_of(quantity: Quantity, record: Record) -> Array:
    """Give the values of a quantity, [..., months] or [..., 1], in the units of its variables."""
    match quantity:
        case Number(number):
            return record.number(number)
        case Constant(name):
            if name not in record.constants:
                raise refused(quantity, f"`{name}` has no value here", "")
            return record.number(record.constants[name])
        case Node():
            return record.trace(quantity)
        case Negative(inner):
            return -values_of(inner, record)
        case Arithmetic(sign, left, right):
            return _PAIRS[sign](values_of(left, record), values_of(right, record))
        case At(inner, date):
            index = record.index(date, quantity)
            return record.tools.reading(values_of(inner, record), index)
        case Summary():
            return _summary(quantity, record)
        case Among("rank", (first, *others)):
            own = values_of(first, record)
            ahead = ((values_of(other, record) > own).astype(own.dtype) for other in others)
            return reduce(operator.add, ahead, record.number(1.0))
        case Among(kind, inner):
            arrays = record.tools.arrays
            pair = {"highest": arrays.maximum, "lowest": arrays.minimum}.get(kind) or _PAIRS[kind]
            total = reduce(pair, (values_of(part, record) for part in inner))
            return total / len(inner) if kind == "mean" else total
        case Unbounded(inner):
            return unbounded(values_of(inner, record), record.scale(inner), quantity, record.tools)
    raise TypeError(f"{type(quantity).__name__} is no quantity")


def _summary(summary: Summary, record: Record) -> Array:
    span = record.span(summary.interval, summary)
    values = values_of(summary.quantity, record)
    if summary.kind == "change":
        return record.tools.reading(values, span[1]) - record.tools.reading(values, span[0])
    return record.tools.extreme(values, summary.kind, span)


def unbounded(values: Array, scale: str, part: Syntax, tools: Tools) -> Array:
    """Move values of a scale to the coordinate without ends.

    Shares: the logit; signed01: twice the inverse hyperbolic tangent; level, count, days: the logarithm.
    """
    arrays = tools.arrays
    if scale in ("unit01", "share"):
        return _log_odds(values, 1 - values, arrays)
    if scale == "percent":
        return _log_odds(values / 100, 1 - values / 100, arrays)
    if scale == "signed01":
        return _log_odds((1 + values) / 2, (1 - values) / 2, arrays)  # twice the inverse hyperbolic tangent
    if scale in ("level", "count", "days"):
        return arrays.log(arrays.maximum(values, EDGE))
    raise refused(part, f"the scale `{scale}` has no unbounded coordinate", "")


def _log_odds(share: Array, rest: Array, arrays: Any) -> Array:
    # both are clipped, so that the two edges lie equally far out in single precision too
    return arrays.log(arrays.clip(share, EDGE, 1 - EDGE)) - arrays.log(arrays.clip(rest, EDGE, 1 - EDGE))
