"""Admissible readings: those that reproduce what the text itself takes as given, and how much each one counts."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import numpy as np

from groundswell.ensemble import Ensemble, digest, finite
from groundswell.language import nodes_of, to_text
from groundswell.model import baseline
from groundswell.verdict._horizon import months_read
from groundswell.verdict._semantics import margin
from groundswell.verdict._words import weighted_share

ROUND = 2048
"""Readings drawn at once."""

_NEGLIGIBLE = 0.03
"""A reading whose misses together exceed about 2.6 tolerances (a weight under 3 % of the best) is not admissible."""

KEPT = 1024
"""Most readings that arms are run on; where more count, they are thinned by systematic resampling."""


@dataclass(frozen=True)
class Admissible:
    """Readings weighted by how well they reproduce the explananda.

    drawn: readings drawn. index, weight (K,): numbers and weights (sum 1) of those kept for the arms.
    margins (explananda, drawn): natural units. share: mean weight of all that were drawn and stayed within the range
    of numbers. effective: of those kept. spoilt: numbers of the readings that did not.
    """

    drawn: int
    index: np.ndarray
    weight: np.ndarray
    margins: np.ndarray
    share: float
    effective: float
    spoilt: np.ndarray

    def mean(self, values: np.ndarray) -> float:
        """Weighted share of the kept readings in which something holds."""
        return weighted_share(self.weight, values)


def effective_size(weight: np.ndarray) -> float:
    """Kish's effective size of weights."""
    return float(weight.sum() ** 2 / max((weight**2).sum(), 1e-300))


def scales(ensemble: Ensemble) -> dict[str, str]:
    """Scale of each variable by its name in formulas."""
    variables = ensemble.theory.layout.case.ledger.variables.values()
    return {variable.id.removeprefix("v_"): variable.scale for variable in variables}


def explained(ensemble: Ensemble, index: np.ndarray, arm=None) -> np.ndarray:
    """Margins (explananda, readings) of the case's explananda, under the baseline or an arm.

    A reading that leaves the range of numbers has no margins: they are not a number.
    """
    layout = ensemble.theory.layout
    run = baseline(layout) if arm is None else arm
    formulas = [one.formula_parsed for one in layout.case.explananda]
    nodes = tuple(sorted({node for formula in formulas for node in nodes_of(formula)}))
    months = months_read(formulas, layout)
    calendar, known = (layout.case.setting.calendar.start, months), scales(ensemble)

    def compute(block: np.ndarray) -> np.ndarray:
        seen = ensemble.run(run, nodes, block, months)
        traces = dict(zip(nodes, seen, strict=True))
        margins = np.stack([margin(f, {n: traces[n] for n in nodes_of(f)}, known, calendar) for f in formulas], 1)
        return np.where(finite(seen)[:, None], margins, np.float32(np.nan))

    name = digest("explananda", run, str(months), *(to_text(formula) for formula in formulas))
    words = {"holds": "margins (reading, explanandum)", "explananda": [one.id for one in layout.case.explananda]}
    return ensemble.rows(name, words, index, compute).T


def weigh(margins: np.ndarray, tolerance: np.ndarray) -> np.ndarray:
    """Log weights (readings,): minus half the squared misses, in units of their stated tolerances; 0 where none.

    Minus infinity for readings that have no margins.
    """
    miss = np.maximum(0, -margins) / tolerance[:, None]
    found = -0.5 * (miss**2).sum(0)
    return np.where(np.isnan(found), -np.inf, found)


def without(weight: np.ndarray, sound: np.ndarray) -> np.ndarray:
    """The weights with those of readings that are not `sound` shared out among the others; unchanged where all are."""
    if sound.all():
        return weight
    left = np.where(sound, weight, 0.0)
    return left / left.sum() if left.sum() > 0 else left


def admissible(
    ensemble: Ensemble, readings: int, effective: float, most: int, progress: Callable[[int], None],
    before: Admissible | None = None,
) -> Admissible:  # fmt: skip
    """Draw at least `readings`, and on until the effective size is reached or `most` are drawn.

    What was drawn `before` is not drawn again; where a great effective size is asked for, more readings are kept.
    """
    tolerance = np.array([e.tolerance for e in ensemble.theory.layout.case.explananda])
    margins = np.zeros((len(tolerance), 0)) if before is None else before.margins
    room = max(KEPT, ceil(2 * effective))
    while True:
        begin = margins.shape[1]
        more = min(ROUND, max(readings - begin, 0)) or min(ROUND, max(most - begin, 1))
        margins = np.concatenate([margins, explained(ensemble, np.arange(begin, begin + more))], axis=1)
        ensemble.forget()
        progress(more)
        weight = weigh(margins, tolerance)
        drawn = margins.shape[1]
        index, kept = thin(weight, ensemble.seed, room)
        if drawn >= most or (drawn >= readings and effective_size(kept) >= effective):
            break
    sound = weight > -np.inf
    share = float(np.exp(weight[sound]).mean())
    return Admissible(drawn, index, kept, margins, share, effective_size(kept), np.flatnonzero(~sound))


def thin(log_weight: np.ndarray, seed: int, most: int = KEPT) -> tuple[np.ndarray, np.ndarray]:
    """Numbers and weights of the readings that count; systematic resampling where they are more than `most`.

    Raises FloatingPointError where every reading left the range of numbers.
    """
    if not np.isfinite(log_weight.max(initial=-np.inf)):
        raise FloatingPointError("every reading leaves the range of numbers; look at the largest ranges in priors.yaml")
    weight = np.exp(
        log_weight - log_weight.max()
    )  # however far a theory is from its explananda, some reading is nearest
    heavy = np.flatnonzero(weight > _NEGLIGIBLE)
    if len(heavy) <= most:
        return heavy, weight[heavy] / weight[heavy].sum()
    along = (np.arange(most) + np.random.default_rng(seed).random()) / most
    drawn = np.searchsorted(np.cumsum(weight / weight.sum()), along)
    index, times = np.unique(np.minimum(drawn, len(weight) - 1), return_counts=True)
    return index, times / times.sum()
