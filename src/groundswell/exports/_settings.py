"""The options of a study, read off its verdicts: everything that must be the same to compute them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groundswell.ensemble import FORMS
from groundswell.exports._troubles import refuse_if
from groundswell.verdict import BOTH

MOST_READINGS = 10_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Seed, readings drawn, size and step of a run, where forms are drawn from, and what was asked beyond verdicts.

    `most` is the most readings allowed for `until_width`; both are None where no width was asked for.
    """

    seed: int
    readings: int
    resolution: int | str
    step: str
    forms: str
    until_width: float | None
    most: int | None
    explaining: bool
    bare: bool

    def named(self) -> Iterator[tuple[str, Any]]:
        """Names and values for people, in words of the command line."""
        yield from (("seed", self.seed), ("readings", self.readings), ("resolution", str(self.resolution)))
        yield from (("step", self.step), ("forms", self.forms), ("explain", self.explaining))
        if self.until_width is not None:
            yield from (("until-width", self.until_width), ("most", self.most))


def settings_of(document: Mapping[str, Any], name: str) -> Settings:
    """Return the options behind a verdicts document; raises ExportError naming every field that cannot be used."""
    readings, forms = _table(document.get("readings")), _table(document.get("forms"))
    claims = document.get("claims")
    claims = claims if isinstance(claims, list) and all(isinstance(one, Mapping) for one in claims) else None
    width, most = readings.get("until_width"), readings.get("most")
    resolution = document.get("resolution")
    fine = {
        "seed": _whole(document.get("seed"), 0, 2**32 - 1),
        "readings.drawn": _whole(readings.get("drawn"), 1, MOST_READINGS),
        "readings.until_width": width is None or (isinstance(width, float) and 0 < width <= 1),
        "readings.most": most is None or _whole(most, 1, MOST_READINGS),
        "resolution": resolution == "1:1" or _whole(resolution, 1, 10**9),
        "step": document.get("step") in ("month", "week"),
        "forms.drawn_from": forms.get("drawn_from") in (*FORMS, BOTH),
        "claims": claims is not None and all(isinstance(one.get("id"), str) for one in claims),
        "explananda": isinstance(document.get("explananda"), list),
    }
    refuse_if(f"{name}: `{field}` is missing or cannot be." for field, good in fine.items() if not good)
    return Settings(
        seed=document["seed"], readings=readings["drawn"], resolution=document["resolution"], step=document["step"],
        forms=forms["drawn_from"], until_width=width, most=most,
        explaining=any(one.get("explained") is not None for one in claims or ()),
        bare=not document["explananda"] and all(one.get("null_share") is None for one in claims or ()),
    )  # fmt: skip


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
