"""What the first four elements of an ODD protocol show: patterns, actors, variables, wholes, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from groundswell.exports._markdown import code, paragraphs, said
from groundswell.ledger import Actor, ActorRule, Case, KindRule, Variable
from groundswell.model import Layout

SCALES = {
    "unit01": ("0 to 1", "logit"),
    "signed01": ("-1 to 1", "twice the inverse hyperbolic tangent"),
    "level": ("above 0", "logarithm"),
    "count": ("above 0", "logarithm"),
    "days": ("above 0, in days", "logarithm"),
}
SHARE = ("0 to 1, a share", "logarithm of its ratio to what nobody holds")
"""For each scale its range, and the unbounded coordinate on which the state moves."""


def parts(case: Case, layout: Layout) -> dict[str, Any]:
    """Return the rows and numbers of elements 1 to 4."""
    ledger, nodes = case.ledger, Counter(key.variable for key in layout.nodes)
    kinds = dict.fromkeys(actor.kind for actor in ledger.actors.values())
    stated = Counter(one.stated for one in case.mechanisms().values())
    return {
        "patterns": [
            (one.id, said(one.says), code(one.formula), f"{one.tolerance:g} ({said(one.unit)})",
             paragraphs(one.paragraphs))
            for one in case.explananda
        ],
        "actors": len(ledger.actors),
        "kinds": [_kind(kind, [one for one in ledger.actors.values() if one.kind == kind]) for kind in kinds],
        "nodes": len(layout.nodes),
        "variables": [_variable(case, one, nodes[one.id]) for one in ledger.variables.values()],
        "wholes": list(_wholes(case)),
        "relations": list(_relations(case)),
        "stand_ins": list(_stand_ins(case)),
        "size": _size(case.setting.resolution),
        "drives": len(layout.drives),
        "mechanisms": len(case.mechanisms()),
        "institutions": [f"{said(one.name)} ({id})" for id, one in case.institutions.all.items()],
        "stated": {word: stated[word] for word in ("explicit", "implied", "added")},
        "explained": [_event_name(case, id) for id, one in case.setting.events.items() if one.when is not None],
        "testable": sum(test.untestable is None for test in case.claims.claims.values()),
        "claims": list(_claims(case)),
    }  # fmt: skip


def _kind(kind: str, actors: list[Actor]) -> tuple[str, str, str]:
    return kind, str(len(actors)), ", ".join(said(one.name) for one in actors)


def _variable(case: Case, one: Variable, nodes: int) -> tuple[str, ...]:
    relation = case.setting.relations.get(one.id)
    between, moves_on = SHARE if relation is not None and relation.shares else SCALES[one.scale]
    return code(one.id), one.level, between, moves_on, str(nodes), said(one.definition)


def _wholes(case: Case) -> Iterator[tuple[str, str]]:
    for whole, found in case.setting.communities.items():
        yield named(case, whole), ", ".join(f"{named(case, part)} ({people:,.0f})" for part, people in found.items())


def _relations(case: Case) -> Iterator[str]:
    for name, one in case.setting.relations.items():
        between = f"{code(name)} lives between {said(one.between[0])} and {said(one.between[1])}"
        yield between + ("; its shares in one place sum to one with what nobody holds" if one.shares else "")


def _stand_ins(case: Case) -> Iterator[str]:
    rules = case.setting.stands_for
    for one in rules.by_kind:
        whose = f" whose parent is of the kind {one.parent_kind}" if one.parent_kind else ""
        yield f"every {one.kind}{whose} is read as {_whom(case, one)}: {said(one.reason)}"
    for one in rules.by_actor:
        yield f"{named(case, one.actor)} is read as {_whom(case, one)}: {said(one.reason)}"
    for same in case.setting.same_people:
        yield f"{named(case, same.actor)} are read as {named(case, same.are)}: {said(same.reason)}"


def _whom(case: Case, rule: KindRule | ActorRule) -> str:
    whom = "its parent" if rule.is_ == "parent" else named(case, rule.is_)
    place = getattr(rule, "in_", None)
    names = ", ".join(code(name) for name in rule.variables or ())
    return whom + (f" in {named(case, place)}" if place else "") + (f", for {names}" if names else "")


def _size(resolution: int | str) -> str:
    if resolution == 1:
        return "one number for each quantity (the mean field)"
    return "everybody who lives there" if resolution == "1:1" else f"{resolution:,} citizens"


def _event_name(case: Case, id: str) -> str:
    told, placed = case.ledger.events.get(id), case.setting.events[id]
    return f"{id} ({said((placed.name or (told.name if told else id)).replace('_', ' '))})"


def _claims(case: Case) -> Iterator[tuple[str, ...]]:
    for id, claim in case.ledger.claims.items():
        test = case.claims.claims[id]
        looked = code(test.outcome) if test.untestable is None else f"not tested: {said(test.untestable)}"
        arms = "; ".join(f"{said(arm.says)} ({arm.expect})" for arm in test.arms)
        yield id, said(claim.paraphrase), looked, arms, paragraphs(claim.paragraphs)


def named(case: Case, actor: str) -> str:
    """Return the name of an actor, or of the remainder of a whole."""
    whole, _, rest = actor.partition(":")
    known = case.ledger.actors.get(whole)
    name = said(known.name) if known else "all others" if actor == "rest" else said(actor)
    return f"others of {name}" if rest else name
