"""Runs the command line as a stranger would: in a process of its own, with a cache that the tests share."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from entering import ENTER, PATIENCE

SOURCE = Path(__file__).parents[2] / "src"


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of every command: this source, and one cache of compiled programs."""
    cache = tmp_path_factory.mktemp("cache")
    return {**os.environ, "PYTHONPATH": str(SOURCE), "XDG_CACHE_HOME": str(cache), "NO_COLOR": "1", "COLUMNS": "120"}


@pytest.fixture(scope="session")
def groundswell(surroundings: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`groundswell("study", ..., at=folder)`: runs a command to its end; `first` is Python run before it."""

    def run(*words: str, at: Path, first: str = "", **more) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", f"{first}\n{ENTER}", *words]
        return subprocess.run(
            command, cwd=at, env=surroundings, text=True, capture_output=True, timeout=PATIENCE, check=False, **more
        )

    return run


@pytest.fixture(scope="session")
def interrupted(surroundings: dict[str, str]) -> Callable[..., tuple[int, str]]:
    """`interrupted("study", ..., at=folder, after="claims: 1", times=1)`: Ctrl-C at a line; exit code and errors."""

    def run(*words: str, at: Path, after: str, times: int = 1) -> tuple[int, str]:
        command = [sys.executable, "-c", ENTER, *words]
        pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, cwd=at, env=surroundings, text=True, start_new_session=True, **pipes) as process:
            assert process.stderr is not None
            seen = next((line for line in process.stderr if line.startswith(after)), "")
            for _ in range(times):
                process.send_signal(signal.SIGINT)
            try:
                _, said = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()
        return process.returncode, seen + said

    return run
