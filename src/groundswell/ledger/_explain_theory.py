"""Explains mechanisms, events, claims and the other entries of the argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from ._case import Case
from ._diagram import arrows
from ._entries import Mechanism
from ._sections import Section, hanging, listed, moves, named, section, sign, words

Told = tuple[str, list[Section | None]]


def explain_mechanism(case: Case, name: str) -> Told:
    """Explain a mechanism: words, arrows, instances, condition and gate, neighbours, and what hangs on it."""
    one = case.mechanisms()[name]
    standing = f"{one.tier}; {one.stated}"
    drawn = [
        f"more {edge.cause} of {edge.cause_of} {moves(edge.sign)} {edge.effect} of {edge.effect_of}"
        for edge in one.edges
    ]
    works = [f"{work.ref} ({work.fit}{'' if work.sure else ', to be checked'})" for work in one.literature]
    return words(one.name), [
        section("Words", [one.paraphrase, standing]),
        section("Paragraphs", [listed(one.paragraphs)]),
        section("Why it was added", [one.reason]),
        section("Arrows", drawn),
        section("Instances", [_instance(case, number, binding) for number, binding in enumerate(one.bindings)]),
        _condition(case, one),
        _neighbours(case, one),
        hanging(case, name),
        section("Literature", works),
        section("Published forms that can stand for it", _forms(case, name)),
        section("Indicator", [one.indicator]),
    ]


def _forms(case: Case, name: str) -> list[str]:
    return [f"{form}: {one.stands_for[name]}" for form, one in case.stand_ins.items() if name in one.stands_for]


def _instance(case: Case, number: int, binding: Any) -> str:
    filled = (
        f"{role}: {listed(named(case, actor) for actor in actors) or 'nobody'}" for role, actors in binding.items()
    )
    return f"{number + 1}. " + "; ".join(filled)


def _condition(case: Case, mechanism: Mechanism) -> Section | None:
    found = case.conditions.get(mechanism.id)
    if found is None:
        return section("Condition", [mechanism.conditions])
    low, high = found.months
    return section(
        "Condition",
        [
            f"words: {found.words}",
            f"gate: {found.gate}" if found.gate else None,
            f"sets aside: {found.sets_aside}" if found.sets_aside else None,
            f"not modelled: {found.not_modelled}" if found.not_modelled else None,
            f"time scale: {mechanism.time_scale}, read as {low:g} to {high:g} months",
            f"delay: {found.lag[0]:g} to {found.lag[1]:g} months" if found.lag[1] else None,
            "the effect fades by itself" if found.pulse else None,
        ],
    )


def _neighbours(case: Case, mechanism: Mechanism) -> Section | None:
    """The mechanisms that this one is fed by and feeds, read off the signed arrows of all instances."""
    drawn = arrows(case.mechanisms().values())
    causes = {arrow.cause for arrow in drawn if arrow.mechanism == mechanism.id}
    effects = {arrow.effect for arrow in drawn if arrow.mechanism == mechanism.id}
    before = sorted(
        {f"{a.mechanism} by {a.effect}" for a in drawn if a.effect in causes and a.mechanism != mechanism.id}
    )
    after = sorted({f"{a.mechanism} by {a.cause}" for a in drawn if a.cause in effects and a.mechanism != mechanism.id})
    lines = [f"fed by   {listed(before)}" if before else None, f"feeds    {listed(after)}" if after else None]
    return section("Neighbours in the causal diagram", lines)


def explain_event(case: Case, name: str) -> Told:
    """Explain an event: date, condition, shocks and how long they last."""
    given, placed = case.ledger.events.get(name), case.setting.events.get(name)
    shocks = given.shocks if given else (placed.shocks or () if placed else ())
    title = given.name if given else (placed.name or "") if placed else ""
    when = [
        f"in the text: {given.date_in_essay}" if given else None,
        f"known date: {given.known_date}" if given and given.known_date else None,
        f"treatment: {given.treatment}" if given else "added to the ledger",
    ]
    return title, [
        section("Words", [given.paraphrase if given else None]),
        section("Paragraphs", [listed(given.paragraphs if given else placed.paragraphs if placed else ())]),
        section("When", when),
        section("In the run", _fields(placed, skip=("id", "name", "shocks", "paragraphs", "when_formula"))),
        section("Shocks", [f"{sign(shock.sign)}  {shock.var}({shock.of})" for shock in shocks]),
        hanging(case, name),
    ]


def explain_claim(case: Case, name: str) -> Told:
    """Explain a claim: what it rests on, whom it is held against, and how it is tested."""
    claim, test = case.ledger.claims[name], case.claims.claims.get(name)
    rests = [f"{one}  {words(case.mechanisms()[one].name)}" for one in claim.mechanisms]
    against = [f"{one}  {words(case.ledger.rivals[one].name)}" for one in claim.against]
    arms = [
        f"{arm.target}{f' of {arm.of}' if arm.of else ''}: {arm.change} ({arm.detail}); {arm.expect}"
        for arm in claim.test.arms
    ]
    formulas = [f"{arm.id}: {arm.then}" for arm in test.arms] if test else []
    return claim.paraphrase, [
        section("Paragraphs", [listed(claim.paragraphs)]),
        section("Rests on", rests),
        section("Held against", against),
        section("Test in the ledger's words", arms),
        section("Test as formulas", [f"outcome: {test.outcome}" if test and test.outcome else None, *formulas]),
        section("Why so", [test.reason if test else None]),
        section("Not tested", [test.untestable if test else None]),
    ]


def explain_rest(case: Case, name: str) -> Told:
    """Explain an entry by its own fields: facts, predictions, rivals, analogies, norms, explananda, drivers."""
    ledger = case.ledger
    sections = (ledger.facts, ledger.predictions, ledger.rivals, ledger.analogies, ledger.norms)
    known = {key: entry for one in sections for key, entry in one.items()}
    known |= {entry.id: entry for entry in (*case.explananda, *case.setting.drivers)}
    entry = known[name]
    title = next(getattr(entry, field) for field in ("paraphrase", "says", "reason") if hasattr(entry, field))
    skip = ("id", "paragraphs", "paraphrase", "says", "formula_parsed", "node_parsed")
    return title, [
        section("Paragraphs", [listed(entry.paragraphs)]),
        section("Entry", _fields(entry, skip)),
        *_tested(case, name),
        hanging(case, name),
    ]


def _tested(case: Case, name: str) -> list[Section | None]:
    """A prediction as formulas, or a rival as overlays on the case."""
    test = case.predictions.get(name)
    formulas = [f"if: {test.condition}" if test.condition else None, f"then: {test.then}"] if test and test.then else []
    forms = [one for one in case.overlays.values() if one.rival == name]
    overlays = [
        line
        for one in forms
        for line in (
            f"{one.id}  without {listed(one.drops)}: {one.reason}",
            *(f"{added.id}  {added.paraphrase}" for added in one.adds.values()),
        )
    ]
    told = [f"{one.id}  {one.discriminating.formula or ''}: {one.discriminating.reason}" for one in forms]
    why = [one for one in (test.reason, test.untestable) if one] if test else []
    return [
        section("As formulas", formulas),
        section("Why so", why),
        section("As overlays", overlays),
        section("What would tell", told),
    ]


def _fields(entry: Any, skip: tuple[str, ...]) -> list[str]:
    if entry is None:
        return []
    lines = []
    for field in fields(entry):
        value = getattr(entry, field.name)
        if field.name not in skip and value not in (None, (), ""):
            lines.append(f"{words(field.name.rstrip('_'))}: {_said(value)}")
    return lines


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return listed(_said(one) for one in value)
    if is_dataclass(value) and type(value).__module__.startswith("groundswell.ledger"):
        return "; ".join(f"{field.name} {_said(getattr(value, field.name))}" for field in fields(value))
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return listed(f"{key}: {_said(one)}" for key, one in value.items())
    return str(value)
