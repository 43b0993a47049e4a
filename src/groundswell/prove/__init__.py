"""Proof that the instrument works: planted truths that it must find, rewordings that it must not notice, and theories
without sense that must not impress it."""

from groundswell.prove._arm_kinds import ARM_KINDS
from groundswell.prove._kinds import KINDS, Kind
from groundswell.prove._metamorphic import REWORDINGS, Kept, metamorphic, rewordings
from groundswell.prove._nulls import Nulls, nulls
from groundswell.prove._picture import picture
from groundswell.prove._score import Scored, plant, score
from groundswell.prove._scorecard import Bin, Scorecard, prove
from groundswell.prove._society import Arrow, Change, End, Lift, Mark, Planted
from groundswell.prove._told import lines
from groundswell.prove._truth import Truth, truth
from groundswell.prove._worlds import World, societies, world, written

__all__ = [
    "ARM_KINDS",
    "KINDS",
    "REWORDINGS",
    "Arrow",
    "Bin",
    "Change",
    "End",
    "Kept",
    "Kind",
    "Lift",
    "Mark",
    "Nulls",
    "Planted",
    "Scorecard",
    "Scored",
    "Truth",
    "World",
    "lines",
    "metamorphic",
    "nulls",
    "picture",
    "plant",
    "prove",
    "rewordings",
    "score",
    "societies",
    "truth",
    "world",
    "written",
]
