"""What stands behind one verdict, as headed lines for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.ledger import Case, Section
from groundswell.report._numbers import percent, signed
from groundswell.report._words import sentence

BAR = 30


def explained_sections(claim: Mapping[str, Any], case: Case) -> list[Section]:
    """Return the verdict, its premises, where it turns and what divides it (a claim of `verdicts_document`)."""
    found = claim["explained"]
    first = Section("Verdict", (sentence(claim),))
    if found is None or found["premises"] is None:
        return [first, Section("Premises", ("Nothing to attribute: the claim was not put to the test.",))]
    return [
        first,
        Section("Premises that carry it", tuple(_premises(found["premises"], case))),
        Section("Where it turns", tuple(_box(found))),
        Section("What divides the readings", tuple(_divides(claim, found))),
    ]


def _premises(premises: Mapping[str, Any], case: Case) -> list[str]:
    known, most = case.mechanisms(), max([abs(one["value"]) for one in premises["players"]], default=0) or 1
    how = "every set of them was tried" if premises["exact"] else "over sampled orders of arrival"
    lines = [premises["standing"], premises["needed_says"],
             f"Share with none of them {percent(premises['none'])}, with all {percent(premises['whole'])};"
             f" what each adds (Shapley value, 95 % interval; {how}):"]  # fmt: skip
    for one in premises["players"]:
        low, high = one["interval"]
        bar = "#" * round(BAR * abs(one["value"]) / most)
        lines += [f"{one['id']:<5}{signed(one['value'])} [{signed(low)}, {signed(high)}] {bar}",
                  f"   {known[one['id']].paraphrase if one['id'] in known else ''}"]  # fmt: skip
    return lines


def _box(found: Mapping[str, Any]) -> list[str]:
    box = found["box"]
    if box is None:
        return ["No box of one or two conditions sets such readings apart."]
    conditions = " and ".join(one["says"] for one in box["bounds"])
    return [
        f"It {found['turns']} where {conditions}.",
        f"That holds {percent(box['coverage'])} of all readings in which it {found['turns']} (coverage), and it"
        f" {found['turns']} in {percent(box['density'])} of the readings there (density;"
        f" {percent(found['peeling'][0]['density'])} everywhere).",
    ]


def _divides(claim: Mapping[str, Any], found: Mapping[str, Any]) -> list[str]:
    lines = [one["says"] for one in found["flips"][:2]]
    if not lines:
        lines = ["No single choice of form turns the verdict word."]
    return [*lines, *([found["variance_says"]] if found["variance_says"] else [])]
