"""Generic against published forms, in the published shape and in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.report._claim_document import NOT_TESTED
from groundswell.report._numbers import count, percent
from groundswell.verdict import Study

_SAID = {
    "published": "Readings took published forms wherever the case names one, and generic ones elsewhere.",
    "either": "Wherever the case names a published form, readings took it or a generic one by a fair coin.",
}


def forms_document(study: Study) -> dict[str, Any]:
    """Return what readings drew their forms from, and the verdicts under published ones where they were compared."""
    contrast = study.contrast
    if contrast is None:
        return {"drawn_from": study.forms, "contrast": None}
    words = {claim.id: claim.verdict for claim in study.claims}
    return {
        "drawn_from": study.forms,
        "contrast": {
            "admissible_share": _pair(contrast.admissible_share),
            "effective": _pair(contrast.effective),
            "drives": {"published": contrast.drives[0], "all": contrast.drives[1]},
            "claims": [
                {
                    "id": one.id, "verdict": one.verdict, "turned": one.turned,
                    "share": None if one.verdict in NOT_TESTED else one.share,
                    "interval": None if one.verdict in NOT_TESTED else one.interval,
                    "differs": one.verdict != words[one.id],
                }
                for one in contrast.claims
            ],
        },
    }  # fmt: skip


def _pair(pair: tuple[float, float]) -> dict[str, float]:
    return dict(zip(("generic", "published"), pair, strict=True))


def forms_contrast(verdicts: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the comparison, those whose words differ first, then by how many answers turn."""
    contrast = (verdicts.get("forms") or {}).get("contrast")
    if not contrast:
        return []
    before = {claim["id"]: claim for claim in verdicts["claims"]}
    rows = [{**one, "says": before[one["id"]]["says"], "generic": before[one["id"]]} for one in contrast["claims"]]
    return sorted(rows, key=lambda row: (not row["differs"], -(row["turned"] or 0), row["id"]))


def forms_lines(verdicts: Mapping[str, Any]) -> list[str]:
    """Return what the forms do to the verdicts, as sentences; nothing where only generic forms were drawn."""
    forms = verdicts.get("forms") or {"drawn_from": "generic", "contrast": None}
    contrast = forms["contrast"]
    if not contrast:
        return [_SAID[forms["drawn_from"]]] if forms["drawn_from"] in _SAID else []
    differ = [one["id"] for one in contrast["claims"] if one["differs"]]
    drives, shares = contrast["drives"], contrast["admissible_share"]
    number = count(len(differ), "verdict")
    return [
        f"Published forms can stand for {drives['published']} of {drives['all']} running mechanisms. With them in"
        f" place, on the same readings, {number} {'reads' if len(differ) == 1 else 'read'} differently"
        + (f" ({', '.join(differ)})." if differ else "."),
        f"Under them {percent(shares['published'])} of the readings reproduce what the document takes as given; under"
        f" generic forms {percent(shares['generic'])} do.",
    ]
