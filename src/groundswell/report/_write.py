"""One offline page from a study's output."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from groundswell.report._argument import argument_view, muted_for
from groundswell.report._claim_view import ClaimViews
from groundswell.report._fan import read_fan
from groundswell.report._fan_chart import history_chart
from groundswell.report._forms_document import forms_contrast, forms_lines
from groundswell.report._lead import lead, points, resolution_words
from groundswell.report._marks import verdict_mark
from groundswell.report._numbers import amount, count, listed, month, percent, score, signed, span, stopped
from groundswell.report._record_document import record_label
from groundswell.report._words import VERDICTS, tally

ROOM = "groundswell.report"


def write_report(
    path: str | Path,
    verdicts: Mapping[str, Any],
    fans: Mapping[str, Any],
    case: Any,
    diagram: Mapping[str, Any],
) -> None:
    """Write the report as one HTML file that asks nothing of a network.

    `verdicts` has the shape of `verdicts_schema()`. `fans` maps claim to arm to quantiles over
    readings, month by month, on the node's own scale; its key `_histories` may hold baseline
    histories by node. `diagram` holds the nodes and signed edges of the compiled model.
    Raises `KeyError` where a required field is missing and `OSError` where the file cannot be
    written.
    """
    Path(path).write_text(render(verdicts, fans, case, diagram), encoding="utf-8")


def render(verdicts: Mapping[str, Any], fans: Mapping[str, Any], case: Any, diagram: Mapping[str, Any]) -> str:
    """Return the page as text."""
    views = ClaimViews(verdicts, fans, case, diagram)
    claims = [views.view(claim) for claim in verdicts["claims"]]
    cited = sorted({name for claim in claims for name in claim["mechanisms"]})
    return environment().get_template("page.html.j2").render(
        v={"record": None, **verdicts}, case=case, claims=claims, lead=lead(verdicts), tally=tally(verdicts),
        glossary=VERDICTS, label=record_label,
        predictions=[{"record": None, "given_record": None, **one} for one in verdicts.get("predictions", [])],
        cited=[(name, views.mechanisms.get(name)) for name in cited],
        histories=_histories(fans, views), tolerance_points=points(verdicts["tolerance"]),
        resolution=resolution_words(verdicts), diagram_note=not diagram["edges"],
        claim_ids={claim["id"] for claim in claims},
        contrast=forms_contrast(verdicts), contrast_words=forms_lines(verdicts),
        muted_for=partial(muted_for, verdicts),
        argument=argument_view(verdicts, case, diagram),
    )  # fmt: skip


def _histories(fans: Mapping[str, Any], views: ClaimViews) -> list[dict[str, Any]]:
    found = []
    for node, raw in fans.get("_histories", {}).items():
        bands = raw.get("baseline", raw)
        scale = raw.get("scale", "share" if node.startswith(("support(", "v_support(")) else "unit01")
        fan = read_fan({"node": node, "scale": scale, "dates": raw["dates"], "baseline": bands})
        found.append({"label": views.label(node), "chart": history_chart(fan)})
    return found


def environment() -> Environment:
    """Return the templates of the page folder, with every name escaped."""
    # autoescape is on for every name, because the ledger's words are not ours
    environment = Environment(
        loader=PackageLoader(ROOM, "page"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(inline=_inline, mark=verdict_mark)
    environment.filters.update(
        percent=percent,
        score=score,
        span=span,
        signed=signed,
        amount=amount,
        month=month,
        listed=listed,
        counted=count,
        stopped=stopped,
    )
    return environment


def _inline(name: str) -> Markup:
    """Return a file of the page folder as it is; only our own style and script pass here."""
    text = (resources.files(ROOM) / "page" / name).read_text(encoding="utf-8")
    return Markup(text)
