"""What is switched off while a claim is tested, and whether a route is left: sections for `groundswell show`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groundswell.language import Node
    from groundswell.ledger import Case, ClaimTest, Section
    from groundswell.model import Layout


def off_sections(case: Case, name: str) -> list[Section]:
    """Return what a study switches off for a claim, or for which claims an assumption; mostly nothing.

    Which node is whose only the model knows, so it is compiled where the variables leave it open.
    """
    from groundswell.ledger import Section

    if name in case.claims.claims:
        found = _off(case, [case.claims.claims[name]])
        lines = [line for layout, test, off in found for line in _claim_lines(layout, test, off)]
        heading = "Switched off while it is tested, since it would act directly on the outcome"
    elif name in case.assumptions:
        found = _off(case, case.claims.claims.values(), name)
        lines = [f"{test.id}  {case.ledger.claims[test.id].paraphrase}" for _, test, off in found if name in off]
        heading = "Switched off for these claims, on whose outcome it would act directly"
    else:
        return []
    return [Section(heading, tuple(lines))] if lines else []


def _off(
    case: Case, tests: Iterable[ClaimTest], only: str | None = None
) -> list[tuple[Layout, ClaimTest, tuple[str, ...]]]:
    """Each test with the ids of what is switched off for it, where there is something."""
    direct = _direct(case, only)
    near = [test for test in tests if test.arms and not direct.isdisjoint(f"v_{node.name}" for node in _nodes(test))]
    if not near:
        return []
    from groundswell.model import baseline, compile_theory, muted

    layout = compile_theory(case).layout
    found = [(layout, test, muted(layout, _nodes(test), baseline(layout))[1]) for test in near]
    return [one for one in found if one[2]]


def _nodes(test: ClaimTest) -> tuple[Node, ...]:
    from groundswell.language import nodes_of

    trees = [test.outcome_formula, *(arm.then_formula for arm in test.arms)]
    return tuple(sorted({node for tree in trees if tree is not None for node in nodes_of(tree)}))


def _direct(case: Case, only: str | None) -> set[str]:
    """Variables on which an added assumption, an event or a driver acts; those of one assumption where it is named."""
    added = [one for one in case.assumptions.values() if only in (None, one.id) and one.stated == "added"]
    found = {effect.var for one in added for effect in one.effects}
    if only is not None:
        return found
    events = [*case.ledger.events.values(), *case.setting.events.values()]
    found |= {shock.var for event in events for shock in event.shocks or ()}
    return found | {f"v_{driver.node.partition('(')[0]}" for driver in case.setting.drivers}


def _claim_lines(layout: Layout, test: ClaimTest, off: tuple[str, ...]) -> list[str]:
    from groundswell.model import Diagram

    diagram = Diagram(layout)
    routes = [(arm.id, diagram.route(arm.changes, _nodes(test))) for arm in test.arms]
    return [
        *(f"{name}  {_title(layout.case, name)}".rstrip() for name in off),
        *(f"{arm}: no route once {_listed(one.cut_by)} switched off" for arm, one in routes if one.cut_by),
    ]


def _listed(names: tuple[str, ...]) -> str:
    return f"{names[0]} is" if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} are"


def _title(case: Case, name: str) -> str:
    from groundswell.ledger import explain

    return explain(case, name).title
