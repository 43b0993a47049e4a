"""Finds a case by name or path and reads its files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from ._case import CaseFile
from ._entries import Mechanism
from ._facts import FactsFile
from ._faults import CaseNotFound, Fault, nearest
from ._inherit import inherit
from ._institutions import Institutions
from ._ledger import Ledger
from ._overlays import Overlays
from ._read import read
from ._reading import Use
from ._record import RecordFile
from ._setting import Setting
from ._shapes import Free
from ._tests import AssumptionsFile, ClaimsFile, Conditions, Explananda, Predictions, StandIns
from ._tree import Document, Node, Scalar, Table
from ._yaml import read_yaml

SHIPPED = Path(__file__).parent.parent / "cases"
SHAPES: dict[str, Any] = {
    "ledger.yaml": Ledger,
    "setting.yaml": Setting,
    "priors.yaml": Annotated[dict[str, Any], Free()],
    "assumptions.yaml": AssumptionsFile,
    "conditions.yaml": Conditions,
    "claims.yaml": ClaimsFile,
    "explananda.yaml": Explananda,
    "predictions.yaml": Predictions,
    "rivals.yaml": Overlays,
    "record.yaml": RecordFile,
    "institutions.yaml": Institutions,
    "forms.yaml": StandIns,
    "facts.yaml": FactsFile,
}
OPTIONAL = ("predictions.yaml", "record.yaml", "rivals.yaml", "institutions.yaml", "forms.yaml", "facts.yaml")
FILES = ("case.yaml", *SHAPES)


@dataclass
class Files:
    """The files of a case as read: documents with marks, objects (None where broken), ids used."""

    folder: Path
    beside: Mapping[str, Path] = field(default_factory=lambda: cases())  # cases whose entries may be taken over
    documents: dict[str, Document] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)
    uses: list[tuple[Document, Use]] = field(default_factory=list)
    declared: dict[str, dict[str, Node]] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)  # kinds of id whose section cannot be read

    def knows(self, kind: str, name: str) -> bool:
        """Say whether an id is declared, or may be in a section that cannot be read."""
        return name in self.declared.get(kind, {}) or kind in self.unreadable or kind not in self.declared

    def mechanisms(self) -> dict[str, Mechanism]:
        """Return the mechanisms that could be read, of the ledger and added."""
        ledger, added = self.objects.get("ledger.yaml"), self.objects.get("assumptions.yaml")
        return {**(ledger.mechanisms if ledger else {}), **(added.assumptions if added else {})}

    def faults(self) -> list[Fault]:
        """Return every fault found so far, in the order of the files and of their lines."""
        unique = {fault: None for document in self.documents.values() for fault in document.faults}
        order = {document.shown: number for number, document in enumerate(self.documents.values())}
        return sorted(unique, key=lambda fault: (order[fault.file], fault.line, fault.column))


def cases() -> dict[str, Path]:
    """Return the cases that come with Groundswell: name to folder."""
    found = {
        folder.name.replace("_", "-"): folder
        for folder in SHIPPED.iterdir()
        if folder.is_dir() and folder.name[0] not in "._"
    }
    return dict(sorted(found.items()))


def shipped_cases() -> list[tuple[str, str, str]]:
    """Return name, title and a sentence for each case that comes with Groundswell."""
    found = []
    for name, folder in cases().items():
        cover = _read_one(Files(folder), "case.yaml", folder / "case.yaml", CaseFile, {})
        if cover is not None:
            found.append((name, cover.title, cover.says))
    return found


def find_case(path_or_name: str | os.PathLike[str]) -> Path:
    """Return the folder of a case; raises CaseNotFound where there is none.

    A folder that holds a case.yaml comes first, then the name of a case that is shipped.
    """
    text = os.fspath(path_or_name)
    try:
        folder = Path(text)
        if folder.name == "case.yaml":
            folder = folder.parent
        if (folder / "case.yaml").is_file() and text:
            return folder
    except (OSError, ValueError):
        pass  # not a path that this machine can have, so at best a name
    shipped = cases()
    name = text.replace("_", "-")
    if name in shipped:
        return shipped[name]
    raise CaseNotFound([_not_found(text, list(shipped))])


def _not_found(text: str, names: list[str]) -> Fault:
    match = nearest(text, names)
    meant = f"Did you mean `{match}`? " if match else ""
    shown = "".join(character if character.isprintable() else "?" for character in text[:200])
    hint = f"{meant}Give a folder that holds a case.yaml, or one of: {', '.join(names)}."
    return Fault(shown or "(empty)", 0, 0, None, "no case has this name and no case.yaml lies there.", hint)


def show_path(path: Path) -> str:
    """Return a path as short as it can be said from the current folder."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        return str(path)
    return str(path) if relative.startswith("..") else relative


def read_folder(folder: Path, beside: Mapping[str, Path] | None = None) -> Files:
    """Read every file of a case; nothing is raised, the faults are in the documents.

    `beside` holds the folders of the cases whose entries may be taken over, the shipped ones if left out.
    """
    files = Files(folder) if beside is None else Files(folder, beside)
    cover = _read_one(files, "case.yaml", folder / "case.yaml", CaseFile, {})
    dates: Mapping[str, Any] = {}
    for name, shape in SHAPES.items():
        path = _ledger_path(files, folder, cover) if name == "ledger.yaml" else folder / name
        if name in OPTIONAL and not path.exists():
            continue
        made = _read_one(files, name, path, shape, dates)
        if name == "setting.yaml":
            dates = made.dates if made is not None else _calendar_only(files.documents[name])
    return files


def _ledger_path(files: Files, folder: Path, cover: CaseFile | None) -> Path:
    """The ledger lies beside case.yaml; a path that leads elsewhere is refused."""
    name = cover.ledger if cover is not None else "ledger.yaml"
    if Path(name).name != name or name in (".", ".."):
        document = files.documents["case.yaml"]
        document.fault(
            document.find("ledger"),
            f"`{name[:60]}` does not lie in the folder of the case.",
            "Name a file beside case.yaml.",
        )
        return folder / "ledger.yaml"
    return folder / name


def _read_one(files: Files, name: str, path: Path, shape: Any, dates: Mapping[str, Any]) -> Any:
    document = read_yaml(path, show_path(path))
    inherit(document, name, files.beside.get, list(files.beside))
    files.documents[name] = document
    made, uses = read(document, shape, dates)
    files.objects[name] = made
    files.uses.extend((document, use) for use in uses)
    return made


def _calendar_only(document: Document) -> dict[str, Any]:
    """Take start and end from a setting that is broken elsewhere, so that its fault stays the only one."""
    from . import _formulas

    table = document.find("calendar")
    found = table.values if isinstance(table, Table) else {}
    texts = {name: node.value for name, node in found.items() if isinstance(node, Scalar)}
    return {name: _formulas.month(str(texts.get(name))) for name in ("start", "end")}


def read_ledger_file(path: Path) -> Files:
    """Read a ledger on its own."""
    files = Files(path.parent)
    _read_one(files, "ledger.yaml", path, Ledger, {})
    return files
