"""Epstein's society: the compiled rule is the plain one, and each switch does what it says."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.replicate import ReplicateError, run
from groundswell.replicate.epstein_2002 import RUNS
from groundswell.replicate.epstein_2002._measures import Outburst, outbursts, share_active
from groundswell.replicate.epstein_2002._rule import cops_at, legitimacy_at, offsets_of, sites_of

SMALL = {
    "rows": 12, "columns": 13, "ticks": 25, "societies": 1, "citizen_vision": 3.0, "cop_vision": 2.0,
    "cop_density": 0.06, "legitimacy": 0.7, "seed": 5, "longest_term": 8.0,
}  # fmt: skip
TWO = {**SMALL, "groups": 2, "legitimacy": 0.85, "ticks": 60, "longest_life": 40}
SETTINGS: dict[str, dict[str, Any]] = {
    "plain": SMALL,
    "run 1": {**SMALL, "citizens_move": False, "citizen_vision": 1.7, "cop_vision": 1.7},
    "literal": {**SMALL, "ratio": "literal"},
    "nearest": {**SMALL, "ratio": "nearest"},
    "self twice": {**SMALL, "self_counted": "twice"},
    "self not at all": {**SMALL, "self_counted": "not at all"},
    "diamond": {**SMALL, "view": "diamond"},
    "square": {**SMALL, "view": "square"},
    "wide view": {**SMALL, "rows": 45, "columns": 49, "citizen_vision": 19.0, "cop_vision": 16.5, "ticks": 4},
    "act first": {**SMALL, "turn": "act first"},
    "with replacement": {**SMALL, "schedule": "replacement"},
    "cops last": {**SMALL, "schedule": "cops last"},
    "all at once": {**SMALL, "schedule": "at once"},
    "two groups at once": {**TWO, "schedule": "at once"},
    "cop steps": {**SMALL, "cop_steps": True},
    "terms below": {**SMALL, "term": "below"},
    "terms up to": {**SMALL, "term": "up to"},
    "for ever": {**SMALL, "longest_term": math.inf},
    "prisoners block": {**SMALL, "jailed": "blocks"},
    "prisoners share": {**SMALL, "jailed": "shares"},
    "nobody moves": {**SMALL, "citizens_move": False, "cops_move": False},
    "cops go": {**SMALL, "cops_gone_at": 20.0},
    "cops come": {**SMALL, "cops_arrive_at": 5},
    "legitimacy falls": {**SMALL, "legitimacy_after": 0.4, "legitimacy_changes_at": 5},
    "grievance stays": {**SMALL, "fixed_grievance": True, "legitimacy_after": 0.4, "legitimacy_changes_at": 5},
    "two groups": TWO,
    "two groups, any site": {**TWO, "release": "any site"},
    "two groups, in place": {**TWO, "release": "in place"},
}


@pytest.mark.parametrize("name", SETTINGS)
def test_the_compiled_rule_is_the_plain_one_to_the_bit(name: str) -> None:
    quick, slow = (run("epstein-2002", **SETTINGS[name], engine=engine) for engine in ("compiled", "reference"))
    for part in ("active", "quiet", "in_jail", "cops_left"):
        assert np.array_equal(quick[part][0], slow[part][0]), part
    assert np.array_equal(quick["board"], slow["board"])
    assert (quick["kills"], quick["times"]) == (slow["kills"], slow["times"])
    assert np.allclose(quick["tension"][0], slow["tension"][0], rtol=1e-12, equal_nan=True)


def test_these_settings_try_the_rule() -> None:
    results = {name: run("epstein-2002", **setting) for name, setting in SETTINGS.items()}
    assert all(result["active"][0].max() > 0 for result in results.values())
    assert all(result["in_jail"][0].max() > 0 for result in results.values())
    assert all(results[name]["kills"] > 0 for name in results if "groups" in name)
    paths = {name: result["active"][0].tolist() for name, result in results.items()}
    same = {name for name in paths if name != "plain" and paths[name] == paths["plain"]}
    assert same == {"grievance stays"}  # whatever legitimacy does, nobody minds


def test_nobody_is_lost_in_model_one() -> None:
    result = run("epstein-2002", **SMALL)
    assert (result["active"][0] + result["quiet"][0] + result["in_jail"][0] == result["citizens"]).all()


@pytest.mark.parametrize("release", ["own site", "any site", "in place"])
def test_two_groups_only_change_by_birth_death_and_killing(release: str) -> None:
    result = run("epstein-2002", **{**TWO, "release": release, "clone_chance": 0.0, "longest_life": 1_000_000})
    people = result["active"][0] + result["quiet"][0] + result["in_jail"][0]
    assert people[0] - people[-1] == result["kills"]


def test_societies_and_seeds_have_luck_of_their_own() -> None:
    one = run("epstein-2002", **{**SMALL, "societies": 3})["active"]
    assert len({tuple(active.tolist()) for active in one}) == 3
    assert np.array_equal(run("epstein-2002", **SMALL)["active"][0], one[0])
    assert not np.array_equal(run("epstein-2002", **{**SMALL, "seed": 6})["active"][0], one[0])


def test_without_cops_the_aggrieved_are_active_and_nobody_else() -> None:
    setting = {**SMALL, "cop_density": 0.0, "rows": 60, "columns": 60, "ticks": 2, "legitimacy": 0.8}
    result = run("epstein-2002", **setting)
    assert result["active"][0][1] / result["citizens"] == pytest.approx(0.5, abs=0.03)  # three standard errors
    assert result["active"][0][1] == result["active"][0][2]


def test_whoever_sees_the_whole_torus_sees_its_only_cop() -> None:
    setting = {
        **SMALL, "rows": 101, "columns": 101, "citizen_vision": 50.0, "cop_vision": 50.0, "view": "square", "ticks": 1,
        "cop_density": 1.2 / 101**2, "legitimacy": 0.5, "ratio": "literal", "schedule": "at once",
    }  # fmt: skip
    result = run("epstein-2002", **setting)
    expected = share_active(0.5, 0.1, 1 - math.exp(-2.3))
    assert result["active"][0][1] / result["citizens"] == pytest.approx(expected, abs=0.015)  # three standard errors


def test_a_legitimate_regime_sees_nobody_active() -> None:
    assert run("epstein-2002", **{**SMALL, "legitimacy": 0.9})["highest"] == 0


def test_tension_is_what_the_article_defines() -> None:
    result = run("epstein-2002", **{**SMALL, "rows": 60, "columns": 60, "ticks": 1, "legitimacy": 0.9})
    assert result["tension"][0][0] == pytest.approx(0.1, rel=0.08)  # mean G = .05, all quiet, mean R = .5


@pytest.mark.parametrize("groups", [1, 2])
def test_people_for_ever_in_jail_do_not_come_back(groups: int) -> None:
    setting = {**SMALL, "groups": groups, "longest_term": math.inf, "longest_life": 1_000_000, "clone_chance": 0.0}
    jailed = run("epstein-2002", **setting)["in_jail"][0]
    assert (np.diff(jailed) >= 0).all()


def test_cops_leave_one_by_one() -> None:
    left = cops_at(_given(5))
    assert left[0] == 118 and left[-1] == 0
    assert set(np.diff(left).tolist()) == {0, -1}


@pytest.mark.parametrize(("number", "at"), [(3, {76: 0.90, 77: 0.89, 146: 0.20, 200: 0.20}), (4, {76: 0.90, 77: 0.70})])
def test_legitimacy_falls_as_in_the_article(number: int, at: dict[int, float]) -> None:
    path = legitimacy_at(_given(number))
    assert {tick: path[tick] for tick in at} == pytest.approx(at)


def _given(number: int) -> dict[str, Any]:
    """Every parameter of one of the article's runs."""
    from groundswell.replicate.epstein_2002._parameters import PARAMETERS

    return {**{parameter.name: parameter.default for parameter in PARAMETERS}, **RUNS[number]}


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["disc", "diamond", "square"]), st.floats(1, 5))
def test_who_sees_is_seen(shape: str, vision: float) -> None:
    view = sites_of(11, 12, offsets_of(11, 12, shape, vision))
    sees = np.zeros((132, 132), bool)
    sees[np.arange(132)[:, None], view] = True
    assert (sees == sees.T).all() and not sees.diagonal().any()
    assert (sees.sum(axis=1) == view.shape[1]).all()


