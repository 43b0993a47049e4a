"""Writes a crate as a folder or as one zip file; nothing takes its place before it is whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from groundswell.exports._crate import crate_files
from groundswell.exports._crate_case import crate_case
from groundswell.exports._crate_open import open_crate
from groundswell.exports._put import put_bytes, put_folder
from groundswell.ledger import Case

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every entry, the first that a zip file can tell: the same study gives the same bytes."""


def write_crate(case: Case, study: Path, path: Path, licence: str | None = None) -> int:
    """Write the study in the folder `study` as a crate to `path`, a zip file where it ends in `.zip`; count its files.

    It is opened and its case is read once more before anybody gets it. Raises ExportError where the study cannot be
    made a crate or something lies at a folder's path that is no crate, OSError where it cannot be written.
    """
    files = crate_files(case, study, licence)
    if path.suffix == ".zip":
        put_bytes(path, packed(files), check=_sound)
    else:
        put_folder(path, files, check=_sound)
    return len(files)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as the bytes of a zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, data)
    return made.getvalue()


def _sound(path: Path) -> None:
    with crate_case(open_crate(path)):
        pass
