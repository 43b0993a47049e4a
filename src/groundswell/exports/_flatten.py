"""Turns a document into tables, column by column as its JSON Schema has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Schema = Mapping[str, Any]
PLACE = "Place in its list, counted from 1."
BETWEEN, WITHIN = "; ", " & "
"""What stands between the entries of a list in one cell, and between those of a list in such a list."""


@dataclass
class Table:
    """A table: columns with what they mean (in order), and rows."""

    name: str
    says: str
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def flattened(document: Mapping[str, Any], schema: Schema, name: str) -> list[Table]:
    """Return the tables of a document: one row for itself in the table `name`, one table for every list of objects.

    An object in a row becomes columns `object.field`. A row of a table below begins with the ids of the rows above it.
    An object whose keys are ids or names becomes a table with a column `key`. Lists of texts share a cell.
    """
    tables: dict[str, Table] = {}
    _Flattener(tables).table(name, schema, [({}, document)])
    return [one for one in tables.values() if one.columns]


class _Flattener:
    """Fills tables by name; a table is there even where the document has no row for it."""

    def __init__(self, tables: dict[str, Table]):
        self.tables = tables

    def table(self, name: str, schema: Schema, items: list[tuple[Row, Any]], says: str | None = None) -> None:
        """Add one table with a row for each item, given with the ids of the rows above it."""
        table = self.tables.setdefault(name, Table(name, says or schema.get("description", "")))
        for above, _ in items[:1]:
            table.columns |= dict.fromkeys(above, "Which row of the table above this one it belongs to.")
        rows = [(dict(above), value) for above, value in items]
        table.rows += [row for row, _ in rows]
        ids = [{**above, **_id(name, value)} for above, value in items]
        self._fields(table, schema, "", [(row, value, own) for (row, value), own in zip(rows, ids, strict=True)])

    def _fields(self, table: Table, schema: Schema, prefix: str, rows: list[tuple[Row, Any, Row]]) -> None:
        for key, part in schema.get("properties", {}).items():
            below = [(row, value.get(key) if isinstance(value, Mapping) else None, own) for row, value, own in rows]
            self._field(table, part, f"{prefix}{key}", below)

    def _field(self, table: Table, schema: Schema, column: str, rows: list[tuple[Row, Any, Row]]) -> None:
        kind, name = _kind(schema), f"{table.name}_{column.replace('.', '_')}"
        says = schema.get("description", "")
        if kind == "rows":
            inner = _numbered(schema["items"])
            items = [(own, _at(k, one)) for _, value, own in rows for k, one in enumerate(value or (), start=1)]
            self.table(name, inner, items, says)
        elif kind == "map":
            self._map(name, schema, rows, says)
        elif kind == "object":
            self._fields(table, schema, f"{column}.", rows)
        elif kind == "pair":
            for number, end in enumerate(("low", "high")):
                table.columns[f"{column}.{end}"] = f"{says} {'Lower' if end == 'low' else 'Upper'} end."
                for row, value, _ in rows:
                    row[f"{column}.{end}"] = None if value is None else value[number]
        else:
            table.columns[column] = says
            for row, value, _ in rows:
                row[column] = _cell(value)

    def _map(self, name: str, schema: Schema, rows: list[tuple[Row, Any, Row]], says: str) -> None:
        inner = schema["additionalProperties"]
        keyed = {"type": "object", "properties": {"key": {"description": "Id or name."}}}
        keyed["properties"] |= inner.get("properties", {"value": inner})
        items = [(own, _keyed(key, one)) for _, value, own in rows for key, one in (value or {}).items()]
        self.table(name, keyed, items, says)


def _kind(schema: Schema) -> str:
    inner = schema.get("items", {})
    if "properties" in inner:
        return "rows"
    if inner.get("type") == "number" and schema.get("maxItems") == 2:
        return "pair"
    if "properties" in schema:
        return "object"
    return "map" if isinstance(schema.get("additionalProperties"), Mapping) else "cell"


def _numbered(schema: Schema) -> Schema:
    """Rows without an id that have rows below them get their place in the list as one."""
    parts = schema["properties"]
    below = any(_kind(part) in ("rows", "map") for part in parts.values())
    return (
        schema if "id" in parts or not below else {**schema, "properties": {"place": {"description": PLACE}, **parts}}
    )


def _at(place: int, value: Any) -> Any:
    return {"place": place, **value} if isinstance(value, Mapping) else value


def _keyed(key: str, value: Any) -> Row:
    return {"key": key, **(value if isinstance(value, Mapping) else {"value": value})}


def _id(name: str, value: Any) -> Row:
    """How rows below name this one: `claims.id` or `theories.key`."""
    last = name.rpartition("_")[2]
    found = {key: value[key] for key in ("id", "key", "place") if isinstance(value, Mapping) and key in value}
    return {f"{last}.{key}": one for key, one in list(found.items())[:1]}


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return BETWEEN.join(WITHIN.join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
    return value


def cells(table: Table) -> Iterator[list[Any]]:
    """Give the rows as lists in the order of the columns, true and false as JSON writes them, nothing for null."""
    for row in table.rows:
        values = (row.get(column) for column in table.columns)
        yield [str(value).lower() if isinstance(value, bool) else value for value in values]
