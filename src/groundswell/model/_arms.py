"""Interventions as arrays: what is removed, rescaled, held, dropped, moved, reversed or added."""

from collections.abc import Iterable, Sequence
from functools import singledispatch

import numpy as np

from groundswell.ledger import (
    Add,
    Case,
    Drop,
    End_,
    Freeze,
    Hasten,
    Move,
    Remove,
    Rescale,
    Resize,
    Reverse,
    ScaleNode,
    SetNode,
    Start,
    Sweep,
)
from groundswell.ledger import (
    AnyChange as Change,
)
from groundswell.model._events import Happening
from groundswell.model._instances import Drive
from groundswell.model._layout import Layout
from groundswell.model._state import Hold
from groundswell.model._step import Arm

_EVER = 10**6


def baseline(layout: Layout) -> Arm:
    """No intervention: every mechanism on within its calendar bounds, every event as the setting says.

    Pushes in whose place an institution acts are off.
    """
    months, drives, events = layout.months, layout.drives, layout.events
    explained = np.array([e.explained for e in events], bool)
    window = _windows(events, months)
    return Arm(
        on=_windows(drives, months),
        event_on=window * ~explained,
        event_open=window * explained,
        event_size=np.ones(len(events), np.float32),
        mute=np.array(
            [(push.mechanism, push.target.node) not in layout.replaced for push in layout.pushes], np.float32
        ),
        hold=_no_hold(len(layout.nodes)),
        pace=np.ones(len(drives), np.float32),
    )


def _windows(things: Sequence[Drive] | Sequence[Happening], months: int) -> np.ndarray:
    """(months, things): 1 from each thing's first to its last month."""
    month = np.arange(months)[:, None]
    since, until = (np.array([getattr(one, end) for one in things], int) for end in ("since", "until"))
    return ((since <= month) & (month <= until)).astype(np.float32)


def _no_hold(nodes: int) -> Hold:
    zeros = np.zeros(nodes, np.float32)
    return Hold(
        zeros + 1, zeros, zeros.copy(), zeros.copy(), np.full(nodes, _EVER, np.int32), np.full(nodes, _EVER, np.int32)
    )


def arm_of(layout: Layout, changes: Iterable[Change]) -> Arm:
    """The baseline with changes made to it. A `Sweep` must be expanded first (`runs_of`)."""
    arm = _copy(baseline(layout))
    for change in changes:
        arm = make(change, layout, arm)
    return arm


def leaves(base: Arm, arm: Arm) -> int:
    """The first step at which an arm may part from its baseline; the number of months where it never does."""
    months = len(base.on)
    if any(np.any(getattr(base, name) != getattr(arm, name)) for name in ("mute", "pace")):
        return 0
    found = [_first((one != other).any(1)) for one, other in zip(base[:3], arm[:3], strict=True)]
    resized = base.event_size != arm.event_size
    acting = base.event_on + base.event_open + arm.event_on
    found.append(_first(acting[:, resized].any(1)))
    changed = np.any([one != other for one, other in zip(base.hold, arm.hold, strict=True)], axis=0)
    found += [int(since) for since in (*base.hold.since[changed], *arm.hold.since[changed]) if since < months]
    return max(min(found), 0)


def _first(differs: np.ndarray) -> int:
    """Place of the first True; the length where there is none."""
    return int(differs.argmax()) if differs.any() else len(differs)


def runs_of(changes: tuple[Change, ...]) -> tuple[tuple[Change, ...], ...]:
    """One tuple of changes per run: a sweep becomes one run for each of its values."""
    runs: list[tuple[Change, ...]] = [()]
    for change in changes:
        if isinstance(change, Sweep):
            choices = [SetNode(change.quantity, value, change.since, change.until) for value in change.over]
        else:
            choices = [change]
        runs = [(*run, choice) for run in runs for choice in choices]
    return tuple(runs)


def _copy(arm: Arm) -> Arm:
    hold = Hold(*(array.copy() for array in arm.hold))
    copied = {name: getattr(arm, name).copy() for name in Arm._fields if name != "hold"}
    return Arm(hold=hold, **copied)


@singledispatch
def make(change: Change, layout: Layout, arm: Arm) -> Arm:
    """Make one change to an arm's arrays, in place; return the arm."""
    raise TypeError(f"no rule for a change of kind {type(change).__name__}")


def _columns(layout: Layout, mechanism: str) -> list[int]:
    return [k for k, drive in enumerate(layout.drives) if drive.mechanism == mechanism]


@make.register
def _(change: Remove, layout: Layout, arm: Arm) -> Arm:
    arm.on[:, _columns(layout, change.mechanism)] = 0
    return arm


@make.register
def _(change: Rescale, layout: Layout, arm: Arm) -> Arm:
    arm.on[:, _columns(layout, change.mechanism)] *= change.by
    return arm


@make.register
def _(change: Start, layout: Layout, arm: Arm) -> Arm:
    arm.on[: max(month(layout, change.at), 0), _columns(layout, change.mechanism)] = 0
    return arm


@make.register
def _(change: End_, layout: Layout, arm: Arm) -> Arm:
    arm.on[max(month(layout, change.at), 0) :, _columns(layout, change.mechanism)] = 0
    return arm


