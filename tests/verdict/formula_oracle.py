"""Formulas by definition: plain Python over one run, month by month. The oracle of the vectorised margins."""

import math
import operator as signs
from functools import cached_property

from groundswell import language as lang

COMPARE = {"<": signs.lt, "<=": signs.le, ">": signs.gt, ">=": signs.ge}
FOLDS = {"mean": lambda values: sum(values) / len(values), "highest": max, "lowest": min}


class Oracle:
    """One run and its baseline: mappings from nodes to lists of floats."""

    def __init__(self, run, baseline, start, scales, constants):
        self.run, self.baseline, self.start = run, baseline, start
        self.scales, self.constants = scales, constants
        self.length = len(next(iter(run.values())))
        self.known = {}

    @cached_property
    def before(self):
        return Oracle(self.baseline, self.baseline, self.start, self.scales, self.constants)

    def once(self, kind, part, now):
        """What `kind` gives for a part of the formula in a month, worked out once: parts are nested, months many."""
        place = kind.__name__, id(part), now
        if place not in self.known:
            self.known[place] = kind(part, now), part
        return self.known[place][0]

    def index(self, date):
        return {"start": 0, "end": self.length - 1}[date] if isinstance(date, str) else date.index(self.start)

    def span(self, interval):
        return range(self.index(interval.since), self.index(interval.until) + 1)

    def value(self, quantity, now):
        return self.once(self._value, quantity, now)

    def _value(self, quantity, now):
        match quantity:
            case lang.Number(value):
                return value
            case lang.Constant(name):
                return self.constants[name]
            case lang.Node():
                return self.run[quantity][now]
            case lang.Negative(inner):
                return -self.value(inner, now)
            case lang.Arithmetic(operator, left, right):
                one, two = self.value(left, now), self.value(right, now)
                return {"+": one + two, "-": one - two, "*": one * two, "/": one / two if two else math.nan}[operator]
            case lang.At(inner, date):
                return self.value(inner, self.index(date))
            case lang.Summary("change", interval, inner):
                return self.value(inner, self.index(interval.until)) - self.value(inner, self.index(interval.since))
            case lang.Summary(kind, interval, inner):
                return FOLDS[kind]([self.value(inner, month) for month in self.span(interval)])
            case lang.Among("gap", (left, right)):
                return self.value(left, now) - self.value(right, now)
            case lang.Among("rank", several):
                own, *others = (self.value(inner, now) for inner in several)
                return 1.0 + sum(other > own for other in others)
            case lang.Among(kind, several):
                return FOLDS[kind]([self.value(inner, now) for inner in several])
            case lang.Unbounded(inner):
                return unbounded(self.value(inner, now), self.scales[lang.nodes_of(inner)[0].name])
        raise TypeError(quantity)

    def margin(self, formula, now):
        return self.once(self._margin, formula, now)

    def _margin(self, formula, now):
        match formula:
            case lang.Comparison(left, operator, right):
                gap = self.value(left, now) - self.value(right, now)
                if gap == 0 and ranked(formula):
                    return 0.5 if "=" in operator else -0.5
                return gap if ">" in operator else -gap
            case lang.OnDate(operator, date):
                ahead = now - self.index(date)
                return {">=": ahead + 0.5, ">": ahead - 0.5, "<": -ahead - 0.5, "<=": -ahead + 0.5}[operator]
            case lang.AgainstBaseline(quantity, direction, by):
                ahead = self.value(quantity, now) - self.before.value(quantity, now)
                return (ahead if direction == "higher" else -ahead) - self.value(by, now)
            case lang.Unchanged(quantity, by):
                return self.value(by, now) - abs(self.value(quantity, now) - self.before.value(quantity, now))
            case lang.Timing(inner, direction, months):
                ahead = self.before.first(inner, now) - self.first(inner, now)
                return (ahead if direction == "earlier" else -ahead) - months
            case lang.Moves(quantity, direction, by, months):
                last = self.length - 1 if months is None else min(now + months, self.length - 1)
                sign = 1 if direction == "rises" else -1
                present = self.value(quantity, now)
                moves = [sign * (self.value(quantity, later) - present) for later in range(now + 1, last + 1)]
                return max(moves, default=0.0) - self.value(by, now)
            case lang.Not(inner):
                return -self.margin(inner, now)
            case lang.And(left, right):
                return min(self.margin(left, now), self.margin(right, now))
            case lang.Or(left, right):
                return max(self.margin(left, now), self.margin(right, now))
            case lang.Implies(left, right):
                return max(-self.margin(left, now), self.margin(right, now))
            case lang.Always(interval, inner):
                return min(self.margin(inner, month) for month in self.span(interval))
            case lang.Eventually(interval, inner):
                return max(self.margin(inner, month) for month in self.span(interval))
            case lang.Until(interval, left, right):
                return max(
                    (
                        min([self.margin(right, goal), *(self.margin(left, way) for way in range(now, goal))])
                        for goal in self.span(interval)
                        if goal >= now
                    ),
                    default=-math.inf,
                )
            case lang.Lasts(inner, months):
                if now + months > self.length:
                    return -math.inf
                return min(self.margin(inner, month) for month in range(now, now + months))
            case lang.Before(left, right):
                return max(
                    min([self.margin(left, goal), *(-self.margin(right, way) for way in range(now, goal + 1))])
                    for goal in range(now, self.length)
                )
        raise TypeError(formula)

    def first(self, formula, now):
        return next((month for month in range(now, self.length) if self.margin(formula, month) > 0), self.length)

    def holds(self, formula, now):
        """True or false, with no margins for the connectives and the temporal words."""
        match formula:
            case lang.Comparison(left, operator, right) if ranked(formula):
                return COMPARE[operator](self.value(left, now), self.value(right, now))
            case lang.Not(inner):
                return not self.holds(inner, now)
            case lang.And(left, right):
                return self.holds(left, now) and self.holds(right, now)
            case lang.Or(left, right):
                return self.holds(left, now) or self.holds(right, now)
            case lang.Implies(left, right):
                return self.holds(right, now) if self.holds(left, now) else True
            case lang.Always(interval, inner):
                return all(self.holds(inner, month) for month in self.span(interval))
            case lang.Eventually(interval, inner):
                return any(self.holds(inner, month) for month in self.span(interval))
            case lang.Until(interval, left, right):
                return any(
                    self.holds(right, goal) and all(self.holds(left, way) for way in range(now, goal))
                    for goal in self.span(interval)
                    if goal >= now
                )
            case lang.Lasts(inner, months):
                months_held = range(now, now + months)
                return months_held.stop <= self.length and all(self.holds(inner, month) for month in months_held)
            case lang.Before(left, right):
                return any(
                    self.holds(left, goal) and not any(self.holds(right, way) for way in range(now, goal + 1))
                    for goal in range(now, self.length)
                )
        return self.margin(formula, now) > 0


def ranked(formula):
    """Whether a comparison is between whole places, in which being level is not left open."""
    return any(isinstance(part, lang.Among) and part.kind == "rank" for part in lang.parts(formula))


def unbounded(value, scale):
    """The coordinate without ends, as the contract words it."""
    if scale == "unit01":
        share = min(max(value, 1e-6), 1 - 1e-6)
        return math.log(share / (1 - share))
    if scale == "signed01":
        return 2 * math.atanh(min(max(value, -1 + 2e-6), 1 - 2e-6))
    return math.log(max(value, 1e-6))
