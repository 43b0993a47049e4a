"""Everyone alive, and a million readings: what one device does in one run, and what limits it.

    python benchmarks/everyone.py                              # everything, on an accelerator
    python benchmarks/everyone.py --months 2 --readings 4096   # a shorter stretch, on a processor

(a) `gaza-2007` at 1:1 in weekly steps, every mechanism of level citizen on, one reading: the months before December
1987 are run first, then the stretch from December 1987 to June 2007 is timed. (b) Readings of `gaza-2007` in the mean field
over the whole calendar, in blocks; means and ranges are kept of every node that claims name. Compiling is timed apart.
`--keep FILE` writes what a few months and readings came to; `--against FILE` compares with what another device wrote.
"""

import argparse
import time
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from device import copied, device_facts, most_used, seconds
from results import table

from groundswell.citizens import ROOM, WHOLE, numbers, young
from groundswell.ensemble import Drawer
from groundswell.ledger import load_case
from groundswell.model import (
    Theory,
    baseline,
    begin,
    begin_populated,
    compile_theory,
    own_pushes,
    populace,
    settle,
    stretch,
    stretch_populated,
)

SEED, WEEKS = 2007, 4
BEFORE, LAST = 35, 270
"""Months of the calendar, from January 1985 on, before December 1987 and up to June 2007."""


def stored(tree) -> int:
    """Bytes of all arrays of a tree."""
    return sum(leaf.nbytes for leaf in jax.tree.leaves(tree))


class Everyone:
    """One reading of a case at a resolution, in weekly steps."""

    def __init__(self, theory: Theory, resolution: int | str):
        self.theory = theory
        self.people = populace(theory, resolution, ROOM if jax.default_backend() == "cpu" else WHOLE)
        self.everybody = sum(one.people for one in self.people.communities)
        reading = Drawer(theory)(SEED, np.zeros(1, np.uint32))
        who = tuple(numbers(one) for one in self.people.communities)
        self.settling = seconds(lambda: settle(theory.wiring, reading, who, self.people, WEEKS))
        self.fixed = jax.block_until_ready(settle(theory.wiring, reading, who, self.people, WEEKS))
        arm = baseline(theory.layout)
        cut = {name: getattr(arm, name)[:LAST] for name in ("on", "event_on", "event_open")}
        self.arm, self.own = arm._replace(**cut), own_pushes(theory, self.people)
        self.seen = np.arange(len(theory.layout.nodes))

    def begin(self):
        """The state before the first week."""
        return begin_populated(self.theory.wiring, self.fixed, self.people)

    def compile(self) -> float:
        """Compile the program for any stretch; seconds."""
        began = time.perf_counter()
        fixed = self.theory.wiring, self.fixed, self.arm, self.seen, self.own
        self.run = partial(
            stretch_populated.lower(*fixed, self.begin(), np.int32(0), np.int32(1), self.people, WEEKS).compile(),
            *fixed,
        )
        return time.perf_counter() - began

    def moved(self) -> tuple[float, float]:
        """Bytes per citizen-step: read and written at the least, and of these kept from step to step."""
        lives = tuple(young(one, 1) for one in self.people.communities)
        parts = stored([(one.part_wide, one.part_narrow) for one in lives])
        return (2 * stored(lives) + parts + 2 * stored(self.fixed.people)) / self.everybody, stored(
            lives
        ) / self.everybody


