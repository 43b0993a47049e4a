"""Checks of the theory itself: roles and bindings, parents, support for claims, coverage of paragraphs."""

from __future__ import annotations

from collections.abc import Mapping

from . import _formulas
from ._chains import circles, repeated, told
from ._entries import Mechanism
from ._folder import Files
from ._ledger import Ledger
from ._tree import Document


def check_theory(files: Files) -> None:
    """Check mechanisms, actors and claims of the ledger."""
    ledger: Ledger | None = files.objects["ledger.yaml"]
    if ledger is None:
        return
    document = files.documents["ledger.yaml"]
    for mechanism in ledger.mechanisms.values():
        check_roles(document, ("mechanisms", mechanism.id), mechanism)
        if mechanism.stated == "added":
            document.fault(
                document.find("mechanisms", mechanism.id, "stated"),
                "what is added to the text does not stand in its ledger.",
                "Move the entry to assumptions.yaml.",
                mechanism.id,
            )
    _aliases(document, ledger)
    _parents(document, ledger)
    for claim in ledger.claims.values():
        if not claim.mechanisms:
            document.fault(
                document.find("claims", claim.id, "mechanisms"),
                "the claim cites no mechanism.",
                "Name the mechanisms that it rests on.",
                claim.id,
            )
        if not claim.test.arms:
            document.fault(
                document.find("claims", claim.id, "test", "arms"), "the test of the claim has no arm.", None, claim.id
            )
        for number, arm in enumerate(claim.test.arms):
            if arm.target.startswith("v_") and arm.of is None:
                document.fault(
                    document.find("claims", claim.id, "test", "arms", number),
                    "the arm changes a variable and does not say whose.",
                    "Add `of:` and an actor.",
                    claim.id,
                )
    for rival in ledger.rivals.values():
        if not rival.drops:
            document.fault(
                document.find("rivals", rival.id, "drops"),
                "the rival drops no mechanism, so it does not differ.",
                None,
                rival.id,
            )


def check_roles(document: Document, where: tuple[str | int, ...], mechanism: Mechanism) -> None:
    """Check that roles are declared once, used as declared, and bound in every binding."""
    roles = dict.fromkeys(mechanism.roles)
    for number, role in repeated(mechanism.roles):
        document.fault(
            document.find(*where, "roles", number), f"the role `{role}` is declared twice.", None, mechanism.id
        )
    for part in ("causes", "effects"):
        ends = getattr(mechanism, part)
        if not ends:
            document.fault(document.key(*where, part), f"the mechanism has no {part}.", None, mechanism.id)
        for number, end in enumerate(ends):
            _declared(document, roles, end.of, (*where, part, number, "of"), mechanism.id)
    for number, edge in enumerate(mechanism.own_edges):
        _declared(document, roles, edge.cause_of, (*where, "edges", number, "from_of"), mechanism.id)
        _declared(document, roles, edge.effect_of, (*where, "edges", number, "to_of"), mechanism.id)
    if not mechanism.bindings:
        document.fault(document.key(*where, "bindings"), "no binding says who fills the roles.", None, mechanism.id)
    for number, binding in enumerate(mechanism.bindings):
        _binding(document, (*where, "bindings", number), mechanism.id, roles, binding)


def _binding(
    document: Document,
    where: tuple[str | int, ...],
    entry: str,
    roles: Mapping[str, None],
    binding: Mapping[str, tuple[str, ...]],
) -> None:
    for role, actors in binding.items():
        if role not in roles:
            hint = document.suggestion(role, list(roles), "Declared are")
            document.fault(document.key(*where, role), f"the role `{role}` is bound and not declared.", hint, entry)
        for place, actor in repeated(actors):
            document.fault(document.find(*where, role, place), f"`{actor}` fills the role `{role}` twice.", None, entry)
    for role in roles:
        if role not in binding:
            document.fault(
                document.find(*where),
                f"the role `{role}` is never bound here.",
                f"Add `{role}: [...]`, or `{role}: []` where nobody fills it.",
                entry,
            )


def _declared(
    document: Document, roles: Mapping[str, None], role: str, where: tuple[str | int, ...], entry: str
) -> None:
    if role not in roles:
        document.fault(
            document.find(*where),
            f"the role `{role}` is used and not declared.",
            document.suggestion(role, list(roles), "Declared are"),
            entry,
        )


def _aliases(document: Document, ledger: Ledger) -> None:
    """No variable has a name that formulas read as another's."""
    for word, meant in _formulas.ALIASES.items():
        if f"v_{word}" in ledger.variables:
            message = f"`v_{word}` cannot be named: formulas read `{word}` as `{meant}`."
            document.fault(document.find("variables", f"v_{word}"), message, "Give the variable another name.")


def _parents(document: Document, ledger: Ledger) -> None:
    """No actor is part of itself, directly or by way of others."""
    for circle in circles({actor.id: actor.parent for actor in ledger.actors.values()}):
        document.fault(
            document.find("actors", circle[-1], "parent"),
            f"the parents run in a circle: {told(circle, ' in ')}.",
            "One of them is not part of the next.",
            circle[-1],
        )
