"""What explanation and rivals cost: side by side in one process, in processor time, after a warm-up.

Writes the cost of a study that explains over that of a plain one (target: at most 5 times on top), and how many
reading-months a second a comparison simulates beside a plain study (target: about as many).

Usage: python benchmarks/explaining.py [--quick] [--case CASE] [--claims ID,..] [--readings N] [--times N]
"""

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from threading import Lock
from time import process_time

from results import table, write

import groundswell
from groundswell.ensemble._branches import Block
from groundswell.verdict import Comparison


@dataclass
class Cost:
    """Processor seconds, and reading-months simulated."""

    seconds: float
    months: int


def measured(work: Callable[[], object]) -> tuple[Cost, object]:
    """Run something once and count what it simulates: the months that each block of readings steps through."""
    plain, lock, months = Block._stretch, Lock(), 0

    def counting(self, arm, world, first, stop):
        nonlocal months
        with lock:
            months += self.readings.rest.shape[1] * (int(stop) - int(first))
        return plain(self, arm, world, first, stop)

    Block._stretch = counting
    began = process_time()
    try:
        found = work()
    finally:
        Block._stretch = plain
    return Cost(process_time() - began, months), found


def main() -> None:
    """Warm up, then take plain and explaining studies in turn, then one comparison."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true", help="two claims, 128 readings, each once")
    asked.add_argument("--case", default="gaza-2007")
    asked.add_argument("--claims", default="", help="all, if left out; two of them with --quick")
    asked.add_argument("--readings", type=int)
    asked.add_argument("--times", type=int)
    given = asked.parse_args()
    case = groundswell.load_case(given.case)
    few = ["C02", "C05"] if given.quick and given.case == "gaza-2007" else None
    claims = given.claims.split(",") if given.claims else few
    readings, times = given.readings or (128 if given.quick else 1024), given.times or (1 if given.quick else 3)

    def study(explaining: bool):
        return lambda: groundswell.study(case, readings, claims=claims, explaining=explaining)

    measured(study(True))
    plain, explaining = [], []
    for _ in range(times):
        plain.append(measured(study(False))[0])
        explaining.append(measured(study(True))[0])
    measured(lambda: groundswell.compare(case, readings, claims=claims))
    spent, found = measured(lambda: groundswell.compare(case, readings, claims=claims))
    assert isinstance(found, Comparison)
    said = f"`{case.id}`, {readings:,} readings, {len(claims) if claims else len(case.claims.claims)} claims;"
    said += " CPU seconds of this process, after one run of each that compiles."
    write("What explanation and rivals cost", [said, "", *_lines(plain, explaining, spent, found)])


def _lines(plain: list[Cost], explaining: list[Cost], spent: Cost, found: Comparison) -> list[str]:
    base, more = median(c.seconds for c in plain), median(c.seconds for c in explaining)
    steps = explaining[0].months / plain[0].months
    rivals = [found.seconds[t.id] for t in found.theories if t.kind == "rival"]
    rows: list[list[object]] = [
        ["a plain study", f"{base:.1f}", f"{plain[0].months / base:,.0f}", ""],
        ["a study that explains", f"{more:.1f}", f"{explaining[0].months / more:,.0f}",
         f"{more / base - 1:.2f} times on top, {steps - 1:.2f} in steps (at most 5)"],
        [f"a comparison of {len(found.theories)} theories", f"{spent.seconds:.1f}",
         f"{spent.months / spent.seconds:,.0f}",
         f"a rival costs {median(rivals) / found.seconds['text']:.2f} times the text, in wall time"],
    ]  # fmt: skip
    return table(["what", "CPU, s", "reading-months a CPU second", ""], rows)


if __name__ == "__main__":
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    main()
