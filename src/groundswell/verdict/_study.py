"""The main job: from a case to a verdict for every claim."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter

import numpy as np

from groundswell.ensemble import FORMS, Ensemble, Hands, Kept, finite
from groundswell.ledger import Case
from groundswell.model import Diagram, baseline, compile_theory
from groundswell.verdict._admissible import Admissible, admissible, effective_size, without
from groundswell.verdict._baseline import Baseline
from groundswell.verdict._beside import Beside, few_of
from groundswell.verdict._by_forms import Pair, contrast_forms
from groundswell.verdict._claim import ClaimRunner
from groundswell.verdict._explain import explain
from groundswell.verdict._judge import Judge, divides, untested
from groundswell.verdict._nulls import EACH, THEORIES, Shuffler
from groundswell.verdict._recorded import asked_of_record
from groundswell.verdict._result import ClaimVerdict, Judged, Study
from groundswell.verdict._room import hands_for
from groundswell.verdict._set_aside import Heard, set_aside, set_aside_in_arms
from groundswell.verdict._settling import needed, wide
from groundswell.verdict._words import interval

LEAST = 4096
"""Readings drawn, at the least, where no number is asked for."""

ENOUGH = 300
"""Effective number of admissible readings that a study draws for."""

BOTH = "both"
"""Generic forms, and beside them the verdicts under published ones."""

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is."""


class Interrupted(Exception):
    """The study was stopped; `study` holds what was finished."""

    def __init__(self, study: Study):
        super().__init__("the study was stopped before it was finished")
        self.study = study


def study(
    case: Case,
    readings: int | None = None,
    seed: int = 2007,
    claims: Sequence[str] | None = None,
    effective: float = ENOUGH,
    most: int = 32768,
    explaining: bool = False,
    bare: bool = False,
    until_width: float | None = None,
    progress: Progress = lambda stage, done, total: None,
    kept: Kept | None = None,
    hands: Hands | None = None,
    resolution: int | str | None = None,
    step: str | None = None,
    forms: str = "generic",
    holdout: Path | None = None,
    heard: Heard = lambda news: None,
) -> Study:
    """Judge the case's claims over admissible readings.

    Exactly `readings` are drawn where a number is given; otherwise at least LEAST, and more (up to `most`) until
    `effective` admissible ones are at hand. The same seed gives the same bits whatever subset of `claims` is asked
    for. What the store `kept` holds already is not computed again, and the bits are the same; `hands` run the blocks.
    `resolution` (citizens of each community, or `1:1`) and `step` (month or week) are the setting's if left out; null
    theories are run at resolution 1 in monthly steps. `explaining` adds to each claim what stands behind its verdict
    (`Explained`). `bare` leaves out what stands beside a verdict and takes most of the time: null theories, raw share,
    added assumptions, what divides readings. `until_width` draws on, up to `most`, until every claim's 95 % interval is
    narrower; `Study.too_wide` names those that are not. `forms` says what readings draw their forms from: `generic`
    ones, `published` ones wherever the case names one, or `either`; `both` judges with generic forms and adds the
    verdicts under published ones on the same readings (`Study.contrast`). What the record itself says of claims and
    predictions (`Study.recorded`) is read off rows up to the split; `holdout` names a log in which a look is written,
    and then rows behind it are read too, for this alone. `heard` is called with each verdict as it is there and with
    readings that are set aside since they leave the range of numbers. Raises KeyError for an unknown claim, CaseError
    where the record has faults, ValueError for a word in `forms` that is unknown,
    `Interrupted` (with what was finished) on Ctrl-C, FloatingPointError where no reading stays within the range of
    numbers, TooLarge (before anything is run) where the memory does not suffice, and OSError where the store cannot be
    written.
    """
    if forms not in (*FORMS, BOTH):
        raise ValueError(f"forms is one of {', '.join((*FORMS, BOTH))}, not {forms}")
    unknown = sorted(set(claims or ()) - set(case.claims.claims))
    if unknown:
        raise KeyError(f"no claim {', '.join(unknown)} in {case.id}")
    size = (resolution or case.setting.resolution, step or case.setting.calendar.step)
    asking = asked_of_record(case, holdout, bare)
    design, means = Design(seed, explaining, bare, *size, forms), Means(progress, heard, kept, hands)
    work = _Work(case, design, means, asking)
    few, enough = (LEAST, effective) if readings is None else (readings, 0.0)
    ids = [id for id in sorted(case.claims.claims) if claims is None or id in claims]
    work.make_room(ids, few)
    work.weigh(few, enough, max(most, few))
    try:
        work.ask(ids)
        if until_width is not None:
            work.settle(ids, until_width, most)
        if forms == BOTH:
            work.contrast()
    except KeyboardInterrupt as stop:
        raise Interrupted(work.study) from stop
    return work.study


