"""Places for nodes: rows from cause to effect, each row ordered to keep lines short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

Pair = tuple[str, str]


def rows(nodes: Sequence[str], pairs: Iterable[Pair], first: Iterable[str], last: Iterable[str]) -> list[list[str]]:
    """Return nodes in rows. Rows follow the steps from `first`; `last` comes at the bottom."""
    links = sorted(set(pairs))
    depth = _depths(nodes, links, set(first))
    bottom = max(depth.values(), default=0)
    ends = [node for node in last if node in depth]
    if any(depth[node] < bottom for node in ends) or len(ends) < sum(d == bottom for d in depth.values()):
        bottom += 1
    for node in ends:
        depth[node] = bottom
    filled = sorted(set(depth.values()))
    found = [[node for node in nodes if depth[node] == level] for level in filled]
    return _ordered(found, links)


def _depths(nodes: Sequence[str], links: Sequence[Pair], first: set[str]) -> dict[str, int]:
    """Return steps from the start; what cannot be reached stands in the first row."""
    after = defaultdict(list)
    for source, target in links:
        after[source].append(target)
    start = [node for node in nodes if node in first] or _sources(nodes, links)
    depth, front = dict.fromkeys(start, 0), start
    while front:
        level = depth[front[0]] + 1
        front = sorted({t for node in front for t in after[node] if t not in depth})
        depth.update(dict.fromkeys(front, level))
    return {node: depth.get(node, 0) for node in nodes}


def _sources(nodes: Sequence[str], links: Sequence[Pair]) -> list[str]:
    entered = {target for _, target in links}
    return [node for node in nodes if node not in entered] or list(nodes[:1])


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
