"""A run of everybody alive is killed in the middle, goes on from its last checkpoint, and must end with the same bits.

    python benchmarks/killed_everyone.py                                   # gaza-2007 at 1:1, on an accelerator
    python benchmarks/killed_everyone.py --case two-harbours --citizens 2000 --months 48 --kills 2   # on a processor

Each run is a process of its own that does what a study does with a history of citizens: it keeps the state in the
study's store every twelve months. One is let alone. Another is killed (SIGKILL) as often as asked, each time at a
random instant after it has kept something more, and then let go on to its end. Leaves with 1 where a bit differs.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from results import table, write

SEED, WAIT = 2007, 1500
"""Seconds to wait for a run to keep something, or to end."""


@dataclass(frozen=True)
class Asked:
    """What is run, how often it is killed, and how often it keeps its state."""

    case: str
    citizens: str
    months: int
    kills: int
    every: int


def child(asked: Asked, folder: Path, result: Path) -> None:
    """Run one history of citizens to its end, from where the store stands, and leave its values."""
    from groundswell.cli._numerics import prepare

    prepare()  # before anything imports JAX
    from device import most_used, name

    from groundswell.ensemble import Devices, Ensemble, Often, opened
    from groundswell.ledger import load_case
    from groundswell.model import baseline, compile_theory

    theory, devices = compile_theory(load_case(asked.case)), Devices()
    citizens = asked.citizens if asked.citizens == "1:1" else int(asked.citizens)
    often = Often(months=asked.every, seconds=0.0, citizens=0)
    given = {"kept": opened(folder), "resolution": citizens, "step": "week", "devices": devices, "often": often}
    ensemble = Ensemble(theory, SEED, **given)
    began = time.perf_counter()
    values = ensemble.run_stored(baseline(theory.layout), np.arange(1), asked.months or None)
    took = time.perf_counter() - began
    assert ensemble.resolved is not None
    people, memory = ensemble.resolved.people, [f"{v:.1f} GB of the {k}" for k, v in most_used().items()]
    beside = result.with_name(f"{result.name}.new.npz")
    np.savez(beside, values=values, took=took, people=people, memory=", ".join(memory), device=name())
    os.replace(beside, result)


def start(asked: Asked, folder: Path, result: Path) -> subprocess.Popen:
    """Start a run."""
    words = ["--case", asked.case, "--citizens", asked.citizens, "--months", str(asked.months)]
    words += ["--every", str(asked.every), "--child", str(folder), "--result", str(result)]
    return subprocess.Popen([sys.executable, __file__, *words], stdout=subprocess.DEVNULL)


def last_kept(folder: Path) -> int:
    """Return the month of the last checkpoint in a store that is marked as whole, 0 where there is none."""
    marks = folder.glob("checkpoints/*-*/zarr.json")
    whole = (int(mark.parent.name.rsplit("-", 1)[1]) for mark in marks if _marked(mark))
    return max(whole, default=0)


def _marked(mark: Path) -> bool:
    try:
        return '"arrays"' in mark.read_text()
    except OSError:  # it is being taken away for a later one
        return False


def killed(process: subprocess.Popen, folder: Path, luck: random.Random, pause: float) -> int | None:
    """Kill a run at a random instant after it has kept more than it found; the month kept, or None if it ended."""
    before, patience = last_kept(folder), time.monotonic() + WAIT
    while last_kept(folder) <= before:
        if process.poll() is not None or time.monotonic() > patience:
            return None
        time.sleep(0.02)
    try:
        process.wait(luck.uniform(0, pause))
        return None
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return last_kept(folder)


def keeping(process: subprocess.Popen, folder: Path) -> float:
    """Watch a run to its end; seconds between the first and the last time that it kept something."""
    seen: dict[int, float] = {}
    while process.poll() is None:
        seen.setdefault(last_kept(folder), time.monotonic())
        time.sleep(0.02)
    times = [moment for month, moment in seen.items() if month]
    return max(times, default=0.0) - min(times, default=0.0)


def finished(process: subprocess.Popen, result: Path) -> dict[str, np.ndarray]:
    """Return what a run that is let alone leaves."""
    if process.wait(WAIT) != 0:
        raise SystemExit(f"a run that was let alone ended with {process.returncode}")
    with np.load(result) as held:
        return dict(held)


def measure(asked: Asked, place: Path) -> tuple[list[list[object]], str, bool]:
    """Return rows of the report, the device, and whether every bit is the same."""
    luck, rows = random.Random(SEED), []
    process = start(asked, place / "whole", place / "whole.npz")
    pause = keeping(process, place / "whole") / (asked.kills + 1)
    whole, months = finished(process, place / "whole.npz"), []
    for _ in range(asked.kills):
        month = killed(start(asked, place / "broken", place / "broken.npz"), place / "broken", luck, pause)
        months.append("it had ended" if month is None else str(month))
    broken = finished(start(asked, place / "broken", place / "broken.npz"), place / "broken.npz")
    same = whole["values"].tobytes() == broken["values"].tobytes()
    rows = [
        ["case, citizens", f"{asked.case}, {int(whole['people']):,}"],
        ["months, in weekly steps", f"{whole['values'].shape[2]}"],
        ["unbroken, seconds, compiling and keeping included", f"{float(whole['took']):.1f}"],
        ["killed (SIGKILL) after the checkpoint of month", ", ".join(months)],
        ["the rest after the last kill, seconds, compiling included", f"{float(broken['took']):.1f}"],
        ["values compared", f"{whole['values'].size:,}"],
        ["the same bits", "every one" if same else "NO"],
        ["memory used at most", str(whole["memory"])],
    ]
    return rows, str(whole["device"]), same and any(month.isdigit() for month in months)


def main() -> int:
    """Run as parent or as child, write the section, and say whether the bits are the same."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    words.add_argument("--case", default="gaza-2007")
    words.add_argument("--citizens", default="1:1", help="of each community, or 1:1")
    words.add_argument("--months", type=int, default=0, help="of the calendar; all, if left out")
    words.add_argument("--kills", type=int, default=3)
    words.add_argument("--every", type=int, default=12, help="months after which the state is kept")
    words.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    words.add_argument("--result", type=Path, help=argparse.SUPPRESS)
    given = words.parse_args()
    asked = Asked(given.case, given.citizens, given.months, given.kills, given.every)
    if given.child:
        child(asked, given.child, given.result)
        return 0
    with tempfile.TemporaryDirectory(prefix="killed-") as place:
        rows, device, sound = measure(asked, Path(place))
    where = "on a processor" if device.startswith("CPU") else "on an accelerator"
    write(f"Everyone killed, {where}", table(["one reading", ""], rows), device)
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
