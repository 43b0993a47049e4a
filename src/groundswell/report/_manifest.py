"""What a study was made from and with, so that it can be made again."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from groundswell.ledger import Case
from groundswell.verdict import THRESHOLDS, VACUOUS, Study

SCHEMA = "groundswell.manifest/1"
_PACKAGES = ("groundswell", "equinox", "jax", "jaxlib", "numpy", "xarray", "zarr")


def provenance(case: Case) -> dict[str, Any]:
    """Return hashes of the case's files (SHA-256) and versions: what decides the numbers besides the seed."""
    return {"hashes": dict(case.hashes), "versions": versions()}


def versions() -> dict[str, str]:
    """Return the versions of Python, of Groundswell and of the packages that its numbers pass through."""
    return {"python": platform.python_version(), **{name: _version(name) for name in _PACKAGES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "run from its source"


def manifest(
    study: Study, command: str | None, started: datetime | None, seconds: Mapping[str, float]
) -> dict[str, Any]:
    """Return the manifest of a study; `seconds` by stage, `started` with its time zone or None."""
    case: Case = study.case  # type: ignore[assignment]  # the verdict room keeps it as a plain object
    return {
        "schema": SCHEMA,
        "case": case.id,
        "complete": study.complete,
        "command": command,
        "started": None if started is None else started.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": {stage: round(took, 2) for stage, took in seconds.items()},
        "claim_seconds": {claim: round(took, 2) for claim, took in study.claim_seconds.items()},
        "duration": f"{sum(seconds.values()):.0f} s",
        "seed": study.seed,
        "resolution": study.resolution,
        "step": study.step,
        "readings": {"drawn": study.drawn, "kept": len(study.kept), "effective": round(study.effective, 1)},
        "forms": study.forms,
        "nulls": {"theories": study.nulls[0], "readings": study.nulls[1] // max(study.nulls[0], 1)},
        "tolerance": study.tolerance,
        "thresholds": {**THRESHOLDS, "vacuous": VACUOUS},
        "claims": [claim.id for claim in study.claims],
        "holdout_looks": study.looks,
        **provenance(case),
    }
