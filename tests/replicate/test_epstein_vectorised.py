"""Civil violence with everybody acting at once, many societies as one program, beside the rule that takes turns."""

import numpy as np
import pytest

from groundswell import replicate
from groundswell.replicate import ReplicateError

SMALL = {"rows": 20, "columns": 20, "citizen_vision": 3.0, "cop_vision": 4.0, "schedule": "at once"}
QUICK = {**SMALL, "ticks": 60, "societies": 6, "engine": "vectorised"}


@pytest.fixture(scope="module")
def seen():
    return replicate.run("epstein-2002", **QUICK)


def test_nobody_is_lost_and_nobody_shares_a_site(seen):
    """At the end of every tick all citizens are active, quiet or in jail; the last board holds each free one once."""
    for active, quiet, jailed, cops in zip(
        *(seen[k] for k in ("active", "quiet", "in_jail", "cops_left")), strict=True
    ):
        assert (active + quiet + jailed == seen["citizens"]).all()
        assert (cops == seen["cops"]).all()
    board, last = seen["board"], {name: seen[name][0][-1] for name in ("active", "quiet", "cops_left")}
    assert {1: (board == 1).sum(), 3: (board == 3).sum(), 5: (board == 5).sum()} == {
        1: last["quiet"], 3: last["active"], 5: last["cops_left"],
    }  # fmt: skip
    assert max(jailed.max() for jailed in seen["in_jail"]) > 0


@pytest.mark.slow
def test_a_society_is_the_same_whoever_runs_beside_it(seen):
    few = replicate.run("epstein-2002", **{**QUICK, "societies": 2})
    for one, other in zip(few["active"], seen["active"][:2], strict=True):
        assert np.array_equal(one, other)


@pytest.mark.slow
def test_without_cops_those_are_active_whose_grievance_exceeds_the_threshold():
    free = replicate.run("epstein-2002", **{**QUICK, "cop_density": 0.0, "ticks": 5})
    expected = free["share_active_unseen"]
    shares = np.array([active[1:] / free["citizens"] for active in free["active"]])
    assert (shares == shares[:, :1]).all()
    assert shares.mean() == pytest.approx(expected, abs=3 * np.sqrt(expected * (1 - expected) / (6 * free["citizens"])))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"schedule": "list"}, "runs schedule 'at once' alone"),
        ({"groups": 2}, "runs groups 1 alone"),
        ({"jailed": "blocks"}, "runs jailed 'off' alone"),
        ({"cop_steps": True}, "runs cop_steps False alone"),
        ({"cops_arrive_at": 5}, "keeps all its cops"),
    ],
)
def test_what_only_the_other_versions_have_is_refused(given, says):
    with pytest.raises(ReplicateError, match=says):
        replicate.run("epstein-2002", **{**QUICK, **given})["active"]


@pytest.mark.parametrize(
    "switch", [{"ratio": "literal", "self_counted": "twice"}, {"ratio": "nearest", "term": "up to"}]
)
@pytest.mark.slow
def test_every_switch_of_the_rule_runs_and_keeps_its_people(switch):
    seen = replicate.run("epstein-2002", **{**QUICK, **switch, "self_counted": "not at all", "ticks": 20})
    assert all((a + q + j == seen["citizens"]).all() for a, q, j in zip(
        seen["active"], seen["quiet"], seen["in_jail"], strict=True))  # fmt: skip


@pytest.mark.slow
def test_it_agrees_with_the_sequential_statement_of_acting_at_once_and_not_with_taking_turns():
    """Means over societies, within three standard errors; in turn, more are in jail."""
    given = {"ticks": 250, "societies": 24, "seed": 3, "rows": 30, "columns": 30}

    def jailed(**more):
        found = replicate.run("epstein-2002", **given, **more)["in_jail"]
        means = np.array([one[50:].mean() for one in found])
        return means.mean(), means.std(ddof=1) / np.sqrt(len(means))

    fast, error = jailed(schedule="at once", engine="vectorised")
    slow, slow_error = jailed(schedule="at once")
    turns, turns_error = jailed()
    assert abs(fast - slow) < 3 * np.hypot(error, slow_error)
    assert turns - fast > 3 * np.hypot(error, turns_error)
