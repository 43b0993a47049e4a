"""The verbs of the room: check a case, load a case, load a ledger."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from ._case import Case
from ._checks import check_files, check_ledger
from ._faults import CaseError, Fault
from ._folder import Files, cases, find_case, read_folder, read_ledger_file
from ._institutions import Institutions
from ._ledger import Ledger


def check_case(path_or_name: str | os.PathLike[str]) -> list[Fault]:
    """Return everything that is wrong with a case, in the order of its files; empty where it is sound.

    Takes the folder of a case or the name of a shipped one. Never raises for what a file holds.
    """
    try:
        return _checked(find_case(path_or_name)).faults()
    except CaseError as error:
        return error.faults


def load_case(path_or_name: str | os.PathLike[str], beside: Mapping[str, Path] | None = None) -> Case:
    """Return a case as frozen objects; raises CaseError carrying every fault where there are any.

    Entries are taken over (`as_in`) from the folders `beside` by name, from the shipped cases if left out.
    """
    files = _checked(find_case(path_or_name), beside)
    if files.faults():
        raise CaseError(files.faults())
    return _assemble(files)


def load_ledger(path: str | os.PathLike[str]) -> Ledger:
    """Return a ledger alone, from its file or from the folder or name of its case.

    Raises CaseError carrying every fault where there are any.
    """
    files = read_ledger_file(_ledger_file(path))
    check_ledger(files)
    if files.faults():
        raise CaseError(files.faults())
    return files.objects["ledger.yaml"]


def _ledger_file(path: str | os.PathLike[str]) -> Path:
    text = os.fspath(path)
    if text in cases():
        return cases()[text] / "ledger.yaml"
    return Path(text) / "ledger.yaml" if os.path.isdir(text) else Path(text)


def _checked(folder: Path, beside: Mapping[str, Path] | None = None) -> Files:
    """Read and check without the garbage collector, which would look over a growing tree again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        files = read_folder(folder, beside)
        check_files(files)
    finally:
        if collecting:
            gc.enable()
    return files


def _assemble(files: Files) -> Case:
    made = files.objects
    cover = made["case.yaml"]
    return Case(
        id=cover.id,
        title=cover.title,
        says=cover.says,
        folder=files.folder,
        ledger=made["ledger.yaml"],
        setting=made["setting.yaml"],
        priors=made["priors.yaml"],
        assumptions=made["assumptions.yaml"].assumptions,
        conditions=made["conditions.yaml"],
        claims=made["claims.yaml"],
        explananda=tuple(made["explananda.yaml"].values()),
        predictions=made.get("predictions.yaml") or MappingProxyType({}),
        overlays=made.get("rivals.yaml") or MappingProxyType({}),
        record=made.get("record.yaml"),
        institutions=made.get("institutions.yaml") or Institutions(),
        stand_ins=made.get("forms.yaml") or MappingProxyType({}),
        facts_asked=made.get("facts.yaml") or MappingProxyType({}),
        hashes=MappingProxyType({document.path.name: document.sha256 for document in files.documents.values()}),
    )
