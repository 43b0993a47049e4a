"""Checks of the priors: names that look like ids exist, values are numbers or ranges, shares fit in one."""

from __future__ import annotations

from collections.abc import Iterator

from . import _formulas
from ._check_names import check_nodes
from ._folder import Files
from ._setting import Setting
from ._shapes import MATCHERS
from ._tree import Document, Listing, Node, Scalar, Table, plain


def check_priors(files: Files) -> None:
    """Priors are numbers, ranges and words by name; names that look like ids exist, and shares fit in one."""
    document = files.documents["priors.yaml"]
    if document.root is None:
        return
    if not isinstance(document.root, Table):
        document.fault(document.root, "priors are tables of numbers, ranges and words by name.")
        return
    for path, key, value in _leaves(document.root, ()):
        _prior_name(files, document, key)
        _prior_value(document, path, value)
    for table in _tables(document.root):
        _sums(files, document, table)


def _tables(node: Node) -> Iterator[Table]:
    if isinstance(node, Table):
        yield node
        for below in node.values.values():
            yield from _tables(below)


def _leaves(table: Table, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scalar, Node]]:
    for name, value in table.values.items():
        yield (*path, name), table.keys[name], value
        if isinstance(value, Table):
            yield from _leaves(value, (*path, name))


_ID_KINDS = ("variable", "actor", "mechanism", "event", "driver")


def _prior_name(files: Files, document: Document, key: Scalar) -> None:
    name = str(key.value)
    if "(" in name:
        parsed = _formulas.parse("quantity", key, document, None)
        if parsed is not None:
            check_nodes(files, document, key, parsed, None)
        return
    kinds = [kind for kind in _ID_KINDS if MATCHERS[kind].match(name)]
    if kinds and not any(files.knows(kind, name) for kind in kinds):
        match = document.nearest(name, [known for kind in kinds for known in files.declared[kind]])
        document.fault(key, f"no entry has the id `{name[:60]}`.", f"Did you mean `{match}`?" if match else None)


def _prior_value(document: Document, path: tuple[str, ...], value: Node) -> None:
    if isinstance(value, Table):
        if not value.values:
            document.fault(value, f"`{path[-1][:60]}` is empty.")
        return
    if isinstance(value, Listing):
        items = plain(value)
        if not all(_number(item) for item in items):  # type: ignore[union-attr]
            document.fault(value, f"`{path[-1][:60]}` is not a range of numbers.", "A range is written as [low, high].")
        elif len(items) == 2 and items[0] > items[1]:  # type: ignore[arg-type,index]
            document.fault(value, f"the low end of `{path[-1][:60]}` lies above its high end.")
        return
    if plain(value) is None or (isinstance(plain(value), float) and not _number(plain(value))):
        document.fault(value, f"`{path[-1][:60]}` is neither a finite number nor a range nor a word.")


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300


def _sums(files: Files, document: Document, table: Table) -> None:
    """The low ends of the shares that start in one place must leave room for `none`."""
    setting: Setting | None = files.objects["setting.yaml"]
    if setting is None:
        return
    sums: dict[tuple[str, str], float] = {}
    for name, value in table.values.items():
        variable, place = _share(name)
        relation = setting.relations.get(variable)
        low = _low(value)
        if relation is None or not relation.shares or low is None:
            continue
        before = sums.get((variable, place), 0.0)
        sums[variable, place] = before + low
        if before <= 1 < before + low:
            document.fault(
                table.keys[name],
                f"the initial shares of `{variable}` in `{place}` are over 1 from here on.",
                "Lower the low ends; what is left is `none`.",
            )


def _share(name: str) -> tuple[str, str]:
    variable, _, inside = name.partition("(")
    actors = [actor.strip() for actor in inside.rstrip(") ").split(",")]
    return (f"v_{variable.strip()}", actors[1]) if len(actors) == 2 else ("", "")


def _low(value: Node) -> float | None:
    found = plain(value)
    if isinstance(found, list) and found and _number(found[0]):
        return float(found[0])
    return float(found) if _number(found) else None  # type: ignore[arg-type]
