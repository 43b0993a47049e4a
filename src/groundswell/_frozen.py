"""Records that nobody changes once they are made: a frozen dataclass with slots, and nothing is compiled for it.

A case has a hundred and fifty kinds of them, and `dataclass(frozen=True)` compiles six functions for each, which took a
fifth of `groundswell check`. Here the constructor and the rest are the same few functions for all.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_Record = TypeVar("_Record")

__all__ = ["frozen"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[_Record]) -> type[_Record]:
    """Return the class as a dataclass with slots, compared and hashed by its values, whose values stay.

    Setting or deleting a value of a record raises FrozenInstanceError. Everything of `dataclasses` works on it, save
    fields that the constructor does not take.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(kind)
    names = [one.name for one in fields(made) if one.compare]
    made._compared = staticmethod(attrgetter(*names) if names else lambda record: ())
    made.__init__, made.__signature__ = _constructor(made), _Signature()
    for name, shared in _SHARED.items():
        if name not in kind.__dict__:
            setattr(made, name, shared)
    return made


def _constructor(made: Any) -> Callable[..., None]:
    """Return what fills the slots of a new record, by place and by name."""
    ordered = _in_order(made)
    plan = [(one.name, getattr(made, one.name).__set__, one.default, one.default_factory) for one in ordered]
    placed = sum(not one.kw_only for one in ordered)
    after = getattr(made, "__post_init__", None)

    def fill(record: Any, /, *given: Any, **named: Any) -> None:
        if len(given) > placed:
            raise TypeError(f"{made.__name__}() takes {placed} values by place, and {len(given)} were given")
        left = plan
        if given:
            for (_, put, _, _), value in zip(plan, given, strict=False):
                put(record, value)
            left = plan[len(given) :]
        for name, put, default, anew in left:
            if name in named:
                put(record, named.pop(name))
            elif default is not MISSING:
                put(record, default)
            elif anew is not MISSING:
                put(record, anew())
            else:
                raise TypeError(f"{made.__name__}() lacks a value for {name!r}")
        if named:
            raise TypeError(f"{made.__name__}() has no place for {', '.join(map(repr, named))}")
        if after is not None:
            after(record)

    return fill


def _in_order(made: Any) -> list[Any]:
    """Return fields as a constructor takes them: those that are given by name only come last."""
    return sorted(fields(made), key=lambda one: bool(one.kw_only))


class _Signature:
    """What `inspect` and the documentation see of a constructor; put together when somebody looks."""

    def __get__(self, record: Any, kind: Any) -> inspect.Signature:
        return inspect.Signature([_parameter(one) for one in _in_order(kind)])


def _parameter(one: Any) -> inspect.Parameter:
    made_anew = one.default_factory is not MISSING
    default = one.default if one.default is not MISSING else ... if made_anew else inspect.Parameter.empty
    kind = inspect.Parameter.KEYWORD_ONLY if one.kw_only else inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Parameter(one.name, kind, default=default, annotation=one.type)


def _set(record: Any, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(record: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _equal(record: Any, other: Any) -> Any:
    return record._compared(record) == other._compared(other) if type(other) is type(record) else NotImplemented


def _hash(record: Any) -> int:
    return hash(record._compared(record))


def _shown(record: Any) -> str:
    shown = (f"{one.name}={getattr(record, one.name)!r}" for one in fields(record) if one.repr)
    return f"{type(record).__qualname__}({', '.join(shown)})"


def _values(record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, one.name) for one in fields(record))


def _filled(record: Any, values: tuple[Any, ...]) -> None:
    for one, value in zip(fields(record), values, strict=True):
        object.__setattr__(record, one.name, value)


_SHARED = {
    "__setattr__": _set, "__delattr__": _delete, "__eq__": _equal, "__hash__": _hash, "__repr__": _shown,
    "__getstate__": _values, "__setstate__": _filled,
}  # fmt: skip
