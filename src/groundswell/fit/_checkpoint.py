"""Particles on disk after every temperature, so that a stopped fit goes on, and to the same bits."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import asdict
from pathlib import Path

import numpy as np

from groundswell.fit._moves import Blocks
from groundswell.fit._particles import Particles
from groundswell.fit._sampler import Cloud, Step

FILE = "particles.npz"


def write_cloud(folder: Path, cloud: Cloud) -> None:
    """Write the cloud whole or not at all; raises OSError where the folder cannot be written."""
    beside = folder / f".{FILE}.new"
    told = {
        "temperature": cloud.temperature, "sizes": dict(cloud.sizes),
        "steps": [asdict(step) for step in cloud.steps],
    }  # fmt: skip
    with beside.open("wb") as file:
        np.savez(
            file, scores=cloud.particles.scores, luck=cloud.particles.luck, density=cloud.density,
            ancestor=cloud.ancestor, **vars(cloud.blocks), told=np.array(json.dumps(told)),
        )  # fmt: skip
    os.replace(beside, folder / FILE)


def read_cloud(folder: Path) -> Cloud | None:
    """The cloud that an earlier run left; None where there is none, or where it cannot be read."""
    try:
        with (folder / FILE).open("rb") as file, np.load(file, allow_pickle=False) as found:
            told = json.loads(str(found["told"]))
            return Cloud(
                Particles(found["scores"], found["luck"]), found["density"], found["ancestor"], told["temperature"],
                Blocks(found["loud"], found["quiet"], found["choices"]), told["sizes"],
                tuple(Step(**{**one, "islands": tuple(one["islands"])}) for one in told["steps"]),
            )  # fmt: skip
    except (FileNotFoundError, ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile):
        return None
