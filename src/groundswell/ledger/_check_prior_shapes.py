"""Checks of what the model reads in the priors: each table is there, with ranges where ranges are asked for."""

from __future__ import annotations

from collections.abc import Mapping

from ._folder import Files
from ._ledger import Ledger
from ._tree import Document, Listing, Node, Table, plain

RANGE, POSITIVE, WEIGHT, RANGES, POSITIVES = "range", "positive range", "weight", "ranges", "positive ranges"

_PARTS: Mapping[str, str | Mapping] = {
    "strength": {
        "points": POSITIVE,
        "variables": POSITIVES,
        "tier": {"core": WEIGHT, "support": WEIGHT, "aside": WEIGHT},
    },
    "form": dict.fromkeys(("linear", "saturating", "threshold", "all of", "any of"), WEIGHT),
    "drive": {"standing": WEIGHT, "change": WEIGHT},
    "shape": dict.fromkeys(("half point", "tipping point", "steepness"), RANGE),
    "gate": {"softness": POSITIVE, "shift": WEIGHT},
    "event": {"points": POSITIVE, "variables": POSITIVES},
    "node": {"time constant": POSITIVES, "chance": POSITIVES},
    "baseline": RANGES,
}
"""What stands in each table. A table of ranges may hold any names; all others are asked for, but for `variables`."""

_OPTIONAL = frozenset({"variables"})
_CHOICES = frozenset({"form", "drive"})
_WORDS = {
    RANGE: "a range, written as [low, high]",
    POSITIVE: "a range of numbers above zero, written as [low, high]",
    WEIGHT: "a number, zero or more",
}


def check_prior_shapes(files: Files) -> None:
    """Tables that the model reads are tables, hold what it asks for, and say it as ranges or numbers."""
    document = files.documents["priors.yaml"]
    if not isinstance(document.root, Table):
        return
    _table(document, document.root, "priors.yaml", _PARTS)
    ledger: Ledger | None = files.objects["ledger.yaml"]
    if ledger is None:
        return
    baseline, paces, chances = (
        document.find("baseline"), document.find("node", "time constant"), document.find("node", "chance")
    )  # fmt: skip
    for variable in ledger.variables.values():
        _says(document, baseline, variable.id, variable.scale, "where it stands at the start")
        _says(document, paces, variable.id, variable.level, "how fast it moves")
        _says(document, chances, variable.id, "default", "how much chance moves it")


def _says(document: Document, table: Node | None, variable: str, otherwise: str, what: str) -> None:
    """A table says something of a variable: under its own name, for one of its actors, or for its kind."""
    if not isinstance(table, Table) or otherwise in table.values or variable in table.values:
        return
    if not any(name.startswith(f"{variable.removeprefix('v_')}(") for name in table.values):
        document.fault(table, f"nothing says of `{variable}` {what}.", f"Name `{variable}`, or `{otherwise}` for all.")


def _table(document: Document, node: Table, name: str, wanted: Mapping) -> None:
    for key, kind in wanted.items():
        value = node.values.get(key)
        if value is not None:
            _value(document, value, key, kind)
        elif key not in _OPTIONAL:
            document.fault(node, f"`{name}` lacks `{key}`.", "The case that `groundswell new` makes has it.")


def _value(document: Document, value: Node, name: str, kind: str | Mapping) -> None:
    if isinstance(kind, str) and kind not in (RANGES, POSITIVES):
        if not _fits(value, kind):
            document.fault(value, f"`{name[:60]}` is {_WORDS[kind]}.")
    elif not isinstance(value, Table):
        document.fault(value, f"`{name[:60]}` is a table by name.")
    elif isinstance(kind, str):
        for key, below in value.values.items():
            _value(document, below, key, RANGE if kind == RANGES else POSITIVE)
    else:
        _table(document, value, name, kind)
        if name in _CHOICES and not any(plain(below) for below in value.values.values()):
            document.fault(value, f"the weights of `{name}` are all zero.")


def _fits(value: Node, kind: str) -> bool:
    found = plain(value)
    if kind == WEIGHT:
        return _number(found) and found >= 0  # type: ignore[operator]
    pair = isinstance(value, Listing) and len(found) == 2 and all(map(_number, found))  # type: ignore[arg-type]
    return pair and (kind == RANGE or found[0] > 0)  # type: ignore[index]


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300
