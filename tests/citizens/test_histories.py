"""What holds of every history of citizens, whoever runs it and however they differ."""

import subprocess
import sys

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.citizens import numbers
from groundswell.ensemble import Ensemble
from groundswell.ledger import Remove, SetNode
from groundswell.model import arm_of, baseline, own_pushes, populace, settle, simulate_populated

N = 1000


def test_values_stay_inside_their_scales_and_shares_sum_to_one(harbours, theory, run):
    seen = dict(zip(theory.layout.nodes, run(harbours, N), strict=True))
    for key, values in seen.items():
        high = {"unit01": 1, "signed01": 1}.get(theory.layout.scale(key), np.inf)
        assert np.isfinite(values).all()
        assert values.min() >= -1 and values.max() <= high
    for members in theory.layout.groups.values():
        held = sum(np.asarray(seen[key], np.float64) for key in members)
        nobody = np.round((1 - held) * N) / N
        assert np.abs(held + nobody - 1).max() < 1e-6
        assert nobody.min() >= 0


def test_a_share_is_a_number_of_citizens(harbours, theory, run):
    seen = dict(zip(theory.layout.nodes, run(harbours, N), strict=True))
    for members in theory.layout.groups.values():
        for key in members:
            assert np.abs(seen[key] * N - np.round(seen[key] * N)).max() < 1e-3


def test_readings_have_the_same_bits_whoever_runs_beside_them(harbours, run):
    together = run(harbours, N, readings=9)
    alone = run(harbours, N, index=np.array([7, 2]))
    assert np.array_equal(together[:, [7, 2]], alone)


def test_neighbours_may_change_places(theory):
    """Sums are exact, so the order of citizens within a locality does not touch a bit."""
    people = populace(theory, N)
    reading = jax.tree.map(lambda array: array[..., :4], Ensemble(theory, 5).readings(np.arange(128)))
    plain = tuple(numbers(one) for one in people.communities)
    turned = tuple(tuple(np.ascontiguousarray(a[:, :, ::-1]) for a in one) for one in plain)
    arm = jax.tree.map(lambda a: a, baseline(theory.layout))
    arm = arm._replace(on=arm.on[:36], event_on=arm.event_on[:36], event_open=arm.event_open[:36])
    seen = [
        np.asarray(simulate_populated(
            theory.wiring, settle(theory.wiring, reading, who, people), arm, np.arange(len(theory.layout.nodes)),
            own_pushes(theory, people), people,
        ))
        for who in (plain, turned)
    ]  # fmt: skip
    assert np.array_equal(*seen)


@pytest.mark.slow
def test_another_process_finds_the_same_bits(harbours, run):
    code = (
        "import sys, numpy as np; from groundswell.ensemble import Ensemble; from groundswell.ledger import load_case;"
        "from groundswell.model import baseline, compile_theory; theory = compile_theory(load_case('two-harbours'));"
        f"seen = Ensemble(theory, 5, resolution={N}).run_stored(baseline(theory.layout), np.arange(4), 36);"
        "sys.stdout.buffer.write(np.ascontiguousarray(seen).tobytes())"
    )
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert there == np.ascontiguousarray(run(harbours, N)).tobytes()


def test_an_arm_meets_the_chance_of_its_baseline(harbours, theory, run):
    """Removing what acts from a month on leaves every citizen's life before that month as it was."""
    arm = baseline(theory.layout)
    later = arm._replace(on=np.where(np.arange(len(arm.on))[:, None] < 12, arm.on, 0))
    before, after = run(harbours, N), run(harbours, N, arm=later)
    assert np.array_equal(before[..., :12], after[..., :12])
    assert not np.array_equal(before[..., 13:], after[..., 13:])


def test_a_node_that_an_arm_holds_is_held_and_its_citizens_still_differ(harbours, theory, run):
    from groundswell.language import parse_quantity

    change = SetNode(parse_quantity("grievance(A_town)"), 0.2, harbours.setting.calendar.start, None)
    seen = dict(zip(theory.layout.nodes, run(harbours, N, arm=arm_of(theory.layout, [change])), strict=True))
    for key, values in seen.items():
        if key.variable == "v_grievance":
            assert values[:, 1:] == pytest.approx(0.2, abs=1e-6)


def test_without_a_mechanism_nobody_feels_it(harbours, theory, run):
    without = run(harbours, N, arm=arm_of(theory.layout, [Remove("X01")]))
    plain = run(harbours, N)
    street = [k for k, key in enumerate(theory.layout.nodes) if key.variable == "v_mobilisation"]
    assert (without[street][..., 24:] <= plain[street][..., 24:]).mean() > 0.95
    assert jnp.isfinite(without).all()
