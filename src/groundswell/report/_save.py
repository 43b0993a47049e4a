"""Everything that a study leaves behind, in one folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from groundswell.report._causes import causal_diagram
from groundswell.report._compare_save import save_comparison
from groundswell.report._document import verdicts_document
from groundswell.report._manifest import manifest
from groundswell.report._record_document import fitted_beside
from groundswell.report._staging import Write, text_writer, write_all
from groundswell.report._study_fans import study_fans
from groundswell.report._text import as_json
from groundswell.report._trajectories import write_trajectories
from groundswell.report._write import write_report
from groundswell.verdict import Comparison, Study

Progress = Callable[[str, int, int], None]
STAGE = "writing"


def save(
    study: Study | Comparison,
    folder: str | os.PathLike[str],
    *,
    command: str | None = None,
    started: datetime | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> list[Path]:
    """Write `verdicts.json`, `trajectories.zarr`, `manifest.json` and `report.html` into a folder; return their paths.

    A comparison of theories leaves `compare.json`, `compare.html` and `compare-manifest.json` instead.

    A study that was stopped can be saved too and says so. All four are finished before the first takes its place, so
    a failure leaves what was there before. `command` and `started` go into the manifest. Raises OSError where the
    folder cannot be written.
    """
    if isinstance(study, Comparison):
        return save_comparison(study, folder, command, started)
    began = perf_counter()
    if study.fitted is None:
        study.fitted = fitted_beside(Path(folder), study.case)  # type: ignore[arg-type]
    document = verdicts_document(study)

    def made() -> dict[str, Any]:
        return manifest(study, command, started, {**study.seconds, STAGE: perf_counter() - began})

    writers: dict[str, Write] = {
        "verdicts.json": text_writer(as_json(document)),
        "trajectories.zarr": lambda path: write_trajectories(study, path),
        "report.html": lambda path: _report(study, document, path, command),
        "manifest.json": lambda path: text_writer(as_json(made()))(path),
    }
    return write_all(Path(folder), _told(writers, progress))


def _report(study: Study, document: dict[str, Any], path: Path, command: str | None) -> None:
    seconds = sum(study.seconds.values())
    shown = {"command": command or "groundswell.study", "duration": f"{seconds:.0f} s", **document["manifest"]}
    write_report(path, {**document, "manifest": shown}, study_fans(study), study.case, causal_diagram(study.case))  # type: ignore[arg-type]


def _told(writers: dict[str, Write], progress: Progress) -> dict[str, Write]:
    """The same writers, each of which says when it is done."""

    def telling(number: int, write: Write) -> Write:
        def run(path: Path) -> None:
            write(path)
            progress(STAGE, number, len(writers))

        return run

    return {name: telling(number, write) for number, (name, write) in enumerate(writers.items(), start=1)}
