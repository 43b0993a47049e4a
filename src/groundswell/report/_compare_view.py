"""Everything the page of a comparison shows, gathered for the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from groundswell.report._numbers import count, in_words, listed, score
from groundswell.report._words import VERDICTS

Document = Mapping[str, Any]
SHORT = {"text": "text", "null": "null", "still": "still", "trend": "trend"}
UPHELD = ("follows", "mostly follows")


def rows(document: Document, kind: str) -> list[dict[str, Any]]:
    """Return the claims or predictions, each with one cell for every theory in the document's order."""
    return [{**one, "cells": _cells(document, kind, one["id"])} for one in document[kind]]


def _cells(document: Document, kind: str, id: str) -> list[dict[str, Any]]:
    against = opposed_to_text(document)
    return [
        {
            **theory[kind][id], "theory": name, "code": word_code(theory[kind][id]["verdict"]),
            "parts": id in against.get(name, ()), "kind": theory["kind"],
        }
        for name, theory in document["theories"].items()
    ]  # fmt: skip


def word_code(verdict: str) -> str:
    """Return a verdict word as it can stand in an id."""
    return verdict.replace(" ", "-")


def opposed_to_text(document: Document) -> dict[str, list[str]]:
    """Return, for each other theory, the claims and predictions on which it and the text are opposed."""
    return {pair["other"]: pair["opposed"] for pair in document["pairs"] if pair["one"] == "text"}


def theory_rows(document: Document) -> list[dict[str, Any]]:
    """Return one line for each theory: its score beside the text's, its freedom, and how the claims fare."""
    against, text = opposed_to_text(document), document["theories"]["text"]
    return [
        {
            **theory, "id": name, "opposed": against.get(name, []), "relative": _relative(theory, text),
            "tally": _tally(theory), "met": _met(theory),
        }
        for name, theory in document["theories"].items()
    ]  # fmt: skip


def _relative(theory: Mapping[str, Any], text: Mapping[str, Any]) -> str:
    if theory["score"] is None or not text["score"] or theory is text:
        return ""
    times = theory["score"] / text["score"]
    if times >= 0.1:
        return f"{times:.1f} times the text's"
    return "under a hundredth of the text's" if times < 0.01 else f"{times:.2f} times the text's"


def _tally(theory: Mapping[str, Any]) -> dict[str, int]:
    found = Counter(cell["verdict"] for cell in theory["claims"].values())
    return {word: found[word] for word in VERDICTS if found[word]}


def _met(theory: Mapping[str, Any]) -> str:
    """How many of the explananda come out in at least three quarters of the admissible readings."""
    shares = [one["weighted_share"] for one in theory["explananda"].values()]
    return f"{sum(share >= 0.75 for share in shares)} of {len(shares)}" if shares else ""


def rival_views(document: Document) -> list[dict[str, Any]]:
    """Return what each rival says, where it parts from the text, and what its discriminating observation shows."""
    text = document["theories"]["text"]
    parting = {pair["other"]: [*pair["opposed"], *pair["apart"]] for pair in document["pairs"] if pair["one"] == "text"}
    return [
        {
            **document["theories"][name], **told, "id": name, "sentence": telling_sentence(name, told, document),
            "differs": [_difference(document, id, text, document["theories"][name]) for id in parting[name]],
            "turns": [_difference(document, id, text, document["theories"][name]) for id in told["turns_on"]],
        }
        for name, told in document["rivals"].items()
    ]  # fmt: skip


def _difference(document: Document, id: str, text: Mapping[str, Any], rival: Mapping[str, Any]) -> dict[str, Any]:
    kind = "predictions" if id.startswith("PR") else "claims"
    says = next((one["says"] for one in document[kind] if one["id"] == id), "")
    return {"id": id, "says": says, "text": text[kind].get(id), "rival": rival[kind].get(id)}


def telling_sentence(name: str, told: Mapping[str, Any], document: Document) -> str:
    """Say whether a rival's discriminating observation would tell it from the text here, and by what."""
    by = [*(["its formula"] if told["formula_parts"] else []), *told["telling"]]
    if by:
        return f"Yes: it would tell {name} from the text, by {listed(by)}."
    judged = {one["id"] for kind in ("claims", "predictions") for one in document[kind]}
    left = [id for id in told["turns_on"] if id not in judged]
    if left:
        return f"Not by what was judged here. It turns on {listed(left)} as well, which this run left out."
    if told["formula"] is None:
        return "No: no single run can show it, and the verdicts on the claims it turns on do not part."
    return "No: neither on its formula nor on the claims it turns on do the two verdicts part."


def compare_lead(document: Document) -> list[str]:
    """Return the opening sentences of a comparison, written from its numbers."""
    against, text = opposed_to_text(document), document["theories"]["text"]
    rivals = [name for name, theory in document["theories"].items() if theory["kind"] == "rival"]
    many = count(len(rivals), "rival").capitalize()
    parts = [f"{many} and the text were put to"
             f" {count(len(document['claims']), 'claim')} and {count(len(document['predictions']), 'prediction')},"
             f" on the same setting, priors and chances."]  # fmt: skip
    if not document["complete"]:
        parts.insert(0, "The comparison was stopped before it was finished; the theories shown are whole.")
    told = [name for name in rivals if document["rivals"][name]["discriminates"]]
    if rivals:
        split = [name for name in rivals if against[name]]
        verb = "parts" if len(split) == 1 else "part"
        parts.append(
            f"{in_words(len(split)).capitalize()} of them {verb} from the text somewhere; for {in_words(len(told))}"
            " the observation that should tell them apart does so here."
        )
    better = [name for name in rivals if (document["theories"][name]["score"] or 0) > (text["score"] or 0)]
    if better:
        parts.append(f"{listed(better)} explain{'s' if len(better) == 1 else ''} what the text takes as given better"
                     " than the text does.")  # fmt: skip
    return [*parts, _null_line(document)]


def _null_line(document: Document) -> str:
    null, text = document["theories"].get("null"), document["theories"]["text"]
    if null is None:
        return ""
    same = sum(1 for id, cell in text["claims"].items()
               if cell["verdict"] in UPHELD and null["claims"][id]["verdict"] in UPHELD)  # fmt: skip
    upheld = sum(cell["verdict"] in UPHELD for cell in text["claims"].values())
    return (f"The text upholds {count(upheld, 'claim')}, and of those shuffled theories uphold"
            f" {in_words(same)}; they score {score(null['score'])} on what the text takes as given, the text"
            f" {score(text['score'])}.")  # fmt: skip
