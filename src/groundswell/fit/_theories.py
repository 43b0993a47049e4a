"""Theory against theory given the record: evidence, forecasts one poll ahead, and stacking, each with an interval.

Every theory is run once, on the nodes that the record reads, over the same readings and chances. Three questions are
put.

Evidence: how probable is the whole near side of the record, on average over the readings that the explananda up to the
split leave? The average is taken by plain importance sampling, so it hangs on the few readings that meet the record
best; their effective number stands beside it, and the interval resamples readings, the same for all theories.

Forecasts ahead: every wave of polls up to the split is forecast from the older ones and from explananda that speak of
no later month. The evidence of the polls is made of this, one step after another, and it hangs on many readings.

Stacking (Yao and others 2018): the weights, summing to one, with which the theories' forecasts together do best.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.fit._forecast import Forecast, forecast
from groundswell.fit._nulls import still
from groundswell.fit._runs import looks_past
from groundswell.fit._stacking import Bootstrap, stacked
from groundswell.fit._target import Target
from groundswell.fit._weights import effective_size, normalised
from groundswell.fit._worth import Scores, TheoriesGiven, TheoryGiven, ends_of, judged, log_mean
from groundswell.language import Node, nodes_of
from groundswell.ledger import Case, absent, together
from groundswell.model import compile_theory
from groundswell.record import Answer, Look, Polls, crps_ensemble, evidence, load_record, open_holdout, opened_answers
from groundswell.verdict import EACH, NULL, STILL, TEXT, THEORIES, Shuffler, Stance, margin, weigh

READINGS = 1024
KNOWN = 6
"""Older answers that a wave must have before it is forecast."""

Progress = Callable[[str, int, int], None]
Traces = Mapping[Node, np.ndarray]


def theories_given_record(
    case: Case, readings: int = READINGS, seed: int = 2007, holdout: Path | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> TheoriesGiven | None:  # fmt: skip
    """Weigh the text, every rival, shuffled theories and no theory at all by the record of a case.

    Rows behind the split stay closed; `holdout` names a log in which a look is written, and then they are forecast and
    scored too. None where the case has no record, or where no row up to the split observes a node. Raises CaseError
    where the record has faults and OSError where the look cannot be logged.
    """
    if case.record is None:
        return None
    record = load_record(case)
    said = evidence(case, record)
    if not said.blocks:
        return None
    held, look = [], None
    if holdout is not None:
        opened, look = open_holdout(case, holdout, "compare")
        held = opened_answers(case, record, opened)
    return _Weighing(case, Target(compile_theory(together(case)), said), held, look, readings, seed, progress).found()


@dataclass(frozen=True)
class _Run:
    """One theory's runs: log likelihood of the record and log weight of the premises (readings,), margins of the
    explananda (explananda, readings), and the traces that forecasts need."""

    likelihood: np.ndarray
    premise: np.ndarray
    margins: np.ndarray
    traces: Traces


class _Weighing:
    """A weighing under way."""

    def __init__(
        self, case: Case, target: Target, held: Sequence[Answer], look: Look | None, readings: int, seed: int,
        progress: Progress,
    ):  # fmt: skip
        self.case, self.target, self.held, self.look = case, target, list(held), look
        self.readings, self.seed, self.progress = readings, seed, progress
        self.layout = target.theory.layout
        self.answers = [a for block in target.evidence.blocks if isinstance(block, Polls) for a in block.answers]
        self.waves = _waves(self.answers)
        self.months = self._months()
        self.nodes = tuple(sorted({*target.nodes, *(n for one in self.held for n in (one.node, *one.among.nodes()))}))
        self.boot = Bootstrap(seed)

    def _months(self) -> int:
        last = max((one.month for one in self.held), default=0)
        return min(max(self.target.months, last + 1), self.layout.months)

    def found(self) -> TheoriesGiven:
        names = [TEXT, *sorted(self.case.overlays), NULL, STILL]
        runs: dict[str, _Run] = {}
        ahead: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        later: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        weights: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        for place, name in enumerate(names):
            run = self._run(name, runs.get(TEXT))
            weights[name] = (run.premise, run.likelihood)
            ahead[name], later[name] = self._ahead(run), self._later(run)
            if name == TEXT:
                runs[TEXT] = run
            self.progress("theories given the record", place + 1, len(names))
        groups = [number for number, wave in enumerate(self.waves) for _ in wave]
        mix = stacked({name: density for name, (_, density) in ahead.items()}, groups, self.boot) if groups else {}
        found = [self._theory(name, weights, ahead, later, groups, mix) for name in names]
        evidence_ = self.target.evidence
        return TheoriesGiven(
            self.case.id, evidence_.until, self.seed, self.readings,
            sum(len(b.answers) if isinstance(b, Polls) else len(b.series.observations) for b in evidence_.blocks),
            len(groups), len(self.waves), tuple(one.id for one in self.target.explananda), tuple(found), self.look,
            len(self.held),
        )  # fmt: skip

    def _run(self, name: str, text: _Run | None) -> _Run:
        if name == STILL:
            assert text is not None
            traces = still(dict(text.traces))
            values = np.stack([traces[node] for node in self.target.nodes])
            count = values.shape[1]
            free = np.zeros((len(self.target.explananda), count))
            return _Run(self.target.record(values[:, :, : self.target.months]), np.zeros(count), free, traces)
        rival = None if name in (TEXT, NULL) else name
        gone, sets = absent(self.target.theory.layout.case, rival), ()
        if rival is not None:
            sets = tuple(self.case.overlays[rival].sets)
        ensemble = Ensemble(self.target.theory, self.seed)
        count = self.readings
        if name == NULL:
            ensemble = Ensemble(self.target.theory, self.seed + 1, Shuffler(self.target.theory, self.seed, gone))
            count = THEORIES * EACH
        seen = ensemble.run(Stance(gone, sets).arm(self.layout), self.nodes, np.arange(count), self.months)
        traces = dict(zip(self.nodes, seen, strict=True))
        values = np.stack([traces[node] for node in self.target.nodes])[:, :, : self.target.months]
        margins = self._margins(traces)
        kept = {node: traces[node] for node in self._asked()}
        return _Run(self.target.record(values), self._premise(margins, None), margins, kept)

    def _asked(self) -> list[Node]:
        """Nodes that forecasts look at, and those of the record, which stand still in a theory that says nothing."""
        return sorted({*self.target.nodes, *self.nodes})

    def _margins(self, traces: Traces) -> np.ndarray:
        calendar, told = (self.case.setting.calendar.start, self.target.months), self.target.explananda
        cut = {node: values[:, : self.target.months] for node, values in traces.items()}
        found = [
            np.asarray(margin(f, {n: cut[n] for n in nodes_of(f)}, self.target.scales, calendar))  # type: ignore[arg-type]
            for f in (one.formula_parsed for one in told)
        ]
        return np.stack(found) if found else np.zeros((0, len(next(iter(traces.values())))))

    def _premise(self, margins: np.ndarray, until: date | None) -> np.ndarray:
        """Log weights by the explananda that speak of no month after a day (None: the split)."""
        told = self.target.explananda
        fair = [k for k, one in enumerate(told) if until is None or not looks_past(one.formula_parsed, until)]
        if not fair:
            return np.zeros(margins.shape[1])
        return weigh(margins[fair], np.array([told[k].tolerance for k in fair])).astype(float)

    def _ahead(self, run: _Run) -> tuple[np.ndarray, np.ndarray]:
        """CRPS and log density of every answer that is forecast from the waves before its own."""
        found = []
        for wave in self.waves:
            first = min(one.asked.day for one in wave)
            known = [one for one in self.answers if one.asked.day < first]
            found.append(self._told(run, self._premise(run.margins, first), known, wave))
        return _joined(found)

    def _later(self, run: _Run) -> tuple[np.ndarray, np.ndarray]:
        return self._told(run, run.premise, self.answers, self.held) if self.held else (np.zeros(0), np.zeros(0))

    def _told(self, run: _Run, prior: np.ndarray, known: Sequence[Answer], asked: Sequence[Answer]):
        terms = next((b.terms for b in self.target.evidence.blocks if isinstance(b, Polls)), None)
        assert terms is not None
        found: Forecast = forecast(dict(run.traces), prior, known, asked, terms, self.seed)
        seen = np.array([100 * float(one.share or 0.0) for one in asked])
        return crps_ensemble(found.samples, seen), found.log_density(seen)

    def _theory(self, name, weights, ahead, later, groups, mix) -> TheoryGiven:
        premise, likelihood = weights[name]
        own = normalised(premise + likelihood)
        value, spread = log_mean(premise, likelihood), self.boot.readings(premise, likelihood)
        effective, before = effective_size(own), effective_size(normalised(premise))
        factor = None
        if name != TEXT:
            text = self.boot.readings(*weights[TEXT])
            least = min(effective, effective_size(normalised(weights[TEXT][0] + weights[TEXT][1])))
            factor = judged(value - log_mean(*weights[TEXT]), spread - text, least)
        share, interval = mix.get(name, (None, None))
        held = [_wave(one) for one in self.held]
        return TheoryGiven(
            name, value, ends_of(spread), effective, before, factor, self._scores(name, ahead, groups), share, interval,
            self._scores(name, later, held),
        )  # fmt: skip

    def _scores(self, name: str, told: Mapping, groups: Sequence) -> Scores | None:
        crps, density = told[name]
        if not len(crps):
            return None
        factor = None
        if name != TEXT:
            gap = density - told[TEXT][1]
            factor = judged(float(gap.sum()), self.boot.groups(gap, groups), None)
        return Scores(float(crps.mean()), float(-density.mean()), factor)


def _wave(one: Answer) -> tuple[date, str]:
    return one.asked.day, one.asked.pollster


def _waves(answers: Sequence[Answer]) -> list[list[Answer]]:
    """Answers by poll, by day, those left out that too few older answers precede."""
    polls: dict[tuple[date, str], list[Answer]] = {}
    for one in sorted(answers, key=lambda one: (one.asked.day, one.asked.pollster)):
        polls.setdefault(_wave(one), []).append(one)
    return [
        some for (day, _), some in polls.items() if sum(one.asked.day < day for one in answers) >= KNOWN
    ]  # fmt: skip


def _joined(found: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    if not found:
        return np.zeros(0), np.zeros(0)
    crps, density = zip(*found, strict=True)
    return np.concatenate(crps), np.concatenate(density)
