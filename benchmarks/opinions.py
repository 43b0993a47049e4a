"""Opinions on a random graph: Groundswell's networks and other engines, on the same model, graph and leanings.

Makes an environment for each peer beside this file the first time. Usage: python benchmarks/opinions.py [--quick]
"""

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from peer import Absent, peer, told
from results import table, write

from groundswell.networks import poisson

OPTIONS, DEGREE, NOISE, SEED = 5, 10, 0.5, 2002
SLOW = 4
"""Steps a repetition of engines that take many seconds for more."""

FAR = 5.0
"""Standard errors by which two engines may differ in any of ten moments."""


PARTS = ("neighbours, in words", "noise, hashed", "softmax, flat", "together", "segment sum", "threefry", "softmax",
         "together", "times", "times, were neighbours free")  # fmt: skip


@dataclass(frozen=True)
class Engine:
    """One way to step the model: what is installed for it, and up to how many agents it is asked."""

    name: str
    program: str
    packages: tuple[str, ...] = ()
    most: int = 10**6
    steps: int | None = None
    python: str = "3.11"


ENGINES = (
    Engine("Groundswell", "groundswell"),
    Engine("Numba, by hand", "numba", ("numba", "scipy")),
    Engine("NumPy and SciPy", "scipy", ("numba", "scipy")),
    Engine("NumPy", "numpy", ("numba", "scipy")),
    Engine("ambr", "ambr", ("ambr",)),
    Engine("mesa-frames", "mesa_frames", ("mesa-frames",)),
    Engine("JaxABM", "jaxabm", ("jaxabm",)),
    Engine("Mesa", "mesa", ("mesa", "networkx"), 10**4, SLOW, "3.12"),
    Engine("AgentPy", "agentpy", ("agentpy",), 10**4, SLOW),
)


def python(engine: Engine) -> Path | Absent:
    """Return the Python that has an engine."""
    if not engine.packages:
        return Path(sys.executable)
    name = engine.packages[0]
    return peer(name, *engine.packages, version=engine.python)


def problem(path: Path, agents: int, steps: int, repetitions: int) -> None:
    """Write a graph, leanings and how long to go on."""
    network = poisson(agents, DEGREE, SEED)
    leaning = np.random.default_rng(SEED).standard_normal((agents, OPTIONS)) + np.linspace(0, 1, OPTIONS)
    held = {"leaning": leaning.astype(np.float32), "starts": network.starts, "neighbours": network.neighbours}
    np.savez(path, **held, noise=NOISE, steps=steps, repetitions=repetitions)


def apart(one: dict[str, Any], other: dict[str, Any], agents: int) -> float:
    """Return the largest difference of two engines' moments, in standard errors."""
    difference = np.abs(np.subtract(one["mean"], other["mean"]))
    error = np.hypot(one["spread"], other["spread"]) / agents**0.5
    return float((difference / error).max())


def row(engine: Engine, found: Any, ours: dict[str, Any], agents: int, steps: int, our_steps: int) -> list[object]:
    """Return a line of the table: rates, and CPU time a step against ours."""
    if isinstance(found, Absent):
        return [f"{agents:,}", engine.name, "", "", "", "", "", found.why]
    wall, cpu = median(found["wall"]), median(found["cpu"])
    differ, millions = apart(found, ours, agents), agents * steps / 1e6
    if differ > FAR:
        raise SystemExit(f"{engine.name} and Groundswell differ by {differ:.1f} standard errors at {agents:,} agents")
    times = (cpu / steps) / (median(ours["cpu"]) / our_steps)
    named = f"{engine.name} {found['version']}"
    rates = [f"{millions / wall:.3g}", f"{millions / cpu:.3g}", f"{times:.3g}", f"{found['peak']:,.0f}"]
    return [f"{agents:,}", named, *rates, f"{differ:.1f}" if found is not ours else "", ""]


def measure(agents: int, steps: int, repetitions: int, asked: list[str]) -> tuple[list[list[object]], list[object]]:
    """Return a line for each engine at one size, and one on the parts of a step."""
    rows = []
    with TemporaryDirectory() as folder:
        path, ours = Path(folder) / "problem.npz", {}
        problem(path, agents, steps, repetitions)
        for engine in ENGINES:
            if agents > engine.most or (asked and engine.program not in [*asked, "groundswell"]):
                continue
            count = engine.steps or steps
            found = told(python(engine), f"opinions_{engine.program}.py", path, count)
            if not ours:
                if isinstance(found, Absent):
                    raise SystemExit(found.why)
                ours = found
            rows.append(row(engine, found, ours, agents, count, steps))
            print(*rows[-1], sep=" | ", flush=True)
        return rows, [] if asked else parts(path, agents)


def parts(path: Path, agents: int) -> list[object]:
    """Return a line on what each part of a step costs alone, ours and that of a plain JAX program such as JaxABM's."""
    found = told(Path(sys.executable), "opinions_parts.py", path)
    if isinstance(found, Absent):
        return [f"{agents:,}", *[""] * 9, found.why]
    ours, plain = list(found.values())[:3], list(found.values())[3:]
    free = f"{sum(plain) / (sum(ours) - ours[0]):.1f}"
    cells = [*(f"{one:.0f}" for one in (*ours, sum(ours), *plain, sum(plain))), f"{sum(plain) / sum(ours):.1f}", free]
    print(f"{agents:,}", *cells, sep=" | ", flush=True)
    return [f"{agents:,}", *cells]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions")
    parser.add_argument("--engines", default="", help="only these, and print only: numba,numpy,..")
    given = parser.parse_args()
    asked = given.engines.split(",") if given.engines else []
    sizes = {10**4: 20, 10**5: 8, 10**6: 2}
    found = [measure(size, steps, 2 if given.quick else 5, asked) for size, steps in sizes.items()]
    if asked:
        return
    heads = ["agents", "engine", "M agent-steps a second", "M agent-steps a CPU second", "CPU time, times ours"]
    heads += ["peak, MiB", "apart, standard errors", "remark"]
    lines = [
        f"Mean degree {DEGREE}, {OPTIONS} options, noise {NOISE}; all agents act at once; same graph and leanings. "
        "One process at a time, bound to one processor; medians of warm repetitions, set-up and compilation left out. "
        "Programs are in `benchmarks/peers/`; those of peers are ours, written as their guides suggest. The engines "
        f"agree: no mean share nor mean squared share is {FAR:g} standard errors from Groundswell's.",
        "",
        *table(heads, [line for rows, _ in found for line in rows]),
        "",
        "What the parts of a step cost by themselves, CPU nanoseconds an agent. JaxABM runs compiled JAX too: a "
        "segment sum over ties, threefry noise agent by agent, a softmax. The last columns say how many times as fast "
        "Groundswell's parts are together, and how many times they would be if looking at neighbours cost nothing.",
        "",
        *table(["agents", *PARTS], [line for _, line in found]),
    ]
    write("Opinions on a random graph", lines)


if __name__ == "__main__":
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    main()
