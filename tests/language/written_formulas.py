"""Hypothesis strategies for every kind of formula and quantity."""

from hypothesis import strategies as st

from groundswell import language as lang

names = st.sampled_from(["support", "turnout", "hardship", "order", "notable", "atlas", "end_state"])
actors = st.sampled_from(["A_front", "A_league", "A_harbour", "mass", "base", "lower", "of", "start"])
numbers = st.one_of(st.integers(0, 2000), st.floats(0, 1e12, allow_subnormal=True)).map(float)
months = st.builds(lang.Month, st.integers(1, 9999), st.integers(1, 12))
dates = st.one_of(months, st.sampled_from(["start", "end"]))
intervals = st.one_of(
    st.builds(lambda pair: lang.Interval(*sorted(pair)), st.tuples(months, months)),
    st.builds(lang.Interval, st.just("start"), dates),
    st.builds(lang.Interval, dates, st.just("end")),
)
nodes = st.builds(lang.Node, names, actors, st.one_of(st.none(), actors))
operators = st.sampled_from(["<", "<=", ">", ">="])
counts = st.integers(1, 9999)


def _wider_quantities(inner):
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(lang.Negative, inner),
        st.builds(lang.Arithmetic, st.sampled_from("+-*/"), inner, inner),
        st.builds(lang.At, inner, dates),
        st.builds(lang.Summary, st.sampled_from(["mean", "highest", "lowest", "change"]), intervals, inner),
        st.builds(lang.Among, st.sampled_from(["mean", "highest", "lowest", "rank"]), several),
        st.builds(lambda left, right: lang.Among("gap", (left, right)), inner, inner),
        st.builds(lang.Unbounded, inner),
    )


quantities = st.recursive(
    st.one_of(nodes, st.builds(lang.Number, numbers), st.builds(lang.Constant, names)),
    _wider_quantities,
    max_leaves=6,
)
assertions = st.one_of(
    st.builds(lang.Comparison, quantities, operators, quantities),
    st.builds(lang.OnDate, operators, dates),
    st.builds(lang.AgainstBaseline, quantities, st.sampled_from(["higher", "lower"]), quantities),
    st.builds(lang.Unchanged, quantities, quantities),
    st.builds(lang.Moves, quantities, st.sampled_from(["rises", "falls"]), quantities, st.one_of(st.none(), counts)),
)


def _wider_formulas(inner):
    pairs = st.sampled_from([lang.And, lang.Or, lang.Implies, lang.Before])
    return st.one_of(
        st.builds(lang.Not, inner),
        st.builds(lambda kind, left, right: kind(left, right), pairs, inner, inner),
        st.builds(
            lambda kind, span, one: kind(span, one), st.sampled_from([lang.Always, lang.Eventually]), intervals, inner
        ),
        st.builds(lang.Until, intervals, inner, inner),
        st.builds(lang.Lasts, inner, counts),
        st.builds(lang.Timing, inner, st.sampled_from(["earlier", "later"]), st.integers(0, 9999)),
    )


formulas = st.recursive(assertions, _wider_formulas, max_leaves=6)
