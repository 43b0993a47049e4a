"""Explains variables, actors and nodes: what they are, and what moves them in the ledger's diagram."""

from __future__ import annotations

from ._case import Case
from ._diagram import Arrow, arrows
from ._faults import CaseError, Fault, nearest
from ._folder import show_path
from ._sections import Section, hanging, listed, named, section, sign, words


def explain_variable(case: Case, name: str) -> tuple[str, list[Section | None]]:
    """Explain a variable: its definition, its relation, and every arrow into and out of it."""
    variable = case.ledger.variables[name]
    relation = case.setting.relations.get(name)
    between = (
        f"lives between {listed(relation.between)}" + (", as shares" if relation.shares else "") if relation else None
    )
    drawn = arrows(case.mechanisms().values())
    return variable.definition, [
        section("What it is", [f"{variable.level} level, scale {variable.scale}", between, variable.observed_by]),
        _moved(case, "What moves it", [arrow for arrow in drawn if _variable(arrow.effect) == name], inward=True),
        _moved(case, "What it moves", [arrow for arrow in drawn if _variable(arrow.cause) == name], inward=False),
        hanging(case, name),
    ]


def explain_actor(case: Case, name: str) -> tuple[str, list[Section | None]]:
    """Explain an actor: who it is, the whole it belongs to, its roles and its nodes."""
    actor = case.ledger.actors[name]
    parts = [other.id for other in case.ledger.actors.values() if other.parent == name]
    facts = [
        f"kind: {actor.kind}",
        f"part of {named(case, actor.parent)}" if actor.parent else None,
        f"has as parts {listed(parts)}" if parts else None,
        f"rests on {listed(named(case, one) for one in actor.base)}" if actor.base else None,
        f"answers to {listed(named(case, one) for one in actor.master)}" if actor.master else None,
        f"resource: {actor.resource}" if actor.resource else None,
        f"aim: {actor.aim}" if actor.aim else None,
    ]
    roles = [
        f"{mechanism.id}  {role} in {words(mechanism.name)}"
        for mechanism in case.mechanisms().values()
        for role in mechanism.roles
        if any(name in binding.get(role, ()) for binding in mechanism.bindings)
    ]
    drawn = arrows(case.mechanisms().values())
    return actor.name, [
        section("Words", [actor.paraphrase]),
        section("Paragraphs", [listed(actor.paragraphs)]),
        section("Who it is", facts),
        section("Roles", roles),
        _moved(case, "What moves its nodes", [one for one in drawn if _actor(one.effect) == name], inward=True),
        hanging(case, name),
    ]


def explain_node(case: Case, name: str) -> tuple[str, list[Section | None]]:
    """Explain one variable of one actor, written as support(A_party)."""
    variable, _, actor = name.rstrip(")").partition("(")
    variable = variable if variable.startswith("v_") else f"v_{variable}"
    ledger = case.ledger
    for one, known, what in ((variable, ledger.variables, "variable"), (actor, ledger.actors, "actor")):
        if one not in known:
            match = nearest(one, known)
            hint = f"Did you mean `{match}`?" if match else "A node is written as support(A_party)."
            raise CaseError([Fault(show_path(case.folder), 0, 0, None, f"no {what} has the id `{one[:60]}`.", hint)])
    node = f"{variable}({actor})"
    drawn = arrows(case.mechanisms().values())
    shocks = [
        f"{sign(shock.sign)}  {event.id}  {event.name}"
        for event in ledger.events.values()
        for shock in event.shocks
        if (shock.var, shock.of) == (variable, actor)
    ]
    return f"{ledger.variables[variable].definition}; of {ledger.actors[actor].name}", [
        _moved(case, "What moves it", [arrow for arrow in drawn if arrow.effect == node], inward=True),
        _moved(case, "What it moves", [arrow for arrow in drawn if arrow.cause == node], inward=False),
        section("Events that strike it", shocks),
        section(
            "Outside drivers", [f"{one.id}  {one.reason}" for one in case.setting.drivers if f"v_{one.node}" == node]
        ),
    ]


def _moved(case: Case, heading: str, found: list[Arrow], inward: bool) -> Section | None:
    """One line for each neighbour: sign, node, and the mechanisms that draw the arrow."""
    lines: dict[tuple[str, int], list[str]] = {}
    for arrow in sorted(found):
        other = arrow.cause if inward else arrow.effect
        drawn = lines.setdefault((other, arrow.sign), [])
        if arrow.mechanism not in drawn:
            drawn.append(arrow.mechanism)
    return section(heading, [f"{sign(which)}  {node}  by {listed(by)}" for (node, which), by in sorted(lines.items())])


def _variable(node: str) -> str:
    return node.partition("(")[0]


def _actor(node: str) -> str:
    return node.partition("(")[2].rstrip(")")
