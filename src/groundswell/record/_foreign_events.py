"""Event data as counts by month, region and kind; months without an event within the file are counted as none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from ._cells import read_number, span_of
from ._csv import Row, Sheet
from ._foreign import Made, Names, day_of

INDICATORS = ("id", "period", "frequency", "country", "region", "indicator", "value", "unit", "source", "quality",
              "split", "note")  # fmt: skip
VIOLENCE = {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}


def acled(sheet: Sheet) -> Made:
    names = Names(sheet)
    names.need("date", "event_date")
    names.need("kind", "event_type")
    names.need("region", "admin1", "location", "country")
    names.need("deaths", "fatalities")
    names.may("country", "country")
    return _counted(sheet, names, "ACLED", lambda row: names.cell(row, "kind"))


def ucdp(sheet: Sheet) -> Made:
    names = Names(sheet)
    names.need("date", "date_start")
    names.need("kind", "type_of_violence")
    names.need("region", "adm_1", "country")
    names.need("deaths", "best", "best_est")
    names.may("country", "country")

    def kind(row: Row) -> str:
        code = names.cell(row, "kind")
        if code not in VIOLENCE:
            message = f"`{code[:20]}` is no type of violence."
            sheet.fault(row, names.found["kind"], message, "Types are 1, 2 and 3.")
        return VIOLENCE.get(code, "")

    return _counted(sheet, names, "UCDP GED", kind)


def _counted(sheet: Sheet, names: Names, whose: str, kind_of: Callable[[Row], str]) -> Made:
    """Events and deaths by month, region and kind."""
    if sheet.faults:
        return Made("", (), [])
    events: Counter[tuple[str, str, str, tuple[int, int]]] = Counter()
    deaths: dict[tuple[str, str, str, tuple[int, int]], float] = defaultdict(float)
    for row in sheet.rows:
        span = day_of(sheet, row, names.found["date"])
        kind, killed = kind_of(row), read_number(sheet, row, names.found["deaths"], least=0)
        if span is None:
            continue
        region = names.cell(row, "region")
        if not region:
            sheet.fault(row, names.found["region"], "the event has no region.", "Fill it in, or drop the row.")
        key = (names.cell(row, "country"), region, kind, (span[0].year, span[0].month))
        events[key] += 1
        deaths[key] += killed or 0
    if sheet.faults or not events:
        return Made("indicators", INDICATORS, [])
    return Made("indicators", INDICATORS, _filled(events, deaths, whose))


def _filled(events: Mapping, deaths: Mapping, whose: str) -> list[tuple[date, dict[str, object]]]:
    months = _between(min(key[3] for key in events), max(key[3] for key in events))
    rows = []
    for country, region, kind in sorted({key[:3] for key in events}):
        for month in months:
            key, period = (country, region, kind, month), f"{month[0]:04d}-{month[1]:02d}"
            span = span_of(period)
            assert span is not None
            about = {"period": period, "frequency": "month", "country": country, "region": region}
            for what, values, unit in (("events", events, "events"), ("deaths", deaths, "deaths")):
                number = values.get(key, 0)
                named = {"indicator": f"{whose} {what}: {kind}", "value": f"{number:g}", "unit": unit}
                rows.append((span[1], {**about, **named, "note": "" if key in events else "no event in the file"}))
    return rows


def _between(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    count = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    return [(first[0] + (first[1] - 1 + k) // 12, (first[1] - 1 + k) % 12 + 1) for k in range(count)]
