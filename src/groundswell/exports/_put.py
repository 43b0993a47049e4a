"""Puts a finished file or folder in its place, and leaves what was there where anything fails before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from groundswell.exports._crate_graph import METADATA
from groundswell.exports._troubles import ExportError
from groundswell.report import put

Check = Callable[[Path], object]
LISTING = (METADATA, "csv-metadata.json")
"""Files by which a folder is known as one that was exported, and may be written anew."""


def put_bytes(path: Path, data: bytes, check: Check = lambda path: None) -> None:
    """Write a file beside its place, check it there, and rename it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as staging:
        made = Path(staging) / path.name
        made.write_bytes(data)
        check(made)
        put(made, path)


def write_text(path: Path, text: str) -> None:
    """Write a text file beside its place and rename it. Raises OSError."""
    put_bytes(path, text.encode())


def put_folder(path: Path, files: Mapping[str, bytes], check: Check = lambda path: None) -> None:
    """Write a folder beside its place, check it there, and rename it.

    A folder that holds anything else than an export of these files is never replaced: ExportError is raised. Raises
    OSError.
    """
    if strangers := _strangers(path, files):
        raise ExportError([f"{path}: {strangers} in this folder, and it is left as it is. Name a new one."])
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as staging:
        made = Path(staging) / (path.name or "made")
        for name, data in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes(data)
        check(made)
        put(made, path)


def _strangers(path: Path, files: Mapping[str, bytes]) -> str | None:
    """What lies at a path that an earlier export of the same kind did not put there, in words."""
    there = [one.relative_to(path).as_posix() for one in sorted(path.rglob("*")) if not one.is_dir()]
    if there and not any(name in there for name in LISTING):
        return "something else lies"
    others = [name for name in there if name not in files]
    return f"there is {others[0]}, which this export would not write," if others else None


def _beside(path: Path) -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix=".unfinished-", dir=path.resolve().parent, ignore_cleanup_errors=True)
