"""Places for nodes: rows from cause to effect, each row ordered to keep lines short."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

Pair = tuple[str, str]
BEND = "bend:"
MOST_IN_ROW = 4


def rows(nodes: Sequence[str], pairs: Iterable[Pair], last: Iterable[str], most: int = MOST_IN_ROW) -> list[list[str]]:
    """Return nodes in rows of at most `most`: each below all its causes, outcomes at the bottom.

    A line that passes a row gets a bend there (see `bend`), so that it runs beside the boxes.
    """
    links = [(source, target) for source, target in sorted(set(pairs)) if source != target]
    depth = _lifted(_depths(nodes, links), links)
    ends = [node for node in last if node in depth]
    bottom = max(depth.values(), default=0)
    if any(depth[node] == bottom for node in nodes if node not in ends):
        bottom += 1
    depth.update(dict.fromkeys(ends, bottom))
    found = _split([[node for node in nodes if depth[node] == step] for step in sorted(set(depth.values()))], most)
    level = {node: row for row, members in enumerate(found) for node in members}
    short = []
    for source, target in links:
        between = range(level[source] + 1, level[target])
        way = [source, *(bend(source, target, row) for row in between), target]
        for row, place in zip(between, way[1:-1], strict=True):
            found[row].append(place)
        short += itertools.pairwise(way)
    return _ordered(found, short)


def _split(levels: list[list[str]], most: int) -> list[list[str]]:
    """Break rows that would not fit a column into several; nothing joins nodes of one row."""
    found = []
    for row in levels:
        parts = -(-len(row) // most)
        found += [row[part::parts] for part in range(parts)]
    return found


def bend(source: str, target: str, row: int) -> str:
    """Return the name of the place where a line passes a row."""
    return f"{BEND}{source}>{target}>{row}"


def _depths(nodes: Sequence[str], links: Sequence[Pair]) -> dict[str, int]:
    """Return the longest way down to each node; a ring is cut at its first node by name."""
    depth: dict[str, int] = {}
    waiting = {node: {s for s, t in links if t == node} for node in sorted(nodes)}
    while waiting:
        ready = [node for node, causes in waiting.items() if not causes & waiting.keys()]
        for node in ready or [next(iter(waiting))]:
            depth[node] = 1 + max((depth[s] for s in waiting[node] if s in depth), default=-1)
            del waiting[node]
    return depth


def _lifted(depth: dict[str, int], links: Sequence[Pair]) -> dict[str, int]:
    """Bring each node without causes down to the row above its nearest effect."""
    entered = {target for _, target in links}
    below = {n: [depth[t] for s, t in links if s == n and depth[t] > depth[n]] for n in depth}
    return {n: min(below[n]) - 1 if below[n] and n not in entered else depth[n] for n in depth}


def _ordered(found: list[list[str]], links: Sequence[Pair], sweeps: int = 6) -> list[list[str]]:
    """Sweep down and up, putting each node at the mean place of its neighbours."""
    near = defaultdict(list)
    for source, target in links:
        near[source].append(target)
        near[target].append(source)
    for sweep in range(sweeps):
        place = {n: (k + 0.5) / len(row) for row in found for k, n in enumerate(row)}
        for level in range(len(found))[:: -1 if sweep % 2 else 1]:
            row = found[level]
            row.sort(key=lambda n: (_mean([place[m] for m in near[n]], place[n]), n))
            place.update({n: (k + 0.5) / len(row) for k, n in enumerate(row)})
    return found


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
