"""What a store was made from: it is taken up again only by a study whose numbers would be the same."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import jax

from groundswell.ledger import Case

FILES = ("setting.yaml", "priors.yaml", "assumptions.yaml", "conditions.yaml", "institutions.yaml", "forms.yaml")
SECTIONS = ("variables", "actors", "mechanisms", "events")
"""Files of a case and sections of its ledger that decide what a reading does; claims with their arms, explananda,
predictions, rivals and what else a ledger holds may be added to."""

ROOMS = ("language", "forms", "networks", "institutions", "citizens", "model", "ensemble", "verdict")
"""Rooms whose code decides the numbers."""

PACKAGES = ("equinox", "jax", "jaxlib", "numpy")


class Refused(Exception):
    """A folder or an address holds a study made from something else; `differences` names each."""

    def __init__(self, place: Path | str, differences: tuple[str, ...]):
        self.place, self.differences = place, differences
        listed = "\n".join(f"  {one}" for one in differences)
        help = "folder with --out" if isinstance(place, Path) else "address with --store"
        super().__init__(
            f"{place} holds a study that was made otherwise, and nothing in it was changed:\n{listed}\n"
            f"Give another {help}, or remove what is there."
        )


def made_from(case: Case, seed: int, **more: Any) -> dict[str, Any]:
    """What decides the numbers of a study, as plain data; `more` names further choices, such as the resolution."""
    files = {f"{name} of the ledger": _entries(getattr(case.ledger, name)) for name in SECTIONS}
    files |= {name: case.hashes[name] for name in FILES if name in case.hashes}
    versions = {name: _version(name) for name in PACKAGES}
    return {
        "case": case.id,
        "seed": seed,
        **more,
        **{f"file {name}": digest for name, digest in files.items()},
        "Groundswell's code": code(),
        **{f"version of {name}": number for name, number in versions.items()},
        "processor": _processor(),
    }


def _entries(section: Mapping[str, Any]) -> str:
    """SHA-256 over entries as they were read, whatever their order in the file."""
    return hashlib.sha256("\n".join(repr(section[name]) for name in sorted(section)).encode()).hexdigest()


def _processor() -> str:
    """What the numbers were made on; an accelerator rounds otherwise than a processor."""
    first = jax.devices()[0]
    return platform.machine() if first.platform == "cpu" else f"{platform.machine()}, {first.device_kind}"


def differences(here: Mapping[str, Any], there: Mapping[str, Any]) -> tuple[str, ...]:
    """In words, each thing in which what is here and what the store was made from (there) differ."""
    names = {**there, **here}
    return tuple(_words(name, here.get(name), there.get(name)) for name in names if here.get(name) != there.get(name))


def _words(name: str, here: Any, there: Any) -> str:
    if name.startswith("file ") or name == "Groundswell's code":
        return f"{name.removeprefix('file ')}: changed since (now {str(here)[:12]}, there {str(there)[:12]})"
    return f"{name}: now {here}, there {there}"


@cache
def code(rooms: tuple[str, ...] = ROOMS) -> str:
    """SHA-256 over the source of some rooms (default: those whose code decides the numbers of a study)."""
    package, found = Path(__file__).parent.parent, hashlib.sha256()
    for room in rooms:
        for file in sorted((package / room).rglob("*")):
            if file.suffix in {".py", ".lark"}:
                found.update(file.relative_to(package).as_posix().encode())
                found.update(file.read_bytes())
    return found.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "run from its source"
