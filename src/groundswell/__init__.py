"""Groundswell makes a written theory of political conflict executable."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from groundswell.ensemble import simulate
    from groundswell.fit import fit_case
    from groundswell.ledger import check_case, load_case
    from groundswell.report import save
    from groundswell.verdict import compare, study

# Where each public name lives; imported on first use, so that importing Groundswell costs next to nothing.
_HOMES = {
    "check_case": "groundswell.ledger",
    "compare": "groundswell.verdict",
    "fit_case": "groundswell.fit",
    "load_case": "groundswell.ledger",
    "save": "groundswell.report",
    "simulate": "groundswell.ensemble",
    "study": "groundswell.verdict",
}

# Rooms that are public as a whole: `groundswell.replicate.run(..)` works after `import groundswell`.
_ROOMS = ("networks", "replicate")

__all__ = ["check_case", "compare", "fit_case", "load_case", "save", "simulate", "study"]


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"groundswell.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES, *_ROOMS})
