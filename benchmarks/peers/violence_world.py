"""The society that every engine runs, and the clock; runs in the environments of peers, so it needs only Python.

Citizens (0.70 of all sites) and cops (0.04) on a torus, one a site. In a fresh random order each tick, each looks, acts
and moves to a random empty site in view. A citizen is active where hardship x (1 - 0.82) less aversion x risk exceeds
0.1; risk is 1 - exp(-2.3 x cops / (1 + other actives)), the ratio rounded to the nearest whole number. A cop jails one
active in view for a whole number of ticks up to 30; who is jailed keeps the site. At the end of a tick all terms fall
by one, and who has none left is free and quiet.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable

CITIZENS, COPS, LEGITIMACY, THRESHOLD, SHARPNESS, LONGEST = 0.70, 0.04, 0.82, 0.1, 2.3, 30

Run = Callable[[int], tuple[Callable[[], tuple[int, int]], int]]
"""Takes a seed; returns what steps one tick and returns actives and jailed, and the number of citizens."""


def asked() -> tuple[int, int, int, str, int]:
    """Return side, ticks, societies, shape and reach of the view, from the command line."""
    side, ticks, societies, view, reach = sys.argv[1:6]
    return int(side), int(ticks), int(societies), view, int(reach)


def offsets(view: str, reach: int) -> list[tuple[int, int]]:
    """Return how far away the sites in view are; the own site is left out."""
    far = range(-reach, reach + 1)
    return [(a, b) for a in far for b in far if (a or b) and (view == "square" or abs(a) + abs(b) <= reach)]


def report(version: str, begin: Run, ticks: int, seeds: Iterable[int]) -> None:
    """Print what the ticks cost, set-up left out, and the counts of each society tick by tick."""
    wall, cpu, active, jailed, citizens = [], [], [], [], []
    for seed in seeds:
        tick, people = begin(seed)
        began, used = time.perf_counter(), time.process_time()
        counts = [tick() for _ in range(ticks)]
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
        active.append([one for one, _ in counts])
        jailed.append([one for _, one in counts])
        citizens.append(people)
    found = {"version": version, "wall": wall, "cpu": cpu, "active": active, "jailed": jailed, "citizens": citizens}
    print(json.dumps(found))