def test_an_outburst_passes_above_the_level_and_lasts_until_below_it() -> None:
    active = np.array([0, 50, 51, 50, 49, 60, 70, 10, 80])
    assert outbursts(active, 50) == [Outburst(2, 3, 101), Outburst(5, 6, 130)]


@settings(deadline=None)
@given(st.floats(0, 0.89), st.floats(-0.1, 0.3), st.floats(0, 1))
def test_the_active_share_in_closed_form_is_that_of_a_fine_grid(level: float, threshold: float, risk: float) -> None:
    hardship = (np.arange(2000) + 0.5) / 2000
    margin = hardship * (1 - level) - threshold
    by_grid = np.mean(np.clip(margin / risk, 0, 1) if risk > 1e-9 else margin > 0)
    assert share_active(level, threshold, risk if risk > 1e-9 else 0.0) == pytest.approx(by_grid, abs=2e-3)


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"cop_density": 0.5}, "do not fit on 1600 sites"),
        ({"citizen_vision": 25.0}, "meets itself on a torus of 40 by 40"),
        ({"groups": 3}, "`groups` is 3"),
        ({"legitimacy": 1.5}, "at least 0, at most 1"),
    ],
)
def test_what_does_not_fit_is_refused(setting: dict[str, Any], says: str) -> None:
    with pytest.raises(ReplicateError, match=says):
        run("epstein-2002", **setting)


def test_a_machine_without_a_compiler_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    from groundswell.replicate.epstein_2002 import _compiled

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(_compiled.shutil, "which", lambda name: None)
    with pytest.raises(ReplicateError, match="Install gcc, or set `engine` to `reference`"):
        _compiled.kernel.__wrapped__()


def test_a_kernel_is_kept_for_the_next_run(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    from groundswell.replicate.epstein_2002 import _compiled

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _compiled.kernel.__wrapped__()
    assert len(list((tmp_path / "groundswell" / "native").glob("epstein-*.so"))) == 1
