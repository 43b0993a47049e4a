"""A study as an RO-Crate: the case's own files, the verdicts, and what it takes to compute them again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from groundswell.exports._crate_graph import METADATA, graph
from groundswell.exports._json import read_object
from groundswell.exports._settings import settings_of
from groundswell.exports._study_folder import COMPARE, MANIFEST, VERDICTS, found_in, needed
from groundswell.exports._troubles import ExportError
from groundswell.ledger import Case, cases, sources
from groundswell.report import as_json

CASE, TAKEN_OVER, STUDY = "case", "taken-over", "study"
MADE_FROM = "made_from.json"
KEPT = (VERDICTS, MANIFEST, MADE_FROM, "report.html", "fit/fit.json")
COMPARED = (COMPARE, "compare-manifest.json", "compare.html")
NEEDED = (f"{STUDY}/{VERDICTS}", f"{STUDY}/{MANIFEST}", f"{CASE}/case.yaml")
OWN_LICENCE = "https://spdx.org/licenses/Apache-2.0"


def crate_files(case: Case, folder: Path, licence: str | None = None) -> dict[str, bytes]:
    """Return every file of the crate of the study in `folder`, by name, its metadata first.

    `licence` is an SPDX id, an address or a sentence; left out, it is that of the cases that come with Groundswell, or
    said not to be stated. The trajectories are left out, since they are large and come out again. Raises ExportError
    where the study is missing, stopped, of another case, or older than the case's files.
    """
    found = found_in(folder, case)
    verdicts = needed(found)
    settings = settings_of(verdicts, str(folder / VERDICTS))
    files = _case_files(case) | _kept(folder, (*KEPT, *(COMPARED if found.compare is not None else ())))
    manifest = read_object(_wanted(files, folder, MANIFEST), str(folder / MANIFEST))
    _check_manifest(manifest, verdicts, folder / MANIFEST)
    files["README.md"] = _readme(case, verdicts, manifest).encode()
    rerun = "groundswell rerun CRATE"
    document = graph(case, files, manifest, settings, licence_entity(licence, case), rerun)
    return {METADATA: as_json(document).encode(), **files}


def licence_entity(licence: str | None, case: Case) -> dict[str, Any]:
    """Return the licence as an entity of the metadata."""
    if licence is None and case.folder.resolve() in {path.resolve() for path in cases().values()}:
        licence = OWN_LICENCE
    if licence is None:
        said = "Its authors have not said on which terms others may use this case."
        return {"@id": "#licence", "@type": "CreativeWork", "name": "No licence stated", "description": said}
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]*", licence):
        licence = f"https://spdx.org/licenses/{licence}"
    if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", licence):
        name = licence.rstrip("/").rpartition("/")[2]
        return {"@id": licence, "@type": "CreativeWork", "name": name, "url": licence, "description": f"Licence {name}"}
    return {"@id": "#licence", "@type": "CreativeWork", "name": licence, "description": licence}


def _case_files(case: Case) -> dict[str, bytes]:
    read = sources(case)
    paths = {f"{CASE}/{name}": path for name, path in read.own.items()}
    for name, files in read.taken_over.items():
        paths |= {f"{TAKEN_OVER}/{name}/{file}": path for file, path in files.items()}
    return {name: _bytes(path) for name, path in paths.items()}


def _kept(folder: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    return {f"{STUDY}/{name}": _bytes(folder / name) for name in names if (folder / name).is_file()}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise ExportError([f"{path}: cannot be read: {(problem.strerror or 'unknown cause').lower()}."]) from None


def _wanted(files: Mapping[str, bytes], folder: Path, name: str) -> bytes:
    if f"{STUDY}/{name}" not in files:
        raise ExportError([f"{folder} holds no {name}, which says with which versions the study was made."])
    return files[f"{STUDY}/{name}"]


def _check_manifest(manifest: Mapping[str, Any], verdicts: Mapping[str, Any], path: Path) -> None:
    """Raise ExportError where verdicts and manifest are of two studies, as after a run that was cut off."""
    own = verdicts["manifest"]
    same = all(manifest.get(name) == own.get(name) for name in ("hashes", "versions"))
    if not same or manifest.get("seed") != verdicts["seed"]:
        raise ExportError([f"{path}: this manifest is of another study than {VERDICTS}. Run the study again."])


def _readme(case: Case, verdicts: Mapping[str, Any], manifest: Mapping[str, Any]) -> str:
    version = manifest["versions"].get("groundswell", "")
    install = f'pip install "groundswell=={version}"' if version[:1].isdigit() else "pip install groundswell"
    one = verdicts["claims"][0]["id"] if verdicts["claims"] else "C01"
    return f"""# {case.title}: a study with Groundswell

{case.says}

| folder | what it holds |
|---|---|
| `case/` | the case as it was read: ledger, setting, priors, tests, tables of facts |
| `taken-over/` | files of other cases from which entries were taken over; not there where there are none |
| `study/` | the verdicts, the page for people, and the manifest: seed, command, versions, hashes |

`ro-crate-metadata.json` lists every file with its SHA-256, the options and the versions. To compute one verdict again
from these files and compare it bit for bit, say

    {install}
    groundswell rerun . --claims {one}

and to compute all of them, leave `--claims` out. The versions of the other packages that decide the bits are in
`study/manifest.json`.
"""
