"""An environment of its own for each peer, beside this file, and programs of peers that tell what they found."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = HERE / ".peers"
LONGEST = 180
"""Seconds after which a peer is stopped."""

INSTALLING = 600
"""Seconds that a peer may take to install."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS", "NUMBA_NUM_THREADS"), "1")


BOUND = """
import os, sys
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Binds a process to one of its processors, so that no engine gains by threads, and makes it the peer's program."""


@dataclass(frozen=True)
class Absent:
    """A peer that cannot be asked, and why."""

    why: str


def python_of(version: str) -> str | None:
    """Return a Python of a version such as 3.12 on this machine, or None."""
    if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
        return sys.executable
    kept = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python"))
    return str(kept[-1]) if kept else shutil.which(f"python{version}")


def peer(
    name: str, *packages: str, version: str = f"{sys.version_info.major}.{sys.version_info.minor}"
) -> Path | Absent:
    """Return the Python of an environment that holds a peer, made if need be."""
    folder = FOLDER / name
    python, done = folder / "bin" / "python", folder / "installed"
    if done.exists() and done.read_text() == "\n".join(packages):
        return python
    base = python_of(version)
    if base is None:
        return Absent(f"needs Python {version}, which is not on this machine")
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1")
    for command in ((base, "-m", "venv", "--clear", folder), (*pip, *packages)):
        why = _failed(command)
        if why is not None:
            return Absent(f"does not install on Python {version}: {why}")
    done.write_text("\n".join(packages))
    return python


def _failed(command: tuple[Path | str, ...]) -> str | None:
    """Return why a command of an installation failed, or None where it did not."""
    try:
        tried = subprocess.run(command, capture_output=True, text=True, check=False, timeout=INSTALLING)
    except (OSError, subprocess.TimeoutExpired) as problem:
        return f"not done after {INSTALLING} s" if isinstance(problem, subprocess.TimeoutExpired) else str(problem)
    return _last(tried.stderr) if tried.returncode else None


def told(python: Path | Absent, program: str, *arguments: object, seconds: int = LONGEST) -> Any | Absent:
    """Return what a program in `peers/` prints as JSON on its last line, run by a peer's Python on one processor."""
    if isinstance(python, Absent):
        return python
    command = [sys.executable, "-c", BOUND, str(python), str(HERE / "peers" / program), *map(str, arguments)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
            env=os.environ | ONE_THREAD,
        )
    except subprocess.TimeoutExpired:
        return Absent(f"stopped after {seconds} s")
    return Absent(_last(done.stderr)) if done.returncode else json.loads(done.stdout.splitlines()[-1])


def _last(text: str) -> str:
    """Return the last line of what a program said before it gave up."""
    return (text.strip().splitlines() or ["no reason given"])[-1]
