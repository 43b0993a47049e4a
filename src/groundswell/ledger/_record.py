"""What a case says of its record: tables of facts, the split, and which node each series observes and how."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from groundswell._frozen import frozen

from ._shapes import ActorRef, Entries, Identity, Number, Positive, Reference, Spread, Text, VariableRef, key

Shape = Literal["attitudes", "comparison", "elections", "events", "fatalities", "indicators", "polls"]
ModelName = Literal["ballot", "count", "index", "poll"]
Observed = Annotated[str, Reference(("actor",), also=("region",))]
Within = Annotated[str, Reference(("place",), also=("region",))]
Width = Annotated[float, Number(least=0)]


@frozen
class Split:
    """The last day whose rows may be fitted, and the last day that is held out; both as 2005-06-30."""

    calibrate_until: Text
    holdout_until: Text
    reason: Text


@frozen
class TableEntry:
    """A CSV file beside the case, the shape of its columns, and what a reader of it must know."""

    id: Annotated[str, Identity("series")]
    file: Text
    shape: Shape
    caveats: tuple[Text, ...] = ()


@frozen
class ObservedNode:
    """The node behind a series; the word `region` stands for the actor of each row's own region."""

    var: VariableRef
    of: Observed
    in_: Within | None = key("in", default=None)


@frozen
class SeriesEntry:
    """Rows of one table that say the same about one node, and the observation model that joins the two.

    `question` and `base` narrow the rows (rows of two questions are never one series). `at_zero`, `at_one` are the
    values expected, as ranges, where the node stands at 0 and at 1 of its scale (`index` and `count`); `error` is
    the reading error in the series' unit (`index`); `dispersion` is that of a `count`: its variance is mean plus
    dispersion times the squared mean. `nobody` is the part of those who back nobody that a `poll` still counts: 1 where
    everyone may say so, 0 where only those who choose are counted.
    """

    id: Annotated[str, Identity("series")]
    table: Text
    quantity: Text
    observes: ObservedNode
    model: ModelName
    reason: Text
    question: Text | None = None
    base: tuple[Text, ...] = ()
    regions: tuple[Text, ...] = ()
    at_zero: Spread | None = None
    at_one: Spread | None = None
    error: Positive | None = None
    dispersion: Positive = 0.25
    nobody: Annotated[float, Number(least=0, most=1)] = 1.0


@frozen
class Unbound:
    """Rows that observe no node of the theory, and why; what is left out matches anything."""

    table: Text
    reason: Text
    quantity: Text | None = None
    question: Text | None = None


@frozen
class PollTerms:
    """Standard deviations of the poll model's terms in log-odds, and the design effect of its samples.

    One log-odd moves a share of 35 % to 59 %; 0.1 moves it by 2.3 points.
    """

    level: Width = 0.3
    wording: Width = 0.3
    house: Width = 0.15
    turnout: Width = 0.1
    concealment: Width = 0.2
    drift: Width = 0.2
    excess: Width = 0.1
    design_effect: Positive = 2.0
    sample_size: Positive = 1200.0
    reason: Text | None = None


@frozen
class RecordFile:
    """The record of a case; `regions` maps the tables' region codes to actors of the case."""

    split: Split
    regions: Mapping[Text, ActorRef]
    tables: Annotated[Mapping[str, TableEntry], Entries(keyed=True)]
    series: Annotated[Mapping[str, SeriesEntry], Entries()]
    sources: Text | None = None
    unbound: tuple[Unbound, ...] = ()
    poll_terms: PollTerms = field(default_factory=PollTerms)
