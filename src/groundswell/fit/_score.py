"""The score of a theory on polls that it has not seen, beside dumb baselines and null theories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.fit._against import Against, Cell, read_against
from groundswell.fit._baselines import BASELINES, Told, past, told
from groundswell.fit._forecast import Forecast, forecast
from groundswell.fit._nulls import null_runs, still
from groundswell.fit._runs import Progress, Runs, run_ensemble
from groundswell.ledger import Case, PollTerms
from groundswell.model import compile_theory
from groundswell.record import (
    Answer,
    Asked,
    Look,
    Observation,
    Skill,
    covered,
    crowd,
    crps_ensemble,
    crps_normal,
    direction_hits,
    known_answers,
    load_record,
    log_score_normal,
    needed,
    nobody_of,
    pit,
    pit_histogram,
    rank_hits,
    skill,
    write_look,
)

READINGS = 2048
LEVELS = (0.5, 0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Marks:
    """How one forecaster did on some cells: mean scores in percentage points, and hits of trials."""

    crps: float
    log_score: float
    directions: tuple[int, int]
    ranks: tuple[int, int]


@dataclass(frozen=True)
class Rivalry:
    """Skill of the theory over one other forecaster."""

    marks: Marks
    skill: Skill


@dataclass(frozen=True)
class Scored:
    """The score of one case on one file. cells: what was scored, with the forecast's samples (cells, S) in percent.

    compared (cells,): whether the baselines can speak of a cell; skill is over those. looking_ahead: the theory weighed
    by all its explananda, those of months after the split among them.
    """

    case: str
    seed: int
    readings: int
    until: date | None
    against: Against
    compared: np.ndarray
    cells: tuple[Cell, ...]
    samples: np.ndarray
    theory: Marks
    coverage: Mapping[float, float]
    pit: np.ndarray
    baselines: Mapping[str, Rivalry]
    nulls: Mapping[str, Rivalry]
    looking_ahead: Rivalry
    best_baseline: str | None
    skill: Skill | None
    forecast: Forecast
    runs: Runs
    known: int
    look: Look | None


def score(
    case: Case, path: Path, log: Path, readings: int = READINGS, seed: int = 2007, until: date | None = None,
    progress: Progress = lambda stage, done, total: None, command: str | None = None,
) -> Scored:  # fmt: skip
    """Score a theory's forecast of the polls in a file that is no part of the case.

    The look is written to `log` before the forecast is compared with anything. Raises CaseError where the file or
    the case's record cannot be used at all, ValueError where no row of it can be scored, and OSError where the log
    cannot be written.
    """
    record = load_record(case, until) if case.record else None
    last = record.until if record else until
    against = read_against(case, path, last, until is not None)
    if not against.cells:
        raise NothingToScore(against)
    look = write_look(log, case.id, against.sha256, _line(against, last, seed, readings, command))
    known = known_answers(case, record) if record else []
    terms = record.terms if record else PollTerms()
    rows = record.observations("polls") if record else ()
    return _Scoring(case, against, known, rows, terms, last, readings, seed, progress, look).scored()


class NothingToScore(ValueError):
    """No row of a file could be scored; `against` says why for each."""

    def __init__(self, against: Against):
        super().__init__("no row can be scored")
        self.against = against


def _line(against: Against, until: date | None, seed: int, readings: int, command: str | None) -> dict:
    return {
        "purpose": "score", "file": against.shown, "rows": against.rows, "until": str(until) if until else None,
        "seed": seed, "readings": readings, "command": command,
    }  # fmt: skip


def _asked(case: Case, cell: Cell) -> Answer:
    about = Asked(
        cell.node.actor, cell.day, cell.question or f"not stated, line {cell.line}", cell.base, cell.pollster,
        cell.region, cell.size,
    )  # fmt: skip
    return Answer(about, cell.node, cell.month, crowd(case, cell.node.place), nobody_of(case, cell.question))


@dataclass
class _Scoring:
    """A scoring under way."""

    case: Case
    against: Against
    known: list[Answer]
    rows: Sequence[Observation]
    terms: PollTerms
    until: date | None
    readings: int
    seed: int
    progress: Progress
    look: Look

    def scored(self) -> Scored:
        cells = self.cells = tuple(self.against.cells)
        self.observed = np.array([cell.percent for cell in cells])
        self.asked = [_asked(self.case, cell) for cell in cells]
        theory = compile_theory(self.case)
        answers = [*self.known, *self.asked]
        nodes = needed((one.node for one in answers), list({one.among for one in answers}))
        ensemble = Ensemble(theory, self.seed)
        runs = run_ensemble(ensemble, theory, nodes, self.readings, self.until, self.progress)
        told_ = self._forecast(runs.traces, runs.blind)
        self.own = crps_ensemble(told_.samples, self.observed)
        self.base = self._baselines()
        lines = {name: self._line_of(name) for name in BASELINES if self.compared.any()}
        best = min(lines, key=lambda name: lines[name].marks.crps) if lines else None
        nulls = {
            "no theory": self._other(self._forecast(still(runs.traces), np.zeros(self.readings))),
            "shuffled theories": self._other(self._shuffled(theory, nodes)),
        }
        coverage = {level: covered(told_.samples, self.observed, level) for level in LEVELS}
        ahead = self._other(self._forecast(runs.traces, runs.admissible))
        return Scored(
            self.case.id, self.seed, self.readings, self.until, self.against, self.compared, cells,
            told_.samples, self._marks(told_), coverage,
            pit_histogram(pit(told_.samples, self.observed)), lines, nulls,
            ahead, best, lines[best].skill if best else None, told_, runs,
            len(self.known), self.look,
        )  # fmt: skip

    def _forecast(self, traces, prior: np.ndarray) -> Forecast:
        return forecast(traces, prior, self.known, self.asked, self.terms, self.seed)

    def _shuffled(self, theory, nodes) -> Forecast:
        runs = null_runs(theory, nodes, self.seed, self.until, self.progress)
        return self._forecast(runs.traces, runs.blind)

    @property
    def groups(self) -> list[tuple[date, str]]:
        """One wave of one pollster: its regions and parties stand or fall together."""
        return [(cell.day, cell.pollster) for cell in self.cells]

    def _baselines(self) -> dict[str, list[Told | None]]:
        """What each baseline says of each cell; `compared` marks the cells of which they can say anything."""
        known = [past(self.rows, c.party, c.region, c.question, c.start) for c in self.cells]
        self.before = np.array([np.nan if one is None else one.values[-1] for one in known])
        self.compared = ~np.isnan(self.before)
        said = [
            None if one is None else told(one, cell.day, cell.pollster)
            for one, cell in zip(known, self.cells, strict=True)
        ]
        return {name: [None if one is None else one[name] for one in said] for name in BASELINES}

    def _line_of(self, name: str) -> Rivalry:
        on = self.compared
        some = [one for one in self.base[name] if one is not None]
        mean, deviation = (np.array([getattr(one, what) for one in some]) for what in ("mean", "deviation"))
        observed = self.observed[on]
        crps = crps_normal(mean, deviation, observed)
        whole = np.full(len(on), np.nan)
        whole[on] = mean
        marks = Marks(
            float(crps.mean()), float(log_score_normal(mean, deviation, observed).mean()),
            direction_hits(self.before[on], mean, observed), self._ranks(whole),
        )  # fmt: skip
        groups = [group for group, yes in zip(self.groups, on, strict=True) if yes]
        return Rivalry(marks, skill(self.own[on], crps, groups, self.seed))

    def _marks(self, told_: Forecast) -> Marks:
        middle = np.median(told_.samples, axis=1)
        on = self.compared
        return Marks(
            float(crps_ensemble(told_.samples, self.observed).mean()),
            float(-told_.log_density(self.observed).mean()),
            direction_hits(self.before[on], middle[on], self.observed[on]), self._ranks(middle),
        )  # fmt: skip

    def _other(self, told_: Forecast) -> Rivalry:
        crps = crps_ensemble(told_.samples, self.observed)
        return Rivalry(self._marks(told_), skill(self.own, crps, self.groups, self.seed))

    def _ranks(self, middle: np.ndarray) -> tuple[int, int]:
        rows: dict[int, list[int]] = {}
        for k, cell in enumerate(self.cells):
            if not np.isnan(middle[k]):
                rows.setdefault(cell.line, []).append(k)
        return rank_hits([middle[k] for k in rows.values()], [self.observed[k] for k in rows.values()])