def everyone(theory: Theory, resolution: int | str, months: int, copy: float, repetitions: int) -> list[str]:
    """Rows of the report: one reading, weekly, through so many months from December 1987 on."""
    run = Everyone(theory, resolution)
    compiling = run.compile()
    before, stop = (WEEKS * BEFORE, WEEKS * (BEFORE + months)) if months > 12 else (0, WEEKS * months)
    best, value = float("inf"), np.zeros(0)
    for _ in range(repetitions):
        lives, _ = jax.block_until_ready(run.run(run.begin(), np.int32(0), np.int32(before)))
        began = time.perf_counter()
        lives, seen = run.run(lives, np.int32(before), np.int32(stop + 1))
        value = np.asarray(seen)
        best = min(best, time.perf_counter() - began)
    ended = value[-(-(before + 1) // WEEKS) : stop // WEEKS]
    if not np.isfinite(ended).all():
        raise SystemExit("a value of the history is not finite")
    steps = run.everybody * (stop + 1 - before)
    each, kept = run.moved()
    rate = steps / best
    heads = ["citizens", "months", "weekly steps", "seconds", "M citizen-steps/s", "bytes per citizen-step", "kept",
             "share of copy bandwidth", "compile, s"]  # fmt: skip
    row = [f"{run.everybody:,}", months, stop + 1 - before, f"{best:.2f}", f"{rate / 1e6:,.0f}", f"{each:.0f}",
           f"{kept:.0f}", f"{rate * each / copy:.0%}", f"{compiling + run.settling:.0f}"]  # fmt: skip
    return [*table(heads, [row]), "", _memory()]


@jax.jit
def _summary(values):
    """Mean, least and most (3, months, nodes) over readings; values (months, nodes, readings)."""
    return jnp.stack([values.mean(-1), values.min(-1), values.max(-1)])


class Many:
    """Blocks of mean-field readings of a case."""

    def __init__(self, theory: Theory, block: int):
        self.theory, self.block, self.drawer = theory, block, Drawer(theory)
        self.arm, self.seen = jax.device_put(baseline(theory.layout)), jnp.asarray(theory.seen, jnp.int32)
        self.months = theory.layout.months

    def values(self, first: int):
        """Values (months, nodes, readings) of the block that begins with reading `first`."""
        reading = self.drawer(SEED, np.arange(first, first + self.block, dtype=np.uint32))
        world, wiring = begin(self.theory.wiring, reading), self.theory.wiring
        return stretch(wiring, reading, self.arm, self.seen, world, np.int32(0), np.int32(self.months + 1))[1]

    def run(self, readings: int) -> np.ndarray:
        """Mean, least and most over all readings (3, months, nodes)."""
        found = [np.asarray(_summary(self.values(first))) for first in range(0, readings, self.block)]
        mean, low, high = (np.stack(one) for one in zip(*found, strict=True))
        return np.stack([mean.mean(0, dtype=np.float64), low.min(0), high.max(0)])

    def carried(self, readings: int, nodes: int) -> None:
        """The same with the histories of the first so many nodes brought to the host."""
        for first in range(0, readings, self.block):
            np.asarray(self.values(first)[:, :nodes])


def many(theory: Theory, readings: int, block: int) -> list[str]:
    """Rows of the report: so many readings in the mean field, monthly, over the whole calendar."""
    work = Many(theory, block)
    count = max(readings // block, 1) * block
    compiling = seconds(lambda: _summary(work.values(0)))
    began = time.perf_counter()
    found = work.run(count)
    took = time.perf_counter() - began
    if not np.isfinite(found).all():
        raise SystemExit("a value of a reading is not finite")
    few = max(count // 16 // block, 1) * block
    carrying = seconds(lambda: work.carried(few, 8)) * count / few
    heads = [
        "readings",
        "block",
        "months",
        "nodes",
        "seconds",
        "readings/s",
        "first block, s",
        "8 nodes brought over, s",
    ]
    row = [f"{count:,}", f"{block:,}", work.months, len(theory.seen), f"{took:.1f}", f"{count / took:,.0f}",
           f"{compiling:.1f}", f"{carrying:.1f} (of {few:,})"]  # fmt: skip
    return [*table(heads, [row]), "", _memory()]


def _memory() -> str:
    return "At most, so far: " + ", ".join(f"{size:.1f} GB of the {name}" for name, size in most_used().items()) + "."


WITNESS = 6
"""Months of everyone, and readings of the mean field, whose numbers another device may be held against."""


def witness(theory: Theory, resolution: int | str) -> dict[str, np.ndarray]:
    """What a few months of everyone and a few readings come to, all stored nodes."""
    run = Everyone(theory, resolution)
    run.compile()
    _, seen = run.run(run.begin(), np.int32(0), np.int32(WEEKS * WITNESS + 1))
    many = Many(theory, 128)
    return {"everyone": np.asarray(seen)[:WITNESS], "readings": np.asarray(many.values(0))}


def apart(here: dict[str, np.ndarray], there: dict[str, np.ndarray]) -> list[str]:
    """How far the same runs of two devices are from each other."""
    lines = []
    for name, mine in here.items():
        far = np.abs(mine - there[name]) / (1 + np.abs(there[name]))
        worst = far.max(axis=(0, 1))
        lines.append(
            f"{name}: {far.size:,} values; largest difference {far.max():.1e} (relative to 1 + value), "
            f"99.9 % below {np.quantile(far, 0.999):.1e}, mean {far.mean():.1e}; {(far == 0).mean():.0%} the same bits; "
            f"{int((worst > 1e-3).sum())} of {len(worst)} readings differ by more than 1e-3 anywhere"
        )
    return lines


def main() -> None:
    """Print the report and keep it."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--case", default="gaza-2007")
    words.add_argument("--citizens", default="1:1", help="of each community, or 1:1")
    words.add_argument("--months", type=int, default=LAST - BEFORE)
    words.add_argument("--repetitions", type=int, default=2)
    words.add_argument("--readings", type=int, default=2**20)
    words.add_argument("--block", type=int, nargs="+", default=None)
    words.add_argument("--keep", help="write the numbers of a few months and readings to this file")
    words.add_argument("--against", help="compare with the numbers in this file")
    words.add_argument("--parts", default="everyone,readings")
    given = words.parse_args()
    citizens = given.citizens if given.citizens == "1:1" else int(float(given.citizens))
    theory, copy = compile_theory(load_case(given.case)), copied()
    print("\n".join(device_facts()), f"\ncopy {copy / 1e9:,.0f} GB/s", flush=True)
    if "everyone" in given.parts:
        print("\n".join(everyone(theory, citizens, given.months, copy, given.repetitions)), flush=True)
    if "readings" in given.parts:
        for block in given.block or [128]:
            print("\n".join(many(theory, given.readings, block)), flush=True)
    if given.keep or given.against:
        here = witness(theory, citizens)
        if given.keep:
            np.savez(given.keep, **here)
        if given.against:
            print("\n".join(apart(here, np.load(given.against))), flush=True)


if __name__ == "__main__":
    main()
