"""All that a record says about runs, as one likelihood: what fitting code is handed, and all that it is handed.

It is made from the near side of the split and holds nothing else. Polls and ballots are one block, since they share
their terms; every other series is a block of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.scipy.special import logsumexp

from groundswell.language import Month, Node
from groundswell.ledger import Case, PollTerms

from ._count import count_log_likelihood, count_mean
from ._index import series_log_likelihood
from ._observation import Observation
from ._poll import Asked, answers_covariance, poll_log_likelihood, whitener
from ._quadrature import end_shares, rates
from ._record import Record
from ._series import Series, matches
from ._support import ALL, Crowd, crowd, named_share, nobody_of

DAYS = 365.25

Traces = Mapping[Node, Any]
"""Traces (runs, months) of nodes on their own scales, in NumPy or JAX."""


@dataclass(frozen=True)
class Answer:
    """An answer with its node and month in the run, whom it is counted among, and its share in [0, 1] and row (None
    where it is asked for)."""

    asked: Asked
    node: Node
    month: int
    among: Crowd
    nobody: float = ALL
    share: float | None = None
    row: Observation | None = None


def expected_shares(answers: Sequence[Answer], traces: Traces) -> Any:
    """Shares (runs, answers) that back each answer's party, out of those who are counted; NumPy in, NumPy out."""
    space: Any = jnp if isinstance(next(iter(traces.values())), Array) else np
    support = _gathered([(one.node, one.month) for one in answers], traces, space)
    crowds = {one.among: one.among.backed(traces) for one in answers}
    backed = _gathered([(one.among, one.month) for one in answers], crowds, space)
    return named_share(support, backed, np.array([one.nobody for one in answers], np.float32))


def _gathered(wanted: Sequence[tuple[Any, int]], values: Mapping[Any, Any], space: Any) -> Any:
    """One column (runs, wanted) for each (key, month), by one look into each key's values (runs, months)."""
    places: dict[Any, list[int]] = {}
    for place, (key, _) in enumerate(wanted):
        places.setdefault(key, []).append(place)
    columns = [values[key][:, np.array([wanted[p][1] for p in some])] for key, some in places.items()]
    order = np.argsort([place for some in places.values() for place in some])
    return space.concatenate(columns, 1)[:, order]


@dataclass(frozen=True)
class Polls:
    """The block of polls and ballots of support."""

    id: str
    answers: tuple[Answer, ...]
    terms: PollTerms

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What must be run for it."""
        crowds = {one.among for one in self.answers}
        return tuple(sorted({*(one.node for one in self.answers), *(n for c in crowds for n in c.nodes())}))

    @cached_property
    def shares(self) -> np.ndarray:
        """(answers,) what was read, in [0, 1]."""
        return np.array([one.share for one in self.answers], float)

    @property
    def rows(self) -> tuple[Observation, ...]:
        """The rows that the answers were read from, in their order."""
        return tuple(one.row for one in self.answers if one.row is not None)

    def __len__(self) -> int:
        return len(self.answers)

    def covariance(self, share: np.ndarray) -> np.ndarray:
        """Covariance (answers, answers) in log-odds at the given shares."""
        asked = [one.asked for one in self.answers]
        return answers_covariance(asked, share, self.terms, min(one.day for one in asked))

    @cached_property
    def _whitened(self) -> tuple[np.ndarray, float]:
        return whitener(self.covariance(self.shares))

    @property
    def data(self) -> tuple[Any, ...]:
        """What was read, as arrays: another record of the same questions has other arrays of these shapes."""
        return self.shares, *self._whitened

    def log_likelihood(self, traces: Traces, data: tuple[Any, ...] | None = None) -> Array:
        """Log density (runs,) of all answers together; `data` stands in for what was read."""
        shares, whiten, size = self.data if data is None else data
        support = expected_shares(self.answers, traces)
        return poll_log_likelihood(support, jnp.asarray(shares), whiten, size)


@dataclass(frozen=True)
class Numbers:
    """The block of one series of numbers; `spans` are the first and last month of each in the run."""

    id: str
    series: Series
    scale: str
    spans: tuple[tuple[int, int], ...]
    years: tuple[float, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """What must be run for it."""
        return (self.series.node,)

    def __len__(self) -> int:
        return len(self.spans)

    def levels(self, traces: Traces) -> Array:
        """The node on [0, 1], averaged over the months of each number: (runs, numbers)."""
        along = _unit(traces[self.series.node], self.scale)
        by = np.zeros((along.shape[1], len(self.spans)), np.float32)
        for number, (first, last) in enumerate(self.spans):
            by[first : last + 1, number] = 1 / (last + 1 - first)
        return along @ by

    @property
    def data(self) -> tuple[Any, ...]:
        """What was read, as arrays."""
        return (np.array([one.value for one in self.series.observations], np.float32),)

    def log_likelihood(self, traces: Traces, data: tuple[Any, ...] | None = None) -> Array:
        """Log density (runs,) of the series, with both ends of its scale summed out; `data` as for polls."""
        entry, level = self.series.entry, self.levels(traces)
        value = jnp.asarray((self.data if data is None else data)[0])
        assert entry.at_zero is not None and entry.at_one is not None
        if entry.model == "index":
            return series_log_likelihood(value, level, entry.at_zero, entry.at_one, entry.error or 1.0)
        return _counts(value, level, entry.at_zero, entry.at_one, jnp.asarray(self.years), entry.dispersion)


def _counts(value: Array, level: Array, at_zero, at_one, years: Array, dispersion: float) -> Array:
    """Log probability (runs,) of counts, averaged over both rates, log-normal with the ranges as central 90 %."""
    low = jnp.asarray(rates(at_zero))[:, None, None, None]
    high = jnp.asarray(rates(at_one))[None, :, None, None]
    each = count_log_likelihood(value, count_mean(level, low, high, years), dispersion).sum(-1)
    return logsumexp(each, axis=(0, 1), b=end_shares().reshape(5, 5, 1))


def _unit(values: Any, scale: str) -> Any:
    """Values of a node on [0, 1]: its scale, or x / (1 + x) where it has no upper end."""
    if scale == "signed01":
        return (values + 1) / 2
    return values if scale == "unit01" else values / (1 + values)


Block = Polls | Numbers


@dataclass(frozen=True)
class Evidence:
    """What a record says about runs of a theory. `blocks` are independent of each other given a run."""

    case: str
    until: date
    blocks: tuple[Block, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every node that must be run, sorted."""
        return tuple(sorted({node for block in self.blocks for node in block.nodes}))

    def log_likelihood(self, traces: Traces) -> Array:
        """Log density (runs,) of the whole record given traces {node: (runs, months)} on own scales."""
        return sum((block.log_likelihood(traces) for block in self.blocks), start=jnp.zeros(()))

    @property
    def data(self) -> tuple[tuple[Any, ...], ...]:
        """What was read, block by block."""
        return tuple(block.data for block in self.blocks)

    def by_block(self, traces: Traces, data: Sequence[tuple[Any, ...]] | None = None) -> dict[str, Array]:
        """The same block by block, to see which series says what; `data` stands in for what was read."""
        given = self.data if data is None else data
        return {block.id: block.log_likelihood(traces, one) for block, one in zip(self.blocks, given, strict=True)}


