"""Runs societies and reads from them what the article reports."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from .._result import Result
from ._measures import bursts, closed_forms, genocide, passing, sampled_unseen
from ._rule import COLUMNS, Society, society

WORD = (1 << 64) - 1
CLOSED = (
    "sharpness_for_nine_tenths", "risk_one_to_one", "share_active_unseen", "risk_crowded", "share_active_crowded",
)  # fmt: skip
BURSTS = ("outbursts_per_1000", "mean_wait", "sd_wait", "mean_activation", "sd_activation")


def model(**given: Any) -> Result:
    """Return closed forms, what stands on the torus, and what happens in societies, each computed when it is read."""
    ready = society(given)

    @cache
    def counts() -> dict[str, list[np.ndarray]]:
        return run(ready)

    def active() -> list[np.ndarray]:
        return counts()["active"]

    level = given["outburst"]
    return Result(
        given,
        {
            CLOSED: lambda: closed_forms(given),
            ("share_active_unseen_sampled",): lambda: sampled_unseen(given),
            ("sites_in_view", "citizens", "cops"): lambda: {
                "sites_in_view": len(ready.views[0]),
                "citizens": ready.citizens,
                "cops": int(ready.cops.max()),
            },
            BURSTS: lambda: bursts(active(), level),
            ("societies_passing", "cops_when_passing", "highest"): lambda: passing(active(), counts()["cops"], level),
            ("mean_active_share", "mean_jailed_share"): lambda: {
                f"mean_{name}_share": float(np.mean(np.concatenate(counts()[name]))) / max(ready.citizens, 1)
                for name in ("active", "jailed")
            },
            ("kills",): lambda: {"kills": sum(int(kills[-1]) for kills in counts()["kills"])},
            ("genocides", "won_by_first", "mean_time", "times"): lambda: genocide(
                list(zip(counts()["first_group"], counts()["second_group"], strict=True))
            ),
            ("active", "quiet", "in_jail", "cops_left", "tension", "board"): lambda: {
                "active": active(),
                "quiet": counts()["quiet"],
                "in_jail": counts()["jailed"],
                "cops_left": counts()["cops"],
                "tension": counts()["tension"],
                "board": counts()["board"][0].reshape(given["rows"], given["columns"]),
            },
        },
    )


def run(ready: Society) -> dict[str, list[np.ndarray]]:
    """Return, for each society, every count tick by tick, its tension, and its last board."""
    starts = [start_of(ready.given["seed"], number) for number in range(ready.given["societies"])]
    if ready.given["engine"] == "compiled":
        from ._compiled import run_quickly

        ended = run_quickly(ready, starts)
    elif ready.given["engine"] == "vectorised":
        from ._vectorised import run_at_once

        ended = run_at_once(ready, starts)
    else:
        from ._reference import run_slowly

        ended = [run_slowly(ready, start) for start in starts]
    columns = {name: [rows[:, at] for rows, _, _ in ended] for at, name in enumerate(COLUMNS)}
    return {**columns, "tension": [tension for _, tension, _ in ended], "board": [board for _, _, board in ended]}


def start_of(seed: int, number: int) -> int:
    """Return where the luck of one society begins: a pure function of the seed and its number, 64 bits."""
    z = (seed * 0x9E3779B97F4A7C15 + number * 0xD1B54A32D192ED03 + 0x8CB92BA72F3D8DD7) & WORD
    z = ((z ^ (z >> 32)) * 0xDABA0B6EB09322E3) & WORD
    z = ((z ^ (z >> 32)) * 0xDABA0B6EB09322E3) & WORD
    return z ^ (z >> 32)
