"""The score of a theory on its own record from several origins: each row is forecast once, from the last one before it.

Readings are drawn and run once. At each origin they are weighed by what was known then, the rows up to the next origin
are opened (and the look is logged), and every kind of row is forecast through its observation model: polls and ballots
in percent, numbers in points (hundredths of their scale), so that all can be held against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.fit._foretell import Outcome, foretell
from groundswell.fit._nulls import null_field, still
from groundswell.fit._runs import Field, Progress, run_field
from groundswell.fit._summary import Summary, summary
from groundswell.fit._weights import Weights, weighed
from groundswell.language import Node
from groundswell.ledger import Case
from groundswell.model import compile_theory
from groundswell.record import (
    Evidence,
    Look,
    Observation,
    Record,
    evidence,
    load_record,
    open_holdout,
    opened,
)

READINGS = 2048
KINDS = ("poll", "ballot", "count", "index")


class NothingAhead(ValueError):
    """No row behind the split observes a node of the theory."""


@dataclass(frozen=True)
class Origin:
    """One origin. until: last day known to the forecast; to: last day of the rows that it forecasts, None for all;
    rows: how many were known and are scored; weights: of the readings; look: as it was logged."""

    until: date
    to: date | None
    known: int
    scored: int
    weights: Weights
    summary: Summary | None
    look: Look


@dataclass(frozen=True)
class Rolled:
    """The score of a case from its origins: origin by origin, kind by kind, and over all."""

    case: str
    seed: int
    readings: int
    origins: tuple[Origin, ...]
    outcomes: tuple[Outcome, ...]
    kinds: dict[str, Summary]
    whole: Summary


@dataclass(frozen=True)
class _Fields:
    """Runs of the theory, of the theory without change, and of shuffled theories."""

    theory: Field
    still: Field
    shuffled: Field


def score_origins(
    case: Case, log: Path, origins: Sequence[date] = (), readings: int = READINGS, seed: int = 2007,
    progress: Progress = lambda stage, done, total: None, command: str | None = None,
) -> Rolled:  # fmt: skip
    """Score a theory's forecasts of its own record behind each origin (default: behind the case's split).

    A row belongs to the last origin before its first day. Each origin is one look, logged before its rows are opened.
    Raises CaseError where the record has faults, NothingAhead where no row can be scored, and OSError where the log
    cannot be written.
    """
    days = sorted(set(origins)) or [load_record(case).until]
    told = [_opened(case, log, since, to, command) for since, to in zip(days, [*days[1:], None], strict=True)]
    if not any(one.ahead.blocks for one in told):
        raise NothingAhead(f"no row of {case.id} behind {days[0]} observes a node of the theory")
    fields = _fields(case, sorted({n for one in told for n in (*one.known.nodes, *one.ahead.nodes)}), readings, seed,
                     progress)  # fmt: skip
    found, outcomes = [], []
    for number, one in enumerate(told):
        made, weights = _forecast(one, fields, seed)
        outcomes += made
        mine = summary(made, seed) if made else None
        found.append(Origin(one.record.until, one.to, _rows(one.known), len(made), weights, mine, one.look))
        progress("origins", number + 1, len(told))
    kinds = {kind: summary(some, seed) for kind in KINDS if (some := [o for o in outcomes if o.kind == kind])}
    return Rolled(case.id, seed, readings, tuple(found), tuple(outcomes), kinds, summary(outcomes, seed))


@dataclass(frozen=True)
class _Opened:
    """What one origin knows, and the rows that it forecasts."""

    case: Case
    record: Record
    known: Evidence
    ahead: Evidence
    to: date | None
    look: Look


def _opened(case: Case, log: Path, since: date, to: date | None, command: str | None) -> _Opened:
    record = load_record(case, since)
    rows, look = open_holdout(case, log, "score", since, command)
    ahead = [one for one in rows if _between(one, since, to)]
    return _Opened(case, record, evidence(case, record), evidence(case, opened(record, ahead)), to, look)


def _between(one: Observation, since: date, to: date | None) -> bool:
    return since < one.start and (to is None or one.start <= to)


def _rows(known: Evidence) -> int:
    return sum(len(block) for block in known.blocks)


def _fields(case: Case, nodes: list[Node], readings: int, seed: int, progress: Progress) -> _Fields:
    theory = compile_theory(case)
    own = run_field(Ensemble(theory, seed), theory, nodes, readings, progress)
    flat = Field(still(own.traces), (), np.zeros((0, readings)))
    return _Fields(own, flat, null_field(theory, nodes, seed, progress))


def _forecast(told: _Opened, fields: _Fields, seed: int) -> tuple[list[Outcome], Weights]:
    weights = {name: _weights(told, getattr(fields, name)) for name in ("theory", "still", "shuffled")}
    if not told.ahead.blocks:
        return [], weights["theory"]
    by = {name: (getattr(fields, name).traces, weights[name]) for name in weights}
    return foretell(told.case, told.record, told.known, told.ahead, by, seed), weights["theory"]


def _weights(told: _Opened, field: Field) -> Weights:
    """Weights of readings by the whole record up to the origin, and by the explananda that do not look past it."""
    likelihood = np.zeros(len(next(iter(field.traces.values()))))
    if told.known.blocks:
        likelihood = np.asarray(told.known.log_likelihood(field.traces), float)
    return weighed(field.blind(told.record.until), np.where(np.isfinite(likelihood), likelihood, -1e9))
