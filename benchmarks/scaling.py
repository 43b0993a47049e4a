"""How cost grows with readings, nodes, instances, citizens and claims; one picture each, a linear line beside it.

Usage: python benchmarks/scaling.py [--quick]
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import jax
import numpy as np
from results import table, write
from scipy.stats import linregress
from scipy.stats import t as student_t

import groundswell
from groundswell.citizens import numbers
from groundswell.ensemble import Ensemble
from groundswell.ledger import load_case
from groundswell.model import Theory, baseline, compile_theory, own_pushes, populace, settle, simulate_populated
from groundswell.replicate._chart import Series, line_chart

HERE = Path(__file__).parent
SMALL = ("two-harbours", "algeria-1991", "northern-ireland-1998", "south-africa-1994")
MECHANISMS = (4, 8, 16, 32, 48, 68)
"""So many of the mechanisms of gaza-2007 are left, in a random order in which each lot holds the one before."""

MONTHS, READINGS = 36, 256
ROOM = 0.05
"""How far above 1 the whole interval of an exponent may lie: caches get fuller as amounts grow."""


@dataclass(frozen=True)
class Growth:
    """What cost was measured for, how much of it, and CPU seconds; `says` tells what was run."""

    of: str
    amounts: Sequence[int]
    seconds: Sequence[float]
    says: str

    @property
    def exponent(self) -> tuple[float, float, float]:
        """Return the slope of log seconds on log amount, and its 95 % interval: 1 is linear, less is cheaper."""
        fit = linregress(np.log(self.amounts), np.log(self.seconds))
        far = float(student_t.ppf(0.975, len(self.amounts) - 2)) * fit.stderr
        return fit.slope, fit.slope - far, fit.slope + far

    @property
    def verdict(self) -> str:
        """Say whether cost grows faster than the amount, no faster, or whether the scatter leaves it open."""
        _, low, high = self.exponent
        return "faster than linearly" if low > 1 + ROOM else "open" if high > 1 + ROOM else "no faster than linearly"


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the CPU seconds of the cheapest of some runs, after one that compiles; others only ever add to it."""
    work()
    taken = []
    for _ in range(times):
        began = time.process_time()
        jax.block_until_ready(work())
        taken.append(time.process_time() - began)
    return min(taken)


def running(theory: Theory, readings: int, months: int | None) -> Callable[[], object]:
    """Return what runs readings of a theory, drawn anew."""
    ensemble, arm = Ensemble(theory, 2007), baseline(theory.layout)

    def run() -> object:
        ensemble.forget()
        return ensemble.run(arm, theory.named, np.arange(readings), months)

    return run


def by_readings(most: int) -> Growth:
    """Return the cost of more readings."""
    amounts = [256 * 2**k for k in range(7) if 256 * 2**k <= most]
    theory = compile_theory(load_case("gaza-2007"))
    seconds = [best(running(theory, count, MONTHS)) for count in amounts]
    return Growth("readings", amounts, seconds, f"gaza-2007, {MONTHS} months")


def theories() -> Iterator[Theory]:
    """Yield ever larger theories: the small cases, then gaza-2007 with some of its mechanisms and with all."""
    yield from (compile_theory(load_case(name)) for name in SMALL)
    case = load_case("gaza-2007")
    names = np.random.default_rng(2007).permutation(sorted(case.ledger.mechanisms)).tolist()
    for count in MECHANISMS:
        kept = {name: case.ledger.mechanisms[name] for name in names[:count]}
        yield compile_theory(replace(case, ledger=replace(case.ledger, mechanisms=kept)))


def by_size() -> list[Growth]:
    """Return the cost of theories with more nodes, and with more instances of mechanisms; both see the same runs."""
    every = list(theories())
    seconds = [best(running(theory, READINGS, MONTHS)) for theory in every]
    says = f"{', '.join(SMALL)}, and gaza-2007 with {', '.join(map(str, MECHANISMS))} of its mechanisms; "
    says += f"{READINGS} readings, {MONTHS} months"
    found = []
    for of, counts in (
        ("nodes", [len(theory.layout.nodes) for theory in every]),
        ("instances", [len(theory.layout.drives) for theory in every]),
    ):
        order = np.argsort(counts, kind="stable")
        found.append(Growth(of, [counts[k] for k in order], [seconds[k] for k in order], says))
    return found


