"""Two documents compared to the bit: which values differ, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not the same: its path, as `arms.good-trade.share`, and both values (None where absent)."""

    path: str
    there: Any
    here: Any


def differences(there: Any, here: Any, path: str = "") -> Iterator[Difference]:
    """Give every leaf in which two plain documents differ.

    Numbers are the same only where all their bits are: the text of a number is the shortest that reads back to it.
    """
    if isinstance(there, Mapping) and isinstance(here, Mapping):
        for key in {**there, **here}:
            yield from differences(there.get(key), here.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(there, list) and isinstance(here, list) and len(there) == len(here):
        for number, (one, other) in enumerate(zip(there, here, strict=True)):
            yield from differences(one, other, f"{path}.{_step(one, number)}" if path else _step(one, number))
    elif json.dumps(there) != json.dumps(here):
        yield Difference(path, there, here)


def leaves(document: Any) -> int:
    """Count the values in a plain document."""
    if isinstance(document, Mapping):
        return sum(map(leaves, document.values()))
    if isinstance(document, list):
        return sum(map(leaves, document))
    return 1


def _step(one: Any, number: int) -> str:
    name = one.get("id") if isinstance(one, Mapping) else None
    return name if isinstance(name, str) else str(number)
