"""A world: many planted societies side by side in one case, written as files and loaded through the same door."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from groundswell.ledger import Case, load_case
from groundswell.prove._arm_kinds import ARM_KINDS
from groundswell.prove._dress import dressed
from groundswell.prove._entries import Names, claim_test, given, ledger, mechanisms, setting
from groundswell.prove._kinds import KINDS, Kind
from groundswell.prove._priors import PRIORS, TOLERANCE
from groundswell.prove._society import Planted

ALL_KINDS: tuple[Kind, ...] = (*KINDS, *ARM_KINDS)


@dataclass(frozen=True)
class World:
    """Planted societies by claim id, and the case that holds them all."""

    planted: dict[str, Planted]
    case: Case


def societies(seed: int, kinds: Sequence[Kind] = ALL_KINDS) -> list[Planted]:
    """A true and a false society of every kind, with signs and distractors drawn from the seed."""
    luck = np.random.default_rng(seed)
    return [dressed(kind.plant(true, int(luck.choice([-1, 1]))), luck) for kind in kinds for true in (True, False)]


def numbered(planted: Sequence[Planted]) -> dict[str, Planted]:
    """Societies by claim ids."""
    return {f"C{number:03d}": one for number, one in enumerate(planted, 1)}


def world(folder: Path, seed: int, kinds: Sequence[Kind] = ALL_KINDS) -> World:
    """Write the societies of a seed as a case in `folder` and load it. Raises CaseError if the files have faults."""
    return written(folder, numbered(societies(seed, kinds)))


def written(folder: Path, planted: dict[str, Planted]) -> World:
    """Write planted societies, by claim id, as a case in `folder` and load it."""
    for name, content in _files(planted).items():
        (folder / name).write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return World(planted, load_case(folder))


def _files(planted: dict[str, Planted]) -> dict[str, Any]:
    named = {id: Names(id, one) for id, one in planted.items()}
    arrows, conditions = mechanisms(named)
    return {
        "case.yaml": {"id": "planted", "title": "Planted societies", "says": "Societies whose truths are known."},
        "ledger.yaml": ledger(named, arrows),
        "setting.yaml": setting(named),
        "priors.yaml": PRIORS,
        "assumptions.yaml": {"assumptions": []},
        "conditions.yaml": conditions,
        "claims.yaml": {"tolerance": TOLERANCE, "claims": {id: claim_test(names) for id, names in named.items()}},
        "explananda.yaml": given(named),
    }
