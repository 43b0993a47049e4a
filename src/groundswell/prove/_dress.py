"""Distractors: quantities and arrows around a planted society that do not touch the truth of its claim."""

from dataclasses import replace

import numpy as np

from groundswell.prove._society import Arrow, End, Lift, Planted

_PLACED = frozenset({"mood", "backing"})


def dressed(one: Planted, luck: np.random.Generator) -> Planted:
    """The society with up to four distractors, drawn by `luck`: dead ends, a standing cause, a moving second cause."""
    sign, later = int(luck.choice([-1, 1])), str(luck.choice(["1991-03", "1992-11", "1994-02"]))
    dead_end = Arrow((End("cause"),), End("spare", sign=sign), lag=(0.0, 6.0))
    after = Arrow((End(one.outcome.quantity, one.outcome.actor),), End("stray", "other", sign))
    apart = Arrow((End("stray", "other"),), End("spare", "other", sign))
    beside = Arrow((End("stray"),), replace(one.outcome, sign=sign))
    moving = Lift(End("stray"), (0.5, 1.5), since=later)
    own = [arrow for arrow in (dead_end, after, apart, beside) if luck.random() < 0.5]
    lifts = (moving,) if beside in own and luck.random() < 0.5 else ()
    return replace(one, arrows=(*one.arrows, *own), lifts=(*one.lifts, *lifts))
