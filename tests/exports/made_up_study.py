"""The files of a small study, said to be of another case."""

from __future__ import annotations

import json
from pathlib import Path

from groundswell.ledger import Case


def as_study_of(case: Case, verdicts: dict, folder: Path) -> Path:
    """Write the small study down as if it were one of another case; for what looks at files and not at numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = {**verdicts["manifest"], "hashes": dict(case.hashes)}
    told = {**verdicts, "case": case.id, "manifest": manifest}
    (folder / "verdicts.json").write_text(json.dumps(told), encoding="utf-8")
    own = {"seed": told["seed"], "started": None, "command": None, **manifest}
    (folder / "manifest.json").write_text(json.dumps(own), encoding="utf-8")
    return folder
