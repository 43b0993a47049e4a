"""A Dask cluster on this machine gives the bits of threads, also when its workers are killed or lag on the way."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from groundswell.ensemble import Ensemble, Threads, reached
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory

pytest.importorskip("distributed")

from dask import config
from distributed import LocalCluster

from groundswell.ensemble._hands import Cluster

INDEX = np.arange(2000)
LAG = 45.0
"""Seconds that a lagging block sleeps: far more than its test takes, and than the rest of it lets pass."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # the cluster's own children complain when they are killed
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler and worker processes, each watched by a nanny that replaces it when it is lost; one at first."""
    quiet = {"silence_logs": 50, "dashboard_address": None, "host": "127.0.0.1"}
    soon = {"distributed.comm.timeouts.connect": "3s"}  # a worker that is lost is asked for its results so long
    with config.set(soon), LocalCluster(n_workers=1, threads_per_worker=1, processes=True, **quiet) as found:
        yield found


@pytest.fixture(scope="module")
def run() -> Callable[[Any], np.ndarray]:
    """Runs the baseline of the smallest case on all of INDEX with some hands."""
    theory = compile_theory(load_case("two-harbours"))
    return lambda hands: Ensemble(theory, 7, hands=hands).run(baseline(theory.layout), theory.named, INDEX)


@pytest.fixture(scope="module")
def alone(run: Callable[[Any], np.ndarray]) -> np.ndarray:
    return run(Threads(1))


def with_workers(cluster: LocalCluster, count: int) -> str:
    """The cluster's address, once it has so many workers and no others, which Dask must not lose while it is closed."""
    cluster.scale(count)
    until = time.monotonic() + 60
    while len(cluster.scheduler_info["workers"]) != count:
        assert time.monotonic() < until, "the workers did not come and go in a minute"
        time.sleep(0.05)
    return cluster.scheduler_address


def test_two_threads_give_the_bits_of_one(run, alone) -> None:
    assert np.array_equal(run(Threads(2)), alone)


def test_one_two_and_three_workers_give_the_bits_of_threads(cluster, run, alone) -> None:
    for count in (1, 2, 3):
        with reached(with_workers(cluster, count), None) as hands:
            assert hands.count == 2 * count
            assert np.array_equal(run(hands), alone)


def lagging(shared: tuple[str], block: np.ndarray) -> tuple[int, int]:
    """A block's first number and the worker it ran on; the first to meet the first block sleeps over it."""
    folder, until = Path(shared[0]), time.monotonic() + LAG
    if block[0] == 0 and not (folder / "met").exists():
        (folder / "met").touch()
        while time.monotonic() < until and not (folder / "enough").exists():
            time.sleep(0.05)
    return int(block[0]), os.getpid()


def test_a_block_that_lags_is_given_to_a_second_worker_and_holds_up_none(cluster, tmp_path: Path) -> None:
    blocks = [INDEX[begin : begin + 128] for begin in range(0, 1024, 128)]
    with reached(with_workers(cluster, 2), None) as hands:
        began = time.monotonic()
        found = hands.blocks(lagging, (str(tmp_path),), blocks)
        took = time.monotonic() - began
        (tmp_path / "enough").touch()
    assert (tmp_path / "met").exists() and took < LAG / 3
    assert [first for first, _ in found] == [block[0] for block in blocks]


def test_a_block_that_was_sent_alone_and_lags_is_given_to_a_second_worker_too(cluster, tmp_path: Path) -> None:
    blocks = [INDEX[begin : begin + 128] for begin in range(128, 1920, 128)] + [INDEX[:128]]
    with reached(with_workers(cluster, 2), None) as hands, ThreadPoolExecutor(hands.count) as pool:
        began = time.monotonic()
        found = list(pool.map(lambda block: hands.blocks(lagging, (str(tmp_path),), [block])[0], blocks))
        took = time.monotonic() - began
        (tmp_path / "enough").touch()
    assert (tmp_path / "met").exists() and took < LAG / 3
    assert [first for first, _ in found] == [block[0] for block in blocks]


class Killing(Cluster):
    """Kills a worker that is at work, at the moment when the first block has come back."""

    def __init__(self, address: str):
        super().__init__(address)
        self.workers: dict[str, int] = self.client.run(os.getpid)
        self.victim, self.unfinished, self.lost = 0, 0, 0

    def _first(self, futures: Sequence[Any]) -> Any:
        result = super()._first(futures)
        if not self.victim:
            at_work = {worker: keys for worker, keys in self.client.processing().items() if keys}
            worker = max(at_work, key=lambda one: len(at_work[one]))
            self.victim, self.lost = self.workers[worker], len(at_work[worker])
            self.unfinished = sum(state.status == "pending" for state in self.client.futures.values())
            os.kill(self.victim, signal.SIGKILL)
        return result


def replaced(cluster: LocalCluster, hands: Killing) -> bool:
    """Whether two workers are there before long, and the killed one is none of them."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        there = hands.client.run(os.getpid, on_error="ignore")
        if (
            len(there) == 2
            and hands.victim not in there.values()
            and set(there) == set(cluster.scheduler_info["workers"])
        ):
            return True
        time.sleep(0.1)
    return False


def test_a_worker_that_is_killed_with_blocks_in_its_hands_is_replaced_and_no_bit_changes(cluster, run, alone) -> None:
    hands = Killing(with_workers(cluster, 2))
    try:
        found = run(hands)
        assert hands.victim and hands.lost >= 1 and hands.unfinished >= 2
        assert replaced(cluster, hands)
    finally:
        hands.close()
    assert np.array_equal(found, alone)


def test_nothing_else_of_the_process_runs_on_the_cluster_after_several_threads_waited(cluster: LocalCluster) -> None:
    with reached(cluster.scheduler_address, None) as hands, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: hands.blocks(slowly, (number,), [np.arange(2), np.arange(3)]), range(4)))
    assert config.get("scheduler", None) is None


def slowly(shared: tuple[int], block: np.ndarray) -> np.ndarray:
    """Something that takes another while in every thread."""
    time.sleep(0.1 * shared[0])
    return block
