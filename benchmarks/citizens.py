"""Citizen-steps per second, bytes per citizen-step, and the share of the machine's measured copy bandwidth.

    python benchmarks/citizens.py [--quick] [--case two-harbours] [--citizens 100000]

One reading at a time, one processor; CPU seconds of this process, so that the figure means something on a busy machine
too. A citizen-step is one citizen through one step of every mechanism that he feels, and counted once.
"""

import argparse
import time

import jax
import numpy as np
from results import table, write

from groundswell.citizens import numbers, young
from groundswell.ensemble import Ensemble
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory, own_pushes, populace, settle, simulate_populated


def copied(megabytes: int = 256, times: int = 5) -> float:
    """Bytes read and written per second when a large array is copied, the best of some times."""
    source = np.ones(megabytes * 2**20 // 8)
    target, best = np.empty_like(source), 0.0
    for _ in range(times):
        began = time.process_time()
        np.copyto(target, source)
        best = max(best, 2 * source.nbytes / (time.process_time() - began))
    return best


def stored(tree) -> int:
    """Bytes of all arrays of a tree."""
    return sum(leaf.nbytes for leaf in jax.tree.leaves(tree))


def measure(name: str, citizens: int | str, months: int, repetitions: int) -> list[str]:
    """A table on one case and resolution."""
    theory = compile_theory(load_case(name))
    people = populace(theory, citizens)
    reading = jax.tree.map(lambda array: array[..., :1], Ensemble(theory, 2007).readings(np.arange(128)))
    fixed = settle(theory.wiring, reading, tuple(numbers(one) for one in people.communities), people)
    arm = baseline(theory.layout)
    arm = arm._replace(on=arm.on[:months], event_on=arm.event_on[:months], event_open=arm.event_open[:months])
    work = (theory.wiring, fixed, arm, np.arange(len(theory.layout.nodes)), own_pushes(theory, people), people)
    began = time.process_time()
    jax.block_until_ready(simulate_populated(*work))
    first, best = time.process_time() - began, float("inf")
    for _ in range(repetitions):
        began = time.process_time()
        jax.block_until_ready(simulate_populated(*work))
        best = min(best, time.process_time() - began)
    everybody = sum(one.people for one in people.communities)
    steps = everybody * (months + 1)
    lives = tuple(young(one, 1) for one in people.communities)
    moved = 2 * stored(lives) + stored([(one.part_wide, one.part_narrow) for one in lives]) + 2 * stored(fixed.people)
    each, copy = moved / everybody, copied()
    rate = steps / best
    rows: list[list[object]] = [
        ["case, citizens, communities", f"{name}, {everybody:,}, {len(people.communities)}"],
        ["months, one reading", f"{months}"],
        ["compile and first run, CPU s", f"{first:.1f}"],
        [f"best of {repetitions} runs, CPU s", f"{best:.2f}"],
        ["million citizen-steps a CPU second", f"{rate / 1e6:.1f}"],
        ["bytes read and written per citizen-step, of which kept", f"{each:.0f}, {stored(lives) / everybody:.0f}"],
        ["a copy moves", f"{copy / 1e9:.1f} GB/s"],
        ["citizens move", f"{rate * each / 1e9:.2f} GB/s, {rate * each / copy:.0%} of that"],
    ]
    return table(["one processor", ""], rows)


def main() -> None:
    """Measure and write the section."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--case", default="two-harbours")
    words.add_argument("--quick", action="store_true", help="fewer citizens, fewer months")
    words.add_argument("--citizens", help="of each community, or 1:1")
    words.add_argument("--months", type=int)
    words.add_argument("--repetitions", type=int, default=3)
    given = words.parse_args()
    usual = ("20000", 12) if given.quick else ("100000", 36)
    wanted, months = given.citizens or usual[0], given.months or usual[1]
    citizens = wanted if wanted == "1:1" else int(float(wanted))
    write("Citizens on a processor", measure(given.case, citizens, months, given.repetitions))


if __name__ == "__main__":
    main()