def evidence(case: Case, record: Record) -> Evidence:
    """Turn the rows of a record that may be fitted into a likelihood of runs."""
    answers = tuple(known_answers(case, record))
    blocks: list[Block] = [Polls("polls", answers, record.terms)] if answers else []
    for series in record.series:
        if series.entry.model in ("index", "count") and series.observations:
            blocks.append(numbers_of(case, series))
    return Evidence(case.id, record.until, tuple(blocks))


def numbers_of(case: Case, series: Series) -> Numbers:
    """The block of one series of numbers."""
    last = case.setting.calendar.end.index(case.setting.calendar.start)
    spans = [(month_of(case, one.start), month_of(case, one.end)) for one in series.observations]
    inside = tuple((max(0, min(a, last)), max(0, min(b, last))) for a, b in spans)
    years = tuple(((one.end - one.start).days + 1) / DAYS for one in series.observations)
    return Numbers(series.id, series, case.ledger.variables[f"v_{series.node.name}"].scale, inside, years)


def known_answers(case: Case, record: Record) -> list[Answer]:
    """The answers of a record that may be fitted: polls and ballots of support."""
    found = []
    for series in record.series:
        if series.entry.observes.var != "v_support" or series.entry.model not in ("poll", "ballot"):
            continue
        ballot = series.entry.model == "ballot"
        for one in series.observations:
            about = Asked(
                series.node.actor, one.day, one.question, one.base, one.pollster, one.region, one.size, ballot
            )
            among, nobody = crowd(case, series.node.place), nobody_of(case, one.question, ballot)
            found.append(Answer(about, series.node, month_of(case, one.day), among, nobody, one.value / 100, one))
    return found


def opened_answers(case: Case, record: Record, rows: Sequence[Observation]) -> list[Answer]:
    """The answers among rows that `open_holdout` gave, by day; the record says which series they belong to."""
    found = known_answers(case, opened(record, rows))
    return sorted(found, key=lambda one: (one.asked.day, one.asked.pollster, str(one.node)))


def opened(record: Record, rows: Sequence[Observation]) -> Record:
    """The record with rows that `open_holdout` gave in place of its own."""
    held = [
        replace(s, observations=tuple(one for one in rows if one.region == s.region and matches(s.entry, one)))
        for s in record.series
    ]
    return replace(record, series=tuple(held))


def month_of(case: Case, day: date) -> int:
    """Number of a day's month in the run, from 0; it may lie outside the run."""
    return Month(day.year, day.month).index(case.setting.calendar.start)
