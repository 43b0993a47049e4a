"""What cannot be known is counted as a reader would say it."""

from __future__ import annotations

import pytest

from groundswell.report._unknown import unknown


def _document(count):
    names = [f"N{number:02}" for number in range(count)]
    silent = {"says": "", "record_says": "no data"}
    unclear = {"says": "", "word": "unclear", "forms": {"straight": {"posterior": 1, "prior": 1}}}
    return {
        "mechanisms": dict.fromkeys(names, unclear),
        "variables": {"unread": [], "read": names}, "claims": dict.fromkeys(names, silent),
        "predictions": dict.fromkeys(names, silent), "series": {id: {"values": 3, "surprising": True} for id in names},
        "gaps": {id: [("2001-01", "2003-01")] for id in names}, "rows": {"held_out": count}, "until": "2030-03-31",
    }  # fmt: skip


ONE = (
    "Of one part it cannot be told", "In which form one mechanism acts is left open", "On one claim the record",
    "On one prediction the record", "One series that readings", "One series has gaps", "1 row after 2030-03-31 was",
)  # fmt: skip
TWO = (
    "Of two parts it cannot be told", "In which form two mechanisms act is left open", "On two claims the record",
    "On two predictions the record", "Two series that readings", "Two series have gaps", "2 rows after 2030-03-31 were",
)  # fmt: skip


@pytest.mark.parametrize(("count", "expected"), [(1, ONE), (2, TWO)])
def test_headings_count_one_and_many(count, expected):
    headings = [one["heading"] for one in unknown(_document(count))]
    for said in expected:
        assert any(heading.startswith(said) for heading in headings), (said, headings)
