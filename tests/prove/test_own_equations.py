"""Planted truths come from equations and draws of their own, and obey their own laws."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import groundswell.prove
from groundswell.prove import Change, End, Lift, Planted
from groundswell.prove._kinds import CAUSE, DROP
from groundswell.prove._plain import Realities, month_of, parts
from groundswell.prove._society import moves

ONE = Planted("one", (moves("cause", "outcome"),), (CAUSE,), DROP, "lower", True, month="1992-06")


@pytest.mark.parametrize("module", ["_plain", "_draws", "_truth", "_society", "_priors"])
def test_the_truth_uses_nothing_of_the_tool(module):
    text = (Path(groundswell.prove.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
    names = [node.module or "" for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    names += [name.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for name in node.names]
    assert [n for n in names if n.startswith(("groundswell", "jax")) and not n.startswith("groundswell.prove.")] == []


def test_nothing_moves_but_by_chance_before_the_lift():
    seen = Realities(replace(ONE, arrows=()), 50, seed=1).run()
    before = seen["outcome", "who", ""][: month_of("1990-06")]
    assert np.abs(np.log(before / (1 - before)) - np.log(before[0] / (1 - before[0]))).max() < 0.6


def test_a_lift_of_so_many_points_raises_the_logit_by_as_many():
    lifted = replace(ONE, lifts=(Lift(End("cause"), (2.0, 2.0 + 1e-9)),))
    realities = Realities(lifted, 200, seed=2)
    gap = _logit(realities.run()["cause", "who", ""][-1]) - _logit(realities.run(DROP)["cause", "who", ""][-1])
    assert gap == pytest.approx(np.full(200, 2.0), abs=0.01)


def test_backing_and_nobody_sum_to_one():
    from groundswell.prove import Arrow

    arrow = Arrow((End("cause"),), End("backing", "next"))
    seen = Realities(replace(ONE, arrows=(arrow,), outcome=End("backing", "who")), 50, seed=3).run()
    whole = seen["backing", "who", "upper"] + seen["backing", "next", "upper"]
    assert (whole > 0).all() and (whole < 1).all()


def test_a_held_quantity_stays_where_it_is_held():
    seen = Realities(ONE, 20, seed=4).run(Change("set", of=End("cause"), values=(0.05,)))
    assert (seen["cause", "who", ""] == 0.05).all()


def test_the_town_is_the_mean_of_its_quarters():
    assert sum(parts(End("mood", "town")).values()) == pytest.approx(1)


def _logit(share):
    return np.log(share / (1 - share))
