"""The core of signal temporal logic agrees with rtamt, a monitor written elsewhere."""

import warnings

import numpy as np
import pytest
from evaluated_formulas import LENGTH, NODES, RUNS, SCALES, START, core_formulas, runs
from hypothesis import given, settings

from groundswell import language as lang
from groundswell.verdict import margin

rtamt = pytest.importorskip("rtamt", reason="its parser runtime does not import on Python 3.13")


class Monitor:
    """Writes a formula for rtamt, whose intervals count from the month of evaluation.

    At the first month both readings agree. A word with an interval inside another one is constant in
    our reading, so it is evaluated first and handed over as a signal.
    """

    def __init__(self, run):
        self.run = {f"x{NODES.index(node)}": trace for node, trace in run.items()}

    def margin(self, formula):
        text = self.written(formula, inside=False)
        spec = rtamt.StlDiscreteTimeOfflineSpecification()
        for name in self.run:
            spec.declare_var(name, "float")
        spec.spec = text
        spec.parse()
        return spec.evaluate({"time": list(range(LENGTH)), **{name: list(trace) for name, trace in self.run.items()}})[
            0
        ][1]

    def written(self, formula, inside):
        match formula:
            case lang.Comparison(left, operator, right):
                return f"(({self.quantity(left)}) {operator} ({self.quantity(right)}))"
            case lang.Not(inner):
                return f"(not {self.written(inner, inside)})"
            case lang.And(left, right):
                return f"({self.written(left, inside)} and {self.written(right, inside)})"
            case lang.Or(left, right):
                return f"({self.written(left, inside)} or {self.written(right, inside)})"
            case lang.Implies(left, right):
                return f"({self.written(left, inside)} -> {self.written(right, inside)})"
            case _ if inside:
                name = f"k{len(self.run)}"
                self.run[name] = [self.margin(formula)] * LENGTH
                return f"({name} > 0)"
            case lang.Until(interval, left, right):
                return f"({self.written(left, True)} until{span(interval)} {self.written(right, True)})"
            case lang.Always(interval, inner):
                return f"(always{span(interval)} {self.written(inner, True)})"
            case lang.Eventually(interval, inner):
                return f"(eventually{span(interval)} {self.written(inner, True)})"
        raise TypeError(formula)

    def quantity(self, quantity):
        match quantity:
            case lang.Node():
                return f"x{NODES.index(quantity)}"
            case lang.Number(value):
                return repr(value)
            case lang.Arithmetic(operator, left, right):
                return f"({self.quantity(left)} {operator} {self.quantity(right)})"
        raise TypeError(quantity)


def span(interval):
    return f"[{interval.since.index(START)}:{interval.until.index(START)}]"


@settings(deadline=None, max_examples=100)
@given(core_formulas, runs)
def test_margins_agree_with_rtamt(formula, run):
    found = np.broadcast_to(margin(formula, run, SCALES, (START, LENGTH)), (RUNS,))
    for number in range(RUNS):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            expected = Monitor({node: trace[number].tolist() for node, trace in run.items()}).margin(formula)
        assert found[number] == pytest.approx(expected, abs=1e-6)
