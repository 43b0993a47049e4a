"""One reading in words, in sections for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.ledger import Case, Section
from groundswell.report._numbers import amount, listed, signed

_ACTS = {
    "standing": "acts by how high or low its causes stand",
    "change": "acts by how far its causes have moved since the start",
}
_SHAPE = {
    "half point": "half of the full effect at a drive of {:.2f}",
    "tipping point": "gives way where the causes average {:.2f}",
    "steepness": "steepness {:.0f}",
}


def reading_sections(reading: Mapping[str, Any], case: Case) -> list[Section]:
    """Return a reading (the shape of `reading_document`) as headed lines: how it fares, then what it chooses."""
    return [
        Section("How it fares", tuple(_fares(reading))),
        *(Section(_title(one), tuple(_mechanism(one, case))) for one in reading["mechanisms"]),
        Section("Events", tuple(_event(one, case) for one in reading["events"])),
        Section("Where nodes come to rest", tuple(_rest(one) for one in reading["resting"])),
    ]


def _fares(reading: Mapping[str, Any]) -> list[str]:
    told = reading["explananda"]
    met = sum(one["met"] for one in told)
    lines = [
        f"{'met' if one['met'] else 'missed':<7}{one['id']}  by {amount(abs(one['margin']))} ({one['unit']};"
        f" tolerance {one['tolerance']:g}): {one['says']}"
        for one in told
    ]
    return [f"It meets {met} of {len(told)} explananda and weighs {_weight(reading['weight'])} of 1.", *lines]


def _weight(weight: float) -> str:
    return f"{weight:.2f}" if weight >= 0.005 else f"{weight:.1e}" if weight else "0"


def _title(one: Mapping[str, Any]) -> str:
    return f"{one['id']} {one['name']}{' (added)' if one['added'] else ''}: {one['says']}"


def _mechanism(one: Mapping[str, Any], case: Case) -> list[str]:
    lines = []
    for number, instance in enumerate(one["instances"], start=1):
        first = f"{number}. " if len(one["instances"]) > 1 else ""
        lines += [f"{first}{_who(instance['binding'], case)}", *(f"   {line}" for line in _instance(instance))]
    return lines


def _who(binding: Mapping[str, list[str]], case: Case) -> str:
    return "; ".join(
        f"{role.replace('_', ' ')}: {listed([_name(actor, case) for actor in actors]) or 'nobody'}"
        for role, actors in binding.items()
    )


def _name(actor: str, case: Case) -> str:
    known = case.ledger.actors.get(actor)
    return known.name if known else actor


def _instance(instance: Mapping[str, Any]) -> list[str]:
    shape = [_SHAPE[name].format(value) for name, value in instance["shape"].items()]
    form = f"form: {instance['form']}, {instance['equation']}. {instance['words']}"
    delay = f", after a delay of {_months(instance['delay'])}" if instance["delay"] else ""
    causes = listed([f"{one['acts_by_being']} {one['node']}" for one in instance["causes"]])
    return [
        f"driven by {causes}; {_ACTS[instance['acts']]}",
        form + (f" Here: {', '.join(shape)}." if shape else ""),
        f"pushes {listed([_push(one) for one in instance['pushes']])}",
        f"builds up in {_months(instance['build_up'])}{delay}",
        *(f"only while {listed([_gate(one) for one in instance['condition']])}" for _ in instance["condition"][:1]),
    ]


def _push(one: Mapping[str, Any]) -> str:
    return f"{one['node']} {'up' if one['points'] > 0 else 'down'} by up to {abs(one['points']):.2f} points"


def _gate(one: Mapping[str, Any]) -> str:
    shift = one["eased_by"]
    if abs(shift) < 0.005:
        return one["says"]
    return f"{one['says']} ({abs(shift):.2f} {'less' if shift > 0 else 'more'} is asked)"


def _months(months: float) -> str:
    return "1 month" if f"{months:.1f}" == "1.0" else f"{months:.1f} months"


def _event(one: Mapping[str, Any], case: Case) -> str:
    known, placed = case.ledger.events.get(one["id"]), case.setting.events.get(one["id"])
    title = f"{one['id']} {known.name if known else (placed.name or '') if placed else ''}".strip()
    if not one["pushes"]:
        return f"{title}: no shock"
    pushed = listed([f"{push['node']} {signed(push['points'])}" for push in one["pushes"]])
    return f"{title}: {pushed} points; half is left after {_months(one['half_life'])}"


def _rest(one: Mapping[str, Any]) -> str:
    return f"{amount(one['value'], one['scale']):>7}  {one['node']}"
