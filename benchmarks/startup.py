"""What it costs to begin: importing, asking for help, checking a case, the smallest study; each a process of its own.

Usage: python benchmarks/startup.py [--quick]
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from results import table, write

READINGS = 16


def spent(command: list[str], folder: str, **environment: str) -> tuple[float, float]:
    """Return wall and CPU seconds of one process and its children."""
    quiet = subprocess.DEVNULL
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet, env=os.environ | environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime


def ways() -> dict[str, list[str]]:
    """Return each way to begin, as a command; `{}` stands for a fresh name."""
    tool = str(Path(sys.executable).with_name("groundswell"))
    study = [tool, "study", "two-harbours", "--readings", str(READINGS), "--out", "{}"]
    return {
        "Python that does nothing": [sys.executable, "-c", ""],
        "`import groundswell`": [sys.executable, "-c", "import groundswell"],
        "`groundswell --help`": [tool, "--help"],
        "`groundswell check two-harbours`": [tool, "check", "two-harbours"],
        "`groundswell check gaza-2007`": [tool, "check", "gaza-2007"],
        f"`groundswell study two-harbours --readings {READINGS}`, nothing compiled yet": study,
        f"`groundswell study two-harbours --readings {READINGS}`, compiled before": study,
    }


def measure(repetitions: int) -> list[list[object]]:
    """Return a row for each way: medians of wall and CPU seconds, and how many repetitions."""
    rows: list[list[object]] = []
    with TemporaryDirectory() as folder:
        for name, command in ways().items():
            cold = name.endswith("yet")
            times = []
            for number in range(1 if cold else repetitions + 1):
                asked = [word.replace("{}", f"{len(rows)}-{number}") for word in command]
                times.append(spent(asked, folder, XDG_CACHE_HOME=folder, JAX_COMPILATION_CACHE_DIR=f"{folder}/jax"))
            times = times if cold else times[1:]  # the first finds the disk cold
            wall, cpu = (median(column) for column in zip(*times, strict=True))
            rows.append([name, f"{wall:.2f}", f"{cpu:.2f}", len(times)])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three repetitions instead of nine")
    asked = parser.parse_args()
    rows = measure(3 if asked.quick else 9)
    lines = table(["process", "wall, s", "CPU, s", "times"], rows)
    write("Start-up", [*lines, "", "Medians, one process at a time. A study writes its page, verdicts and store."])


if __name__ == "__main__":
    main()
