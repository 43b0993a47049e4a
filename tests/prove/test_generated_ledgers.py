"""Any valid ledger runs to finite numbers inside its scales."""

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.ensemble import LANES, Ensemble
from groundswell.model import baseline, compile_theory
from groundswell.prove import Arrow, Change, End, Lift, Mark, Planted, written

QUANTITIES = ("cause", "hidden", "middle", "other", "outcome")

ranges = st.tuples(st.floats(0.3, 10), st.floats(0.1, 60)).map(lambda pair: (pair[0], pair[0] + pair[1]))
ends = st.builds(End, quantity=st.sampled_from(QUANTITIES), actor=st.sampled_from(["who", "next"]))
marks = st.sampled_from([(), (Mark("cause", 0.5),), (Mark("other", 0.4, above=False), Mark("outcome", 0.1))])
arrows = st.builds(
    Arrow,
    causes=st.lists(ends, min_size=1, max_size=2).map(tuple),
    effect=st.builds(End, st.sampled_from(QUANTITIES), st.just("who"), st.sampled_from([-1, 1])),
    months=ranges,
    lag=ranges,
    marks=marks,
)
societies = st.builds(
    Planted,
    kind=st.just("drawn"),
    arrows=st.lists(arrows, min_size=1, max_size=6).map(tuple),
    lifts=st.just((Lift(End("cause")),)),
    change=st.just(Change("drop")),
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
    assert len(seen) == len(theory.layout.nodes)
    assert np.isfinite(seen).all()
    assert 0 <= seen.min() <= seen.max() <= 1
