"""Everyone alive, and a million readings: what one device does in one run, and what limits it.

    python benchmarks/everyone.py                                          # everything, on an accelerator
    python benchmarks/everyone.py --months 2 --readings 4096 --block 128   # a shorter stretch, on a processor

Everyone: `gaza-2007` at 1:1 in weekly steps, every mechanism of level citizen on, one reading. The months before
December 1987 are run first, then the stretch from December 1987 to June 2007 is timed. Readings: `gaza-2007` in the
mean field over the whole calendar, in blocks, with means and ranges of every node that claims name. Compiling is timed
apart. `--keep FILE` writes what a few months and readings came to; `--against FILE` compares with what another device
wrote.
"""

import argparse
import time
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from device import accelerated, copied, most_used, name, seconds
from results import table, write

from groundswell.citizens import ROOM, WHOLE, numbers, young
from groundswell.ensemble import LANES, WIDE, Drawer
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
        self.people = populace(theory, resolution, WHOLE if accelerated() else ROOM)
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


def everyone(theory: Theory, resolution: int | str, months: int, repetitions: int) -> list[str]:
    """Rows of the report: one reading, weekly, through so many months from December 1987 on."""
    run = Everyone(theory, resolution)
    compiling = run.compile()
    before, stop = (WEEKS * BEFORE, WEEKS * (BEFORE + months)) if months > 12 else (0, WEEKS * months)
    best, value = float("inf"), np.zeros(0)
    for _ in range(repetitions):
        lives, _ = jax.block_until_ready(run.run(run.begin(), np.int32(0), np.int32(before)))
        began = time.perf_counter()
        value = np.asarray(run.run(lives, np.int32(before), np.int32(stop + 1))[1])
        best = min(best, time.perf_counter() - began)
    if not np.isfinite(value[-(-(before + 1) // WEEKS) : stop // WEEKS]).all():
        raise SystemExit("a value of the history is not finite")
    memory, copy = _memory(), copied()
    weeks, (each, kept) = stop + 1 - before, run.moved()
    rate = run.everybody * weeks / best
    rows = [
        ("citizens, in communities", f"{run.everybody:,}, {len(run.people.communities)}"),
        ("months, weekly steps", f"{months}, {weeks}"),
        (f"seconds, best of {repetitions}", f"{best:.2f}"),
        ("million citizen-steps a second", f"{rate / 1e6:,.0f}"),
        (
            "bytes read and written per citizen-step",
            f"{each:.0f} at the least, {kept:.0f} of them kept in between",
        ),
        ("the device copies", f"{copy / 1e9:,.0f} GB/s"),
        ("so citizens move", f"{rate * each / 1e9:,.1f} GB/s, {rate * each / copy:.0%} of it"),
        ("compiling", f"{run.settling:.0f} s for births, {compiling:.0f} s for the steps, once"),
        ("memory used at most", memory),
    ]
    return table(["one reading of gaza-2007", ""], [list(row) for row in rows])


@jax.jit
def _summary(values):
    """Sum, least and most (3, months, nodes) over the readings that are finite, and which are; values (months, nodes,
    readings)."""
    sound = jnp.isfinite(values).all((0, 1))
    folds = (
        jnp.where(sound, values, 0).sum(-1),
        *(fold(jnp.where(sound, values, far), -1) for fold, far in ((jnp.min, jnp.inf), (jnp.max, -jnp.inf))),
    )
    return jnp.stack(folds), sound


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

    def run(self, readings: int) -> tuple[np.ndarray, np.ndarray]:
        """Mean, least and most over all readings (3, months, nodes), and numbers of readings that were set aside."""
        found, aside = [], []
        for first in range(0, readings, self.block):
            folds, sound = map(np.asarray, _summary(self.values(first)))
            found.append(folds)
            aside.append(first + np.flatnonzero(~sound))
        total, low, high = (np.stack(one) for one in zip(*found, strict=True))
        none = np.concatenate(aside)
        return np.stack([total.sum(0, dtype=np.float64) / (readings - len(none)), low.min(0), high.max(0)]), none

    def carried(self, readings: int, nodes: int) -> None:
        """The same with the histories of the first so many nodes brought to the host."""
        for first in range(0, readings, self.block):
            np.asarray(self.values(first)[:, :nodes])


HEADS = ["readings", "block", "months", "nodes", "seconds", "readings a second", "set aside", "first block, compiled",
         "8 nodes brought to the host as well"]  # fmt: skip


def many(theory: Theory, readings: int, block: int) -> list[object]:
    """A row of the report: so many readings in the mean field, monthly, over the whole calendar."""
    work = Many(theory, block)
    count = max(readings // block, 1) * block
    compiling = seconds(lambda: _summary(work.values(0)))
    work.carried(block, 8)
    began = time.perf_counter()
    found, aside = work.run(count)
    took = time.perf_counter() - began
    if not np.isfinite(found).all():
        raise SystemExit("a mean of readings is not finite")
    few = max(count // 16 // block, 1) * block
    carrying = seconds(lambda: work.carried(few, 8)) / few
    speed = f"{1 / carrying:,.0f} readings a second, of {few:,}"
    size = f"{count:,}", f"{block:,}", work.months, len(theory.seen)
    return [*size, f"{took:.1f}", f"{count / took:,.0f}", len(aside), f"{compiling:.1f} s", speed]


def _memory() -> str:
    return ", ".join(f"{size:.1f} GB of the {where}" for where, size in most_used().items())


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
    rows = []
    for what, mine in here.items():
        far = np.abs(mine - there[what]) / (1 + np.abs(there[what]))
        rows.append([what, f"{far.size:,}", f"{far.max():.1e}", f"{np.quantile(far, 0.999):.1e}", f"{far.mean():.1e}",
                     f"{(far == 0).mean():.0%}"])  # fmt: skip
    heads = ["against a processor", "values", "largest difference", "99.9 % below", "mean", "the same bits"]
    words = (
        f"Everyone through {WITNESS} months and 128 readings through the calendar, all nodes; relative to 1 + value."
    )
    return ["", words, "", *table(heads, rows)]


def main() -> None:
    """Print the report and keep it."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--case", default="gaza-2007")
    words.add_argument("--citizens", default="1:1", help="of each community, or 1:1")
    words.add_argument("--months", type=int, default=LAST - BEFORE)
    words.add_argument("--repetitions", type=int, default=3)
    words.add_argument("--readings", type=int, default=2**20)
    words.add_argument("--block", type=int, nargs="+", default=[LANES, WIDE, 4 * WIDE, 16 * WIDE])
    words.add_argument("--keep", help="write the numbers of a few months and readings to this file")
    words.add_argument("--against", help="compare with the numbers in this file")
    words.add_argument("--parts", default="everyone,readings")
    given = words.parse_args()
    citizens = given.citizens if given.citizens == "1:1" else int(float(given.citizens))
    theory, where = compile_theory(load_case(given.case)), "on an accelerator" if accelerated() else "on a processor"
    lines = everyone(theory, citizens, given.months, given.repetitions) if "everyone" in given.parts else []
    if given.keep or given.against:
        here = witness(theory, citizens)
        if given.keep:
            np.savez(given.keep, **here)
        if given.against:
            lines += apart(here, np.load(given.against))
    if lines:
        write(f"Everyone alive, {where}", lines, name())
    if "readings" in given.parts:
        rows = [many(theory, given.readings, block) for block in given.block]
        write(f"Readings {where}", [*table(HEADS, rows), "", f"Memory used at most: {_memory()}."], name())


if __name__ == "__main__":
    main()
