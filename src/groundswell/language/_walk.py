"""Ways to look over the parts of a formula and to make a changed copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar

from groundswell.language._month import Month
from groundswell.language._syntax import (
    Always,
    At,
    Before,
    Constant,
    Eventually,
    Interval,
    Lasts,
    Moves,
    Node,
    OnDate,
    Summary,
    Syntax,
    Timing,
    Until,
)

_Tree = TypeVar("_Tree", bound=Syntax)
_TIMED = (Always, At, Before, Eventually, Lasts, Moves, Summary, Timing, Until)


_PLACE = {field.name for field in fields(Syntax)}


@cache
def _names(kind: type[Syntax]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _holding(kind: type[Syntax]) -> tuple[str, ...]:
    return tuple(name for name in _names(kind) if name not in _PLACE)


def children(tree: Syntax) -> tuple[Syntax, ...]:
    """List the parts directly below one, in the order in which they are written."""
    found: list[Syntax] = []
    for name in _holding(type(tree)):
        held = getattr(tree, name)
        if isinstance(held, Syntax):
            found.append(held)
        elif isinstance(held, tuple):
            found.extend([part for part in held if isinstance(part, Syntax)])
    return tuple(found)


def parts(tree: Syntax) -> Iterator[Syntax]:
    """Give every part of a formula, itself first, in the order in which they are written."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(children(part)))


def depth(tree: Syntax) -> int:
    """Count the levels of a formula; a single node has one."""
    level, parts_here = 0, (tree,)
    while parts_here:
        level += 1
        parts_here = tuple(below for part in parts_here for below in children(part))
    return level


def nodes_of(tree: Syntax) -> tuple[Node, ...]:
    """List the distinct nodes that a formula or quantity reads, each as first written."""
    return tuple(dict.fromkeys(part for part in parts(tree) if isinstance(part, Node)))


def constants(tree: Syntax) -> tuple[str, ...]:
    """List the distinct named constants that a formula or quantity needs."""
    return tuple(dict.fromkeys(part.name for part in parts(tree) if isinstance(part, Constant)))


def months_of(tree: Syntax) -> tuple[Month, ...]:
    """List the distinct calendar months that a formula or quantity names."""
    dates: list[object] = []
    for part in parts(tree):
        if isinstance(part, At | OnDate):
            dates.append(part.date)
        interval = getattr(part, "interval", None)
        if isinstance(interval, Interval):
            dates += [interval.since, interval.until]
    return tuple(dict.fromkeys(date for date in dates if isinstance(date, Month)))


def undated_nodes(tree: Syntax) -> tuple[Node, ...]:
    """List the nodes read at the month of evaluation itself, so in a claim at the first month.

    In a claim these are seldom meant: `support(A) > support(B) at 2006-01` dates B alone.
    """
    waiting, found = [tree], {}
    while waiting:
        part = waiting.pop()
        if isinstance(part, Node):
            found.setdefault(part)
        elif not isinstance(part, _TIMED):
            waiting.extend(reversed(children(part)))
    return tuple(found)


def substitute(tree: _Tree, roles: Mapping[str, str]) -> _Tree:
    """Copy a formula or quantity with actors in place of roles; other names stay as they are."""
    if isinstance(tree, Node):
        place = None if tree.place is None else roles.get(tree.place, tree.place)
        return replace(tree, actor=roles.get(tree.actor, tree.actor), place=place)
    changed = {name: _substituted(getattr(tree, name), roles) for name in _names(type(tree))}
    return type(tree)(**changed)


def _substituted(held: Any, roles: Mapping[str, str]) -> Any:
    if isinstance(held, Syntax):
        return substitute(held, roles)
    if isinstance(held, tuple):
        return tuple(_substituted(part, roles) for part in held)
    return held
