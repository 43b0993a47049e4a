"""The metadata of a crate: what each file is, what was run, with which software and options.

Sources: RO-Crate 1.1 (2020), https://w3id.org/ro/crate/1.1; Process Run Crate 0.5, https://w3id.org/ro/wfrun/process/0.5.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from groundswell.exports._settings import Settings
from groundswell.ledger import Case

METADATA = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
CONTEXT = [f"{SPECIFICATION}/context", "https://w3id.org/ro/terms/workflow-run/context"]
RUN, TOOL = "#study", "#groundswell"
FORMATS = {
    ".yaml": "application/yaml", ".csv": "text/csv", ".json": "application/json", ".html": "text/html",
    ".md": "text/markdown",
}  # fmt: skip

Entity = dict[str, Any]


def graph(
    case: Case,
    files: Mapping[str, bytes],
    manifest: Mapping[str, Any],
    settings: Settings,
    licence: Entity,
    rerun: str,
) -> dict[str, Any]:
    """Return the RO-Crate metadata of `files` (name in the crate to content), as JSON-LD.

    `manifest` is the study's; `licence` the entity of the licence; `rerun` the command that computes it again.
    """
    parts = [_file(name, data) for name, data in sorted(files.items())]
    choices = [_choice(name, value) for name, value in settings.named()]
    needs = [_package(name, number) for name, number in sorted(manifest["versions"].items()) if name != "groundswell"]
    return {
        "@context": CONTEXT,
        "@graph": [
            _descriptor(),
            _root(case, parts, manifest, licence, rerun),
            {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
            licence,
            _tool(manifest["versions"].get("groundswell", "unknown"), needs),
            *needs,
            _run(case, parts, choices, manifest),
            *choices,
            *parts,
        ],
    }


def _descriptor() -> Entity:
    return {"@id": METADATA, "@type": "CreativeWork", "conformsTo": {"@id": SPECIFICATION}, "about": {"@id": "./"}}


def _root(case: Case, parts: Iterable[Entity], manifest: Mapping[str, Any], licence: Entity, rerun: str) -> Entity:
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{case.title}: a study with Groundswell",
        "description": f"{case.says} The case, the verdicts on its claims, and what is needed to compute them again:"
        f" {rerun}",
        "datePublished": (_started(manifest) or datetime.now(UTC)).date().isoformat(),
        "license": _ref(licence),
        "conformsTo": {"@id": PROFILE},
        "mentions": {"@id": RUN},
        "hasPart": [_ref(one) for one in parts],
    }


def _run(case: Case, parts: Iterable[Entity], choices: Iterable[Entity], manifest: Mapping[str, Any]) -> Entity:
    given = [one for one in parts if not one["@id"].startswith(("study/", "README"))]
    made = [one for one in parts if one["@id"].startswith("study/")]
    began = _started(manifest)
    found: Entity = {
        "@id": RUN,
        "@type": "CreateAction",
        "name": f"Study of {case.id}",
        "description": manifest.get("command") or "groundswell.study, called from Python",
        "instrument": {"@id": TOOL},
        "object": [_ref(one) for one in (*given, *choices)],
        "result": [_ref(one) for one in made],
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }
    if began is not None:
        ended = began + timedelta(seconds=round(sum(manifest.get("seconds", {}).values())))
        found |= {"startTime": began.isoformat(), "endTime": ended.isoformat()}
    return found


def _started(manifest: Mapping[str, Any]) -> datetime | None:
    began = manifest.get("started")
    return None if began is None else datetime.fromisoformat(began)


def _tool(version: str, needs: Iterable[Entity]) -> Entity:
    return {
        "@id": TOOL,
        "@type": "SoftwareApplication",
        "name": "Groundswell",
        "softwareVersion": version,
        "description": "Makes a written theory of political conflict executable.",
        "softwareRequirements": [_ref(one) for one in needs],
    }


def _package(name: str, version: str) -> Entity:
    """A requirement; a package has its package URL as id, which names it and no place to fetch it from."""
    if name == "python":
        address = "https://www.python.org/"
        return {
            "@id": address,
            "@type": "SoftwareApplication",
            "name": name,
            "url": address,
            "softwareVersion": version,
        }
    address = package_url(name, version)
    found: Entity = {"@id": address, "@type": "SoftwareApplication", "name": name, "identifier": address}
    return {**found, "softwareVersion": version}


def package_url(name: str, version: str) -> str:
    """Return a Python package as a package URL (ECMA-427), such as `pkg:pypi/arviz-base@0.7.0`.

    The name is in small letters with hyphens, as that standard asks of this type; a local version is percent-encoded.
    """
    return f"pkg:pypi/{quote(re.sub('[_.-]+', '-', name).lower())}@{quote(version, safe='')}"


def _choice(name: str, value: Any) -> Entity:
    return {"@id": f"#option-{name}", "@type": "PropertyValue", "name": name, "value": value}


def _file(name: str, data: bytes) -> Entity:
    return {
        "@id": quote(name),
        "@type": "File",
        "name": name,
        "encodingFormat": FORMATS.get(PurePosixPath(name).suffix, "application/octet-stream"),
        "contentSize": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _ref(entity: Entity) -> dict[str, str]:
    return {"@id": entity["@id"]}
