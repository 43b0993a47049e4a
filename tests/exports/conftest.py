"""One small study, saved once for all tests of this folder, and crates made of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import groundswell
from groundswell.ensemble import made_from
from groundswell.exports import crate_files
from groundswell.ledger import Case, load_case
from groundswell.report import as_json, verdicts_document
from groundswell.report._manifest import manifest

READINGS = 64
STARTED = datetime(2030, 4, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def port() -> Case:
    """The small case."""
    return load_case("two-harbours")


@pytest.fixture(scope="session")
def study_folder(port: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small study of it, without the page and the trajectories, which nothing here reads."""
    folder = tmp_path_factory.mktemp("studies") / "two-harbours"
    folder.mkdir()
    study = groundswell.study(port, readings=READINGS)
    (folder / "verdicts.json").write_text(as_json(verdicts_document(study)), encoding="utf-8")
    made = manifest(study, "groundswell study two-harbours", STARTED, {"claims": 2.4})
    (folder / "manifest.json").write_text(as_json(made), encoding="utf-8")
    own = made_from(port, study.seed, resolution=study.resolution, step=study.step)
    (folder / "made_from.json").write_text(as_json(own), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def verdicts(study_folder: Path) -> dict:
    """Its verdicts as they were written."""
    return json.loads((study_folder / "verdicts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def files(port: Case, study_folder: Path) -> dict[str, bytes]:
    """The files of its crate."""
    return crate_files(port, study_folder)
