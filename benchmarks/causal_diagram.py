"""The same readings of a signed causal diagram stepped by PySD, by BPTK-Py and by the engine; side by side in one run.

Groundswell writes readings as XMILE; both peers read it. Makes an environment for each peer beside this file the first
time. Usage: python benchmarks/causal_diagram.py [--quick] [--case CASE]
"""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from machine import once
from peer import Absent, peer, told
from results import table, write

from groundswell import load_case
from groundswell.ensemble import LANES, Ensemble
from groundswell.exports import xmile, xmile_name
from groundswell.model import Theory, baseline, compile_theory, simulate

BLOCKS, REPETITIONS = 8, 5
NEAR = 1e-3
"""How far a node may be from the engine's in any month, on its own scale: the engine counts in single precision."""

LONGEST = 900
"""Seconds after which a peer is stopped."""


@dataclass(frozen=True)
class Engine:
    """One way to step readings that were written as XMILE, and how many of them it is given."""

    name: str
    program: str
    packages: tuple[str, ...]
    words: tuple[str, ...] = ()
    readings: int = 2
    remark: str = ""


ENGINES = (
    Engine("PySD", "step_with_pysd", ("pysd",)),
    Engine("BPTK-Py, its compiled engine", "step_with_bptk", ("bptk-py[xmile]",), ("compiled",),
           remark="does not take XMILE: the same equations in its own language"),
    Engine("BPTK-Py, in Python", "step_with_bptk", ("bptk-py[xmile]",), ("python",), 1,
           remark="takes XMILE"),
)  # fmt: skip


def still(theory: Theory) -> Any:
    """Return readings without luck, which no XMILE file has."""
    drawn = Ensemble(theory, 2007).readings(np.arange(LANES))
    return drawn._replace(chance=jnp.zeros_like(drawn.chance))


def written(theory: Theory, readings: Any, folder: Path, count: int) -> list[Path]:
    """Write readings as XMILE, and the names of their nodes beside them."""
    (folder / "names.txt").write_text("\n".join(xmile_name(key) for key in theory.layout.nodes))
    places = [folder / f"{number}.xmile" for number in range(count)]
    for number, place in enumerate(places):
        one = jax.tree.map(lambda rows, k=number: rows[..., k : k + 1], readings)
        place.write_text(xmile(theory, one))
    return places


def apart(found: dict[str, Any], ours: np.ndarray) -> float:
    """Return the largest difference of any node in any month; a peer's first row is the state before the first."""
    differences = [
        np.abs(np.array(run["values"])[1 : len(ours) + 1] - ours[: len(run["values"]) - 1, :, k]).max()
        for k, run in enumerate(found["runs"])
    ]
    return float(max(differences))


def row(engine: Engine, found: Any, ours: np.ndarray, mine: float) -> list[object]:
    """Return a line of the table; leaves where the peer says something else than the engine."""
    if isinstance(found, Absent):
        return [engine.name, "", "", "", "", found.why]
    far = apart(found, ours)
    if not far < NEAR:
        raise SystemExit(f"{engine.name} and Groundswell are {far:.1e} apart")
    seconds = median(run["cpu"] for run in found["runs"])
    made = median(run["translate"] for run in found["runs"])
    cells = [f"{made:.1f}", f"{seconds * 1000:,.0f}", f"{seconds / mine:,.0f}", f"{far:.1e}"]
    return [f"{engine.name} {found['version']}", *cells, engine.remark]


def per_reading(theory: Theory, blocks: int) -> float:
    """Return the engine's CPU seconds a reading: drawn anew, with luck, the nodes that claims name brought back."""
    ensemble, arm, index = Ensemble(theory, 2007), baseline(theory.layout), np.arange(blocks * LANES)

    def engine() -> None:
        ensemble.forget()
        ensemble.run(arm, theory.named, index)

    engine()
    return median(once(engine).cpu for _ in range(REPETITIONS)) / len(index)


def main() -> None:
    """Measure and write the section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one reading for each peer")
    parser.add_argument("--case", default="gaza-2007")
    asked = parser.parse_args()
    case = load_case(asked.case)
    theory = compile_theory(case.without_institutions())
    readings, mine = still(theory), per_reading(theory, BLOCKS)
    ours = np.asarray(simulate(theory.wiring, readings, baseline(theory.layout), theory.record_stored()))
    rows: list[list[object]] = []
    with TemporaryDirectory() as name:
        places = written(theory, readings, Path(name), 2)
        for engine in ENGINES:
            models = places[: 1 if asked.quick else engine.readings]
            given = (*engine.words, Path(name) / "names.txt", *models)
            python = peer(engine.packages[0].split("[")[0], *engine.packages)
            found = told(python, f"{engine.program}.py", *given, seconds=LONGEST)
            rows.append(row(engine, found, ours, mine))
            print(*rows[-1], sep=" | ", flush=True)
    rows.append(["Groundswell, drawn anew and with luck", "", f"{mine * 1000:.2f}", "1", "", ""])
    heads = ["engine", "to translate, s", "CPU ms a reading", "times ours", "largest difference", "remark"]
    lines = [
        f"`{case.id}` without its institutions: {len(theory.layout.nodes)} nodes, {len(theory.layout.drives)} drives, "
        f"{theory.layout.months} months, written as XMILE; every node in every month is compared, without luck, and a "
        f"peer that is {NEAR:g} apart anywhere stops the run.",
        "",
        *table(heads, rows),
    ]
    write("A signed causal diagram", lines)


if __name__ == "__main__":
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    main()
