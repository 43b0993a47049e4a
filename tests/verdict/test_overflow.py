"""A reading that leaves the range of numbers is named and set aside, and its neighbours keep their bits."""

import numpy as np
import pytest

from groundswell import load_case, study
from groundswell.ensemble import Drawer, opened
from groundswell.report import lead, verdicts_document
from groundswell.verdict import ClaimRunner, SetAside
from groundswell.verdict._admissible import without

SPOILT = 3
SEED = 2007
CASE = load_case("two-harbours")


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch):
    """Give one reading a push that no number can hold; the choice is by reading number, as every draw is."""
    draw = Drawer.__call__

    def spoil(self: Drawer, seed: int, index):
        drawn = draw(self, seed, index)
        row = next(
            k
            for k, number in enumerate(self.theory.wiring.push_order)
            if self.theory.layout.pushes[number].kind == "mechanism"
        )
        push = np.array(drawn.push)
        if seed == SEED:  # the null theories have another
            push[row, np.asarray(index) == SPOILT] = np.inf
        return drawn._replace(push=push)

    monkeypatch.setattr(Drawer, "__call__", spoil)


def test_one_reading_that_overflows_is_set_aside_and_named(planted, tmp_path) -> None:
    heard = []
    found = study(CASE, readings=64, claims=["C01"], heard=heard.append, kept=opened(tmp_path))
    assert found.set_aside == {SPOILT}
    (named,) = found.overflows
    assert named.reading == SPOILT and named.run == "the baseline"
    assert named.month and named.node and named.cause and named.cause.startswith("M") and named.form
    assert [one.readings for one in heard if isinstance(one, SetAside)] == [1]
    assert SPOILT not in found.kept and len(found.kept) == 63
    assert found.claims[0].share is not None and np.isfinite(found.claims[0].share)
    again = study(CASE, readings=64, claims=["C01"], kept=opened(tmp_path))
    assert again.claims == found.claims and again.set_aside == found.set_aside


def test_the_others_keep_their_bits(monkeypatch, request) -> None:
    whole = study(CASE, readings=64, claims=["C01"], bare=True)
    request.getfixturevalue("planted")
    spoilt = study(CASE, readings=64, claims=["C01"], bare=True)
    others = np.isin(whole.kept, spoilt.kept)
    assert others.sum() == len(whole.kept) - 1
    for arm, traces in whole.traces["C01"].items():
        for node, values in traces.items():
            assert np.array_equal(values[others], spoilt.traces["C01"][arm][node])


def test_a_reading_that_overflows_in_an_arm_does_not_count_for_that_claim_alone(monkeypatch) -> None:
    traces = ClaimRunner.traces

    def spoil(self, *asked, **more):
        found = traces(self, *asked, **more)
        if self.test.id == "C01" and more.get("remember"):
            found[-1] = {node: np.array(values) for node, values in found[-1].items()}
            for values in found[-1].values():
                values[SPOILT, -1] = np.nan
        return found

    monkeypatch.setattr(ClaimRunner, "traces", spoil)
    found = study(CASE, readings=64, claims=["C01", "C02"], bare=True)
    first, second = found.claims
    assert (first.n_readings, second.n_readings) == (63, 64)
    assert first.share is not None and np.isfinite(first.share) and first.effective == pytest.approx(63, abs=0.1)
    assert found.set_aside == {SPOILT} and found.overflows[0].run.startswith("C01/")
    line = next(line for line in lead(verdicts_document(found)) if "set aside" in line)
    assert line.startswith(
        "One reading was set aside, since it left the range of numbers in some run. First: reading 3"
    )


def test_where_every_reading_overflows_there_is_a_sentence(monkeypatch) -> None:
    draw = Drawer.__call__
    monkeypatch.setattr(
        Drawer, "__call__", lambda self, *asked: draw(self, *asked)._replace(rest=draw(self, *asked).rest * np.inf)
    )
    with pytest.raises(FloatingPointError, match="every reading leaves the range of numbers"):
        study(CASE, readings=8, claims=["C01"], bare=True)


def test_weights_go_to_the_readings_that_are_sound() -> None:
    weight, sound = np.full(4, 0.25), np.array([False, True, True, True])
    assert without(weight, np.ones(4, bool)) is weight
    assert without(weight, sound) == pytest.approx([0, 1 / 3, 1 / 3, 1 / 3])
    assert without(weight, np.zeros(4, bool)).sum() == 0
