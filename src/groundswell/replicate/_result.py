"""The outcome of a run whose parts are computed when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any


class Result(Mapping[str, Any]):
    """Named numbers and arrays; what nobody reads costs nothing.

    `known` are values at hand. Each function in `parts` returns a mapping of the names in its key, and is called once.
    """

    def __init__(
        self, known: Mapping[str, Any], parts: Mapping[tuple[str, ...], Callable[[], Mapping[str, Any]]]
    ) -> None:
        self._known = dict(known)
        self._part_of = {name: part for names, part in parts.items() for name in names}
        self._names = tuple(dict.fromkeys([*(name for names in parts for name in names), *known]))

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            self._known.update(self._part_of[name]())
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
