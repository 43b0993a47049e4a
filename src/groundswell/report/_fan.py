"""What a fan of trajectories holds, cut to the months that a reader needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groundswell.report._numbers import amount, month

QUANTILES = ("q05", "q25", "q50", "q75", "q95")
AFTER_WINDOW = 12
SHARES = {"share", "unit01"}
BOUNDS = {"share": (0.0, 1.0), "unit01": (0.0, 1.0), "signed01": (-1.0, 1.0)}

Bands = Mapping[str, Sequence[float]]


@dataclass(frozen=True)
class Fan:
    """Quantiles over readings, month by month, for the baseline and one arm of it."""

    node: str
    scale: str
    dates: tuple[str, ...]
    window: tuple[str, str] | None
    runs: Mapping[str, Bands]

    @property
    def extent(self) -> tuple[float, float]:
        """Return the lowest and highest value shown."""
        values = [v for run in self.runs.values() for q in QUANTILES for v in run[q] if v is not None]
        return (min(values), max(values)) if values else (0.0, 1.0)

    def at(self, date: str) -> int:
        """Return the place of a month, or of the nearest month shown."""
        later = [n for n, shown in enumerate(self.dates) if shown >= date[:7]]
        return later[0] if later else len(self.dates) - 1

    def says(self, run: str, place: int) -> str:
        """Return median and 5-95 % range of one run in one month."""
        bands = self.runs[run]
        low, middle, high = (amount(bands[q][place], self.scale) for q in ("q05", "q50", "q95"))
        return f"{middle} ({low} to {high})"


def read_fan(raw: Mapping[str, Any]) -> Fan:
    """Return a fan from its plain form, cut a year after its window."""
    window = tuple(raw["window"]) if raw.get("window") else None
    dates = raw["dates"]
    end = len(dates)
    if window:
        inside = [n for n, date in enumerate(dates) if date <= window[1]]
        end = min(end, (inside[-1] if inside else end) + 1 + AFTER_WINDOW)
    runs = {name: {q: raw[name][q][:end] for q in QUANTILES} for name in ("baseline", "arm") if name in raw}
    return Fan(raw["node"], raw.get("scale", "unit01"), tuple(dates[:end]), window, runs)


def window_words(fan: Fan) -> str:
    """Return the window as a reader would say it."""
    if fan.window is None:
        return "no window"
    first, last = fan.window
    return month(first) if first == last else f"{month(first)} to {month(last)}"


def fan_words(fan: Fan) -> str:
    """Return in a sentence what the fan shows at the end of its window."""
    place = fan.at(fan.window[1]) if fan.window else len(fan.dates) - 1
    text = f"{month(fan.dates[place])}: baseline {fan.says('baseline', place)}"
    if "arm" in fan.runs:
        text += f"; with the change {fan.says('arm', place)}"
    return f"{text}. Median, with the middle 90\N{NO-BREAK SPACE}% of readings."


def fan_rows(fan: Fan, wanted: int = 7) -> list[tuple[str, ...]]:
    """Return the numbers behind the chart for about `wanted` months."""
    last = len(fan.dates) - 1
    places = {round(n * last / (wanted - 1)) for n in range(wanted)}
    if fan.window:
        places |= {fan.at(fan.window[0]), fan.at(fan.window[1])}
    return [(month(fan.dates[place]), *(fan.says(run, place) for run in fan.runs)) for place in sorted(places)]
