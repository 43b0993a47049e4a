"""Checks of the setting (calendar, part-whole rules, shares, drivers) and of the priors."""

from __future__ import annotations

from . import _formulas
from ._chains import repeated
from ._check_names import check_nodes
from ._folder import Files
from ._setting import Driver, Setting
from ._tree import Document, Table


def check_setting(files: Files) -> None:
    """Check calendar, communities, part-whole rules, share holders, pairs and drivers."""
    setting: Setting | None = files.objects["setting.yaml"]
    if setting is None:
        return
    document = files.documents["setting.yaml"]
    _calendar(document, setting)
    _wholes(document, setting)
    _shares(document, setting)
    _pairs(files, document, setting)
    seen: set[str] = set()
    for number, driver in enumerate(setting.drivers):
        _driver(files, document, setting, number, driver)
        seen.add(driver.id)


def _calendar(document: Document, setting: Setting) -> None:
    calendar = setting.calendar
    if None in (calendar.start, calendar.end, calendar.claims_until):
        document.fault(document.find("calendar"), "the calendar must name months.", "Write them as 1985-01.")
        return
    if not calendar.start < calendar.end:
        document.fault(
            document.find("calendar", "end"),
            f"the run ends in {calendar.end}, before it has begun in {calendar.start}.",
        )
    elif not calendar.start <= calendar.claims_until <= calendar.end:
        document.fault(
            document.find("calendar", "claims_until"),
            f"{calendar.claims_until} lies outside the run.",
            f"It goes from {calendar.start} to {calendar.end}.",
        )


def _wholes(document: Document, setting: Setting) -> None:
    """No whole is a part of its own parts, other than a whole that is its own only part."""
    for whole, parts in setting.communities.items():
        if not parts:
            document.fault(document.key("communities", whole), f"`{whole}` is a whole without parts.", None, whole)
        for part in parts:
            if part != whole and whole in setting.communities.get(part, {}):
                document.fault(
                    document.key("communities", whole, part),
                    f"`{whole}` and `{part}` are each a part of the other.",
                    None,
                    whole,
                )


def _shares(document: Document, setting: Setting) -> None:
    for variable, relation in setting.relations.items():
        if relation.shares and not setting.holders.get(variable):
            document.fault(
                document.key("relations", variable),
                f"the shares of `{variable}` cannot sum to one: nobody holds any.",
                "List the holders by place under `holders`.",
                variable,
            )
    for variable, places in setting.holders.items():
        if variable not in setting.relations:
            document.fault(
                document.key("holders", variable),
                f"`{variable}` has holders and is no relation.",
                "Declare it under `relations`, or delete the holders.",
                variable,
            )
        for place, holders in places.items():
            if not holders:
                document.fault(
                    document.key("holders", variable, place),
                    f"nobody holds `{variable}` in `{place}`, so its shares cannot sum to one.",
                    None,
                    variable,
                )
            for number, holder in repeated(holders):
                document.fault(
                    document.find("holders", variable, place, number),
                    f"`{holder}` holds `{variable}` in `{place}` twice.",
                    None,
                    variable,
                )
            _rest(document, setting, place, ("holders", variable, place))


def _rest(document: Document, setting: Setting, place: str, where: tuple[str, ...]) -> None:
    whole, _, rest = place.partition(":")
    if rest and "rest" not in setting.communities.get(whole, {}):
        document.fault(
            document.key(*where),
            f"`{whole}` has no remainder.",
            "Add `rest:` to its parts under `communities`, or name a part of it.",
        )


def _pairs(files: Files, document: Document, setting: Setting) -> None:
    mechanisms = files.mechanisms()
    for name, ends in setting.pairs.items():
        for variable, other in ends.items():
            if variable not in setting.relations:
                document.fault(
                    document.key("pairs", name, variable),
                    f"`{variable}` is no relation.",
                    "Declare it under `relations`.",
                    name,
                )
            if name in mechanisms and files.knows("role", other) and other not in mechanisms[name].roles:
                hint = document.nearest(other, mechanisms[name].roles)
                document.fault(
                    document.find("pairs", name, variable),
                    f"`{other}` is not a role of {name}.",
                    f"Did you mean `{hint}`?" if hint else None,
                    name,
                )


def _driver(files: Files, document: Document, setting: Setting, number: int, driver: Driver) -> None:
    where = ("drivers", number)
    check_nodes(files, document, document.find(*where, "node"), driver.node_parsed, driver.id)
    if not _formulas.is_node(driver.node_parsed):
        document.fault(
            document.find(*where, "node"), "a driver moves a single node.", "Write it as crisis(A_town).", driver.id
        )
    months = list(driver.path)
    if len(months) < 2:
        document.fault(document.find(*where, "path"), "a path has at least two months.", None, driver.id)
    table = document.find(*where, "path")
    written = list(table.keys.values()) if isinstance(table, Table) else []
    for place, month in enumerate(months):
        node = written[place] if place < len(written) else table
        if month is None or setting.calendar.start is None or setting.calendar.end is None:
            continue
        if place and months[place - 1] is not None and month <= months[place - 1]:
            document.fault(
                node, f"{month} comes after {months[place - 1]} in the path.", "Put the months in order.", driver.id
            )
        if not setting.calendar.start <= month <= setting.calendar.end:
            document.fault(
                node,
                f"{month} lies outside the run.",
                f"It goes from {setting.calendar.start} to {setting.calendar.end}.",
                driver.id,
            )
