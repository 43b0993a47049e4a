"""JSON Schema of the files of a case, for editors that complete and check while one types."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ._case import CaseFile
from ._folder import SHAPES
from ._inherit import KEY
from ._read import fields_of
from ._shapes import (
    PATTERNS,
    Choice,
    Date,
    Entries,
    Free,
    Identity,
    Number,
    Parsed,
    Range,
    Reference,
    Resolution,
    Sign,
    Words,
)

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def ledger_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a ledger."""
    return file_schema("ledger.yaml")


def file_schema(name: str) -> Schema:
    """Return the JSON Schema (2020-12) of one file of a case, such as `setting.yaml`.

    Raises KeyError where a case has no file of that name.
    """
    kind = CaseFile if name == "case.yaml" else SHAPES[name]
    shared: dict[str, Schema] = {}
    body = _schema(kind, shared)
    return {"$schema": DIALECT, "title": f"Groundswell {name}", **body, "$defs": dict(sorted(shared.items()))}


def _schema(kind: Any, shared: dict[str, Schema]) -> Schema:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1], shared)
    if origin in (Union, types.UnionType):
        inner = next(part for part in arguments if part is not type(None))
        return {"anyOf": [_schema(inner, shared), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return _listing(arguments, shared)
    if origin in (Mapping, dict):
        return _mapping(arguments, shared)
    if dataclasses.is_dataclass(kind):
        return _record(kind, shared)
    return {"type": {str: "string", bool: "boolean", int: "integer", float: "number"}[kind]}


def _listing(arguments: tuple[Any, ...], shared: dict[str, Schema]) -> Schema:
    schema: Schema = {"type": "array", "items": _schema(arguments[0], shared)}
    if arguments[-1] is not ...:
        schema |= {"minItems": len(arguments), "maxItems": len(arguments)}
    return schema


def _mapping(arguments: tuple[Any, ...], shared: dict[str, Schema]) -> Schema:
    names = _schema(arguments[0], shared)
    return {"type": "object", "propertyNames": names, "additionalProperties": _schema(arguments[1], shared)}


def _annotated(inner: Any, note: Any, shared: dict[str, Schema]) -> Schema:
    match note:
        case Entries(keyed):
            return _entries(get_args(inner)[1], keyed, shared)
        case Identity(kind):
            return {"type": "string", "pattern": _whole(PATTERNS[kind][0]), "description": PATTERNS[kind][1]}
        case Reference(kinds, also):
            either = "|".join(f"({PATTERNS[kind][0]})" for kind in kinds)
            schema = {"type": "string", "pattern": _whole(either)}
            return {"anyOf": [{"enum": list(also)}, schema]} if also else schema
        case Words():
            return {"type": "string", "minLength": 1}
        case Resolution():
            return {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "1:1"}]}
        case Sign():
            return {"enum": ["+", "-"]}
        case Date():
            return {
                "anyOf": [{"enum": ["start", "end"]}, {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}]
            }
        case Parsed(kind):
            return {"type": ["string", "number"], "description": f"a {kind} in the formula language"}
        case Choice(by_key):
            return {"oneOf": [_schema(kind, shared) for _, kind in by_key]}
        case Free():
            return {"type": "object"}
        case _:
            return _numbers(note)


def _numbers(note: Number | Range) -> Schema:
    number: Schema = {"type": "number"}
    for name, bound in (("minimum", note.least), ("exclusiveMinimum", note.above)):
        if bound is not None:
            number[name] = bound
    if isinstance(note, Range):
        return {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    return number | ({"maximum": note.most} if note.most is not None else {})


def _entries(kind: Any, keyed: bool, shared: dict[str, Schema]) -> Schema:
    if not keyed:
        return {"type": "array", "items": _record(kind, shared)}
    entry = dict(shared[_record(kind, shared)["$ref"].rpartition("/")[2]])
    identity = entry["properties"]["id"]
    entry["anyOf"] = _whole_or_taken_over([name for name in entry["anyOf"][0]["required"] if name != "id"])
    shared[kind.__name__] = entry
    reference = {"$ref": f"#/$defs/{kind.__name__}"}
    return {"type": "object", "propertyNames": {"pattern": identity["pattern"]}, "additionalProperties": reference}


def _record(kind: Any, shared: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in shared:
        shared[name] = {}
        plan = fields_of(kind)
        shared[name] = {
            "type": "object",
            "description": " ".join((kind.__doc__ or "").split()),
            "properties": {
                **{written: _schema(hint, shared) for _, written, hint, _ in plan},
                KEY: {"type": "string", "description": "a case to take the keys over from that are left out here"},
            },
            "anyOf": _whole_or_taken_over(sorted({written for _, written, _, required in plan if required})),
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _whole_or_taken_over(required: list[str]) -> list[Schema]:
    """Either every required key stands here, or the entry is taken over from another case."""
    return [{"required": required}, {"required": [KEY]}]


def _whole(pattern: str) -> str:
    return f"^({pattern})$"
