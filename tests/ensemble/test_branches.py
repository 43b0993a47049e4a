"""An arm that leaves its baseline midway gives the bits of an arm that is run from the start."""

import numpy as np
import pytest

from groundswell.ensemble import LANES, Ensemble
from groundswell.language import Month
from groundswell.ledger import Drop, End_, Freeze, Hasten, Remove, Resize, Start, load_case
from groundswell.model import arm_of, baseline, compile_theory, leaves


@pytest.fixture(scope="module")
def theory():
    return compile_theory(load_case("two-harbours"))


@pytest.fixture(scope="module")
def index():
    return np.arange(LANES + 5)


@pytest.fixture(scope="module")
def nodes(theory):
    return theory.named[:4]


def arms(theory):
    layout, event = theory.layout, theory.layout.events[0].id
    node = theory.named[0]
    changes = [Remove("M04"), End_("M04", Month(2030, 3)), Start("M04", Month(2030, 3)), Freeze(node, Month(2031, 1)),
               Drop(event), Resize(event, 2.0), Hasten("M04", 3.0)]  # fmt: skip
    return [arm_of(layout, [change]) for change in changes]


def test_branches_are_whole_runs_to_the_bit(theory, index, nodes):
    base = baseline(theory.layout)
    found = Ensemble(theory, 3).branches(base, arms(theory), nodes, index, 60)
    alone = [Ensemble(theory, 3).run(arm, nodes, index, 60) for arm in (base, *arms(theory))]
    assert all(np.array_equal(one, other) for one, other in zip(found, alone, strict=True))


def test_a_baseline_kept_from_another_question_gives_the_same_bits(theory, index, nodes):
    ensemble, base = Ensemble(theory, 3), baseline(theory.layout)
    late, other = End_("M04", Month(2032, 1)), theory.named[4:6]
    first = ensemble.branches(base, [arm_of(theory.layout, [late])], nodes, index, 70)
    ensemble.branches(base, arms(theory), other, index, 30)
    again = ensemble.branches(base, [arm_of(theory.layout, [late])], nodes, index, 70)
    fresh = Ensemble(theory, 3).branches(base, arms(theory), other, index, 30)
    assert all(np.array_equal(one, two) for one, two in zip(first, again, strict=True))
    held = ensemble.branches(base, arms(theory), other, index, 30)
    assert all(np.array_equal(one, two) for one, two in zip(held, fresh, strict=True))


def test_an_arm_leaves_in_the_month_of_its_change(theory):
    base, start = baseline(theory.layout), theory.layout.case.setting.calendar.start
    ended = arm_of(theory.layout, [End_("M04", start.plus(20))])
    frozen = arm_of(theory.layout, [Freeze(theory.named[0], start.plus(9))])
    hastened = arm_of(theory.layout, [Hasten("M04", 2.0)])
    assert [leaves(base, arm) for arm in (base, ended, frozen, hastened)] == [theory.layout.months, 20, 9, 0]


def test_what_a_run_is_cut_to_does_not_change_its_months(theory, index, nodes):
    ensemble, base = Ensemble(theory, 3), baseline(theory.layout)
    assert np.array_equal(ensemble.run(base, nodes, index, 25), ensemble.run(base, nodes, index)[..., :25])
