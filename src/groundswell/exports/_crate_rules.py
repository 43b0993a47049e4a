"""The rules that a crate's metadata must keep.

Source: RO-Crate Metadata Specification 1.1 (2020), the sentences with MUST on structure, root data entity and data
entities; Process Run Crate 0.5 on the action and its tool.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import unquote

from groundswell.exports._crate_graph import METADATA, SPECIFICATION

Entity = Mapping[str, Any]
ROOT = "./"
PREVIEW = re.compile(r"ro-crate-preview(\.html$|_files/)")


def crate_faults(document: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Return a sentence for every rule that the metadata breaks; `names` are the files that lie in the crate."""
    there = set(names)
    if not any(str(one).startswith("https://w3id.org/ro/crate/") for one in _many(document.get("@context"))):
        return [f"{METADATA}: `@context` does not name RO-Crate, so this is no crate."]
    entities = document.get("@graph")
    if not isinstance(entities, list) or not all(_is_entity(one) for one in entities):
        return [f"{METADATA}: `@graph` must be a list of entities, each with `@id` and `@type`."]
    known = {one["@id"]: one for one in entities}
    faults = [*_ids(entities), *_descriptor(known), *_root(known), *_flat(entities), *_references(known)]
    return [f"{METADATA}: {one}" for one in (*faults, *_files(known, there), *_action(known))]


def unlisted(document: Mapping[str, Any], names: Iterable[str]) -> list[str]:
    """Return the names of files that lie in a crate and that its metadata does not speak of."""
    told = {path_of(one) for one in document["@graph"] if "File" in types(one)}
    return sorted(name for name in names if name not in told and name != METADATA and not PREVIEW.match(name))


def types(entity: Entity) -> list[str]:
    """Return the types of an entity, one or several."""
    return [one for one in _many(entity.get("@type")) if isinstance(one, str)]


def path_of(entity: Entity) -> str:
    """Return the path in the crate that the id of a file stands for."""
    return unquote(entity["@id"]).removeprefix("./")


def _is_entity(one: Any) -> bool:
    return isinstance(one, Mapping) and isinstance(one.get("@id"), str) and bool(types(one))


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _ids(entities: list[Entity]) -> Iterator[str]:
    seen: set[str] = set()
    for one in entities:
        if one["@id"] in seen:
            yield f"the id {one['@id'][:80]} stands twice."
        seen.add(one["@id"])


def _descriptor(known: Mapping[str, Entity]) -> Iterator[str]:
    found = known.get(METADATA)
    if found is None:
        yield f"there is no entity for {METADATA} itself."
        return
    if "CreativeWork" not in types(found):
        yield f"the entity of {METADATA} must be a CreativeWork."
    if found.get("about") != {"@id": ROOT}:
        yield f"the entity of {METADATA} must be about {ROOT}."
    if not any(str(_id(one)).startswith("https://w3id.org/ro/crate/") for one in _many(found.get("conformsTo"))):
        yield f"the entity of {METADATA} must conform to a version of RO-Crate, such as {SPECIFICATION}."


def _root(known: Mapping[str, Entity]) -> Iterator[str]:
    root = known.get(ROOT)
    if root is None:
        yield f"there is no root entity {ROOT}."
        return
    if "Dataset" not in types(root):
        yield "the root must be a Dataset."
    for name in ("name", "description"):
        if not isinstance(root.get(name), str) or not root[name].strip():
            yield f"the root has no {name}."
    if not _is_day(root.get("datePublished")):
        yield "the root's datePublished must be a day, such as 2007-07-01."
    if not root.get("license"):
        yield "the root has no license."


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


def _flat(entities: list[Entity]) -> Iterator[str]:
    """The graph is flat: an entity names others by id and does not contain them."""
    for entity in entities:
        for key, value in entity.items():
            nested = [one for one in _many(value) if isinstance(one, Mapping | list)]
            if any(not isinstance(one, Mapping) or set(one) not in ({"@id"}, {"@value"}) for one in nested):
                yield f"`{key}` of {entity['@id'][:80]} contains an object; it must name one by its `@id`."


def _references(known: Mapping[str, Entity]) -> Iterator[str]:
    for entity in known.values():
        for key, value in entity.items():
            for name in filter(None, map(_id, _many(value))):
                if name not in known and not _is_address(name):
                    yield f"`{key}` of {entity['@id'][:80]} names {name[:80]}, and there is no such entity."


def _is_address(name: str) -> bool:
    """Whether an id names something elsewhere, such as `https://..` or `doi:..`."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", name) is not None


def _id(value: Any) -> str | None:
    found = value.get("@id") if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else None


def _files(known: Mapping[str, Entity], there: set[str]) -> Iterator[str]:
    linked = _parts(known, ROOT)
    for name, entity in known.items():
        if "File" not in types(entity) or _is_address(name):
            continue
        if not re.fullmatch(r"[A-Za-z0-9._~%!$&'()*+,;=:@/-]+", name):
            yield f"the id of the file {name[:80]} is not written as an address; `%20` stands for a space."
        if name.startswith("/") or ".." in path_of(entity).split("/"):
            yield f"the file {name[:80]} does not lie in the crate."
        elif path_of(entity) not in there:
            yield f"the file {name[:80]} is listed and does not lie there."
        if name not in linked:
            yield f"the file {name[:80]} is no part (hasPart) of the root or of its parts."


def _parts(known: Mapping[str, Entity], top: str) -> set[str]:
    found: set[str] = set()
    ahead = [top]
    while ahead:
        for name in map(_id, _many(known.get(ahead.pop(), {}).get("hasPart"))):
            if name is not None and name not in found:
                found.add(name)
                ahead.append(name)
    return found


def _action(known: Mapping[str, Entity]) -> Iterator[str]:
    runs = [one for one in known.values() if {"CreateAction", "ActivateAction", "UpdateAction"} & set(types(one))]
    if not runs:
        yield "there is no action that says what was run."
    for run in runs:
        tools = [known.get(name, {}) for name in map(_id, _many(run.get("instrument"))) if name]
        if not any(
            {"SoftwareApplication", "SoftwareSourceCode", "ComputationalWorkflow"} & set(types(t)) for t in tools
        ):
            yield f"the action {run['@id'][:80]} names no software (instrument)."