@make.register
def _(change: Hasten, layout: Layout, arm: Arm) -> Arm:
    arm.pace[_columns(layout, change.mechanism)] *= change.by
    return arm


def month(layout: Layout, date) -> int:
    """Months from the start to a date; `start` and `end` are the setting's."""
    calendar = layout.case.setting.calendar
    named = {"start": calendar.start, "end": calendar.end}
    return (named[date] if isinstance(date, str) else date).index(calendar.start)


def _hold(layout: Layout, arm: Arm, change, **terms) -> Arm:
    for key in layout.parts_of(change.quantity):
        n = layout.node_index[key]
        for name in ("alpha", "beta", "gamma", "delta"):
            getattr(arm.hold, name)[n] = terms[name](layout.scale(key)) if name in terms else 0
        arm.hold.since[n] = month(layout, change.since)
        arm.hold.until[n] = _EVER if change.until is None else month(layout, change.until)
    return arm


@make.register
def _(change: SetNode, layout: Layout, arm: Arm) -> Arm:
    return _hold(layout, arm, change, beta=lambda s: unit_of(change.to, s))


@make.register
def _(change: Freeze, layout: Layout, arm: Arm) -> Arm:
    return _hold(layout, arm, change, gamma=lambda _: 1)


@make.register
def _(change: ScaleNode, layout: Layout, arm: Arm) -> Arm:
    by = change.by
    return _hold(
        layout,
        arm,
        change,
        alpha=lambda _: by,
        beta=lambda s: (1 - by) / 2 if s == "signed01" else 0,
        delta=lambda s: by - 1 if is_level(s) else 0,
    )


def is_level(scale: str) -> bool:
    """Whether a scale has no upper end."""
    return scale in {"level", "count", "days"}


def unit_of(value: float, scale: str) -> float:
    """A value on its own scale as a unit coordinate, kept off the very ends."""
    unit = value / (1 + value) if is_level(scale) else (value + 1) / 2 if scale == "signed01" else value
    return min(max(unit, 1e-4), 1 - 1e-4)


def _event(layout: Layout, id: str) -> int:
    return [event.id for event in layout.events].index(id)


@make.register
def _(change: Drop, layout: Layout, arm: Arm) -> Arm:
    column = _event(layout, change.event)
    arm.event_on[:, column] = arm.event_open[:, column] = 0
    return arm


@make.register
def _(change: Move, layout: Layout, arm: Arm) -> Arm:
    column = _event(layout, change.event)
    event = layout.events[column]
    by = month(layout, change.to) - event.since
    at = np.arange(layout.months) - by
    window = ((event.since <= at) & (at <= event.until)).astype(np.float32)
    (arm.event_open if event.explained else arm.event_on)[:, column] = window
    return arm


@make.register
def _(change: Reverse, layout: Layout, arm: Arm) -> Arm:
    """The event is imposed on the date with its shocks the other way round, whatever the state."""
    column = _event(layout, change.event)
    arm.event_open[:, column] = 0
    arm.event_on[:, column] = 0
    at = max(month(layout, change.at), 0) if change.at is not None else layout.events[column].since
    arm.event_on[at, column] = 1
    arm.event_size[column] *= -1
    return arm


@make.register
def _(change: Resize, layout: Layout, arm: Arm) -> Arm:
    arm.event_size[_event(layout, change.event)] *= change.by
    return arm


@make.register
def _(change: Add, layout: Layout, arm: Arm) -> Arm:
    arm.event_on[month(layout, change.event.date), _event(layout, change.event.id)] = 1
    return arm


def muted(layout: Layout, outcome: Iterable, arm: Arm) -> tuple[Arm, tuple[str, ...]]:
    """Switch off every shock, driver and added assumption that acts directly on the outcome's stored nodes."""
    nodes = {key for node in outcome for key in layout.parts_of(node)}
    mute, off = arm.mute.copy(), set()
    for number, push in enumerate(layout.pushes):
        if push.target.node in nodes and (push.kind != "mechanism" or is_added(layout.case, push.mechanism)):
            mute[number] = 0
            off.add(push.mechanism)
    return arm._replace(mute=mute), tuple(sorted(off))


def is_added(case: Case, mechanism: str) -> bool:
    """Whether a mechanism is an assumption that no paragraph justifies."""
    found = case.assumptions.get(mechanism)
    return found is not None and found.stated == "added"


def theory_of(layout: Layout, absent: frozenset[str], arm: Arm) -> Arm:
    """An arm of another theory on the same layout: without some mechanisms, and with the rest sized as if alone.

    Pushes on a node share their size by the root of their number; those that are absent do not count.
    """
    everyone, here = layout.crowds(), layout.crowds(absent)
    size = np.ones(len(layout.pushes), np.float32)
    for number, push in enumerate(layout.pushes):
        if push.mechanism in absent:
            size[number] = 0
        elif push.kind == "mechanism":
            size[number] = (everyone[push.target.node] / here[push.target.node]) ** 0.5
    on = arm.on.copy()
    on[:, [k for k, drive in enumerate(layout.drives) if drive.mechanism in absent]] = 0
    return arm._replace(on=on, mute=arm.mute * size)
