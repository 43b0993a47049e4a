"""Readings per second of the engine and of plain NumPy, side by side in one run.

Usage: python benchmarks/readings_per_second.py [--repetitions N] [--quick]
"""

import argparse
import os
from collections.abc import Callable

import jax
import numpy as np
from growth import growth
from machine import Taken, take
from plain_arrays import PlainArrays
from plain_loops import PlainLoops
from results import write

from groundswell import load_case
from groundswell.ensemble import LANES, Ensemble, processors
from groundswell.model import Reading, baseline, compile_theory

READINGS = 1024
SAME = 64
LOOPS, ARRAYS = 1, 8
"""Readings that each plain model steps in one repetition."""


class Bench:
    """The three ways to run the same readings of one case under its baseline."""

    def __init__(self, seed: int = 2007):
        self.theory = compile_theory(load_case("gaza-2007").without_institutions())
        self.arm = baseline(self.theory.layout)
        self.months = self.theory.layout.months
        self.ensemble = Ensemble(self.theory, seed)
        self.readings = jax.tree.map(np.asarray, self.ensemble.readings(np.arange(LANES, dtype=np.uint32)))
        self.loops, self.arrays = PlainLoops(self.theory, self.arm), PlainArrays(self.theory, self.arm)

    def engine(self) -> np.ndarray:
        self.ensemble.forget()  # the readings are drawn anew each time: that is part of the work
        return self.ensemble.run(self.arm, self.theory.named, np.arange(READINGS, dtype=np.uint32))

    def plain(self, model: PlainLoops, count: int) -> np.ndarray:
        """(stored nodes, readings, months) of the first readings."""
        return np.stack([model.run(self.one(k), self.months) for k in range(count)]).transpose(2, 0, 1)

    def one(self, k: int) -> Reading:
        return jax.tree.map(lambda array: array[..., k], self.readings)


def agreement(bench: Bench) -> list[str]:
    """How far the engine and the plain models are apart, path by path and as crowds of readings."""
    ours = bench.ensemble.run_stored(bench.arm, np.arange(SAME, dtype=np.uint32))
    theirs = bench.plain(bench.arrays, SAME)
    loops = bench.plain(bench.loops, 2)
    apart = np.abs(ours - theirs) / (1 + np.abs(theirs))
    error = ours.std(1, ddof=1) / SAME**0.5
    shift = np.abs(ours.mean(1) - theirs.mean(1)) / np.maximum(error, 1e-12)
    away = int((apart.max((0, 2)) > 1e-3).sum())
    lines = [
        f"Same draws, {SAME} readings x {len(ours)} nodes x {bench.months} months: largest difference of a path "
        f"{apart.max():.1e} (relative to 1 + value); {away} readings differ by more than 1e-3 anywhere; "
        f"means over readings differ by at most {shift.max():.1e} standard errors. "
        f"Loops and arrays differ by at most {np.abs(loops - theirs[:, :2]).max():.1e} on 2 readings.",
    ]
    if apart.max() > 1e-3:
        raise SystemExit(f"the engine and plain NumPy disagree: {lines[0]}")
    return lines


def table(taken: dict[str, list[Taken]], counts: dict[str, int]) -> tuple[list[str], dict[str, float]]:
    """A line per way, and readings per wall second of each."""
    lines = ["| | readings | wall, s | CPU, s | readings/s | readings/CPU s |", "|---|---|---|---|---|---|"]
    speed = {}
    for name, times in taken.items():
        wall, cpu = (float(np.median([getattr(t, what) for t in times])) for what in ("wall", "cpu"))
        number = counts[name]
        speed[name] = number / wall
        lines.append(f"| {name} | {number} | {wall:.3g} | {cpu:.3g} | {number / wall:,.4g} | {number / cpu:,.4g} |")
    return lines, speed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument(
        "--quick", action="store_true", help="three repetitions, and growth is left as it was measured last"
    )
    asked = parser.parse_args()
    repetitions = 3 if asked.quick else asked.repetitions
    bench = Bench()
    layout = bench.theory.layout
    ways: dict[str, Callable[[], np.ndarray]] = {
        "engine": bench.engine,
        "plain NumPy, loops": lambda: bench.plain(bench.loops, LOOPS),
        "plain NumPy, arrays": lambda: bench.plain(bench.arrays, ARRAYS),
    }
    counts = dict(zip(ways, (READINGS, LOOPS, ARRAYS), strict=True))
    agree = agreement(bench)
    bench.engine()
    taken, noisy = take(ways, repetitions)
    lines, speed = table(taken, counts)
    by_loops, by_arrays = (speed["engine"] / speed[name] for name in list(ways)[1:])
    text = [
        f"One reading is `gaza-2007` without its institutions for {bench.months} months: {len(layout.nodes)} nodes, "
        f"{len(layout.drives)} drives, {len(layout.pushes)} pushes; baseline; "
        f"the {len(bench.theory.named)} nodes that claims name are "
        f"recorded. Blocks of {LANES} readings on {processors()} processors, warm compile, readings drawn anew. "
        f"Medians of {repetitions} repetitions in alternation{noisy}.",
        "",
        *lines,
        "",
        f"**The engine makes {by_loops:,.0f} times the readings per second of plain loops, and {by_arrays:,.0f} times "
        "those of arrays over mechanisms** (wall).",
        "",
        *agree,
        "",
        "Honestly read: most of the first ratio is the interpreter's price for some 190 small mechanisms a month, "
        "which any batch of readings avoids; the second is what batching and compiling give over careful NumPy that "
        "still runs one reading at a time. Neither says how the engine compares with hand-written C.",
    ]
    write("Readings per second", text)
    if not asked.quick:
        write("Growth", growth())


if __name__ == "__main__":
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    main()
