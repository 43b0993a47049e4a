"""What is true of a planted society: counted over many realities, and what a hasty judge would have said."""

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np

from groundswell.prove._plain import Path, Realities, month_of, read
from groundswell.prove._priors import TOLERANCE
from groundswell.prove._society import End, Planted

REALITIES = 200
"""Realities in which each society is lived through, with and without the claim's change."""

CERTAIN = 0.9
"""Share of realities from which a claim that is true (or false) by construction counts as identifiable."""

_BEFORE = "1990-05"

_MOST = 2000


@dataclass(frozen=True)
class Truth:
    """came_true: share of the realities that agree with what is known in which the claim comes out; counted: how many.

    seen: what a judge would say who only looks at whether cause and outcome moved together; drawn: what one would say
    who multiplies the signs along the shortest way. Both are None where the claim gives them nothing to go by.
    """

    came_true: float
    counted: int
    seen: bool | None
    drawn: bool | None

    def identifiable(self, planted: Planted) -> bool:
        """Whether brute force bears out the construction in (nearly) all realities."""
        if planted.true is None:
            return False
        return (self.came_true if planted.true else 1 - self.came_true) >= CERTAIN

    def denies(self, planted: Planted) -> bool:
        """Whether brute force says the opposite of the construction."""
        return planted.true is not None and (self.came_true if planted.true else 1 - self.came_true) <= 1 - CERTAIN


@lru_cache(maxsize=4096)
def truth(planted: Planted, realities: int = REALITIES) -> Truth:
    """Live through the society with and without the change, in plain NumPy, and count.

    Four times as many realities are looked at where none agrees with what is known. Raises ValueError where that does
    not help.
    """
    run = Realities(planted, realities, seed=crc32(repr(planted).encode()))
    before = run.run()
    counts = _known(planted, before)
    if not counts.any():
        if realities > _MOST:
            raise ValueError(f"no reality of {planted.kind} agrees with what is known")
        return truth(planted, 4 * realities)
    values = planted.change.values if planted.change.kind == "sweep" else (None,)
    holds = np.all([_holds(planted, before, run.run(planted.change, value)) for value in values], axis=0)
    return Truth(float(holds[counts].mean()), int(counts.sum()), _together(planted, before), _by_signs(planted))


def _points(path: Path, end: End, month: str) -> np.ndarray:
    share = read(path, end)[month_of(month)]
    return np.log(share / (1 - share))


def _known(planted: Planted, before: Path) -> np.ndarray:
    """Which realities agree with what the text takes as known."""
    if planted.witness is None:
        return np.ones(next(iter(before.values())).shape[1], bool)
    rise = _points(before, planted.outcome, planted.month) - _points(before, planted.outcome, _BEFORE)
    return rise > planted.witness if planted.witness > 0 else rise < planted.witness


def _holds(planted: Planted, before: Path, after: Path) -> np.ndarray:
    effect = _points(after, planted.outcome, planted.month) - _points(before, planted.outcome, planted.month)
    if planted.expect == "unchanged":
        return np.abs(effect) < TOLERANCE
    return effect < -TOLERANCE if planted.expect == "lower" else effect > TOLERANCE


def _together(planted: Planted, before: Path) -> bool | None:
    """The hasty observer: cause and outcome moved the same way after the event, so one is the reason for the other."""
    lifted = planted.change.of if planted.change.kind in _HOLDS else _lifted(planted)
    cause = _median_rise(before, lifted, planted.month)
    outcome = _median_rise(before, planted.outcome, planted.month)
    if planted.expect == "unchanged":
        return abs(outcome) < TOLERANCE
    lowered = cause * outcome > 0 and abs(outcome) > TOLERANCE
    raised = cause * outcome < 0 and abs(outcome) > TOLERANCE
    return lowered if planted.expect == "lower" else raised


_HOLDS = frozenset({"set", "freeze", "scale", "sweep"})


def _lifted(planted: Planted) -> End:
    """What the change takes away: what its lift lifts, or what its arrow reads."""
    if planted.change.kind in {"remove", "rescale", "start", "end"}:
        return planted.arrows[planted.change.number].causes[0]
    return planted.lifts[min(planted.change.number, len(planted.lifts) - 1)].what


def _median_rise(path: Path, end: End, month: str) -> float:
    return float(np.median(_points(path, end, month) - _points(path, end, _BEFORE)))


def _by_signs(planted: Planted) -> bool | None:
    """The hasty reader: follows the shortest way in the diagram and multiplies its signs."""
    start = _same(planted.change.of if planted.change.kind in _HOLDS else _lifted(planted))
    goal, reached = _same(planted.outcome), {start: 1}
    while goal not in reached:
        fresh = {
            _same(arrow.effect): reached[_same(cause)] * cause.sign * arrow.effect.sign
            for arrow in reversed(planted.arrows) for cause in arrow.causes
            if _same(cause) in reached and _same(arrow.effect) not in reached
        }  # fmt: skip
        if not fresh:
            return planted.expect == "unchanged"
        reached |= fresh
    return planted.expect == ("lower" if reached[goal] > 0 else "higher")


def _same(end: End) -> tuple[str, str]:
    return end.quantity, "who" if end.actor == "leaders" else end.actor
