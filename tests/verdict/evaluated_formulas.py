"""Strategies for formulas that can be evaluated on runs of one small calendar."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from groundswell import language as lang

LENGTH = 12
RUNS = 3
START = lang.Month(2030, 3)
SCALES = {"support": "unit01", "balance": "signed01", "arms": "level"}
CONSTANTS = {"tolerance": 0.25}
NODES = (
    lang.Node("support", "A_front"),
    lang.Node("support", "A_front", "A_harbour"),
    lang.Node("balance", "A_league"),
    lang.Node("arms", "A_league"),
)

# Eighths, so that sums and differences are exact in both precisions and ties are real ties.
eighths = st.integers(-16, 16).map(lambda count: count / 8)
traces = hnp.arrays(np.float32, (len(NODES), RUNS, LENGTH), elements=st.integers(0, 8).map(lambda count: count / 8))
runs = traces.map(lambda values: dict(zip(NODES, values, strict=True)))

indices = st.integers(0, LENGTH - 1)
intervals = st.builds(
    lambda one, two: lang.Interval(START.plus(min(one, two)), START.plus(max(one, two))), indices, indices
)
dates = st.one_of(indices.map(START.plus), st.sampled_from(["start", "end"]))
operators = st.sampled_from(["<", "<=", ">", ">="])
nodes = st.sampled_from(NODES)
numbers = st.builds(lang.Number, st.integers(0, 16).map(lambda count: count / 8))


def sums(inner):
    return st.builds(lang.Arithmetic, st.sampled_from("+-"), inner, inner)


def _ranks(inner):
    return st.builds(lambda several: lang.Among("rank", tuple(several)), st.lists(inner, min_size=2, max_size=3))


exact = st.recursive(
    st.one_of(nodes, numbers, st.just(lang.Constant("tolerance"))),
    lambda inner: sums(inner) | _ranks(inner),
    max_leaves=3,
)


def _wider_quantities(inner):
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        sums(inner),
        st.builds(lang.Negative, inner),
        st.builds(lang.Arithmetic, st.just("*"), inner, inner),
        st.builds(lang.Arithmetic, st.just("/"), inner, st.sampled_from([lang.Number(0.5), lang.Number(3.0)])),
        st.builds(lang.At, inner, dates),
        st.builds(lang.Summary, st.sampled_from(["mean", "highest", "lowest", "change"]), intervals, inner),
        st.builds(lang.Among, st.sampled_from(["mean", "highest", "lowest"]), several),
        st.builds(lambda left, right: lang.Among("gap", (left, right)), inner, inner),
        st.builds(lang.Unbounded, nodes),
    )


quantities = st.recursive(exact, _wider_quantities, max_leaves=4)


def assertions(quantity):
    whens = st.one_of(st.none(), st.integers(1, LENGTH + 3))
    return st.one_of(
        st.builds(lang.Comparison, quantity, operators, quantity),
        st.builds(lang.OnDate, operators, dates),
        st.builds(lang.AgainstBaseline, quantity, st.sampled_from(["higher", "lower"]), quantity),
        st.builds(lang.Unchanged, quantity, quantity),
        st.builds(lang.Moves, quantity, st.sampled_from(["rises", "falls"]), quantity, whens),
    )


def connected(inner):
    pairs = st.sampled_from([lang.And, lang.Or, lang.Implies])
    return st.one_of(st.builds(lang.Not, inner), st.builds(_pair, pairs, inner, inner))


def _pair(kind, left, right):
    return kind(left, right)


def throughout(inner):
    return st.builds(_pair, st.sampled_from([lang.Always, lang.Eventually]), intervals, inner)


def _wider_formulas(inner):
    return st.one_of(
        connected(inner),
        throughout(inner),
        st.builds(lang.Until, intervals, inner, inner),
        st.builds(lang.Lasts, inner, st.integers(1, LENGTH + 2)),
        st.builds(lang.Before, inner, inner),
    )


def _timed(inner):
    return st.builds(lang.Timing, inner, st.sampled_from(["earlier", "later"]), st.integers(0, 4))


# A first month hangs on the sign of a margin, so formulas under `earlier` are built of exact numbers.
exact_formulas = st.recursive(assertions(exact), _wider_formulas, max_leaves=4)
formulas = st.recursive(st.one_of(assertions(quantities), _timed(exact_formulas)), _wider_formulas, max_leaves=4)

_comparisons = st.builds(lang.Comparison, sums(nodes) | nodes | numbers, operators, nodes | numbers)
_states = st.recursive(_comparisons, connected, max_leaves=3)
_nested = st.recursive(_states, lambda inner: connected(inner) | throughout(inner), max_leaves=4)
# What rtamt knows too, with `until` where it is read at the first month.
core_formulas = st.recursive(_nested | st.builds(lang.Until, intervals, _nested, _nested), connected, max_leaves=3)
