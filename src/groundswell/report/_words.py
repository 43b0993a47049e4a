"""Each verdict as a sentence; the same words in the terminal and on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from groundswell.report._numbers import count, listed, percent, signed, stopped

VERDICTS: Mapping[str, str] = {
    "follows": "comes out as stated in nearly every reading of the premises",
    "mostly follows": "comes out as stated in most readings",
    "contingent": "depends on how the premises are read",
    "mostly fails": "comes out as stated in few readings",
    "contradicted": "comes out otherwise in nearly every reading of the premises",
    "vacuous": "is not put to the test: the change hardly moves the outcome",
    "no route": "is not put to the test: no path leads from the change to the outcome",
    "by wiring": "holds only because nothing connects the change to the outcome",
    "untestable": "cannot be tested in this model",
}
CUT = ("no route", "by wiring")
SHARED = ("follows", "mostly follows", "contingent", "mostly fails", "contradicted")

Claim = Mapping[str, Any]


def rank(verdict: str) -> int:
    """Return the place of a verdict word, firmest first."""
    return list(VERDICTS).index(verdict)


def better_than_null(claim: Claim) -> bool | None:
    """Say whether the share stands clear of shuffled theories; None where that is not known."""
    own, null = claim.get("interval"), claim.get("null_interval")
    if own is None or null is None:
        return None
    return own[0] > null[1]


def no_credit(claim: Claim) -> bool:
    """Say whether a claim does well, and shuffled theories do as well."""
    return better_than_null(claim) is False and claim["verdict"] in SHARED[:3]


def sentence(claim: Claim) -> str:
    """Return the verdict of one claim in a sentence or two, with its numbers."""
    verdict = claim["verdict"]
    first = f"{verdict.capitalize()}: {VERDICTS[verdict]}"
    if verdict == "untestable":
        return f"{first}. {stopped(claim.get('untestable') or '')}".strip()
    if verdict == "vacuous":
        idle = percent(claim.get("vacuous_share"))
        return f"{first} (no move beyond the tolerance in {idle} of readings)."
    if verdict not in SHARED:
        return f"{first}{_once_off(claim)}."
    return f"{first}: {shares(claim)}.{_null_remark(claim)}"


def cut_by(claim: Claim) -> list[str]:
    """Return what is switched off for a claim and would be on the way, where the verdict is that there is none."""
    if claim["verdict"] not in CUT:
        return []
    return sorted({name for arm in claim["arms"] for name in arm.get("cut_by") or ()})


def once_off(names: Sequence[str]) -> str:
    """Return ` once X01 is switched off`; nothing where nothing is."""
    return f" once {listed(names)} {'is' if len(names) == 1 else 'are'} switched off" if names else ""


def _once_off(claim: Claim) -> str:
    names = cut_by(claim)
    return f"{once_off(names)}, since {_it(names)} directly on the outcome" if names else ""


def _it(names: Sequence[str]) -> str:
    return "it acts" if len(names) == 1 else "they act"


def cut_line(verdicts: Mapping[str, Any]) -> str:
    """Return which claims have no route once what acts directly on their outcome is off; nothing where none does."""
    named = [f"{claim['id']} ({listed(cut_by(claim))})" for claim in verdicts["claims"] if cut_by(claim)]
    if not named:
        return ""
    return f"Once what acts directly on the outcome is switched off, no route is left for {listed(named)}."


def shares(claim: Claim) -> str:
    """Return the share, its interval and the null share in words."""
    text = f"{percent(claim.get('share'))} of readings"
    if claim.get("interval"):
        low, high = claim["interval"]
        text += f" (95\N{NO-BREAK SPACE}% interval {percent(low)} to {percent(high)})"
    if claim.get("null_share") is not None:
        text += f", {percent(claim['null_share'])} under shuffled theories"
    return text


def _null_remark(claim: Claim) -> str:
    if no_credit(claim):
        return " Shuffled theories do as well, so the wiring of the essay earns no credit for it."
    return ""


def assumption_sentence(claim: Claim) -> str:
    """Say what the claim owes to assumptions that were added to the text; nothing if untested."""
    touched = claim["assumptions"]
    if claim.get("verdict") in {"untestable", "no route", "by wiring"}:
        return ""
    if not touched:
        return "It rests on the text alone: no added assumption lies on its path."
    named = f"It touches {count(len(touched), 'added assumption')} ({listed(touched)})"
    without = claim.get("without_assumptions")
    if not without:
        return f"{named}."
    if without.get("share") is None:
        return f"{named}; without {_them(touched)} the verdict is: {without['verdict']}."
    return f"{named}; without {_them(touched)} the share is {percent(without['share'])} ({without['verdict']})."


def _them(items: list[str]) -> str:
    return "it" if len(items) == 1 else "them"


def arm_sentence(arm: Mapping[str, Any]) -> str:
    """Say what an arm was expected to show and what it showed."""
    if arm["route"] == "none":
        return f"Nothing leads from this change to the outcome{once_off(arm.get('cut_by') or ())}."
    text = f"Comes out as expected in {percent(arm['share'])} of readings"
    effect = arm.get("effect")
    if effect and effect["median"] is not None:
        text += (
            f"; median effect {signed(effect['median'])}"
            f" (90\N{NO-BREAK SPACE}% range {signed(effect['low'])} to {signed(effect['high'])})"
        )
    if arm.get("moved_share") is not None:
        text += f"; the outcome moves in {percent(arm['moved_share'])}"
    return text + (". It holds by wiring alone." if arm["by_wiring"] else ".")


def tally(verdicts: Mapping[str, Any]) -> dict[str, int]:
    """Return how many claims have each verdict word, firmest first, absent words left out."""
    found = Counter(claim["verdict"] for claim in verdicts["claims"])
    return {word: found[word] for word in VERDICTS if found[word]}
