"""What the record itself is asked about claims, predictions and facts: numbers read off its rows, and a formula."""

from collections.abc import Mapping
from typing import Annotated, Literal

from groundswell._frozen import frozen

from ._shapes import Entries, Formula, Identity, MonthMark, Reference, Text, key

Take = Literal["count", "first", "highest", "last", "lowest", "mean", "month", "sum", "year"]
"""How rows become one number; `month` is the month of the first of them, counted from the first month of the run,
and `year` its year."""

Decides = Literal["part", "whole"]
FactRef = Annotated[str, Reference(("fact",))]


@frozen
class NumberRead:
    """A named number of a test: rows of one table made one number, or the value that a fact of the text states.

    Rows count where all that is given fits them and where their days lie in the months from `since` to `until`. `base`
    fits where all its names, between semicolons, are among the row's.
    """

    id: Annotated[str, Identity("role")]
    fact: FactRef | None = None
    table: Text | None = None
    rows: tuple[Text, ...] = ()
    quantity: Text | None = None
    question: Text | None = None
    base: Text | None = None
    region: Text | None = None
    pollster: Text | None = None
    since: MonthMark | None = key("from", default=None)
    until: MonthMark | None = None
    take: Take = "mean"


@frozen
class FactTest:
    """One thing that the record can be asked: which part of the sentence it is about, numbers, and a formula of them.

    decides: whether it answers the `whole` sentence, or a `part` that must hold if the whole does. given: a formula
    that must hold first, as the condition of a prediction.
    """

    says: Text
    decides: Decides
    reads: Annotated[Mapping[str, NumberRead], Entries(keyed=True)]
    test: Text
    reason: Text
    test_formula: Formula = key("test")
    given: Text | None = None
    given_formula: Formula | None = key("given", default=None)


@frozen
class FactsAsked:
    """All that the record is asked about one claim, prediction or fact; `facts` are those that it presupposes."""

    id: Annotated[str, Identity("answered")]
    facts: tuple[FactRef, ...] = ()
    tests: tuple[FactTest, ...] = ()


FactsFile = Annotated[Mapping[str, FactsAsked], Entries(keyed=True)]
