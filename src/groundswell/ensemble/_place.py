"""A folder that holds one study: its lock, what it was made from, and its store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from groundswell.ensemble._away import Away
from groundswell.ensemble._checkpoint import forget
from groundswell.ensemble._kept import Kept, opened
from groundswell.ensemble._lock import locked
from groundswell.ensemble._made_from import Refused, differences
from groundswell.ensemble._runs import IDENTITY, STORE


@contextmanager
def taken_up(folder: Path, identity: Mapping[str, Any], store: str | None = None) -> Iterator[Kept]:
    """Hold a folder for one run and give its store, new or with what an earlier run left there.

    `store` is an address at which the tables lie instead. Raises Busy where another run is at work in the folder,
    Refused where a study in it, or in `store`, was made from something else than `identity`, and
    OSError where it cannot be written. Nothing in the folder is changed in the first two cases. Raises ImportError or
    ValueError for an address that cannot be used here.
    """
    away = None if store is None else Away(store)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        known = _known(folder)
        if known is not None and (apart := differences(identity, known)):
            raise Refused(folder, apart)
        if away is not None:
            away.take(identity)
        _tell(folder / IDENTITY, identity)
        kept = opened(folder / STORE, away)
        yield kept
        forget(kept)  # only where the run came to its end


def _known(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / IDENTITY).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return {"made_from.json": "cannot be read"}
    return found if isinstance(found, dict) else {"made_from.json": "cannot be read"}


def _tell(file: Path, identity: Mapping[str, Any]) -> None:
    """Write the identity whole or not at all; its time says when the last run began."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(json.dumps(identity, indent=2) + "\n", encoding="utf-8")
    os.replace(beside, file)