def by_citizens(most: int) -> Growth:
    """Return the cost of more citizens in each community."""
    theory, months = compile_theory(load_case("two-harbours")), 12
    reading = jax.tree.map(lambda array: array[..., :1], Ensemble(theory, 2007).readings(np.arange(128)))
    arm = baseline(theory.layout)
    arm = arm._replace(on=arm.on[:months], event_on=arm.event_on[:months], event_open=arm.event_open[:months])
    amounts, seconds = [n for n in (1000, 3000, 10_000, 30_000, 100_000, 300_000) if n <= most], []
    for each in amounts:
        people = populace(theory, each)
        fixed = settle(theory.wiring, reading, tuple(numbers(one) for one in people.communities), people)
        given = (theory.wiring, fixed, arm, np.arange(len(theory.layout.nodes)), own_pushes(theory, people), people)
        seconds.append(best(lambda given=given: simulate_populated(*given)))
    return Growth("citizens", amounts, seconds, f"of each community of two-harbours, one reading, {months} months")


def by_claims(amounts: Sequence[int]) -> Growth:
    """Return the cost of judging more claims in one study: each of the claims asked is among those asked next."""
    case = load_case("gaza-2007")
    names = np.random.default_rng(2007).permutation(sorted(case.claims.claims)).tolist()
    seconds = []
    for count in amounts:
        asked = names[:count]
        seconds.append(best(lambda asked=asked: groundswell.study(case, 128, claims=asked, explaining=False), 1))
    says = "gaza-2007, 128 readings, unexplained, claims in a random order; one run each after one that compiles"
    return Growth("claims", amounts, seconds, says)


def measured(quick: bool) -> Iterator[Growth]:
    """Yield each growth as it is measured."""
    yield by_readings(4096 if quick else 16_384)
    yield from by_size()
    yield by_citizens(100_000 if quick else 300_000)
    yield by_claims((1, 2, 4, 8, 16) if quick else (1, 2, 4, 8, 16, 32))


def draw(growth: Growth) -> None:
    """Write a picture: what was measured, and a straight line from nothing through the first point."""
    last = growth.amounts[-1] * growth.seconds[0] / growth.amounts[0]
    picture = line_chart(
        f"CPU seconds as {growth.of} grow",
        [
            Series("measured", growth.amounts, growth.seconds),
            Series("linear through the first", [0, growth.amounts[-1]], [0, last], "dashed"),
        ],
        x=growth.of,
        y="CPU seconds",
    )
    (HERE / f"growth-{growth.of}.svg").write_text(picture)


def row(growth: Growth) -> list[object]:
    """Return a line of the table."""
    amounts = ", ".join(f"{n:,}" for n in growth.amounts)
    seconds = ", ".join(f"{s:.3g}" for s in growth.seconds)
    exponent, low, high = growth.exponent
    return [growth.of, amounts, seconds, f"{exponent:.2f} ({low:.2f} to {high:.2f})", growth.verdict, growth.says]


def main() -> None:
    """Measure, draw, write; leave with 1 where something grows faster than linearly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller amounts")
    rows, fast = [], []
    for growth in measured(parser.parse_args().quick):
        draw(growth)
        rows.append(row(growth))
        fast += [growth.of] if growth.verdict == "faster than linearly" else []
        print(*rows[-1], sep=" | ", flush=True)
    lines = [
        "The exponent is the slope of log CPU seconds on log amount, with its 95 % interval: at most 1 is no faster "
        f"than linear. A whole interval below {1 + ROOM:g} says so, one above it says the opposite, and any other "
        "leaves it open. "
        "Pictures are beside this file: `growth-readings.svg` and so on.",
        "",
        *table(["grows", "amounts", "CPU seconds", "exponent", "it grows", "what was run"], rows),
    ]
    write("How cost grows", lines)
    if fast:
        raise SystemExit(f"Faster than linearly: {', '.join(fast)}.")


if __name__ == "__main__":
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    main()
