"""Epstein's civil violence: Groundswell's compiled society and other engines, on the same rule, side by side.

Makes an environment for each peer beside this file the first time. Usage: python benchmarks/civil_violence.py [--quick]
"""

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from peer import LONGEST, Absent, peer, told
from results import table, write

FAR = 5.0
"""Standard errors by which two engines may differ, where the rule is the same to the letter."""


@dataclass(frozen=True)
class Engine:
    """One way to run the society; `ticks` and `societies` by side say where it is asked, and how long."""

    name: str
    program: str
    ticks: dict[int, tuple[int, int]]
    packages: tuple[str, ...] = ()
    python: str = "3.11"
    view: tuple[str, int] = ("diamond", 7)
    words: tuple[str, ...] = ()
    room: float = 0.0
    remark: str = ""
    slow: bool = False


LARGEST, MASON = 1000, 0.30
"""Sites a side of the largest torus; millions of agent-turns a second of MASON there, in Java, on two processors of a
machine like this one on 24 November 2026. It is in no registry that pip reads, so it is no part of a run."""

PATIENCE = 1800
"""Seconds that an engine may take for the largest torus, where a tick alone takes a minute of some."""

MESA = "draws how many cops there are, on which outbursts hang; a term ends at the own turn, a tick or two later"
ENGINES = (
    Engine("Groundswell, in turn", "groundswell", {40: (200, 20), 200: (20, 5), 1000: (3, 4)}),
    Engine("Numba, in turn", "numba", {40: (200, 20), 200: (20, 5), 1000: (3, 1)}, ("numba", "scipy")),
    Engine(
        "Groundswell, all at once", "groundswell", {40: (200, 20), 200: (20, 5), 1000: (3, 2)}, words=("at-once",),
        room=9.0, remark="another rule: everybody sees one and the same board",
    ),
    Engine("Mesa, shipped", "mesa", {40: (50, 2), 200: (4, 1), 1000: (1, 1)}, ("mesa", "networkx"), "3.12", room=0.25,
           remark=MESA, slow=True),
    Engine("AgentPy", "agentpy", {40: (50, 2), 200: (2, 1), 1000: (1, 1)}, ("agentpy",), view=("square", 5),
           remark="square view", slow=True),
)  # fmt: skip


def python(engine: Engine) -> Path | Absent:
    """Return the Python that has an engine."""
    return (
        peer(engine.packages[0], *engine.packages, version=engine.python) if engine.packages else Path(sys.executable)
    )


def ask(engine: Engine, side: int, ticks: int, societies: int) -> Any:
    """Return what an engine finds."""
    words, longest = (*engine.view, *engine.words), PATIENCE if side == LARGEST else LONGEST
    return told(python(engine), f"violence_{engine.program}.py", side, ticks, societies, *words, seconds=longest)


def shares(found: dict[str, Any], what: str, ticks: int) -> np.ndarray:
    """Return the share of citizens, mean over the first ticks, of each society."""
    return np.array([np.mean(one[:ticks]) / people for one, people in zip(found[what], found["citizens"], strict=True)])


def differ(one: dict[str, Any], other: dict[str, Any], what: str, ticks: int, room: float) -> float:
    """Return how many standard errors two engines are apart beyond `room`, a share of the second's mean.

    The spread between societies is the second's, which has at least two, and no less than that of independent people.
    """
    a, b = shares(one, what, ticks), shares(other, what, ticks)
    alone = (b.mean() * (1 - b.mean()) / other["citizens"][0]) ** 0.5
    error = max(b.std(ddof=1), alone, 1e-4) * (1 / len(a) + 1 / len(b)) ** 0.5
    return max(abs(a.mean() - b.mean()) - room * b.mean(), 0.0) / error


def row(engine: Engine, found: Any, base: Any, ours: Any, side: int, ticks: int) -> list[object]:
    """Return a line of the table; `base` is the same rule with the same view as Groundswell runs it."""
    size = f"{side} x {side}"
    if isinstance(found, Absent):
        return [size, engine.name, *[""] * 6, found.why]
    apart = max(differ(found, base, what, ticks, engine.room) for what in ("active", "jailed"))
    if apart > FAR:
        raise SystemExit(f"{engine.name} and Groundswell are {apart:.1f} standard errors apart at {size}")
    people = round(0.74 * side * side) * ticks / 1e6
    wall, cpu = median(found["wall"]), median(found["cpu"])
    each = median(ours["cpu"]) / len(ours["active"][0])
    rates = [f"{people / wall:.3g}", f"{people / cpu:.3g}", f"{cpu / ticks / each:.3g}"]
    seen = [f"{shares(found, what, ticks).mean():.2%}" for what in ("active", "jailed")]
    beside = " / ".join(f"{shares(base, what, ticks).mean():.2%}" for what in ("active", "jailed"))
    return [size, f"{engine.name} {found['version']}", *rates, *seen, "" if found is ours else beside, engine.remark]


def measure(side: int, quick: bool) -> list[list[object]]:
    """Return a line for each engine at one size; in a quick run slow ones leave out the largest."""
    rows: list[list[object]] = []
    first = ENGINES[0]
    ours = ask(first, side, *first.ticks[side])
    if isinstance(ours, Absent):
        raise SystemExit(ours.why)
    for engine in ENGINES:
        if quick and engine.slow and side == LARGEST:
            rows.append([f"{side} x {side}", engine.name, *[""] * 6, "left out of a quick run: minutes and gigabytes"])
            continue
        ticks, societies = engine.ticks[side]
        base = ours
        if engine.view != first.view:
            base = told(python(first), "violence_groundswell.py", side, ticks, 5, *engine.view)
        found = ours if engine is first else ask(engine, side, ticks, societies)
        rows.append(row(engine, found, base, ours, side, ticks))
        print(*rows[-1], sep=" | ", flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="slow engines leave out the largest torus")
    quick = parser.parse_args().quick
    rows = [line for side in ENGINES[0].ticks for line in measure(side, quick)]
    heads = ["torus", "engine", "M agent-turns a second", "M agent-turns a CPU second", "CPU time a tick, times ours"]
    heads += ["active", "jailed", "ours, same view and ticks", "remark"]
    lines = [
        "Model I: citizens 0.70 and cops 0.04 of all sites, a diamond of reach 7 in view (112 sites), legitimacy 0.82. "
        "The rule stands in `benchmarks/peers/violence_world.py`. One process at a time, bound to one processor; "
        "medians over societies, set-up left out. Shares are of citizens, over the ticks run, from a start at which "
        f"all are quiet; engines with the same rule must be within {FAR:g} standard errors of Groundswell's. "
        f"MASON, in Java, made {MASON:.2f} million agent-turns a second at {LARGEST} x {LARGEST} on two processors of "
        "such a machine on 24 November 2026; no registry that pip reads has it, so it was not run now.",
        "",
        *table(heads, rows),
    ]
    write("Civil violence", lines)


if __name__ == "__main__":
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    main()
