"""Finds the published models: every module or folder of this room whose name has no leading underscore is one.

`granovetter_1978.py` holds a `REPLICATION` whose id is `granovetter-1978`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ._faults import ReplicateError, unknown
from ._replication import Replication


@cache
def identities() -> tuple[str, ...]:
    """Return the ids of all models, sorted, without importing one."""
    names = (module.name for module in iter_modules([str(Path(__file__).parent)]))
    return tuple(sorted(name.replace("_", "-") for name in names if not name.startswith("_")))


def replication(identity: str) -> Replication:
    """Return one model by its id; raises ReplicateError where there is none."""
    if identity not in identities():
        raise ReplicateError(unknown("published model", identity, identities()))
    return import_module(f"{__package__}.{identity.replace('-', '_')}").REPLICATION


def replications() -> tuple[Replication, ...]:
    """Return every model, sorted by id."""
    return tuple(replication(identity) for identity in identities())
