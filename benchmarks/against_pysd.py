"""The same readings stepped by PySD, from XMILE that Groundswell writes, and by the engine; side by side in one run.

Makes an environment for PySD beside this file the first time. Usage: python benchmarks/against_pysd.py [CASE]
"""

import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import jax
import jax.numpy as jnp
import numpy as np
from machine import once
from peer import Absent, peer, told
from results import table, write

from groundswell import load_case
from groundswell.ensemble import LANES, Ensemble
from groundswell.exports import xmile, xmile_name
from groundswell.model import baseline, compile_theory, simulate

THEIRS = 2
"""Readings that PySD steps; it takes many seconds for each."""

BLOCKS, REPETITIONS = 8, 5


def main() -> None:
    case = load_case(sys.argv[1] if len(sys.argv) > 1 else "gaza-2007")
    theory = compile_theory(case.without_institutions())
    ensemble, arm = Ensemble(theory, 2007), baseline(theory.layout)
    drawn = ensemble.readings(np.arange(LANES))
    still = drawn._replace(chance=jnp.zeros_like(drawn.chance))
    everything = theory.record_stored()
    ours = np.asarray(simulate(theory.wiring, still, arm, everything))
    names = [xmile_name(key) for key in theory.layout.nodes]
    with TemporaryDirectory() as folder:
        models = []
        for number in range(THEIRS):
            models.append(Path(folder) / f"{number}.xmile")
            models[-1].write_text(xmile(theory, jax.tree.map(lambda rows: rows[..., number : number + 1], still)))  # noqa: B023
        (Path(folder) / "names.txt").write_text("\n".join(names))
        found = told(peer("pysd", "pysd"), "step_with_pysd.py", Path(folder) / "names.txt", *models, seconds=600)
    if isinstance(found, Absent):
        raise SystemExit(f"PySD cannot be asked: {found.why}")
    apart = [
        np.abs(np.array(run["values"])[1 : len(ours) + 1] - ours[: len(run["values"]) - 1, :, k]).max()
        for k, run in enumerate(found["runs"])
    ]
    index = np.arange(BLOCKS * LANES)

    def engine() -> None:
        ensemble.forget()
        ensemble.run(arm, theory.named, index)

    engine()
    times = [once(engine) for _ in range(REPETITIONS)]
    mine = median(t.cpu for t in times) / len(index)
    theirs = median(run["cpu"] for run in found["runs"])
    rows = [
        [
            f"PySD {found['version']}",
            f"{found['runs'][0]['translate']:.1f}",
            f"{theirs * 1000:,.0f}",
            f"{theirs / mine:,.0f}",
        ],
        ["Groundswell, drawn anew and with luck", "", f"{mine * 1000:.2f}", "1"],
    ]
    lines = [
        f"`{case.id}` without its institutions: {len(names)} nodes, {theory.layout.months} months, written as XMILE."
    ]
    lines += ["", *table(["engine", "to translate, s", "CPU ms a reading", "times ours"], rows), ""]
    lines += [f"Largest difference of any node in any month, without luck: {max(apart):.1e}."]
    write("A causal diagram in PySD", lines)
    if max(apart) > 1e-3:
        raise SystemExit("the two disagree")


if __name__ == "__main__":
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    main()
