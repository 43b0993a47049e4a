"""One offline page from a comparison of theories."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from groundswell.report._compare_view import compare_lead, rival_views, rows, theory_rows, word_code
from groundswell.report._marks import verdict_mark
from groundswell.report._theories_view import given_view
from groundswell.report._words import VERDICTS
from groundswell.report._write import environment


def compare_page(document: Mapping[str, Any]) -> str:
    """Return the page as text; it asks nothing of a network and can be read without its script."""
    return environment().get_template("compare.html.j2").render(
        c=document, lead=compare_lead(document), theories=theory_rows(document), glossary=VERDICTS,
        symbols=[(word_code(word), _symbol(word)) for word in VERDICTS],
        tables=[("claims", "Claims", rows(document, "claims")),
                ("predictions", "Predictions", rows(document, "predictions"))],
        rivals=rival_views(document), given=given_view(document), data=_data(document), code=word_code,
    )  # fmt: skip


def _symbol(word: str) -> Markup:
    """Return the inside of a verdict's mark, drawn once and used in every cell."""
    whole = str(verdict_mark(word))
    return Markup(whole[whole.index(">") + 1 : whole.rindex("</svg>")])


def _data(document: Mapping[str, Any]) -> Markup:
    """Return what the pair chooser needs, safe inside a script element."""
    says = {one["id"]: one["says"] for kind in ("claims", "predictions") for one in document[kind]}
    cells = {
        name: {id: [cell["verdict"], cell["share"]]
               for kind in ("claims", "predictions") for id, cell in theory[kind].items()}
        for name, theory in document["theories"].items()
    }  # fmt: skip
    pairs = {f"{pair['one']} {pair['other']}": [pair["opposed"], pair["apart"]] for pair in document["pairs"]}
    text = json.dumps({"says": says, "cells": cells, "pairs": pairs}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
