"""Checks of the setting (calendar, part-whole rules, shares, drivers) and of the priors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from . import _formulas
from ._check_names import check_nodes
from ._faults import nearest
from ._folder import Files
from ._setting import Driver, Setting
from ._shapes import MATCHERS
from ._tree import Document, Listing, Node, Scalar, Table, plain


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
        document.fault(document.find("calendar", "end"), f"the run ends in {calendar.end}, before it has begun in {calendar.start}.")
    elif not calendar.start <= calendar.claims_until <= calendar.end:
        document.fault(document.find("calendar", "claims_until"), f"{calendar.claims_until} lies outside the run.", f"It goes from {calendar.start} to {calendar.end}.")


def _wholes(document: Document, setting: Setting) -> None:
    """No whole is a part of its own parts, other than a whole that is its own only part."""
    for whole, parts in setting.communities.items():
        if not parts:
            document.fault(document.key("communities", whole), f"`{whole}` is a whole without parts.", None, whole)
        for part in parts:
            if part != whole and whole in setting.communities.get(part, {}):
                document.fault(document.key("communities", whole, part), f"`{whole}` and `{part}` are each a part of the other.", None, whole)


def _shares(document: Document, setting: Setting) -> None:
    for variable, relation in setting.relations.items():
        if relation.shares and not setting.holders.get(variable):
            document.fault(document.key("relations", variable), f"the shares of `{variable}` cannot sum to one: nobody holds any.", "List the holders by place under `holders`.", variable)
    for variable, places in setting.holders.items():
        if variable not in setting.relations:
            document.fault(document.key("holders", variable), f"`{variable}` has holders and is no relation.", "Declare it under `relations`, or delete the holders.", variable)
        for place, holders in places.items():
            if not holders:
                document.fault(document.key("holders", variable, place), f"nobody holds `{variable}` in `{place}`, so its shares cannot sum to one.", None, variable)
            for number, holder in enumerate(holders):
                if holder in holders[:number]:
                    document.fault(document.find("holders", variable, place, number), f"`{holder}` holds `{variable}` in `{place}` twice.", None, variable)
            _rest(document, setting, place, ("holders", variable, place))


def _rest(document: Document, setting: Setting, place: str, where: tuple[str, ...]) -> None:
    whole, _, rest = place.partition(":")
    if rest and "rest" not in setting.communities.get(whole, {}):
        document.fault(document.key(*where), f"`{whole}` has no remainder.", f"Add `rest:` to its parts under `communities`, or name a part of it.")


def _pairs(files: Files, document: Document, setting: Setting) -> None:
    mechanisms = _mechanisms(files)
    for name, ends in setting.pairs.items():
        for variable, other in ends.items():
            if variable not in setting.relations:
                document.fault(document.key("pairs", name, variable), f"`{variable}` is no relation.", "Declare it under `relations`.", name)
            if name in mechanisms and not other.startswith("A_") and other not in mechanisms[name].roles:
                hint = nearest(other, mechanisms[name].roles)
                document.fault(document.find("pairs", name, variable), f"`{other}` is not a role of {name}.", f"Did you mean `{hint}`?" if hint else None, name)


def _mechanisms(files: Files) -> dict:
    ledger, added = files.objects.get("ledger.yaml"), files.objects.get("assumptions.yaml")
    return {**(ledger.mechanisms if ledger else {}), **(added.assumptions if added else {})}


def _driver(files: Files, document: Document, setting: Setting, number: int, driver: Driver) -> None:
    where = ("drivers", number)
    check_nodes(files, document, document.find(*where, "node"), driver.node_parsed, driver.id)
    if not _formulas.is_node(driver.node_parsed):
        document.fault(document.find(*where, "node"), "a driver moves a single node.", "Write it as crisis(A_town).", driver.id)
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
            document.fault(node, f"{month} comes after {months[place - 1]} in the path.", "Put the months in order.", driver.id)
        if not setting.calendar.start <= month <= setting.calendar.end:
            document.fault(node, f"{month} lies outside the run.", f"It goes from {setting.calendar.start} to {setting.calendar.end}.", driver.id)


def check_priors(files: Files) -> None:
    """Priors are numbers, ranges and words by name; names that look like ids exist, and shares fit in one."""
    document = files.documents["priors.yaml"]
    if document.root is None:
        return
    if not isinstance(document.root, Table):
        document.fault(document.root, "priors are tables of numbers, ranges and words by name.")
        return
    ids = _prior_ids(files)
    for path, key, value in _leaves(document.root, ()):
        _prior_name(files, document, key, ids)
        _prior_value(document, path, value)
    for table in _tables(document.root):
        _sums(files, document, table)


def _prior_ids(files: Files) -> set[str]:
    ledger, setting = files.objects["ledger.yaml"], files.objects["setting.yaml"]
    sections = (ledger.variables, ledger.actors, ledger.events) if ledger else ()
    added = list(setting.events) + [driver.id for driver in setting.drivers] if setting else []
    return {name for section in sections for name in section} | set(_mechanisms(files)) | set(added)


def _tables(node: Node) -> Iterator[Table]:
    if isinstance(node, Table):
        yield node
        for below in node.values.values():
            yield from _tables(below)


def _leaves(table: Table, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scalar, Node]]:
    for name, value in table.values.items():
        yield (*path, name), table.keys[name], value
        if isinstance(value, Table):
            yield from _leaves(value, (*path, name))


_ID_KINDS = ("variable", "actor", "mechanism", "event", "driver")


def _prior_name(files: Files, document: Document, key: Scalar, ids: set[str]) -> None:
    name = str(key.value)
    if files.objects["ledger.yaml"] is None:
        return
    if "(" in name:
        parsed = _formulas.parse("quantity", key, document, None)
        if parsed is not None:
            check_nodes(files, document, key, parsed, None)
    elif any(MATCHERS[kind].match(name) for kind in _ID_KINDS) and name not in ids:
        match = nearest(name, ids)
        document.fault(key, f"no entry has the id `{name[:60]}`.", f"Did you mean `{match}`?" if match else None)


def _prior_value(document: Document, path: tuple[str, ...], value: Node) -> None:
    if isinstance(value, Table):
        if not value.values:
            document.fault(value, f"`{path[-1][:60]}` is empty.")
        return
    if isinstance(value, Listing):
        items = plain(value)
        if not all(_number(item) for item in items):  # type: ignore[union-attr]
            document.fault(value, f"`{path[-1][:60]}` is not a range of numbers.", "A range is written as [low, high].")
        elif len(items) == 2 and items[0] > items[1]:  # type: ignore[arg-type,index]
            document.fault(value, f"the low end of `{path[-1][:60]}` lies above its high end.")
        return
    if plain(value) is None or (isinstance(plain(value), float) and not _number(plain(value))):
        document.fault(value, f"`{path[-1][:60]}` is neither a finite number nor a range nor a word.")


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300


def _sums(files: Files, document: Document, table: Table) -> None:
    """The low ends of the shares that start in one place must leave room for `none`."""
    setting: Setting | None = files.objects["setting.yaml"]
    if setting is None:
        return
    sums: dict[tuple[str, str], float] = {}
    for name, value in table.values.items():
        variable, place = _share(name)
        relation = setting.relations.get(variable)
        low = _low(value)
        if relation is None or not relation.shares or low is None:
            continue
        before = sums.get((variable, place), 0.0)
        sums[variable, place] = before + low
        if before <= 1 < before + low:
            document.fault(table.keys[name], f"the initial shares of `{variable}` in `{place}` are over 1 from here on.", "Lower the low ends; what is left is `none`.")


def _share(name: str) -> tuple[str, str]:
    variable, _, inside = name.partition("(")
    actors = [actor.strip() for actor in inside.rstrip(") ").split(",")]
    return (f"v_{variable.strip()}", actors[1]) if len(actors) == 2 else ("", "")


def _low(value: Node) -> float | None:
    found = plain(value)
    if isinstance(found, list) and found and _number(found[0]):
        return float(found[0])
    return float(found) if _number(found) else None  # type: ignore[arg-type]


__all__ = ["Mapping", "check_priors", "check_setting"]