@dataclass(frozen=True)
class Design:
    """How a study is run, apart from how much of it."""

    seed: int
    explaining: bool
    bare: bool
    resolution: int | str
    step: str
    forms: str


@dataclass(frozen=True)
class Means:
    """What a study tells, keeps and runs with."""

    progress: Progress
    heard: Heard
    kept: Kept | None
    hands: Hands | None


class _Work:
    """A study under way."""

    study: Study
    weighed: Admissible

    def __init__(self, case: Case, design: Design, means: Means, asking: dict):
        self.case, self.design, self.asking = case, design, asking
        self.progress, self.heard = means.progress, means.heard
        self.theory = compile_theory(case)
        drawn_from = "generic" if design.forms == BOTH else design.forms
        size, seed, at_work = (design.resolution, design.step), design.seed, (means.kept, means.hands)
        self.ensemble = Ensemble(self.theory, seed, None, *at_work, *size, drawn_from)
        self.nulls = Ensemble(self.theory, seed + 1, Shuffler(self.theory, seed), *at_work, forms=drawn_from)
        self.diagram = Diagram(self.theory.layout)

    def make_room(self, ids: list[str], drawn: int) -> None:
        """Let no more blocks be under way at once than there is room for."""
        runners = list(self._runners(ids).values())
        self.ensemble.hands = self.nulls.hands = hands_for(self.ensemble, runners, drawn)

    def weigh(self, readings: int, effective: float, most: int) -> None:
        """Draw and weigh readings, and look at the baseline's histories."""
        began, done = perf_counter(), 0

        def told(more: int) -> None:
            nonlocal done
            done += more
            self.progress("drawing readings", done, max(readings, done))

        before = getattr(self, "weighed", None)
        told(0 if before is None else before.drawn)
        found = self.weighed = admissible(self.ensemble, readings, effective, most, told, before)
        self.study = Study(
            case=self.case, seed=self.design.seed, drawn=found.drawn, kept=found.index, weight=found.weight,
            admissible_share=found.share, effective=found.effective, tolerance=self.case.claims.tolerance,
            nulls=(THEORIES, THEORIES * EACH), resolution=self.design.resolution, step=self.design.step,
            forms=self.design.forms, **self.asking,
        )  # fmt: skip
        self.study.seconds["drawing readings"] = perf_counter() - began
        set_aside(self.study, self.ensemble, baseline(self.theory.layout), found.spoilt, self.heard)
        self.few = few_of(found)
        if self.design.bare:
            return
        self.progress("explananda", 0, len({m for e in self.case.explananda for m in e.about}) or 1)
        nodes, seen = self.theory.named, self._histories()
        shown = Baseline(self.case, self.ensemble, self.nulls, self.weighed, self.few)
        self.study.at_bound = shown.at_bound()
        self.study.explananda = shown.explananda(partial(self.progress, "explananda"))
        self.study.histories = {str(node): one for node, one in zip(nodes, seen, strict=True)}
        self.study.predictions = shown.predictions(dict(zip(nodes, seen, strict=True)))
        self.study.seconds["explananda"] = perf_counter() - began - self.study.seconds["drawing readings"]

    def _histories(self) -> np.ndarray:
        """The baseline of the kept readings, to the calendar's end; those that overflow on the way are kept no more."""
        run, found = baseline(self.theory.layout), self.weighed
        seen = self.ensemble.run(run, self.theory.named, found.index)
        sound = finite(seen)
        if sound.all():
            return seen
        set_aside(self.study, self.ensemble, run, found.index[~sound], self.heard)
        weight = without(found.weight, sound)[sound]
        if not len(weight):
            raise FloatingPointError("every reading that counts leaves the range of numbers before the calendar ends")
        self.weighed = replace(found, index=found.index[sound], weight=weight, effective=effective_size(weight))
        self.study.kept, self.study.weight, self.study.effective = self.weighed.index, weight, self.weighed.effective
        self.few = few_of(self.weighed)
        return seen[:, sound]

    def ask(self, ids: list[str]) -> None:
        """Judge the claims one by one."""
        began = perf_counter()
        self.runners = self._runners(ids)
        for number, id in enumerate(ids):
            self.progress("claims", number, len(ids))
            since = perf_counter()
            self.study.claims.append(self._claim(id))
            took = self.study.claim_seconds[id] = perf_counter() - since
            self.heard(Judged(self.study.claims[-1], took))
        self.progress("claims", len(ids), len(ids))
        self.study.seconds["claims"] = perf_counter() - began
        self.study.complete = True

    def contrast(self) -> None:
        """Judge the claims again under published forms."""
        began, self.study.complete = perf_counter(), False
        first = self.ensemble
        size = (self.design.resolution, self.design.step)
        other = Ensemble(self.theory, self.design.seed, None, first.kept, first.hands, *size, forms="published")
        pair = Pair(self.case, self.ensemble, other, self.diagram)
        self.study.contrast = contrast_forms(pair, self.weighed, self.study.claims, self.progress)
        self.study.complete = True
        self.study.seconds["published forms"] = perf_counter() - began

    def _runners(self, ids: list[str]) -> dict[str, ClaimRunner]:
        """A runner for each claim that can be tested; those with one baseline know of each other's nodes."""
        tests = {id: self.case.claims.claims[id] for id in ids}
        found = {
            id: ClaimRunner(self.ensemble, self.diagram, test, self.case.claims.tolerance)
            for id, test in tests.items()
            if test.untestable is None
        }
        for runner in found.values():
            alike = [other.nodes for other in found.values() if other.off == runner.off]
            runner.also = tuple(sorted({node for nodes in alike for node in nodes}))
        return found

    def settle(self, ids: list[str], width: float, most: int) -> None:
        """Draw on and judge anew until no interval is as wide as `width`, or `most` readings are drawn."""
        left = wide(self.study.claims, width)
        while left and self.weighed.drawn < most:
            enough = max(needed(left, width), 1.3 * self.weighed.effective)
            self.weigh(self.weighed.drawn, enough, most)
            self.ask(ids)
            left = wide(self.study.claims, width)
        self.study.until_width, self.study.most = width, most
        self.study.too_wide = tuple(claim.id for claim in left)

    def _claim(self, id: str) -> ClaimVerdict:
        claim, test = self.case.ledger.claims[id], self.case.claims.claims[id]
        if test.untestable is not None:
            return untested(claim, test)
        runner = self.runners[id]
        seen = self.study.traces.setdefault(id, {})

        def keep(arm: str, traces: dict) -> None:
            seen.setdefault(arm, {node: values.astype(np.float32) for node, values in traces.items()})

        results = runner.results(self.ensemble, self.weighed.index, keep=keep)
        judge = Judge(runner, claim, results, self.weighed.weight)
        if not judge.sound.all():
            set_aside_in_arms(self.study, runner, results, self.weighed.index, self.heard)
        if not judge.sound.any():
            return judge.judged(0.0)
        beside = Beside(self.case, self.ensemble, self.nulls, self.weighed, self.few)
        own = beside.without_own(runner, judge)
        if self.design.bare:
            return judge.judged(self.weighed.effective, without_own=own)
        holds = judge.holds()
        null_share, null_interval, null_words = beside.null(runner)
        more = beside.without(runner, judge)
        if self.design.explaining:
            more["explained"] = explain(runner, judge, self.weighed.index, self.few, self.design.seed)
        return judge.judged(
            self.weighed.effective,
            raw_share=beside.raw(runner),
            null_share=null_share,
            null_interval=null_interval,
            null_words=null_words,
            without_own=own,
            divides=divides(holds, self.weighed.weight, beside.choices(judge, claim.mechanisms)),
            **more,
        )


__all__ = ["BOTH", "ENOUGH", "Heard", "Interrupted", "Progress", "effective_size", "interval", "study"]
