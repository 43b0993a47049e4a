"""Events as sources: given on their date, or explained by the state; each shock decays with its own half-life."""

from collections.abc import Iterator
from dataclasses import dataclass

from groundswell.language import Literal, literals
from groundswell.ledger import Add, Case
from groundswell.model._instances import GateLiteral, Target
from groundswell.model._nodes import Resolver

_NEVER = 10**6


@dataclass(frozen=True)
class Happening:
    """One event of the setting with its shocks.

    since, until: first and last month (counted from the start) in which it acts or may come about.
    explained: it must come out of the model; `when` is its condition, `first` that it happens once and for all.
    needs: id of the event without which it does not happen, or "".
    """

    id: str
    since: int
    until: int
    explained: bool
    first: bool
    when: tuple[GateLiteral, ...]
    needs: str
    targets: tuple[Target, ...]
    half_life: tuple[float, float]
    points: tuple[float, float] | None
    added: bool = False


def happenings(case: Case, resolver: Resolver) -> tuple[Happening, ...]:
    """The events that act within the calendar, and those that arms add; sorted by id."""
    return tuple(sorted([*_of_setting(case, resolver), *_of_arms(case, resolver)], key=lambda h: h.id))


def _of_setting(case: Case, resolver: Resolver) -> Iterator[Happening]:
    start = case.setting.calendar.start
    last = case.setting.calendar.end.index(start)
    for id, entry in case.setting.events.items():
        if entry.outside is not None:
            continue
        known = case.ledger.events.get(id)
        shocks = known.shocks if known else entry.shocks
        first = entry.date is None
        began = entry.since if first else entry.date
        since = 0 if began is None else began.index(start)
        until = entry.until.index(start) if entry.until else (last if first else since)
        yield Happening(
            id=id,
            since=since,
            until=until,
            explained=entry.when is not None,
            first=first,
            when=_condition(entry.when_formula, resolver) if entry.when is not None else (),
            needs=entry.only_if or "",
            targets=tuple(_targets(case, resolver, id, shocks, entry.in_ or "")),
            half_life=entry.lasts or (1.0, 1.0),
            points=entry.size,
            added=known is None,
        )


def _of_arms(case: Case, resolver: Resolver) -> Iterator[Happening]:
    """Events that only an arm brings about: their window never opens in the baseline."""
    for claim in case.claims.claims.values():
        for arm in claim.arms:
            for change in arm.changes:
                if isinstance(change, Add):
                    event = change.event
                    targets = tuple(_targets(case, resolver, event.id, event.shocks, ""))
                    yield Happening(event.id, _NEVER, _NEVER, False, False, (), "", targets, (6, 24), None, True)


def _condition(formula, resolver: Resolver) -> tuple[GateLiteral, ...]:
    found = literals(formula)
    return tuple(
        GateLiteral(
            tuple((c, resolver.parts(f"v_{node.name}", node.actor, place=node.place or "")) for c, node in one.terms),
            one.constant,
        )
        for one in found
        if isinstance(one, Literal)
    )


def _targets(case: Case, resolver: Resolver, id: str, shocks, place: str) -> Iterator[Target]:
    others = case.setting.pairs.get(id, {})
    for shock in sorted(shocks, key=lambda s: (s.var, s.of)):
        parts = resolver.parts(shock.var, shock.of, place=place, other=others.get(shock.var, ""))
        for node in sorted(parts):
            yield Target(node, shock.sign, 1.0, f"{id}>{shock.var}:{shock.of}")
