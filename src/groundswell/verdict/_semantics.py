"""How far a formula is from flipping on a run: above zero it holds, below it fails.

A margin has the units of the quantities compared. It is infinite only where the record is too short to tell.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from jax import Array

from groundswell.language import (
    AgainstBaseline,
    Always,
    Among,
    And,
    Before,
    Comparison,
    Eventually,
    Formula,
    Implies,
    Lasts,
    Month,
    Moves,
    Node,
    Not,
    OnDate,
    Or,
    Quantity,
    Syntax,
    Timing,
    Unchanged,
    Until,
    nodes_of,
    parts,
)
from groundswell.verdict._quantities import Record, values_of
from groundswell.verdict._running import tools_for


def margin(
    formula: Formula,
    traces: Mapping[Node, Array],
    scales: Mapping[str, str],
    calendar: tuple[Month, int],
    constants: Mapping[str, float | Array] | None = None,
    baseline: Mapping[Node, Array] | None = None,
) -> Array:
    """Give the margin [...] of a formula at the first month of traces [..., months].

    `scales` maps variable names (without `v_`) to scales; `calendar` is the first month and the number of
    months; `constants` gives named numbers; `baseline` has traces whose leading axes broadcast with those of
    `traces`. A margin of exactly zero does not hold. Raises FormulaError, with the place in the formula, for
    a date outside the calendar and for a node, constant, scale or baseline that is not given.
    """
    with np.errstate(all="ignore"):  # as in a compiled program, what has no finite value is infinite or not a number
        return _margins(formula, _record(formula, traces, scales, calendar, constants, baseline))[..., 0]


def value(
    quantity: Quantity,
    traces: Mapping[Node, Array],
    scales: Mapping[str, str],
    calendar: tuple[Month, int],
    constants: Mapping[str, float | Array] | None = None,
) -> Array:
    """Give the value [...] of a quantity at the first month; arguments and errors as in `margin`."""
    with np.errstate(all="ignore"):
        return values_of(quantity, _record(quantity, traces, scales, calendar, constants, None))[..., 0]


def _record(
    tree: Syntax,
    traces: Mapping[Node, Array],
    scales: Mapping[str, str],
    calendar: tuple[Month, int],
    constants: Mapping[str, float | Array] | None,
    baseline: Mapping[Node, Array] | None,
) -> Record:
    runs = [run for run in (traces, baseline) if run is not None]
    found = [run[node] for run in runs for node in nodes_of(tree) if node in run]
    tools = tools_for([*found, *(constants or {}).values()])
    used = [tools.arrays.asarray(trace) for trace in found]
    for trace in used:
        if trace.ndim == 0 or trace.shape[-1] != calendar[1]:
            raise ValueError(f"a trace has the shape {trace.shape}; its last axis should be {calendar[1]} months")
    rank = max((trace.ndim for trace in used), default=1)
    return Record(traces, scales, *calendar, constants or {}, baseline, rank, tools.kind(used), tools)


def _margins(formula: Formula, record: Record) -> Array:
    """Margins over time, [..., months], or [..., 1] where the month of evaluation does not matter."""
    match formula:
        case Comparison():
            return _comparison(formula, record)
        case Not(inner):
            return -_margins(inner, record)
        case And(left, right):
            return record.tools.arrays.minimum(_margins(left, record), _margins(right, record))
        case Or(left, right):
            return record.tools.arrays.maximum(_margins(left, record), _margins(right, record))
        case Implies(left, right):
            return record.tools.arrays.maximum(-_margins(left, record), _margins(right, record))
        case AgainstBaseline() | Unchanged() | Timing():
            return _against_baseline(formula, record)
        case _:
            return _over_time(formula, record)


def _comparison(formula: Comparison, record: Record) -> Array:
    gap = values_of(formula.left, record) - values_of(formula.right, record)
    over = gap if formula.operator in (">", ">=") else -gap
    if not any(isinstance(part, Among) and part.kind == "rank" for part in parts(formula)):
        return over
    # places are whole, so being level is met often: half a place keeps the margin off zero and on the right side
    level = 0.5 if formula.operator in (">=", "<=") else -0.5
    arrays = record.tools.arrays
    return arrays.where(over == 0, arrays.asarray(level, over.dtype), over)


def _against_baseline(formula: AgainstBaseline | Unchanged | Timing, record: Record) -> Array:
    before = record.of_baseline(formula)
    match formula:
        case AgainstBaseline(quantity, direction, by):
            difference = values_of(quantity, record) - values_of(quantity, before)
            return (difference if direction == "higher" else -difference) - values_of(by, record)
        case Unchanged(quantity, by):
            return values_of(by, record) - abs(values_of(quantity, record) - values_of(quantity, before))
        case Timing(inner, direction, months):
            first_here, first_before = (
                record.tools.first_holding(_each_month(_margins(inner, run), record)) for run in (record, before)
            )
            sooner = first_before - first_here
            return (sooner if direction == "earlier" else -sooner) - months


def _over_time(formula: Formula, record: Record) -> Array:
    match formula:
        case Always(interval, inner):
            return record.tools.extreme(_margins(inner, record), "lowest", record.span(interval, formula))
        case Eventually(interval, inner):
            return record.tools.extreme(_margins(inner, record), "highest", record.span(interval, formula))
        case Until(interval, left, right):
            first, last = record.span(interval, formula)
            months = _months(record)
            reach = record.tools.arrays.where((months >= first) & (months <= last), _margins(right, record), -np.inf)
            return _until(_margins(left, record), reach, record)
        case Before(left, right):
            not_yet = -_margins(right, record)
            return _until(not_yet, record.tools.arrays.minimum(_margins(left, record), not_yet), record)
        case Lasts(inner, months):
            return record.tools.lowest_for(_each_month(_margins(inner, record), record), months)
        case Moves(quantity, direction, by, months):
            sign = 1 if direction == "rises" else -1
            values = sign * _each_month(values_of(quantity, record), record)
            return record.tools.highest_later(values, months) - values - values_of(by, record)
        case OnDate(operator, date):
            return _on_date(operator, date, formula, record)
    raise TypeError(f"{type(formula).__name__} is no formula")


def _on_date(operator: str, date: Month | str, formula: OnDate, record: Record) -> Array:
    # half a month keeps the margin off zero, so that `>=` and `<` part cleanly on the date itself
    first = date.index(record.start) if isinstance(date, Month) else record.index(formula.date, formula)
    edge = first + 0.5 if operator in (">", "<=") else first - 0.5
    return (1 if operator in (">", ">=") else -1) * (_months(record) - edge)


def _until(hold: Array, reach: Array, record: Record) -> Array:
    return record.tools.until(
        *record.tools.arrays.broadcast_arrays(_each_month(hold, record), _each_month(reach, record))
    )


def _each_month(values: Array, record: Record) -> Array:
    return record.tools.arrays.broadcast_to(values, (*values.shape[:-1], record.months))


def _months(record: Record) -> Array:
    months = record.tools.arrays.arange(record.months, dtype=record.dtype)
    return months.reshape((1,) * (record.rank - 1) + (record.months,))
