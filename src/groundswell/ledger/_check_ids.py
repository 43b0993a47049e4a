"""Ids: none twice, every one that is used exists, and a wrong one is met with the nearest right one."""

from __future__ import annotations

from collections.abc import Iterator

from ._folder import Files
from ._ledger import SECTIONS
from ._reading import Use, article
from ._tree import Document, Listing, Node, Scalar, Table, identity


class Ids:
    """Every id that a case declares, by kind; broken entries count, so that one fault does not breed others."""

    def __init__(self, files: Files) -> None:
        self.known, self.unreadable = files.declared, files.unreadable
        ledger = files.documents["ledger.yaml"]
        for section, kind in SECTIONS.items():
            self._add(ledger, kind, section)
        self.known["paragraph"] = _keys(ledger, "coverage")
        if not self.known["paragraph"]:
            self.unreadable.add("paragraph")
        self._add_case(files.documents)
        actors = self.known["actor"]
        self.known["place"] = {**actors, **{f"{name}:rest": node for name, node in actors.items()}}
        self.known["role"] = dict(_roles(files))
        if "actor" in self.unreadable:
            self.unreadable.add("place")
        if "mechanism" in self.unreadable:
            self.unreadable.add("role")

    def _add_case(self, documents: dict[str, Document]) -> None:
        if "assumptions.yaml" in documents:
            self._add(documents["assumptions.yaml"], "mechanism", "assumptions")
        if "explananda.yaml" in documents:
            self._add(documents["explananda.yaml"], "explanandum")
        if "rivals.yaml" in documents:
            document = documents["rivals.yaml"]
            for name in _keys(document):
                self._add(document, "addition", name, "adds")
        if "record.yaml" in documents:
            self._add(documents["record.yaml"], "series", "series")
        if "institutions.yaml" in documents:
            self.known["institution"] = {}
            for section in _keys(documents["institutions.yaml"]):
                self._add_keyed(documents["institutions.yaml"], "institution", section)
        if "setting.yaml" in documents:
            document = documents["setting.yaml"]
            self._add(document, "driver", "drivers")
            events = _keys(document, "events")
            self.known["event"] |= {name: node for name, node in events.items() if name.startswith("XE")}
            if not events:
                self.unreadable.add("event")

    def _add_keyed(self, document: Document, kind: str, section: str) -> None:
        for name, node in _keys(document, section).items():
            if name in self.known[kind]:
                document.fault(node, f"the id `{name[:60]}` is given twice.", "Ids are all different.", name)
            self.known[kind].setdefault(name, node)

    def _add(self, document: Document, kind: str, *path: str) -> None:
        known = self.known.setdefault(kind, {})
        if not isinstance(_section(document, *path), Listing):
            self.unreadable.add(kind)
        for name, node in _entries(document, *path):
            if name in known:
                first = known[name]
                document.fault(
                    node,
                    f"the id `{name[:60]}` is given twice.",
                    f"Line {first.line} has it already; ids are all different.",
                    name,
                )
            else:
                known[name] = node


def _section(document: Document, *path: str) -> Node | None:
    section: Node | None = document.root
    for step in path:
        section = section.values.get(step) if isinstance(section, Table) else None
    return section


def _entries(document: Document, *path: str) -> Iterator[tuple[str, Node]]:
    section = _section(document, *path)
    for item in section.items if isinstance(section, Listing) else []:
        name = identity(item)
        if name is not None and isinstance(item, Table):
            yield name, item.values["id"]


def _keys(document: Document, *path: str) -> dict[str, Node]:
    table = _section(document, *path)
    return dict(table.keys) if isinstance(table, Table) else {}


def _roles(files: Files) -> Iterator[tuple[str, Node]]:
    for name, section in (("ledger.yaml", "mechanisms"), ("assumptions.yaml", "assumptions")):
        document = files.documents.get(name)
        for entry, _ in _entries(document, section) if document else []:
            roles = document.find(section, entry, "roles") if document else None
            for role in roles.items if isinstance(roles, Listing) else []:
                if isinstance(role, Scalar) and isinstance(role.value, str):
                    yield role.value, role


def check_ids(files: Files, ids: Ids) -> None:
    """Check every id that was used while the files were read."""
    for document, use in files.uses:
        if use.name in use.also or any(files.knows(kind, use.name) for kind in use.kinds):
            continue
        document.fault(use.node, _unknown(use), _hint(document, ids, use), use.entry)


def _unknown(use: Use) -> str:
    if len(use.kinds) > 3:
        return f"no entry has the id `{use.name[:60]}`."
    return f"`{use.name[:60]}` is not {' or '.join(article(kind) for kind in use.kinds)} of this case."


def _hint(document: Document, ids: Ids, use: Use) -> str:
    match = document.nearest(use.name, [known for kind in use.kinds for known in ids.known.get(kind, {})])
    if match:
        return f"Did you mean `{match}`?"
    sections = {"paragraph": "coverage", "explanandum": "explananda.yaml"}
    places = [
        sections.get(kind, next((name for name, of in SECTIONS.items() if of == kind), kind)) for kind in use.kinds[:3]
    ]
    return f"Declare it under {' or '.join(f'`{place}`' for place in places)}, or correct it."
