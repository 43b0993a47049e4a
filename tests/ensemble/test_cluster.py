"""A Dask cluster on this machine gives the bits of threads, also when its workers are killed on the way."""

import os
import signal
import threading

import numpy as np
import pytest

from groundswell.ensemble import Ensemble, reached
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory

INDEX = np.arange(1500)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # the cluster's own children complain when they are killed
def test_a_cluster_gives_the_same_bits_though_a_worker_is_killed() -> None:
    from distributed import LocalCluster

    theory = compile_theory(load_case("two-harbours"))
    arm = baseline(theory.layout)
    here = Ensemble(theory, 7).run(arm, theory.named, INDEX)
    quiet = {"silence_logs": 50, "dashboard_address": None, "host": "127.0.0.1"}
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **quiet) as cluster,
        reached(cluster.scheduler_address, None) as hands,
    ):
        away = Ensemble(theory, 7, hands=hands)
        assert np.array_equal(away.run(arm, theory.named, INDEX[:256]), here[:, :256])
        victim = next(iter(cluster.workers.values())).pid
        timer = threading.Timer(0.1, lambda: os.kill(victim, signal.SIGKILL))
        timer.start()
        found = away.run(arm, theory.named, INDEX)
        timer.join()
    assert np.array_equal(found, here)
