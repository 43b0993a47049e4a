"""What a value in a case file may be, said in the types of the frozen classes.

The same types serve three readers: the loader (`_read.py`), the JSON Schema for editors
(`_schema.py`) and whoever reads the class.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from groundswell import language
from groundswell._frozen import frozen
from groundswell.language import Month

PATTERNS = {
    "variable": (r"v_[a-z][a-z0-9_]*", "v_ and small letters, such as v_support"),
    "actor": (r"A_[A-Za-z0-9_]+", "A_ and letters, such as A_harbour_party"),
    "mechanism": (r"(M|X)[0-9]{2,}", "M or X and at least two digits, such as M01"),
    "event": (r"X?E[0-9]{2,}", "E (XE where added) and at least two digits, such as E01"),
    "fact": (r"F[0-9]{2,}", "F and at least two digits, such as F01"),
    "answered": (r"(C|F|PR)[0-9]{2,}", "the id of a claim, a prediction or a fact, such as C01"),
    "claim": (r"C[0-9]{2,}", "C and at least two digits, such as C01"),
    "prediction": (r"PR[0-9]{2,}", "PR and at least two digits, such as PR01"),
    "overlay": (r"RV[0-9]{2,}s?", "RV and at least two digits, with an s for a stronger form, such as RV01s"),
    "addition": (r"RV[0-9]{2,}s?[a-r]", "the rival's id and a letter from a to r, such as RV01a"),
    "rival": (r"RV[0-9]{2,}", "RV and at least two digits, such as RV01"),
    "analogy": (r"AN[0-9]{2,}", "AN and at least two digits, such as AN01"),
    "norm": (r"N[0-9]{2,}", "N and at least two digits, such as N01"),
    "explanandum": (r"XP[0-9]{2,}", "XP and at least two digits, such as XP01"),
    "institution": (r"I[0-9]{2,}", "I and at least two digits, such as I01"),
    "driver": (r"D[0-9]{2,}", "D and at least two digits, such as D01"),
    "paragraph": (r"p[1-9][0-9]*", "p and a number, such as p12"),
    "role": (r"[a-z][a-z0-9_]*", "small letters, such as leaders"),
    "place": (r"A_[A-Za-z0-9_]+(:rest)?", "an actor, or A_whole:rest for the remainder of a whole"),
    "series": (r"[a-z0-9][a-z0-9_-]*", "small letters, digits, hyphens and underscores, such as party-support"),
    "arm": (r"[a-z0-9][a-z0-9-]*", "small letters, digits and hyphens, such as no-private-reward"),
    "form": (r"[a-z0-9][a-z0-9-]*", "small letters, digits and hyphens, such as granovetter-1978"),
    "case": (r"[a-z0-9][a-z0-9-]*", "small letters, digits and hyphens, such as two-harbours"),
}
MATCHERS = {kind: re.compile(pattern + r"\Z") for kind, (pattern, _) in PATTERNS.items()}


@frozen
class Identity:
    """The id of the entry itself; ids of one kind are all different."""

    kind: str


@frozen
class Reference:
    """The id of another entry, of one of the kinds named."""

    kinds: tuple[str, ...]
    also: tuple[str, ...] = ()  # words that may stand in place of an id


@frozen
class Words:
    """Text that says something."""


@frozen
class Sign:
    """`+` or `-`, held as 1 or -1."""


@frozen
class Date:
    """A calendar month, a day in one, or `start` or `end`, held as a Month."""


@frozen
class Parsed:
    """Text in the formula language, held as the parsed `formula` or `quantity`."""

    kind: str


@frozen
class Resolution:
    """Citizens of a community: a whole number from 1, or `1:1` for all who live there."""


@frozen
class Number:
    """A finite number, optionally with the least and the greatest value allowed."""

    least: float | None = None
    most: float | None = None
    above: float | None = None


@frozen
class Range:
    """Two numbers, the low one first."""

    least: float | None = None
    above: float | None = None


@frozen
class Entries:
    """Entries by id, in the order of the file: a list of tables with an `id`, or a table keyed by id."""

    keyed: bool = False


@frozen
class Choice:
    """A table that is one of several classes, told apart by the key that only one of them has.

    `misplaced` may say of a key and its value that another class was meant: a sentence and a way out.
    """

    by_key: tuple[tuple[str, type], ...]
    misplaced: Callable[[str, Any], tuple[str, str] | None] | None = None


@frozen
class Free:
    """Nested tables of numbers, ranges and words, checked elsewhere."""


VariableRef = Annotated[str, Reference(("variable",))]
ActorRef = Annotated[str, Reference(("actor",))]
MechanismRef = Annotated[str, Reference(("mechanism",))]
EventRef = Annotated[str, Reference(("event",))]
RivalRef = Annotated[str, Reference(("rival",))]
ParagraphRef = Annotated[str, Reference(("paragraph",))]
Role = Annotated[str, Identity("role")]
Paragraphs = tuple[ParagraphRef, ...]
Text = Annotated[str, Words()]
SignMark = Annotated[int, Sign()]
MonthMark = Annotated[Month, Date()]
Quantity = Annotated[language.Quantity, Parsed("quantity")]
Formula = Annotated[language.Formula, Parsed("formula")]
Positive = Annotated[float, Number(above=0)]
Spread = Annotated[tuple[float, float], Range()]
DelaySpread = Annotated[tuple[float, float], Range(least=0)]
PositiveSpread = Annotated[tuple[float, float], Range(above=0)]
Scale = Literal["unit01", "signed01", "level", "count", "days", "percent"]


def key(name: str, **options: Any) -> Any:
    """Declare a field that is written under another key in the file (such as `from`)."""
    return dataclasses.field(metadata={"key": name}, **options)
