"""A directive that lists the rows of the published models by status, as the models declare them.

Rows that take no more than some seconds are run while the documentation is built, and their numbers are shown; where
one does not pass, the build warns, and it takes warnings for errors.
"""

from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

log = logging.getLogger(__name__)
HEADS = ("row", "model", "quantity", "inputs", "expected", "obtained", "within")


@cache
def obtained() -> dict[str, Any]:
    """What came out for each quick row, and whether it passes."""
    from groundswell.replicate import check

    return {one.row.id: one for one in check(slow=False)}


def short(value: Any) -> str:
    """A number, or a few, in few characters."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, dict):
        return ", ".join(f"{name} {short(one)}" for name, one in value.items()) or "defaults"
    if isinstance(value, (list, tuple)):
        shown = [*value[:3], "..", value[-1]] if len(value) > 8 else value
        return ", ".join(f"({short(one)})" if isinstance(one, (list, tuple)) else short(one) for one in shown)
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def together(runs: tuple[Any, ...]) -> dict[str, Any]:
    """The inputs of several runs as one mapping; what differs becomes a list."""
    names = dict.fromkeys(name for inputs in runs for name in inputs)
    values = {name: [inputs.get(name, "default") for inputs in runs] for name in names}
    return {name: many[0] if all(one == many[0] for one in many) else many for name, many in values.items()}


class ReplicationRows(SphinxDirective):
    """`replication-rows` with a status as its argument."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        from groundswell.replicate import replications

        status = self.arguments[0]
        rows = [(model, row) for model in replications() for row in model.rows if row.status == status]
        cells = [self.cells(model, row) for model, row in rows]
        return [table(HEADS, cells)]

    def cells(self, model: Any, row: Any) -> list[str]:
        """One line of the table."""
        found = obtained().get(row.id)
        if found is not None and not found.passed:
            log.warning("row %s does not pass: %s", row.id, found.obtained, location=self.get_location())
        got = "`make replicate`" if found is None else short(found.obtained)
        quantity = row.quantity if isinstance(row.quantity, str) else ", ".join(row.quantity)
        within = "equal" if row.tolerance == 0 else short(row.tolerance)
        said = f"{short(row.expected)} ({row.note})" if row.note else short(row.expected)
        return [row.id, model.id, quantity.replace("_", " "), short(together(row.runs)), said, got, within]


def table(heads: tuple[str, ...], rows: list[list[str]]) -> nodes.table:
    """A table of plain cells."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=1) for _ in heads]
    head, body = nodes.thead(), nodes.tbody()
    head += line(list(heads))
    body += [line(row) for row in rows]
    group += [head, body]
    return nodes.table("", group)


def line(cells: list[str]) -> nodes.row:
    """One row of a table."""
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell.strip("`"))) for cell in cells))


def setup(app: Sphinx) -> dict[str, bool]:
    """Adds the directive."""
    app.add_directive("replication-rows", ReplicationRows)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
