"""Scaffolds a case: a small invented one that passes its checks and runs, to be rewritten step by step."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from ._faults import CaseError, Fault
from ._folder import FILES, SHIPPED, show_path

SAMPLE = SHIPPED / "two_harbours"
TABLES = "record"


def new_case(folder: str | os.PathLike[str]) -> Path:
    """Write a new case into a folder that is empty or not there yet, and return the folder.

    Raises CaseError where the folder holds something already, or, with the cause, where it cannot be written to.
    """
    target = Path(folder)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise CaseError(
                [_refused(target, "something lies here already, and nothing is overwritten.", "Name a new folder.")]
            )
        texts = {name: (SAMPLE / name).read_text(encoding="utf-8") for name in FILES if (SAMPLE / name).is_file()}
        tables = sorted((SAMPLE / TABLES).glob("*")) if (SAMPLE / TABLES).is_dir() else []
        texts |= {f"{TABLES}/{path.name}": path.read_text(encoding="utf-8") for path in tables}
        (target / TABLES).mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            with (target / name).open("x", encoding="utf-8") as file:
                file.write(_renamed(text, target) if name == "case.yaml" else text)
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise CaseError(
            [_refused(target, f"the case cannot be written: {said.lower()}.", "Name another folder.")]
        ) from problem
    return target


def _renamed(text: str, target: Path) -> str:
    """Give the case the name of its folder."""
    plain = re.sub(r"[^a-z0-9]+", "-", target.resolve().name.lower()).strip("-") or "my-case"
    return re.sub(r"^id: .*$", f"id: {json.dumps(plain)}", text, count=1, flags=re.MULTILINE)


def _refused(target: Path, message: str, hint: str) -> Fault:
    return Fault(show_path(target), 0, 0, None, message, hint)
