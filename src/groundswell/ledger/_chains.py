"""Small searches over ids that stay quick however long a list somebody writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

TOLD = 6  # members of a circle that a message names


def repeated(values: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield place and value of each value that has come before."""
    seen: set[str] = set()
    for place, value in enumerate(values):
        if value in seen:
            yield place, value
        seen.add(value)


def circles(following: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Yield each circle that is met by going from every id to the one that follows it."""
    settled: set[str] = set()
    for first in following:
        line: dict[str, None] = {}
        name: str | None = first
        while name is not None and name in following and name not in settled and name not in line:
            line[name] = None
            name = following[name]
        if name in line:
            names = list(line)
            yield names[names.index(name) :]
        settled.update(line)


def told(circle: Sequence[str], link: str) -> str:
    """Tell a circle, or the beginning of a long one, back to where it began."""
    middle = ["..."] if len(circle) > TOLD else []
    return link.join([*circle[:TOLD], *middle, circle[0]])
