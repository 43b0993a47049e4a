"""Any valid ledger runs to finite numbers inside its scales."""

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.ensemble import LANES, Ensemble
from groundswell.model import baseline, compile_theory
from groundswell.prove._kinds import Arrow, Planted
from groundswell.prove._worlds import QUANTITIES, written

ranges = st.tuples(st.floats(0.3, 10), st.floats(0.1, 60)).map(lambda pair: (pair[0], pair[0] + pair[1]))
arrows = st.builds(
    Arrow,
    cause=st.sampled_from(QUANTITIES),
    effect=st.sampled_from(QUANTITIES),
    sign=st.sampled_from([-1, 1]),
    months=ranges,
    lag=ranges,
    gate=st.sampled_from([None, "cause(who) > 0.5", "other(who) < 0.4 and outcome(who) > 0.1"]),
)
societies = st.builds(
    Planted,
    kind=st.just("drawn"),
    arrows=st.lists(arrows, min_size=1, max_size=6).map(tuple),
    expect=st.sampled_from(["lower", "higher"]),
    true=st.none(),
)


@settings(max_examples=3, deadline=None, derandomize=True)
@given(planted=st.lists(societies, min_size=1, max_size=6))
def test_a_valid_ledger_runs_to_finite_numbers(planted):
    with tempfile.TemporaryDirectory() as folder:
        made = written(Path(folder), {f"C{number:03d}": one for number, one in enumerate(planted, 1)})
    theory = compile_theory(made.case)
    seen = Ensemble(theory, seed=1).run_stored(baseline(theory.layout), np.arange(LANES), 24)
    assert np.isfinite(seen).all()
    assert 0 <= seen.min() <= seen.max() <= 1
