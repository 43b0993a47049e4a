"""A study on a Dask cluster: its address is looked at first, and what comes out is what threads give."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
import xarray

pytest.importorskip("distributed")

from distributed import LocalCluster
from distributed.diagnostics.plugin import SchedulerPlugin

STUDY = ("study", "two-harbours", "--readings", "8", "--claims", "C01", "--out", "study")


@contextmanager
def service(says: bytes) -> Iterator[str]:
    """The address of something that takes every line, says one thing and then nothing."""
    lines: list[socket.socket] = []

    def take(door: socket.socket) -> None:
        while True:
            try:
                lines.append(door.accept()[0])
            except OSError:
                return
            lines[-1].sendall(says)

    with socket.create_server(("127.0.0.1", 0)) as door:
        thread = threading.Thread(target=take, args=(door,))
        thread.start()
        yield f"tcp://127.0.0.1:{door.getsockname()[1]}"
        door.shutdown(socket.SHUT_RDWR)
        thread.join()
    for line in lines:
        line.close()


def refused(groundswell, at: Path, address: str) -> str:
    """What a study says of an address, and says alone, within seconds."""
    began = monotonic()
    run = groundswell(*STUDY, "--scheduler", address, at=at)
    assert run.returncode == 2 and not run.stdout
    assert monotonic() - began < 20
    return run.stderr.removeprefix(f"{address}: ")


def test_an_address_that_makes_no_sense_is_refused_at_once_in_one_sentence(groundswell, tmp_path: Path) -> None:
    said = refused(groundswell, tmp_path, "nonsense")
    assert said == (
        "that is no address of a scheduler: missing port number in address 'nonsense'."
        " An address looks like tcp://10.0.0.7:8786.\n"
    )


def test_a_port_at_which_nobody_listens_is_refused_at_once_in_one_sentence(groundswell, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    said = refused(groundswell, tmp_path, f"tcp://127.0.0.1:{port}")
    assert said.startswith("no scheduler answers there (") and "refused" in said and said.count("\n") == 1


@pytest.mark.parametrize(
    ("says", "why"), [(b"", "timed out"), (b"SSH-2.0-something\r\n", "something else answers there")]
)
def test_a_service_that_is_no_scheduler_is_refused_within_seconds(groundswell, tmp_path: Path, says, why) -> None:
    with service(says) as address:
        assert refused(groundswell, tmp_path, address) == f"no scheduler answers there ({why}).\n"


class Counting(SchedulerPlugin):
    """Counts the blocks that workers finish."""

    blocks = 0

    def transition(self, key: str, start: str, finish: str, *rest, **more) -> None:
        self.blocks += start == "processing" and finish == "memory"


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # the cluster's own children may complain when they are ended
def test_a_study_on_a_cluster_says_what_one_on_threads_says(groundswell, tmp_path: Path) -> None:
    words = (*STUDY[:3], "160", *STUDY[4:-1])
    quiet = {"silence_logs": 50, "dashboard_address": None, "host": "127.0.0.1"}
    with LocalCluster(n_workers=1, threads_per_worker=2, processes=True, **quiet) as cluster:
        counting = Counting()
        cluster.scheduler.add_plugin(counting)
        run = groundswell(*words, "away", "--scheduler", cluster.scheduler_address, at=tmp_path)
        assert run.returncode == 0, run.stderr
    assert groundswell(*words, "here", at=tmp_path).returncode == 0
    assert counting.blocks >= 2
    away, here = ((tmp_path / name / "verdicts.json").read_text() for name in ("away", "here"))
    assert away == here
    away, here = (xarray.open_zarr(tmp_path / name / "trajectories.zarr").load() for name in ("away", "here"))
    assert away.identical(here)
