"""Compiles the kernel once, keeps it, and runs many societies side by side."""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np

from .._faults import ReplicateError
from ._rule import COLUMNS, JAILED, RATIO, RELEASE, ROOM, SCHEDULE, SELF, TERM, Society

SOURCE = Path(__file__).with_name("kernel.c")
HEADERS = tuple(Path(__file__).with_name(name) for name in ("world.h", "torus.h", "people.h"))
# no contraction of a * b + c: both versions must round alike
FLAGS = ("-std=c11", "-O2", "-ffp-contract=off", "-shared", "-fPIC")
# bits are counted by one instruction, which every such processor has had since 2008 and no compiler uses unasked
COUNTING = ("-mpopcnt",) if platform.machine().lower() in ("x86_64", "amd64") else ()
COMPILERS = ("cc", "gcc", "clang")


@cache
def kernel() -> ctypes.CDLL:
    """Return the compiled kernel; raises ReplicateError where no C compiler is at hand or it fails."""
    made_of = b"".join(one.read_bytes() for one in (SOURCE, *HEADERS)) + " ".join(FLAGS + COUNTING).encode()
    name = f"epstein-{hashlib.sha256(made_of).hexdigest()[:16]}.so"
    for folder in _folders():
        if (folder / name).is_file():
            return ctypes.CDLL(str(folder / name))
    return _built(name)


def _folders() -> list[Path]:
    """Return where compiled kernels are kept, if anywhere."""
    base = os.environ.get("XDG_CACHE_HOME")
    return [(Path(base) if base and os.path.isabs(base) else Path.home() / ".cache") / "groundswell" / "native"]


def _built(name: str) -> ctypes.CDLL:
    compiler = next((found for each in COMPILERS if (found := shutil.which(each))), None)
    if compiler is None:
        raise ReplicateError(
            "Epstein's society runs in a small C program, and no C compiler was found. Install gcc, or set `engine` to"
            " `reference`, which gives the same numbers and takes some hundred times as long."
        )
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / name
        command = [compiler, *FLAGS, *COUNTING, str(SOURCE), "-o", str(built), "-lm"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            raise ReplicateError(f"The C compiler could not build Epstein's society:\n{run.stderr.strip()}")
        _keep(built)
        return ctypes.CDLL(str(built))


def _keep(built: Path) -> None:
    """Put the kernel where the next run finds it; where nothing can be kept it is built again."""
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            waiting = folder / f"{built.name}.{os.getpid()}"
            shutil.copy(built, waiting)
            waiting.replace(folder / built.name)  # whole or not at all, whoever else builds it now
        except OSError:
            continue


def run_quickly(society: Society, starts: list[int]) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Return counts, tension and last board of one society for each start; each start takes one thread."""
    kernel()
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:
        return list(threads.map(lambda start: _run(society, start), starts))


def _run(society: Society, start: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    ticks = society.given["ticks"]
    rows = np.zeros((ticks + 1, len(COLUMNS)), np.int32)
    tension, board = np.full(ticks + 1, np.nan), np.zeros(society.sites, np.int8)
    # named, so that their memory stays while the kernel reads it
    switches, numbers = _switches(society), _numbers(society)
    offsets = [np.ascontiguousarray(view[:, at], np.int32) for view in society.views for at in (0, 1)]
    counts = np.array([len(view) for view in society.views], np.int32)
    pointers = (ctypes.c_void_p * len(offsets))(*(each.ctypes.data for each in offsets))
    arrays = (counts, society.legitimacy, society.cops)
    addresses = [ctypes.c_void_p(switches.ctypes.data), ctypes.c_void_p(numbers.ctypes.data), pointers]
    addresses += [ctypes.c_void_p(array.ctypes.data) for array in arrays]
    out = [ctypes.c_void_p(array.ctypes.data) for array in (rows, tension, board)]
    last = kernel().run_society(*addresses, ctypes.c_uint64(start), *out)
    if last < 0:
        why = "there is no memory for it" if last == -1 else f"more than {ROOM} people a site live in it"
        raise ReplicateError(f"Epstein's society stopped: {why}.")
    rows[:, [0, 1]] = rows[:, [1, 0]]  # the kernel counts by status, quiet first
    return rows[: last + 1], tension[: last + 1], board


def _switches(society: Society) -> np.ndarray:
    given = society.given
    return np.array(
        [
            given["rows"], given["columns"], society.citizens, given["ticks"], given["groups"] == 2,
            given["citizens_move"], given["cops_move"], society.switch("ratio", RATIO),
            society.switch("self_counted", SELF), given["turn"] == "act first", society.switch("schedule", SCHEDULE),
            given["cop_steps"], society.switch("term", TERM), society.switch("jailed", JAILED),
            society.switch("release", RELEASE), given["fixed_grievance"], ROOM * society.sites, given["longest_life"],
        ],
        np.int32,
    )  # fmt: skip


def _numbers(society: Society) -> np.ndarray:
    return np.array([society.given[name] for name in ("sharpness", "threshold", "longest_term", "clone_chance")])
