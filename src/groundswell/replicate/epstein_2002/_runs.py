"""The eight runs of the article and the numbers that a society must meet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from .._replication import Row
from .._tolerance import Factor

_ONE = {"groups": 1, "citizens_move": True}
_TWO = {
    "groups": 2,
    "citizens_move": True,
    "citizen_vision": 1.7,
    "cop_vision": 1.7,
    "longest_term": 15.0,
    "ticks": 15_000,
}
_WIDE = {**_ONE, "citizen_vision": 7.0, "cop_vision": 7.0}

# What each run of the article changes; the pace of run 5 is not stated there and is ours.
RUNS: Mapping[int, Mapping[str, Any]] = {
    1: {**_ONE, "citizen_vision": 1.7, "cop_vision": 1.7, "legitimacy": 0.89, "longest_term": 15.0, "cop_density": 0.04,
        "citizens_move": False},
    2: {**_WIDE, "legitimacy": 0.82, "longest_term": 30.0, "cop_density": 0.04},
    3: {**_WIDE, "legitimacy": 0.90, "longest_term": math.inf, "cop_density": 0.074, "ticks": 250,
        "legitimacy_changes_at": 77, "legitimacy_after": 0.20, "legitimacy_step": 0.01},
    4: {**_WIDE, "legitimacy": 0.90, "longest_term": math.inf, "cop_density": 0.074, "ticks": 250,
        "legitimacy_changes_at": 77, "legitimacy_after": 0.70, "legitimacy_step": math.inf},
    5: {**_WIDE, "legitimacy": 0.80, "longest_term": math.inf, "cop_density": 0.074, "ticks": 700,
        "cops_gone_at": 700.0},
    6: {**_TWO, "legitimacy": 0.90, "cop_density": 0.0, "ticks": 1000},
    7: {**_TWO, "legitimacy": 0.80, "cop_density": 0.0},
    8: {**_TWO, "legitimacy": 0.80, "cop_density": 0.04},
}  # fmt: skip

_LONG = {**RUNS[2], "ticks": 3000, "societies": 4}
_BURSTS = ("outbursts_per_1000", "mean_wait", "mean_activation")
_OWN_FIGURES = "the article gives for its run 2: wait mean 60 (sd 55), activation mean 708 (sd 230)"
_SEVEN = {**RUNS[7], "societies": 40}


def _eight(release: str) -> tuple[Mapping[str, Any], ...]:
    return tuple({**RUNS[8], "cop_density": cops, "release": release, "societies": 20} for cops in (0.04, 0.10))


def _unseen(*levels: float) -> tuple[Mapping[str, Any], ...]:
    return tuple({"legitimacy": level, "threshold": 0.1} for level in levels)


ROWS = (
    Row("E1", {}, "sharpness_for_nine_tenths", 2.30259, 0.005, "published", note="the article says 2.3"),
    Row("E2", {"sharpness": 2.3}, "risk_one_to_one", 0.899741, 0.001, "published", note="the article says .9"),
    Row(
        "E3", _unseen(0.89, 0.82, 0.80, 0.70, 0.20), "share_active_unseen",
        (0.090909, 0.444444, 0.5, 0.666667, 0.875), 1e-6, "derived",
    ),
    Row(
        "E3-sampled", _unseen(0.89, 0.82, 0.80, 0.70, 0.20), "share_active_unseen_sampled",
        (0.090909, 0.444444, 0.5, 0.666667, 0.875), 0.0015, "derived",
    ),
    Row("E4", _unseen(0.90)[0], "share_active_unseen", 0, 1e-6, "derived"),
    Row(
        "E6", {**RUNS[2], "ratio": "literal", "actives_a_cop": 3.0}, ("risk_crowded", "share_active_crowded"),
        (0.535441, 0.033202), 5e-4, "derived",
    ),
    Row("E7", ({"citizen_vision": 1.7}, {"citizen_vision": 7.0}), "sites_in_view", (8, 148), 0, "derived"),
    Row(
        "E8", ({"cop_density": 0.04}, {"cop_density": 0.074}), ("citizens", "cops"), ((1120, 64), (1120, 118)), 0,
        "derived",
    ),
    Row(
        "E-lit", {**_LONG, "ratio": "literal", "societies": 8}, "societies_passing", 0, 0, "replication", slow=True,
        note="no society is ever above 50 actives; Douglas finds peaks of 13 to 34",
    ),
    Row(
        "E-down", _LONG, _BURSTS, (37, 21, 820), (4, 3, 120), "replication", slow=True,
        note=f"Douglas finds 34 to 41, 21.8 and 779; {_OWN_FIGURES}",
    ),
    Row(
        "E-nl", {**_LONG, "self_counted": "twice", "cop_steps": True}, _BURSTS, (34, 23, 1080), (4, 3, 130),
        "replication", slow=True, note=f"Douglas finds 31 to 36 and 1107; {_OWN_FIGURES}",
    ),
    Row(
        "E-r5", {**RUNS[5], "societies": 20}, "societies_passing", 20, 0, "published", slow=True,
        note="the article: society tips at some point",
    ),
    Row(
        "E-r5n", {**RUNS[5], "societies": 20}, "cops_when_passing", 90, 10, "replication", slow=True,
        note="of 118; Douglas finds 88",
    ),
    Row("E-r5l", {**RUNS[5], "societies": 20, "ratio": "literal"}, "societies_passing", 0, 0, "replication", slow=True),
    Row("E-r6", {**RUNS[6], "societies": 4}, "kills", 0, 0, "published"),
    Row(
        "E-r7", _SEVEN, ("genocides", "won_by_first"), (40, 20), (0, 7), "published",
        note="the article: genocide in 30 of 30, the victor by chance",
    ),
    Row("E-r7t", _SEVEN, "mean_time", 90, 16, "replication", note="Douglas finds 30 to 190"),
    Row("E-rel1", _eight("any site"), "mean_time", (130, 184), Factor(2), "replication"),
    Row("E-rel2", _eight("own site"), "mean_time", (2470, 9840), Factor(5, rising=True), "replication", slow=True),
    Row("E-rel3", _eight("in place"), "mean_time", (250, 6130), Factor(2.5, rising=True), "replication", slow=True),
)  # fmt: skip
