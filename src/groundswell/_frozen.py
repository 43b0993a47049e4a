"""Records that nobody changes once they are made: a frozen dataclass with slots, in a third of the time.

A case has a hundred and fifty kinds of them, and `dataclass(frozen=True)` compiles six functions for each, which took a
fifth of `groundswell check`. Here the constructor is compiled, and the rest is shared by all. A value takes longer to
set, so what comes by the hundred thousand (faults, observations) stays with `dataclass`.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_Record = TypeVar("_Record")

__all__ = ["frozen"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[_Record]) -> type[_Record]:
    """Return the class as a dataclass with slots, compared and hashed by its values, whose values stay.

    Setting or deleting a value of a record raises FrozenInstanceError. Everything of `dataclasses` works on it.
    """
    made: Any = dataclass(repr=False, eq=False, slots=True)(kind)
    names = [one.name for one in fields(made) if one.compare]
    made._compared = staticmethod(attrgetter(*names) if names else lambda record: ())
    for name, shared in _SHARED.items():
        if name not in kind.__dict__:
            setattr(made, name, shared)
    return made


def _set(record: Any, name: str, value: object) -> None:
    """Values are set once, by the constructor; before that a slot is empty."""
    if hasattr(record, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(record, name, value)


def _delete(record: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _equal(record: Any, other: Any) -> Any:
    return record._compared(record) == other._compared(other) if type(other) is type(record) else NotImplemented


def _hash(record: Any) -> int:
    return hash(record._compared(record))


def _shown(record: Any) -> str:
    shown = (f"{one.name}={getattr(record, one.name)!r}" for one in fields(record) if one.repr)
    return f"{type(record).__qualname__}({', '.join(shown)})"


_SHARED = {"__setattr__": _set, "__delattr__": _delete, "__eq__": _equal, "__hash__": _hash, "__repr__": _shown}
