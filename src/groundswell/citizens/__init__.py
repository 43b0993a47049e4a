"""Citizens: a community as people with their own hardship, fears and tastes, from whose lives its state is counted."""

from groundswell.citizens._act import Air, Around, act
from groundswell.citizens._community import ROOM, WHOLE, Community, Felt, Manners, Sight, Variable
from groundswell.citizens._count import PART_ROOM, Moment, Tally, count
from groundswell.citizens._level import level
from groundswell.citizens._luck import inside, mix, shift, uniform
from groundswell.citizens._people import TRAITS, Born, Lived, born, numbers, with_rest, young
from groundswell.citizens._published import Offer
from groundswell.citizens._sums import mean_of

__all__ = [
    "PART_ROOM",
    "ROOM",
    "TRAITS",
    "WHOLE",
    "Air",
    "Around",
    "Born",
    "Community",
    "Felt",
    "Lived",
    "Manners",
    "Moment",
    "Offer",
    "Sight",
    "Tally",
    "Variable",
    "act",
    "born",
    "count",
    "inside",
    "level",
    "mean_of",
    "mix",
    "numbers",
    "shift",
    "uniform",
    "with_rest",
    "young",
]
