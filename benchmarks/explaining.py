"""What explanation and rivals cost: side by side in one process, in processor time, after a warm-up.

    python benchmarks/explaining.py --case gaza-2007 --claims C02,C05 --readings 1024

Prints the cost of a study that explains over that of a plain one (target: at most 5 times on top), and how many
reading-months a second a comparison simulates beside a plain study (target: about as many).
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from threading import Lock
from time import process_time

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
    asked.add_argument("--case", default="gaza-2007")
    asked.add_argument("--claims", default="")
    asked.add_argument("--readings", type=int, default=1024)
    asked.add_argument("--times", type=int, default=3)
    given = asked.parse_args()
    case = groundswell.load_case(given.case)
    claims = given.claims.split(",") if given.claims else None

    def study(explaining: bool):
        return lambda: groundswell.study(case, given.readings, claims=claims, explaining=explaining)

    measured(study(True))
    plain, explaining = [], []
    for _ in range(given.times):
        plain.append(measured(study(False))[0])
        explaining.append(measured(study(True))[0])
    base, more = median(c.seconds for c in plain), median(c.seconds for c in explaining)
    steps = explaining[0].months / plain[0].months
    print(f"study {base:.1f} s, explaining {more:.1f} s: {more / base - 1:.2f} times on top ({steps - 1:.2f} in steps)")

    measured(lambda: groundswell.compare(case, given.readings, claims=claims))
    spent, found = measured(lambda: groundswell.compare(case, given.readings, claims=claims))
    assert isinstance(found, Comparison)
    rivals = [found.seconds[t.id] for t in found.theories if t.kind == "rival"]
    print(f"comparison {spent.seconds:.1f} s; one rival {median(rivals):.2f} s of wall time, the text"
          f" {found.seconds['text']:.2f} s: {median(rivals) / found.seconds['text']:.2f} times")  # fmt: skip
    print(f"reading-months a second: plain study {plain[0].months / base:,.0f}, comparison"
          f" {spent.months / spent.seconds:,.0f}")  # fmt: skip


if __name__ == "__main__":
    main()
