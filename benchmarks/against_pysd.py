"""The same readings stepped by PySD, from XMILE that Groundswell writes, and by the engine; side by side in one run.

Makes an environment for PySD beside this file the first time. Usage: python benchmarks/against_pysd.py [CASE]
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import jax
import jax.numpy as jnp
import numpy as np
from machine import facts, once

from groundswell import load_case
from groundswell.ensemble import LANES, Ensemble
from groundswell.model import baseline, compile_theory, simulate
from groundswell.report import xmile, xmile_name

HERE = Path(__file__).parent
THEIRS = 2
"""Readings that PySD steps; it takes many seconds for each."""

BLOCKS, REPETITIONS = 8, 5


def peer(name: str, *packages: str) -> Path:
    """Python of an environment that holds a peer, made if need be."""
    folder = HERE / ".peers" / name
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


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
        command = [peer("pysd", "pysd"), HERE / "peers" / "step_with_pysd.py", Path(folder) / "names.txt", *models]
        told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    apart = [
        np.abs(np.array(run["values"])[1 : len(ours) + 1] - ours[: len(run["values"]) - 1, :, k]).max()
        for k, run in enumerate(told["runs"])
    ]
    index = np.arange(BLOCKS * LANES)

    def engine() -> None:
        ensemble.forget()
        ensemble.run(arm, theory.named, index)

    engine()
    times = [once(engine) for _ in range(REPETITIONS)]
    mine = median(t.cpu for t in times) / len(index)
    theirs = median(run["cpu"] for run in told["runs"])
    print("\n".join(facts()))
    print(f"{case.id}: {len(names)} nodes, {theory.layout.months} months")
    print(f"largest difference, without luck: {max(apart):.1e}")
    print(f"PySD {told['version']}: {told['runs'][0]['translate']:.1f} s to translate, {theirs:.2f} CPU s a reading")
    print(f"engine: {mine * 1000:.2f} CPU ms a reading, drawn anew and with luck")
    print(f"ratio of CPU seconds a reading, translation left out: {theirs / mine:,.0f}")
    if max(apart) > 1e-3:
        raise SystemExit("the two disagree")


if __name__ == "__main__":
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    main()
