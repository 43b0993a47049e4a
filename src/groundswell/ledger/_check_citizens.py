"""Checks of the `citizens` section of the priors: who the people of a community are when it is resolved."""

from __future__ import annotations

from ._folder import Files
from ._setting import Setting
from ._tree import Document, Node, Scalar, Table

TRAITS = ("hardship", "risk aversion", "lower class", "taste")
_BOUNDS: dict[str, tuple[float, float]] = {"alike": (0, 1), "lower class": (0, 1), "sight": (0, 1)}
_WHOLE: dict[str, tuple[int, int]] = {"localities": (1, 65536), "ties": (0, 64)}
_KEYS = (*_BOUNDS, *_WHOLE, "drawn", "joining", "differ", "talk")
_WIDEST = 10.0
"""Points by which a trait may move a citizen: beyond this a state is always at an end of its scale."""


def check_citizens(files: Files) -> None:
    """Numbers of the section lie in their bounds, traits are known, and variables live on citizens."""
    document = files.documents["priors.yaml"]
    section = document.find("citizens") if isinstance(document.root, Table) else None
    if isinstance(document.root, Table) and "citizens" in document.root.values:
        if not isinstance(section, Table):
            document.fault(section, "`citizens` is a table: how the people of a community differ, and talk.")
            return
        for name in section.values:
            if name not in _KEYS:
                document.fault(
                    section.keys[name], f"`{name[:60]}` says nothing about citizens.", document.suggestion(name, _KEYS)
                )
        _numbers(document, section)
        _variables(files, document, section)
    _people(files)


def _numbers(document: Document, section: Table) -> None:
    for name, (low, high) in _BOUNDS.items():
        if name in section.values and not _between(section.values[name], low, high):
            document.fault(section.values[name], f"`{name}` is a share between {low:g} and {high:g}.")
    for name, (least, most) in _WHOLE.items():
        value = section.values.get(name)
        whole = isinstance(value, Scalar) and isinstance(value.value, int)
        if value is not None and not (whole and _between(value, least, most)):
            document.fault(value, f"`{name}` is a whole number from {least:,} to {most:,}.")
    drawn = section.values.get("drawn")
    if drawn is not None and not (isinstance(drawn, Scalar) and drawn.value in ("evenly", "by hash")):
        document.fault(drawn, "citizens are `drawn` evenly, or by hash.")


def _variables(files: Files, document: Document, section: Table) -> None:
    ledger = files.objects.get("ledger.yaml")
    for part in ("joining", "differ", "talk"):
        table = section.values.get(part)
        if table is None:
            continue
        if not isinstance(table, Table):
            document.fault(table, f"`{part}` is a table by variable.")
            continue
        for name, below in table.values.items():
            variable = ledger.variables.get(_variable(name)) if ledger is not None else None
            if variable is not None and variable.level != "citizen":
                document.fault(
                    table.keys[name],
                    f"`{_variable(name)}` is carried by a {variable.level}, not by citizens.",
                    "Name a variable of level citizen.",
                )
            if part == "differ":
                _loads(document, below)
            elif part == "talk":
                _talk(document, below)


def _variable(name: str) -> str:
    return f"v_{name.partition('(')[0].strip()}" if "(" in name else name


def _loads(document: Document, below: Node) -> None:
    if not isinstance(below, Table):
        document.fault(below, "a variable differs by traits: write {hardship: 0.8}, in points.")
        return
    for trait, points in below.values.items():
        if trait not in TRAITS:
            document.fault(below.keys[trait], f"`{trait[:60]}` is no trait.", document.suggestion(trait, TRAITS))
        elif not _between(points, -_WIDEST, _WIDEST):
            document.fault(points, f"`{trait}` moves a citizen by {-_WIDEST:g} to {_WIDEST:g} points.")


def _talk(document: Document, below: Node) -> None:
    if not isinstance(below, Table):
        document.fault(below, "talk closes differences near and far: write {near: 0.05, far: 0.01}.")
        return
    for where, share in below.values.items():
        if where not in ("near", "far"):
            document.fault(below.keys[where], f"`{where[:60]}` is neither near nor far.")
        elif not _between(share, 0, 0.5):
            document.fault(share, f"`{where}` is a monthly share between 0 and 0.5.")


def _people(files: Files) -> None:
    setting: Setting | None = files.objects["setting.yaml"]
    if setting is None:
        return
    document = files.documents["setting.yaml"]
    for number, whole in enumerate(setting.people):
        if whole not in setting.communities and files.knows("actor", whole):
            document.fault(
                document.find("people", number),
                f"`{whole}` is no whole under `communities`, so nobody can be counted in it.",
                document.suggestion(whole, list(setting.communities)),
                whole,
            )


def _between(node: Node, low: float, high: float) -> bool:
    value = node.value if isinstance(node, Scalar) else None
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high
