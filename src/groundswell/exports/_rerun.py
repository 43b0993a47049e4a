"""Computes verdicts of a crate again, from its own files, and compares them to the bit."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundswell.ensemble import Hands, made_from
from groundswell.ensemble import differences as differing
from groundswell.exports._bits import Difference, differences, leaves
from groundswell.exports._crate import MADE_FROM, STUDY
from groundswell.exports._crate_case import crate_case
from groundswell.exports._crate_open import Crate, open_crate
from groundswell.exports._json import read_object
from groundswell.exports._settings import Settings, settings_of
from groundswell.exports._study_folder import VERDICTS
from groundswell.exports._troubles import ExportError, OtherVersion, refuse_if
from groundswell.ledger import Case, CaseError, nearest
from groundswell.report import as_json, verdicts_document, versions
from groundswell.verdict import Interrupted, Study, study

DECIDE = ("groundswell", "equinox", "jax", "jaxlib", "numpy")
"""Packages whose versions decide the bits."""

APART = ("claims", "manifest")
"""Fields that are compared claim by claim, or that say how and not what."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Compared:
    """One claim, or with id None all that the claims share, held against the crate; `values` were compared."""

    id: str | None
    there: Mapping[str, Any]
    here: Mapping[str, Any]
    values: int
    differ: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Rerun:
    """What came out: the claims in the crate's order, what they share, and other versions that were let pass."""

    case: str
    settings: Settings
    claims: tuple[Compared, ...]
    shared: Compared
    versions: tuple[str, ...]

    @property
    def same(self) -> bool:
        """True where every bit is."""
        return not any(one.differ for one in (*self.claims, self.shared))


def rerun(
    path: str | Path,
    claims: Sequence[str] | None = None,
    any_version: bool = False,
    hands: Hands | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Rerun:
    """Compute the verdicts on `claims` (all of the crate's, if left out) again and compare them with the crate's.

    Everything comes from the crate: case, seed, readings, options. Raises ExportError where it is no crate, a file was
    altered, or a claim is not in it; OtherVersion, a kind of it, where versions that decide the bits are not those of
    the study, unless `any_version`; OSError where the crate cannot be read.
    """
    crate = open_crate(Path(path))
    with crate_case(crate) as case:
        name = f"{crate.path}: {STUDY}/{VERDICTS}"
        stored = read_object(crate.files[f"{STUDY}/{VERDICTS}"], name)
        settings = settings_of(stored, name)
        asked = _asked(crate, stored, case, claims)
        others = tuple(_other_versions(crate, case, stored, settings))
        if others and not any_version:
            raise OtherVersion([f"{crate.path}: other versions than at hand decided its bits.", *others])
        found = _studied(
            case, readings=settings.readings, seed=settings.seed, claims=asked, explaining=settings.explaining,
            bare=settings.bare, until_width=settings.until_width, most=settings.most or settings.readings,
            resolution=settings.resolution, step=settings.step, forms=settings.forms, hands=hands, progress=progress,
            holdout=case.folder / "looks.jsonl" if settings.holdout else None,
        )  # fmt: skip
        here = narrowed(json.loads(as_json(verdicts_document(found))), asked)
    return _held_against(narrowed(stored, asked), here, settings, others)


def _studied(case: Case, **asked: Any) -> Study:
    """A study; where Ctrl-C stops it, what was finished is of no use."""
    try:
        return study(case, **asked)
    except CaseError as error:
        said = str(error).replace(f"{case.folder}{os.sep}", "")
        raise ExportError([f"The record of the crate's case has faults.\n\n{said}"]) from None
    except Interrupted:
        raise KeyboardInterrupt from None


def narrowed(document: Mapping[str, Any], asked: Sequence[str]) -> dict[str, Any]:
    """Return a verdicts document as a study of the claims `asked` alone would have written it, elsewhere and unfitted.

    What a fit gave is left out, since a fit is not run again, and so is how often held-out rows were looked at.
    """
    wanted = set(asked)
    found = _unfitted(json.loads(json.dumps(document)))
    found["claims"] = [one for one in found["claims"] if one["id"] in wanted]
    for one in found.get("assumptions") or ():
        one["claims"] = [id for id in one["claims"] if id in wanted]
    if isinstance(found["readings"].get("too_wide"), list):
        found["readings"]["too_wide"] = [id for id in found["readings"]["too_wide"] if id in wanted]
    if found["forms"].get("contrast"):
        contrast = found["forms"]["contrast"]
        contrast["claims"] = [one for one in contrast["claims"] if one["id"] in wanted]
    return found


def _unfitted(document: dict[str, Any]) -> dict[str, Any]:
    for one in (*document["claims"], *document["predictions"]):
        one.pop("given_record", None)
    for name in ("fit", "looks"):
        (document.get("record") or {}).pop(name, None)
    return document


def _asked(crate: Crate, stored: Mapping[str, Any], case: Case, claims: Sequence[str] | None) -> list[str]:
    """The claims to compute; each must be in the crate's verdicts and in its case."""
    known = [one["id"] for one in stored["claims"]]
    asked = list(known if claims is None else dict.fromkeys(claims))
    refuse_if(_unknown(crate, id, known) for id in asked if id not in known or id not in case.claims.claims)
    if not asked:
        raise ExportError([f"{crate.path}: there is no claim to compute."])
    return asked


def _unknown(crate: Crate, id: str, known: Sequence[str]) -> str:
    match = nearest(id, known)
    meant = f"Did you mean {match}?" if match else f"They are: {', '.join(known)}."
    return f"{crate.path}: it holds no verdict on {id[:40]}. {meant}"


def _other_versions(crate: Crate, case: Case, stored: Mapping[str, Any], settings: Settings) -> list[str]:
    """In words, whatever decides the bits and is not what it was."""
    data = crate.files.get(f"{STUDY}/{MADE_FROM}")
    if data is not None:
        size = {"resolution": settings.resolution, "step": settings.step}
        return list(differing(made_from(case, settings.seed, **size), read_object(data, MADE_FROM)))
    there, here = stored["manifest"].get("versions") or {}, versions()
    return [f"version of {name}: now {here[name]}, there {there.get(name)}" for name in DECIDE if here[name] != there.get(name)]  # fmt: skip # noqa: E501


def _held_against(there: Mapping[str, Any], here: Mapping[str, Any], settings: Settings, others: tuple) -> Rerun:
    mine = {one["id"]: one for one in here["claims"]}
    claims = tuple(_compared(one["id"], one, mine.get(one["id"], {})) for one in there["claims"])
    rest = [{key: value for key, value in one.items() if key not in APART} for one in (there, here)]
    return Rerun(str(there["case"]), settings, claims, _compared(None, *rest), others)


def _compared(id: str | None, there: Mapping[str, Any], here: Mapping[str, Any]) -> Compared:
    return Compared(id, there, here, leaves(there), tuple(differences(there, here)))
