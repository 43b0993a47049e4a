"""Ids: none twice, every one that is used exists, and a wrong one is met with the nearest right one."""

from __future__ import annotations

from collections.abc import Iterator

from ._faults import nearest
from ._folder import Files
from ._ledger import SECTIONS
from ._reading import Use, article
from ._tree import Document, Listing, Node, Scalar, Table, identity

SUGGESTED = 100  # nearest matches looked up before a very broken file is only told what is wrong


class Ids:
    """Every id that a case declares, by kind; broken entries count, so that one fault does not breed others."""

    def __init__(self, files: Files) -> None:
        self.known: dict[str, dict[str, Node]] = {}
        self.looked_up = 0
        ledger = files.documents["ledger.yaml"]
        for section, kind in SECTIONS.items():
            self._add(ledger, kind, _entries(ledger, section))
        self.known["paragraph"] = _keys(ledger, "coverage")
        self._add_case(files)
        wholes = self.known["actor"]
        self.known["place"] = {**wholes, **{f"{name}:rest": node for name, node in wholes.items()}}
        self.known["role"] = dict(_roles(files))

    def _add_case(self, files: Files) -> None:
        documents = files.documents
        if "assumptions.yaml" in documents:
            document = documents["assumptions.yaml"]
            self._add(document, "mechanism", _entries(document, "assumptions"))
        if "setting.yaml" in documents:
            document = documents["setting.yaml"]
            self._add(document, "driver", _entries(document, "drivers"))
            for name, node in _keys(document, "events").items():
                if name.startswith("XE"):
                    self.known.setdefault("event", {})[name] = node
        if "explananda.yaml" in documents:
            document = documents["explananda.yaml"]
            self._add(document, "explanandum", _entries(document))

    def _add(self, document: Document, kind: str, found: Iterator[tuple[str, Node]]) -> None:
        known = self.known.setdefault(kind, {})
        for name, node in found:
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

    def nearest(self, name: str, kinds: tuple[str, ...]) -> str | None:
        """Return the known id most like a wrong one, while there are not too many of them."""
        self.looked_up += 1
        return (
            None
            if self.looked_up > SUGGESTED
            else nearest(name, [known for kind in kinds for known in self.known.get(kind, {})])
        )


def _entries(document: Document, *path: str) -> Iterator[tuple[str, Node]]:
    section: Node | None = document.root
    for step in path:
        section = section.values.get(step) if isinstance(section, Table) else None
    for item in section.items if isinstance(section, Listing) else []:
        name = identity(item)
        if name is not None and isinstance(item, Table):
            yield name, item.values["id"]


def _keys(document: Document, section: str) -> dict[str, Node]:
    table = document.root.values.get(section) if isinstance(document.root, Table) else None
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
        if use.name in use.also or any(use.name in ids.known.get(kind, {}) for kind in use.kinds):
            continue
        if any(kind not in ids.known for kind in use.kinds):
            continue  # a ledger read alone does not know the ids of the case
        document.fault(use.node, _unknown(use), _hint(ids, use), use.entry)


def _unknown(use: Use) -> str:
    if len(use.kinds) > 3:
        return f"no entry has the id `{use.name[:60]}`."
    return f"`{use.name[:60]}` is not {' or '.join(article(kind) for kind in use.kinds)} of this case."


def _hint(ids: Ids, use: Use) -> str:
    match = ids.nearest(use.name, use.kinds)
    if match:
        return f"Did you mean `{match}`?"
    sections = {"paragraph": "coverage", "explanandum": "explananda.yaml"}
    places = [
        sections.get(kind, next((name for name, of in SECTIONS.items() if of == kind), kind)) for kind in use.kinds[:3]
    ]
    return f"Declare it under {' or '.join(f'`{place}`' for place in places)}, or correct it."
