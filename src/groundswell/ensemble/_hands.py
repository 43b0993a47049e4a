"""Who runs the blocks: the threads of this machine, or the workers of a Dask cluster. The bits are the same."""

from __future__ import annotations

import copyreg
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from threading import Event
from time import monotonic
from types import MappingProxyType
from typing import Any, Protocol

import jax
import numpy as np

from groundswell.ensemble._meter import METER, SIMULATE
from groundswell.ensemble._reach import client_of

copyreg.pickle(MappingProxyType, lambda view: (MappingProxyType, (dict(view),)))  # a case travels to its workers

SLOW = 4.0
"""A block that takes so many times as long as the median is given to a second worker as well."""

SOON = 5.0
"""Seconds after which a block that was sent alone may count as slow, at the least; it may have to be compiled for."""

KNOWN = 8
"""Blocks sent alone whose times say what is usual for one."""

RETRIES = 20
"""How often a block is tried again where its workers were lost."""

FEW = 2
"""Threads that keep an accelerator busy; each holds a block of readings in its memory."""

Work = Callable[[Any, np.ndarray], Any]
"""What is done with (what all blocks share, one block of reading numbers); it must be a function of a module."""


class Hands(Protocol):
    """Runs work on blocks, so many at once."""

    @property
    def count(self) -> int: ...

    def blocks(self, work: Work, shared: Any, blocks: Sequence[np.ndarray]) -> list[Any]:
        """The results of all blocks, in their order."""
        ...


class Threads:
    """The threads of this process."""

    def __init__(self, count: int | None = None):
        self._count = count or (processors() if jax.default_backend() == "cpu" else FEW)

    @property
    def count(self) -> int:
        """Threads."""
        return self._count

    def blocks(self, work: Work, shared: Any, blocks: Sequence[np.ndarray]) -> list[Any]:
        """Run the blocks side by side."""

        def measured(block: np.ndarray) -> Any:
            with METER.phase(SIMULATE):
                return work(shared, block)

        if len(blocks) == 1:
            return [measured(blocks[0])]
        with ThreadPoolExecutor(self._count) as pool:
            return list(pool.map(measured, blocks))


class Cluster:
    """The workers behind a Dask scheduler's address, such as `tcp://10.0.0.7:8786`.

    A lost worker's blocks are run by another, and a block that lags far behind the others is run twice; whoever is
    first counts, since both give the same bits. Raises OSError where no scheduler answers, within seconds, and
    ValueError where the address makes no sense.
    """

    def __init__(self, address: str, patience: float = 30.0):
        self.client = client_of(address, patience)
        self._sent: dict[int, tuple[Any, Any]] = {}
        self._alone: deque[float] = deque(maxlen=64)

    @property
    def count(self) -> int:
        """Threads of all workers, twice, so that none waits for its next block."""
        threads: Any = self.client.nthreads()
        return max(2 * sum(threads.values()), 2)

    def close(self) -> None:
        """Leave the cluster as it was."""
        self._sent.clear()
        self.client.close()

    def blocks(self, work: Work, shared: Any, blocks: Sequence[np.ndarray]) -> list[Any]:
        """Run the blocks on the workers and wait for all of them."""
        with METER.phase(SIMULATE):
            return self._run(work, shared, blocks)

    def _run(self, work: Work, shared: Any, blocks: Sequence[np.ndarray]) -> list[Any]:
        sent = [self._send(part) for part in shared]
        news = Event()
        asked = {number: [self._ask(work, sent, block, news)] for number, block in enumerate(blocks)}
        found: dict[int, Any] = {}
        began, took = monotonic(), []
        while len(found) < len(blocks):
            news.wait(1.0)
            news.clear()
            for number in [k for k in asked if k not in found and any(f.done() for f in asked[k])]:
                found[number] = self._first(asked[number])
                took.append(monotonic() - began)
            late = self._late(monotonic() - began, took, len(blocks))
            for number in [k for k in asked if late and k not in found and len(asked[k]) == 1]:
                asked[number].append(self._ask(work, sent, blocks[number], news))
        if len(blocks) == 1:
            self._alone.extend(took)
        return [found[number] for number in range(len(blocks))]

    def _late(self, elapsed: float, took: Sequence[float], blocks: int) -> bool:
        """Whether what is not back by now lags: behind others of its call, or behind others that were sent alone."""
        if blocks == 1:
            return len(self._alone) >= KNOWN and elapsed > max(SLOW * median(self._alone), SOON)
        return 2 * len(took) >= blocks and elapsed > SLOW * median(took)

    def _send(self, part: Any) -> Any:
        """Large parts travel once; what is small goes with every block."""
        if not hasattr(part, "digest"):
            return part
        if id(part) not in self._sent:
            self._sent[id(part)] = (part, self.client.scatter(part, broadcast=True, hash=False))
        return self._sent[id(part)][1]

    def _ask(self, work: Work, sent: Sequence[Any], block: np.ndarray, news: Event) -> Any:
        """A block under way, which sets `news` when it is done.

        Dask's own `wait` says for as long as it waits that everything of this process runs on the cluster, and where
        several threads wait that stays so.
        """
        future = self.client.submit(_apply, work, block, *sent, pure=False, retries=RETRIES)
        future.add_done_callback(lambda _: news.set())
        return future

    def _first(self, futures: Sequence[Any]) -> Any:
        done = next((one for one in futures if one.done() and one.status == "finished"), None)
        if done is None:
            done = next(one for one in futures if one.done())
        result = done.result()
        for other in futures:
            if other is not done:
                other.cancel()
        return result


def _apply(work: Work, block: np.ndarray, *shared: Any) -> Any:
    return work(shared, block)


@contextmanager
def reached(address: str | None, workers: int | None) -> Iterator[Hands]:
    """The hands that a command asks for, let go afterwards."""
    if address is None:
        yield Threads(workers)
        return
    cluster = Cluster(address)
    try:
        yield cluster
    finally:
        cluster.close()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
