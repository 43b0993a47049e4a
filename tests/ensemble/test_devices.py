"""Several devices share a block of readings or a community of citizens, and nothing of what they find depends on it."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.slow

FOUR = '''
import sys
from dataclasses import replace
import jax, numpy as np
from groundswell.citizens import WHOLE, numbers
from groundswell.ensemble import Devices, Ensemble
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory, own_pushes, populace, settle, simulate_populated

case = load_case("two-harbours")
talk = {"v_mobilisation": {"near": 0.1, "far": 0.2}}
case = replace(case, priors={**case.priors, "citizens": {**case.priors["citizens"], "talk": talk}})
theory = compile_theory(case)
arm = baseline(theory.layout)

def alone(people):
    """One of the two quarters resolved, the other a mean: half the work for the compiler."""
    own = {row for felt in people.communities[0].felt for row, _ in felt.pushes}
    return people._replace(communities=people.communities[:1], nodes=people.nodes[:1], own_push=tuple(sorted(own)))

later = arm._replace(on=np.where(np.arange(len(arm.on))[:, None] < 12, arm.on, 0).astype(np.float32))
found = {}
for name, devices in {"one": Devices(jax.devices()[:1]), "four": Devices()}.items():
    ensemble = Ensemble(theory, 5, devices=devices)
    found[f"readings {name}"] = np.stack(ensemble.branches(arm, [later], theory.named, np.arange(150)))
    found[f"width {name}"] = np.array(devices.width)
    people = Ensemble(theory, 5, resolution=PEOPLE, devices=devices)
    run, shared = people.resolved, alone(people.resolved.populace)
    run.populace, run.numbers, run.own = shared, run.numbers[:1], own_pushes(theory, shared)
    found[f"citizens {name}"] = people.run_stored(arm, np.arange(1), 24)
    found[f"shared {name}"] = np.array([shared.shared(one) for one in shared.communities])
reading = jax.tree.map(lambda array: array[..., :1], Ensemble(theory, 5).readings(np.arange(128)))
whole = alone(populace(theory, PEOPLE, WHOLE))
fixed = settle(theory.wiring, reading, tuple(numbers(one) for one in whole.communities), whole)
cut = {name: getattr(arm, name)[:24] for name in ("on", "event_on", "event_open")}
every = np.arange(len(theory.layout.nodes))
seen = simulate_populated(theory.wiring, fixed, arm._replace(**cut), every, own_pushes(theory, whole), whole)
found["blocks"] = np.array([(one.blocks, other.blocks) for one, other in zip(whole[0], shared[0])])
np.savez(sys.argv[1], whole=np.asarray(seen).transpose(1, 2, 0), **found)
'''.replace("PEOPLE", "40_000")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What one and what four devices find, in a process that is told to make four of its processor."""
    file = tmp_path_factory.mktemp("four") / "found.npz"
    flags = {"XLA_FLAGS": "--xla_force_host_platform_device_count=4", "JAX_PLATFORMS": "cpu"}
    path = {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    subprocess.run([sys.executable, "-c", FOUR, str(file)], check=True, env={**os.environ, **flags, **path})
    return np.load(file)


def test_readings_spread_over_four_devices_have_the_bits_of_one(found):
    assert found["width four"] == 4 * found["width one"]
    assert np.array_equal(found["readings one"], found["readings four"])
    assert not np.array_equal(found["readings one"][0], found["readings one"][1])


def test_citizens_spread_over_four_devices_have_the_bits_of_one(found):
    assert found["shared four"].all() and not found["shared one"].any()
    assert np.array_equal(found["citizens one"], found["citizens four"])


def test_whole_communities_at_once_find_what_blocks_of_localities_find(found):
    """An accelerator takes them so, with every mechanism written out; rounding may differ in the last digit."""
    assert found["blocks"].tolist() == [[1, 8]]
    assert np.abs(found["whole"] - found["citizens one"]).max() < 1e-6
