"""What the fifth and sixth elements of an ODD protocol show: resting states, drivers and events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from groundswell.exports._markdown import between, code, said
from groundswell.ledger import Case, SettingEvent, Shock


def inputs(case: Case) -> dict[str, Any]:
    """Return the rows of elements 5 and 6."""
    events = case.setting.events
    return {
        "resting": [(code(name), between(pair)) for name, pair in case.priors["baseline"].items()],
        "drivers": [
            (one.id, code(one.node), ", ".join(f"{month}: {value:g}" for month, value in one.path.items()),
             between(one.size), said(one.reason))
            for one in case.setting.drivers
        ],
        "events": [_event(case, id, one) for id, one in events.items() if one.outside is None],
        "only_spoken_of": sum(one.outside is not None for one in events.values()),
    }  # fmt: skip


def _event(case: Case, id: str, one: SettingEvent) -> tuple[str, ...]:
    told = case.ledger.events.get(id)
    shocks = one.shocks if one.shocks is not None else told.shocks if told else ()
    name = one.name or (told.name if told else id)
    when = _when(one, next((vote.id for vote in case.institutions.elections.values() if id in vote.wins), None))
    return id, said(name.replace("_", " ")), when, _shocks(shocks), between(one.lasts), between(one.size)


def _when(one: SettingEvent, vote: str | None) -> str:
    """The date or window of an event and its condition; an election that decides it stands in the condition's place."""
    begins = str(one.date) if one.date is not None else f"once, from {one.since} on"
    until = f" to {one.until}" if one.until is not None else ""
    when = f", when {code(one.when)}" if one.when is not None else ""
    when = f", if the seats of {vote} say so" if vote is not None else when
    needs = f", if {one.only_if} has happened" if one.only_if is not None else ""
    return begins + until + when + needs


def _shocks(shocks: Iterable[Shock]) -> str:
    return ", ".join(f"{'+' if one.sign > 0 else '-'} {code(f'{one.var}({one.of})')}" for one in shocks)
