"""One offline page from a score over several origins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from groundswell.report._board_chart import Row, points
from groundswell.report._forecast_chart import pit_chart
from groundswell.report._write import environment

Document = Mapping[str, Any]
KINDS = {"poll": "polls", "ballot": "ballots", "count": "counts", "index": "indices"}


def origins_page(document: Document, title: str) -> str:
    """Return the page of a score over origins (`groundswell.origins/1`) as text; it has no script."""
    return environment().get_template("origins.html.j2").render(
        d=document, title=title, kinds=KINDS, skills=skills_chart(document), pit=pit_chart(document["all"]["pit"]),
    )  # fmt: skip


def skills_chart(document: Document) -> Markup:
    """Skill over the best baseline with its interval, of each origin, each kind, and all."""
    named = [(f"from {one['until']}", one["summary"], "other") for one in document["origins"]]
    named += [(KINDS[kind], one, "other") for kind, one in document["kinds"].items()]
    rows = [_row(name, one, look) for name, one, look in (*named, ("all", document["all"], "own")) if one is not None]
    return points([row for row in rows if row is not None], "skill in percent", "as good as the best baseline")


def _row(name: str, one: Document, look: str) -> Row | None:
    if one["skill"] is None or None in one["skill_interval"]:
        return None
    low, high = (100 * end for end in one["skill_interval"])
    return Row(name, 100 * one["skill"], (low, high), look, f"{100 * one['skill']:+.0f} %")
