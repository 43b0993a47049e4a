"""Runs models and holds what comes out against what is expected."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ._all import identities, replication, replications
from ._faults import ReplicateError, unknown
from ._replication import Replication, Row
from ._tolerance import Factor, agrees


@dataclass(frozen=True)
class Checked:
    """A row beside what was obtained for it; `seconds` is the time of the runs that it was the first to need."""

    model: str
    row: Row
    obtained: Any
    passed: bool
    seconds: float

    def document(self) -> dict[str, Any]:
        """Return the row as data for JSON; numbers that are not finite become words."""
        row = self.row
        tolerance = str(row.tolerance) if isinstance(row.tolerance, Factor) else row.tolerance
        return {
            "id": row.id,
            "model": self.model,
            "quantity": plain(row.quantity),
            "inputs": plain(row.inputs),
            "expected": plain(row.expected),
            "obtained": plain(self.obtained),
            "tolerance": plain(tolerance),
            "status": row.status,
            "pass": self.passed,
        }


def run(identity: str, **parameters: Any) -> Mapping[str, Any]:
    """Run a published model, such as `run("granovetter-1978", sd=12.2)`, and return its named numbers and arrays.

    Raises ReplicateError where the model or a parameter is unknown or a value inadmissible.
    """
    return replication(identity).run(**parameters)


def check(
    ids: str | Iterable[str] | None = None,
    slow: bool = True,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Checked]:
    """Run the rows of the models, or the single rows, that `ids` names (all where it is None), and judge each.

    `slow=False` leaves out rows that take more than some seconds. `progress(model, done, total)` is called before each
    row and at the end. Raises ReplicateError where an id is neither a model's nor a row's.
    """
    chosen = [(model, row) for model, row in _chosen(ids) if slow or not row.slow]
    checked: list[Checked] = []
    memory: dict[tuple[str, str], Mapping[str, Any]] = {}
    last = ""
    for done, (model, row) in enumerate(chosen):
        if progress:
            progress(model.id, done, len(chosen))
        if model.id != last:  # runs are shared among the rows of one model and then let go
            memory, last = {}, model.id
        checked.append(_checked(model, row, memory))
    if progress and chosen:
        progress(last, len(chosen), len(chosen))
    return checked


def _chosen(ids: str | Iterable[str] | None) -> list[tuple[Replication, Row]]:
    wanted = None if ids is None else [ids] if isinstance(ids, str) else list(ids)
    if wanted is not None and all(name in identities() for name in wanted):
        return [(model, row) for name in dict.fromkeys(wanted) for model in [replication(name)] for row in model.rows]
    pairs = [(model, row) for model in replications() for row in model.rows]
    if wanted is None:
        return pairs
    known = {*identities(), *(row.id for _, row in pairs)}
    faults = [unknown("published model or row", name, known) for name in wanted if name not in known]
    if faults:
        raise ReplicateError("\n".join(faults))
    return [(model, row) for model, row in pairs if model.id in wanted or row.id in wanted]


def _checked(model: Replication, row: Row, memory: dict[tuple[str, str], Mapping[str, Any]]) -> Checked:
    began = time.perf_counter()
    results = []
    for inputs in row.runs:
        key = (model.id, repr(sorted(inputs.items())))
        if key not in memory:
            memory[key] = model.run(**inputs)
        results.append(memory[key])
    obtained = row.read(results)
    passed = agrees(obtained, row.expected, row.tolerance)
    return Checked(model.id, row, obtained, passed, time.perf_counter() - began)


def plain(value: Any) -> Any:
    """Return a value that JSON can hold."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
