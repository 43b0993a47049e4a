"""The options of a study, read off its verdicts: everything that must be the same to compute them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groundswell.exports._shape import shape_faults, stated_in_full
from groundswell.exports._troubles import refuse_if
from groundswell.report import verdicts_schema

MOST_READINGS, MOST_CITIZENS = 10_000_000, 100_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Seed, readings drawn, size and step of a run, where forms are drawn from, and what was asked beyond verdicts.

    `most` is the most readings allowed for `until_width`; both are None where no width was asked for. `holdout` says
    whether held-out rows of the record were opened.
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
    holdout: bool

    def named(self) -> Iterator[tuple[str, Any]]:
        """Names and values for people, in words of the command line."""
        yield from (("seed", self.seed), ("readings", self.readings), ("resolution", str(self.resolution)))
        yield from (("step", self.step), ("forms", self.forms), ("explain", self.explaining))
        yield ("holdout", self.holdout)
        if self.until_width is not None:
            yield from (("until-width", self.until_width), ("most", self.most))


def settings_of(document: Mapping[str, Any], name: str) -> Settings:
    """Return the options behind a verdicts document; raises ExportError naming every field that cannot be used."""
    refuse_if(f"{name}: {one}" for one in shape_faults(document, stated_in_full(verdicts_schema())))
    readings, claims, resolution = document["readings"], document["claims"], document["resolution"]
    width, most = readings.get("until_width"), readings.get("most")
    fine = {
        "seed": 0 <= document["seed"] < 2**32,
        "readings.drawn": 1 <= readings["drawn"] <= MOST_READINGS,
        "readings.most": most is None or 1 <= most <= MOST_READINGS,
        "resolution": resolution == "1:1" or (isinstance(resolution, int) and 1 <= resolution <= MOST_CITIZENS),
        "readings.until_width": width is None or 0 < width <= 1,
    }
    refuse_if(f"{name}: `{field}` is out of range." for field, good in fine.items() if not good)
    return Settings(
        seed=document["seed"], readings=readings["drawn"], resolution=resolution, step=document["step"],
        forms=document["forms"]["drawn_from"], until_width=width, most=most,
        explaining=any(one.get("explained") is not None for one in claims),
        holdout=bool((document.get("record") or {}).get("holdout_opened")),
        bare=not document["explananda"] and all(one.get("null_share") is None for one in claims),
    )  # fmt: skip
