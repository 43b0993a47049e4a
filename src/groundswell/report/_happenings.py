"""What became of each event of the case in a study."""

from __future__ import annotations

from typing import Any

import numpy as np

from groundswell.language import Always, Eventually, Formula, Interval, nodes_of
from groundswell.ledger import Case, SettingEvent
from groundswell.verdict import Study, margin, weighted_share


def happenings(study: Study, case: Case) -> list[dict[str, Any]]:
    """Return every event with its date, how the run treats it, and what became of it."""
    known, placed = case.ledger.events, case.setting.events
    return [
        {
            "id": id,
            "name": known[id].name if id in known else placed[id].name or id,
            "date": _date(case, id),
            "treatment": _treatment(case, id),
            "status": _status(study, case, placed.get(id)),
        }
        for id in [*known, *(id for id in placed if id not in known)]
    ]


def _date(case: Case, id: str) -> str | None:
    """Return the month of an event: the setting's, or for what comes about of itself the one on record."""
    event, known = case.setting.events.get(id), case.ledger.events.get(id)
    if event is None or event.date is not None or known is None or known.known_date is None:
        date = None if event is None else event.date or event.since
        return None if date is None else str(date)
    return known.known_date[:7]


def _treatment(case: Case, id: str) -> str:
    event = case.setting.events.get(id)
    if event is None or event.outside is not None:
        return "outside"
    if id not in case.ledger.events:
        return "added"
    return "given" if event.when is None else "explained"


def _status(study: Study, case: Case, event: SettingEvent | None) -> str:
    if event is None:
        return "not in the setting"
    if event.outside is not None:
        return event.outside
    first = "" if event.only_if is None else f"only where {event.only_if} has happened; "
    if event.when is None:
        return f"{first}imposed on its date"
    share = _share(study, case, event)
    often = "" if share is None else f"; holds in {share:.0%} of admissible readings"
    since = "on its date if" if event.date else f"from {event.since} on, once"
    return f"{first}comes about {since} {event.when}{often}"


def _share(study: Study, case: Case, event: SettingEvent) -> float | None:
    """Weighted share of the kept readings in which the event's own condition comes to hold; None if not recorded."""
    formula: Formula | None = event.when_formula
    histories = study.histories
    if formula is None or any(str(node) not in histories for node in nodes_of(formula)):
        return None
    calendar = case.setting.calendar
    dated: Formula
    if event.date is not None:
        dated = Always(Interval(event.date, event.date), formula)
    else:
        dated = Eventually(Interval(event.since or calendar.start, event.until or calendar.end), formula)
    traces: dict[Any, Any] = {node: histories[str(node)] for node in nodes_of(formula)}
    scales = {variable.id.removeprefix("v_"): variable.scale for variable in case.ledger.variables.values()}
    months = next(iter(traces.values())).shape[-1]
    held = np.asarray(margin(dated, traces, scales, (calendar.start, months))) > 0
    return weighted_share(study.weight, held)
