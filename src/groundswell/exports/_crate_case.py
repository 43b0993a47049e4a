"""The case in a crate, read from the crate's own files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from groundswell.exports._crate import CASE, NEEDED, STUDY, TAKEN_OVER
from groundswell.exports._crate_open import Crate
from groundswell.exports._json import read_object
from groundswell.exports._study_folder import VERDICTS, changed
from groundswell.exports._troubles import ExportError, refuse_if
from groundswell.ledger import Case, CaseError, load_case


@contextmanager
def crate_case(crate: Crate) -> Iterator[Case]:
    """Give the case that a crate holds, for as long as its files are needed.

    Raises ExportError where the crate holds no study of Groundswell, where its case has faults, or where its case is
    not the one that the verdicts were computed from.
    """
    refuse_if(
        f"{crate.path}: there is no {name} in it, so it is no study." for name in NEEDED if name not in crate.files
    )
    with TemporaryDirectory(prefix="groundswell-") as unpacked:
        folder = Path(unpacked)
        _unpack(crate, folder)
        try:
            case = load_case(folder / CASE, _beside(folder / TAKEN_OVER))
        except CaseError as error:
            said = str(error).replace(f"{folder}{os.sep}", "")
            raise ExportError([f"{crate.path}: its case has faults.\n\n{said}"]) from None
        refuse_if(_others(crate, case))
        yield case


def _unpack(crate: Crate, folder: Path) -> None:
    """Write the case's files; the names were made sure of when the crate was opened."""
    for name, data in crate.files.items():
        if name.startswith((f"{CASE}/", f"{TAKEN_OVER}/")):
            place = folder / name
            if not place.resolve().is_relative_to(folder.resolve()):
                raise ExportError([f"{crate.path}: {name[:80]} leads outside."])
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def _beside(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def _others(crate: Crate, case: Case) -> list[str]:
    verdicts = read_object(crate.files[f"{STUDY}/{VERDICTS}"], f"{crate.path}: {VERDICTS}")
    manifest = verdicts.get("manifest")
    stored = manifest.get("hashes") if isinstance(manifest, dict) else None
    if not isinstance(stored, dict):
        return [f"{crate.path}: {VERDICTS} does not say from which files it was computed."]
    return [
        f"{crate.path}: {CASE}/{name} is not the file that the verdicts were computed from."
        for name in changed(stored, case)
    ]
