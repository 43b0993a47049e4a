"""Several devices share a block of readings or a community of citizens, and nothing of what they find depends on it."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

FOUR = """
import sys
import jax, numpy as np
from groundswell.ensemble import Devices, Ensemble
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory

theory = compile_theory(load_case("two-harbours"))
arm = baseline(theory.layout)
later = arm._replace(on=np.where(np.arange(len(arm.on))[:, None] < 12, arm.on, 0).astype(np.float32))
index = np.arange(150)
found = {}
for name, devices in {"one": Devices(jax.devices()[:1]), "four": Devices()}.items():
    ensemble = Ensemble(theory, 5, devices=devices)
    found[f"plain {name}"] = np.stack(ensemble.branches(arm, [later], theory.named, index))
    found[f"stored {name}"] = ensemble.run_stored(arm, index[:40], 24)
for name, devices in {"one": Devices(jax.devices()[:1]), "four": Devices()}.items():
    ensemble = Ensemble(theory, 5, resolution=20_000, devices=devices)
    found[f"citizens {name}"] = ensemble.run_stored(arm, np.arange(2), 24)
    people = ensemble.resolved.populace
    found[f"shared {name}"] = np.array([people.shared(one) for one in people.communities])
found["devices four"] = np.array(Devices().width // Devices(jax.devices()[:1]).width)
np.savez(sys.argv[1], **found)
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What one and what four devices find, in a process that is told to make four of its processor."""
    file = tmp_path_factory.mktemp("four") / "found.npz"
    flags = {"XLA_FLAGS": "--xla_force_host_platform_device_count=4", "JAX_PLATFORMS": "cpu"}
    path = {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    subprocess.run([sys.executable, "-c", FOUR, str(file)], check=True, env={**os.environ, **flags, **path})
    return np.load(file)


def test_readings_spread_over_four_devices_have_the_bits_of_one(found):
    assert found["devices four"] == 4
    assert np.array_equal(found["plain one"], found["plain four"])
    assert np.array_equal(found["stored one"], found["stored four"])
    assert not np.array_equal(found["plain one"][0], found["plain one"][1])


def test_citizens_spread_over_four_devices_have_the_bits_of_one(found):
    assert found["shared four"].all() and not found["shared one"].any()
    assert np.array_equal(found["citizens one"], found["citizens four"])
