"""Holds a document that somebody else may have changed against its JSON Schema, as far as its readers rely on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

NEEDED = ("complete", "forms", "manifest", "predictions", "resolution", "step")
"""Fields that the schema lets older files leave out, and that nobody can do without who runs a study again."""

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
SHOWN = 8
"""Faults of one document that are said; a file that is quite another has thousands."""


def shape_faults(document: Any, schema: Mapping[str, Any]) -> list[str]:
    """Return a sentence for each field that is missing or has another type than its schema asks for, the first SHOWN.

    Types, constants, words to choose from, lengths of lists and required fields are looked at.
    """
    found = [one for one, _ in zip(_faults(document, schema, ""), range(SHOWN + 1), strict=False)]
    return found if len(found) <= SHOWN else [*found[:SHOWN], "and more of the kind."]


def stated_in_full(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a document with every field required that says how and from what it was made."""
    parts = schema["properties"]
    manifest = {**parts["manifest"], "required": ["hashes", "versions"]}
    needed = [*schema.get("required", ()), *(name for name in NEEDED if name in parts)]
    return {**schema, "properties": {**parts, "manifest": manifest}, "required": list(dict.fromkeys(needed))}


def _faults(value: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    wanted = schema.get("type", ())
    wanted = [wanted] if isinstance(wanted, str) else list(wanted)
    name = f"`{where[:120]}`" if where else "the document"
    if wanted and not any(_is(value, one) for one in wanted):
        yield f"{name} must be {' or '.join(wanted)}."
    elif "const" in schema and value != schema["const"]:
        yield f"{name} must be {schema['const']}."
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{name} must be one of {', '.join(map(str, schema['enum']))}."
    elif _too_long_or_short(value, schema):
        yield f"{name} has {len(value)} entries, which is not the number of them that it takes."
    elif isinstance(value, dict):
        yield from _inside(value, schema, where)
    elif isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            yield from _faults(one, schema["items"], f"{where}.{number}" if where else str(number))


def _inside(value: Mapping[str, Any], schema: Mapping[str, Any], where: str) -> Iterator[str]:
    parts, others = schema.get("properties", {}), schema.get("additionalProperties")
    for key in schema.get("required", ()):
        if key not in value:
            yield f"`{where}.{key}` is missing.".replace("`.", "`")
    for key, one in value.items():
        part = parts.get(key, others if isinstance(others, Mapping) else {})
        yield from _faults(one, part, f"{where}.{key}" if where else key)


def _is(value: Any, wanted: str) -> bool:
    if wanted in ("integer", "number"):
        return isinstance(value, int if wanted == "integer" else int | float) and not isinstance(value, bool)
    return isinstance(value, TYPES[wanted])


def _too_long_or_short(value: Any, schema: Mapping[str, Any]) -> bool:
    most = schema.get("maxItems")
    return isinstance(value, list) and not schema.get("minItems", 0) <= len(value) <= (most or len(value))
