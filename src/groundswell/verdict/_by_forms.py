"""How verdicts differ between generic and published forms, on the same readings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.ledger import Case
from groundswell.model import Diagram
from groundswell.verdict._admissible import Admissible, admissible
from groundswell.verdict._claim import ClaimRunner
from groundswell.verdict._judge import Judge
from groundswell.verdict._result import ClaimVerdict, FormsContrast, FormsVerdict


@dataclass(frozen=True)
class Pair:
    """Two ensembles of one theory and one seed that differ in the forms alone."""

    case: Case
    generic: Ensemble
    published: Ensemble
    diagram: Diagram


def contrast_forms(
    pair: Pair,
    weighed: Admissible,
    judged: Sequence[ClaimVerdict],
    progress: Callable[[str, int, int], None],
) -> FormsContrast:
    """Judge the claims again with published forms in place wherever the case names one.

    The readings have the same numbers, so strengths, paces, resting states and luck are the same. They are weighed
    anew, since other forms reproduce the explananda differently; beside that stands how many answers turn when the
    forms alone change and neither readings nor weights do.
    """
    progress("published forms", 0, len(judged))
    anew = admissible(pair.published, weighed.drawn, 0.0, weighed.drawn, lambda more: None)
    found = []
    for number, one in enumerate(judged):
        found.append(_verdict(pair, weighed, anew, one))
        progress("published forms", number + 1, len(judged))
    drives = pair.published.drawer.literature.names
    return FormsContrast(
        admissible_share=(weighed.share, anew.share),
        effective=(weighed.effective, anew.effective),
        drives=(sum(bool(mine) for mine in drives), len(drives)),
        claims=tuple(found),
    )


def _verdict(pair: Pair, weighed: Admissible, anew: Admissible, generic: ClaimVerdict) -> FormsVerdict:
    test = pair.case.claims.claims[generic.id]
    if test.untestable is not None:
        return FormsVerdict(generic.id, "untestable", None, None, None)
    claim, tolerance = pair.case.ledger.claims[generic.id], pair.case.claims.tolerance
    runner = ClaimRunner(pair.published, pair.diagram, test, tolerance)
    judge = Judge(runner, claim, runner.results(pair.published, anew.index), anew.weight)
    judged = judge.judged(anew.effective)
    before, after = (_holds(runner, one, weighed.index) for one in (pair.generic, pair.published))
    return FormsVerdict(generic.id, judged.verdict, judged.share, judged.interval, weighed.mean(before != after))


def _holds(runner: ClaimRunner, ensemble: Ensemble, index: np.ndarray) -> np.ndarray:
    return np.all([result.holds for result in runner.results(ensemble, index)], axis=0)
