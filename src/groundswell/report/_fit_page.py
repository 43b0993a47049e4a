"""One offline page from a fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.report._record_fans import picture_views
from groundswell.report._shift_chart import shift_chart, shift_rows
from groundswell.report._unknown import unknown
from groundswell.report._write import environment

SAID = ("little", "something", "much")


def fit_page(document: Mapping[str, Any], title: str) -> str:
    """Return the page of a fit (`groundswell.fit/1`) as text; it asks nothing of a network and has no script."""
    rows = shift_rows(document)
    given = [
        {"id": id, **one, "label": _label(one)}
        for kind in ("claims", "predictions")
        for id, one in document[kind].items()
    ]
    return environment().get_template("fit.html.j2").render(
        d=document, title=title, pictures=picture_views(document), shifts=rows, shift_chart=shift_chart(rows),
        beginnings=_spoken(document["beginnings"]), unknown=unknown(document), given=given, lead=fit_lead(document),
    )  # fmt: skip


def _label(one: Mapping[str, Any]) -> str:
    return "held out" if one["record_says"] == "no data" and one["record_held_out"] else one["record_says"]


def _spoken(parts: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found = [(id, one) for id, one in parts.items() if one["word"] in SAID]
    return sorted(found, key=lambda item: -item[1]["nats"])


def fit_lead(document: Mapping[str, Any]) -> list[str]:
    """Return the opening sentences, written from the numbers."""
    words = [one["word"] for one in document["mechanisms"].values()]
    rows, particles = document["rows"], document["particles"]
    moved = [
        id for kind in ("claims", "predictions") for id, one in document[kind].items() if one["moved"]
    ]  # fmt: skip
    spoken = sum(word in SAID for word in words)
    lines = [
        f"{rows['fitted']} rows up to {document['until']} speak of {spoken} of {len(words)}"
        f" parts of the theory, and about {words.count('nothing')} they say nothing.",
        f"{rows['held_out']} rows are held out and were not read.",
    ]
    if document["claims"] or document["predictions"]:
        lines.append(
            f"The record moves the share of {', '.join(moved)}." if moved else "It moves the share of no claim."
        )
    lines.append(f"{particles['count']:,} particles are worth about {particles['effective']:.0f} independent readings.")
    apart = (document["agreement"] or {}).get("apart", [])
    if apart:
        lines.append(f"They have not settled on {', '.join(apart)}; what hangs on these may move with more particles.")
    return lines
