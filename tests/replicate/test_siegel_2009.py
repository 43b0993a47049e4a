"""Crowds on networks: limits, memory and what the ties do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.replicate import ReplicateError, run

SMALL = {"people": 300, "draws": 3}


@settings(deadline=None)
@given(st.floats(0.2, 0.9), st.floats(0.1, 1.0))
def test_the_limit_is_a_rest_point_and_the_lowest(mean: float, sd: float) -> None:
    from groundswell.replicate._normal import below

    share = run("siegel-2009", mean=mean, sd=sd)["limit"]
    assert below((mean - 1 + share) / sd) == pytest.approx(share, abs=1e-6)
    assert all(below((mean - 1 + x) / sd) > x for x in np.linspace(0, max(share - 1e-3, 0), 50)[:-1])


def test_the_crowd_jumps_at_the_spread_that_is_reported() -> None:
    spread = run("siegel-2009", mean=0.6)["jump_sd"]
    few, many = (run("siegel-2009", mean=0.6, sd=spread + gap)["limit"] for gap in (-1e-3, 1e-3))
    assert few < 0.3 and many > 0.7


@pytest.mark.parametrize("kind", ["complete", "hierarchy", "opinion leader", "ring", "village"])
def test_nobody_ever_leaves_a_crowd_that_began_with_nobody(kind: str) -> None:
    for path in run("siegel-2009", network=kind, **SMALL)["paths"]:
        assert path[0] == 0 and (np.diff(path) >= 0).all()


@pytest.mark.parametrize("kind", ["ring", "village"])
def test_memory_delays_and_does_not_change_where_it_ends(kind: str) -> None:
    quick, slow = (run("siegel-2009", network=kind, memory=memory, **SMALL) for memory in (0.0, 0.7))
    assert np.allclose(quick["shares"], slow["shares"], atol=0.02)
    assert all(len(late) > len(early) for early, late in zip(quick["paths"], slow["paths"], strict=True))


def test_the_share_is_counted_over_draws() -> None:
    result = run("siegel-2009", **SMALL)
    assert result["share"] == pytest.approx(np.mean(result["shares"]))
    assert result["median"] == np.median(result["shares"])


def test_a_network_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ReplicateError, match="on a ring of 10 it can be at most 4"):
        run("siegel-2009", people=10, reach=5)["share"]
