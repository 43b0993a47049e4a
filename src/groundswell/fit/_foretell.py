"""Forecasts of every kind of row behind an origin, and what came, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from groundswell.fit._baselines import Told, past, told
from groundswell.fit._forecast import forecast
from groundswell.fit._numbers_ahead import NumbersAhead, numbers_ahead
from groundswell.fit._weights import Weights
from groundswell.language import Node
from groundswell.ledger import Case
from groundswell.record import (
    Evidence,
    Numbers,
    Observation,
    Polls,
    Record,
    crps_ensemble,
    pit,
)

By = Mapping[str, tuple[dict[Node, np.ndarray], Weights]]
"""Traces and weights of the theory and of the null theories."""

THEORY = "theory"
NULLS = {"still": "no theory", "shuffled": "shuffled theories"}


@dataclass(frozen=True)
class Outcome:
    """One number that was forecast. value: as it stands in the table, in `unit`; observed and quantiles are in percent
    (polls, ballots) or points (numbers). before: the last older one; baselines: None where they cannot speak. group:
    numbers that stand or fall together; poll: answers of one row, whose order can be forecast."""

    origin: date
    kind: str
    series: str
    node: str
    id: str
    day: date
    source: str
    value: float
    unit: str
    observed: float
    quantiles: tuple[float, ...]
    crps: float
    log_score: float
    pit: float
    before: float | None
    baselines: Mapping[str, Told] | None
    nulls: Mapping[str, Outcome]
    group: tuple
    poll: tuple

    @property
    def median(self) -> float:
        """The middle of the forecast."""
        return self.quantiles[2]


QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def foretell(case: Case, record: Record, known: Evidence, ahead: Evidence, by: By, seed: int) -> list[Outcome]:
    """Forecast all rows of `ahead` from what `known` says: one outcome for each number."""
    made = {name: _all(record, known, ahead, traces, weights, seed) for name, (traces, weights) in by.items()}
    nulls = [dict(zip(NULLS.values(), some, strict=True)) for some in zip(*(made[n] for n in NULLS), strict=True)]
    return [replace(one, nulls=null) for one, null in zip(made[THEORY], nulls, strict=True)]


def _all(record: Record, known: Evidence, ahead: Evidence, traces, weights: Weights, seed: int) -> list[Outcome]:
    found = []
    for block in ahead.blocks:
        if isinstance(block, Polls):
            found += _answers(record, known, block, traces, weights, seed)
        else:
            own = next((one for one in known.blocks if isinstance(one, Numbers) and one.id == block.id), None)
            found += _numbers(record.until, numbers_ahead(own, block, traces, weights.weight, seed))
    return found


def _answers(record: Record, known: Evidence, block: Polls, traces, weights: Weights, seed: int) -> list[Outcome]:
    before = next((one.answers for one in known.blocks if isinstance(one, Polls)), ())
    said = forecast(traces, np.zeros(len(weights.weight)), before, block.answers, block.terms, seed, weights=weights)
    percent = 100 * block.shares
    density, older = said.log_density(percent), answers_of(record)
    found = []
    for k, one in enumerate(block.answers):
        asked, row = one.asked, block.rows[k]
        question = "vote intention" if asked.ballot else asked.question
        past_ = past(older, asked.party, asked.region, question, row.start)
        kind = "ballot" if asked.ballot else "poll"
        found.append(_outcome(
            record.until, kind, kind, str(one.node), row, percent[k], "%", said.samples[k], -density[k],
            None if past_ is None else past_.values[-1],
            None if past_ is None else told(past_, asked.day, asked.pollster), (kind, asked.day, asked.pollster),
            # a poll is one row with a number for each party, a ballot one row for each party
            (row.table, row.day, row.region, row.question) if asked.ballot else (row.table, row.id),
        ))  # fmt: skip
    return found


def answers_of(record: Record) -> list[Observation]:
    """Polls and ballots of support that may be fitted, with the party's actor for a quantity."""
    return [
        replace(one, quantity=series.node.actor, question="vote intention" if ballot else one.question)
        for series in record.series
        if series.entry.observes.var == "v_support" and series.entry.model in ("poll", "ballot")
        for ballot in [series.entry.model == "ballot"]
        for one in series.observations
    ]


def _numbers(until: date, said: NumbersAhead) -> list[Outcome]:
    return [
        _outcome(
            until, said.kind, said.id, said.node, row, said.observed[k], row.unit, said.samples[k], said.log_score[k],
            said.before, said.baselines[k], (said.id, row.id), (row.table, row.id),
        )
        for k, row in enumerate(said.rows)
    ]  # fmt: skip


def _outcome(
    until: date, kind: str, series: str, node: str, row: Observation, observed: float, unit: str, samples, log_score,
    before, baselines, group: tuple, poll: tuple,
) -> Outcome:  # fmt: skip
    seen = np.array([observed])
    return Outcome(
        until, kind, series, node, row.id, row.day, row.pollster or row.source, row.value, unit, float(observed),
        tuple(float(q) for q in np.quantile(samples, QUANTILES)), float(crps_ensemble(samples[None], seen)[0]),
        float(log_score), float(pit(samples[None], seen)[0]), before, baselines, {}, (until, *group),
        (until, *poll),
    )  # fmt: skip


__all__ = ["NULLS", "Outcome", "foretell"]
