"""Writing a set of files so that a failure leaves the old ones as they were."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

Write = Callable[[Path], None]


def write_all(folder: Path, writers: Mapping[str, Write]) -> list[Path]:
    """Write files or folders beside their places first, then rename all of them into `folder`; return their paths.

    Whatever fails before the renaming leaves `folder` as it was. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".unfinished-", dir=folder, ignore_cleanup_errors=True) as staging:
        for name, write in writers.items():
            write(Path(staging) / name)
        for name in writers:
            put(Path(staging) / name, folder / name)
    return [folder / name for name in writers]


def put(made: Path, place: Path) -> None:
    """Rename a file or folder into its place; a folder that stands there is set aside first and put back on failure."""
    if not place.is_dir() or place.is_symlink():
        os.replace(made, place)
        return
    aside = made.with_name(f"{made.name}.old")
    os.replace(place, aside)
    try:
        os.replace(made, place)
    except OSError:
        os.replace(aside, place)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def text_writer(text: str) -> Write:
    """Return a writer of one text file."""
    return lambda path: _write_text(path, text)


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
