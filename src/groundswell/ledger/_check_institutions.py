"""Checks of institutions: dates inside the run, people who can vote, ground that can be fought for, known nodes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import _formulas
from ._chains import repeated
from ._check_names import check_nodes
from ._folder import Files
from ._institutions import Contest, Election, EmergencyClock, Institutions, SplitRule, WarRule
from ._setting import Setting
from ._tree import Document, Node

_MOST_PLACES, _MOST_SEATS = 200, 1000


def check_institutions(files: Files) -> None:
    """Check the institutions of a case that declares any against its setting and its ledger."""
    made: Institutions | None = files.objects.get("institutions.yaml")
    setting: Setting | None = files.objects["setting.yaml"]
    if made is None or setting is None:
        return
    check = _Checks(files, files.documents["institutions.yaml"], setting, made)
    for section in ("elections", "clocks", "contests", "wars", "splits"):
        for id, entry in getattr(made, section).items():
            _CHECKS[section](check, (section, id), entry)


class _Checks:
    """The files at hand, and the faults that several institutions can have."""

    def __init__(self, files: Files, document: Document, setting: Setting, made: Institutions) -> None:
        self.files, self.document, self.setting, self.made = files, document, setting, made

    def fault(self, where: tuple[str | int, ...], message: str, hint: str | None = None) -> None:
        self.document.fault(self.document.key(*where), message, hint, str(where[1]))

    def month(self, where: tuple[str, ...], name: str, month: Any) -> None:
        calendar = self.setting.calendar
        if month is None or calendar.start is None or calendar.end is None:
            return
        if not calendar.start <= month <= calendar.end:
            self.fault(
                (*where, name), f"{month} lies outside the run.", f"It goes from {calendar.start} to {calendar.end}."
            )

    def window(self, where: tuple[str, ...], entry: Any) -> None:
        self.month(where, "from", entry.since)
        self.month(where, "until", entry.until)
        if entry.since is not None and entry.until is not None and entry.until < entry.since:
            self.fault((*where, "until"), f"it ends in {entry.until}, before it begins in {entry.since}.")

    def cells(self, where: tuple[str, ...], name: str, places: tuple[str, ...]) -> None:
        """Places are communities in which people are counted, each named once."""
        known = {
            f"{whole}:rest" if part == "rest" else part for whole, of in self.setting.communities.items() for part in of
        }
        for number, place in enumerate(places):
            if place not in known:
                match = self.document.nearest(place, known)
                self.fault(
                    (*where, name, number),
                    f"nobody is counted in `{place}`.",
                    f"Did you mean `{match}`?"
                    if match
                    else "Name a part of a whole from `communities` of the setting.",
                )
        for number, place in repeated(places):
            self.fault((*where, name, number), f"`{place}` is named twice.")
        if not places:
            self.fault((*where, name), "no place is named.")

    def holds(self, where: tuple[str, ...], name: str, variable: str, actor: str, places: tuple[str, ...]) -> None:
        """The actor holds a share of the variable in every one of the places."""
        for place in places:
            holders = self.setting.holders.get(variable, {}).get(place, ())
            if actor not in holders:
                self.fault(
                    (*where, name),
                    f"`{actor}` holds no `{variable}` in `{place}`.",
                    "Add it under `holders` in setting.yaml, or leave it out here.",
                )

    def node(self, where: tuple[str, ...], name: str, quantity: Any, number: int | None = None) -> None:
        place = (*where, name) if number is None else (*where, name, number)
        node: Node | None = self.document.find(*place)
        check_nodes(self.files, self.document, node, quantity, where[1])
        if quantity is not None and not _formulas.is_node(quantity):
            self.document.fault(node, "a single node is expected here.", "Write it as war_risk(A_state).", where[1])

    def relation(self, where: tuple[str, ...], name: str, variable: str | None) -> None:
        known = self.setting.relations.get(variable or "")
        if variable is not None and (known is None or not known.shares):
            self.fault((*where, name), f"`{variable}` has no shares.", "It must be a relation with `shares: true`.")


def _election(check: _Checks, where: tuple[str, str], entry: Election) -> None:
    check.month(where, "date", entry.date)
    check.cells(where, "communities", entry.communities)
    check.relation(where, "support", entry.support)
    if len(entry.lists) < 2:
        check.fault((*where, "lists"), "an election has at least two lists.")
    for number, one in repeated(entry.lists):
        check.fault((*where, "lists", number), f"`{one}` stands twice.")
    for one in entry.lists:
        if not any(one in check.setting.holders.get(entry.support, {}).get(c, ()) for c in entry.communities):
            check.fault((*where, "lists"), f"`{one}` holds no `{entry.support}` in any of these communities.")
    _seats(check, where, entry)
    for event, win in entry.wins.items():
        _win(check, where, entry, event, win)
    if entry.turnout[1] >= 1 or entry.turnout[0] <= 0:
        check.fault((*where, "turnout"), "turnout is a share between 0 and 1.")
    if (entry.office is None) != (entry.government is None):
        check.fault(where, "`office` and `government` go together.", "Give both, or neither.")
    elif entry.office is not None:
        check.relation(where, "office", entry.office)


def _seats(check: _Checks, where: tuple[str, str], entry: Election) -> None:
    if entry.list_tier is None and not entry.districts:
        check.fault(where, "nothing says how many seats there are.", "Add `list:` or `districts:`, or both.")
    if entry.list_tier is not None and not 1 <= entry.list_tier.seats <= _MOST_SEATS:
        check.fault(
            (*where, "list", "seats"), f"the list tier has {entry.list_tier.seats} seats.", f"From 1 to {_MOST_SEATS}."
        )
    for place, seats in entry.districts.items():
        if place not in entry.communities:
            check.fault((*where, "districts", place), f"`{place}` is none of the communities.")
        if not seats or any(not 1 <= one <= 50 for one in seats):
            check.fault((*where, "districts", place), "every district has from 1 to 50 seats.")


def _win(check: _Checks, where: tuple[str, str], entry: Election, event: str, win: Any) -> None:
    place = (*where, "wins", event)
    for one in (win.of, win.over):
        if one not in entry.lists:
            check.fault(place, f"`{one}` is none of the lists.")
    known = check.setting.events.get(event)
    if known is not None and known.when is None:
        check.fault(place, f"{event} is given, so no election decides it.", "An event that is decided has a `when`.")
    elif known is not None and known.date != entry.date:
        check.fault(
            place, f"{event} is not dated {entry.date}, so this election does not decide it.", "Give it that `date`."
        )


def _clock(check: _Checks, where: tuple[str, str], entry: EmergencyClock) -> None:
    check.node(where, "node", entry.node)
    ledger = check.files.objects["ledger.yaml"]
    known = ledger.variables.get(f"v_{getattr(entry.node, 'name', '')}") if ledger else None
    if known is not None and known.scale != "days":
        check.fault((*where, "node"), f"`{known.id}` does not count days.", "Name a variable on the scale `days`.")
    if not 1 <= entry.day <= 30:
        check.fault((*where, "day"), "a day of a month is from 1 to 30.")
    numerator, denominator = entry.share
    if not 0 < numerator <= denominator:
        check.fault((*where, "share"), f"{numerator} of {denominator} is no share.", "Write two thirds as [2, 3].")
    if entry.term > 366:
        check.fault((*where, "term"), "a term has at most 366 days.")
    held = check.made.elections.get(entry.assembly)
    if held is None and entry.assembly in check.made.all:
        check.fault((*where, "assembly"), f"{entry.assembly} is no election, so it fills no assembly.")
    for one in entry.agrees if held else ():
        if one not in held.lists:
            check.fault((*where, "agrees"), f"`{one}` stands in no list of {held.id}.")


def _contest(check: _Checks, where: tuple[str, str], entry: Contest) -> None:
    check.window(where, entry)
    check.cells(where, "regions", entry.regions)
    check.relation(where, "ground", entry.ground)
    sides = {"challenger": entry.challenger, "holder": entry.holder, "outside": entry.outside}
    if entry.challenger == entry.holder:
        check.fault((*where, "holder"), "nobody fights against itself.")
    for name, actor in sides.items():
        if actor is not None:
            check.holds(where, name, entry.ground, actor, entry.regions)
    for actor in entry.forces:
        if actor not in (entry.challenger, entry.holder):
            check.fault((*where, "forces", actor), f"`{actor}` is neither challenger nor holder.")
    if not 2 <= entry.places <= _MOST_PLACES:
        check.fault((*where, "places"), f"a region has from 2 to {_MOST_PLACES} places.")
    node = check.document.find(*where, "when")
    check_nodes(check.files, check.document, node, entry.when_formula, entry.id)
    if entry.when_formula is not None and node is not None:
        _formulas.check_gate(entry.when_formula, node, check.document, entry.id)  # type: ignore[arg-type]


def _war(check: _Checks, where: tuple[str, str], entry: WarRule) -> None:
    check.window(where, entry)
    for name in ("risk", "outcome", "strength", "backing"):
        check.node(where, name, getattr(entry, name))
    for number, enemy in enumerate(entry.enemies):
        check.node(where, "enemies", enemy, number)
    if not entry.enemies:
        check.fault((*where, "enemies"), "a war has at least one enemy.")
    if entry.since is None and not entry.opened_by:
        check.fault(where, "nothing ever opens this war.", "Add `opened_by:` or `from:`, or both.")


def _split(check: _Checks, where: tuple[str, str], entry: SplitRule) -> None:
    check.window(where, entry)
    check.cells(where, "communities", entry.communities)
    check.relation(where, "support", entry.support)
    for name, actor in (("party", entry.party), ("heir", entry.heir)):
        check.holds(where, name, entry.support, actor, entry.communities)
    for name in ("cohesion", "independence"):
        check.node(where, name, getattr(entry, name))
    if entry.leaves[1] > 1:
        check.fault((*where, "leaves"), "more than the whole following cannot leave.")


_CHECKS: Mapping[str, Any] = {
    "elections": _election, "clocks": _clock, "contests": _contest, "wars": _war, "splits": _split,
}  # fmt: skip
