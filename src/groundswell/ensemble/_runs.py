"""The studies that lie in folders: what each was made from, how far it came, what it cost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundswell.ensemble._lock import is_locked
from groundswell.ensemble._log import told

STUDY = "study"
"""The verb whose runs are listed; others may leave a log in the same folder."""

STORE = "ensemble.zarr"
IDENTITY = "made_from.json"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class StoredRun:
    """One study on disk. state: running, finished, stopped (by Ctrl-C) or unfinished (it ended in the middle).

    bytes: all files of the folder. seconds: computing time told by the manifest, None before there is one.
    """

    folder: Path
    case: str
    seed: int | None
    state: str
    drawn: int | None
    claims: int | None
    bytes: int
    seconds: float | None


def stored_runs(place: Path) -> list[StoredRun]:
    """Every study in a folder or in the folders below it, sorted by path."""
    return [_run(folder) for folder in sorted(_studies(place))]


def _studies(place: Path) -> Iterator[Path]:
    if not place.is_dir():
        return
    if (place / MANIFEST).is_file() or (place / IDENTITY).is_file():
        yield place
        return
    for folder in place.iterdir():
        if folder.is_dir() and not folder.is_symlink() and folder.suffix != ".zarr":
            yield from _studies(folder)


def _run(folder: Path) -> StoredRun:
    manifest, identity = _read(folder / MANIFEST), _read(folder / IDENTITY)
    known = manifest or identity
    return StoredRun(
        folder=folder,
        case=known.get("case", "?"),
        seed=known.get("seed"),
        state=_state(folder, manifest),
        drawn=manifest.get("readings", {}).get("drawn"),
        claims=len(manifest["claims"]) if "claims" in manifest else None,
        bytes=sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()),
        seconds=sum(manifest["seconds"].values()) if "seconds" in manifest else None,
    )


def _state(folder: Path, manifest: dict[str, Any]) -> str:
    if is_locked(folder):
        return "running"
    events = told(folder)
    if events and events[0].get("verb", STUDY) == STUDY:  # what a run says of its end needs no clock
        last = events[-1]
        return {"finished": "finished", "stopped": "stopped"}.get(last.get("state", ""), "unfinished")
    if not manifest:
        return "unfinished"
    newest = max((file.stat().st_mtime for file in (folder / MANIFEST, folder / IDENTITY) if file.exists()), default=0)
    if (folder / IDENTITY).exists() and newest > (folder / MANIFEST).stat().st_mtime:
        return "unfinished"
    return "finished" if manifest.get("complete") else "stopped"


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
