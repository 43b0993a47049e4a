"""What the machine does to a study gets a sentence, and never a trace."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

from groundswell.ensemble import opened

STUDY = ("study", "two-harbours", "--readings", "8", "--claims", "C01")
COMMON = """
import ctypes
c, header, bits = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
c.capget(header, bits)
bits[0], bits[1] = bits[0] & ~2, bits[1] & ~2  # whoever runs this may no longer write where it is forbidden
c.capset(header, bits)
"""
FAILING = """
from dataclasses import replace
import groundswell.model._step as step
def act(causes, present, shape):
    raise ZeroDivisionError("half of nothing")
step.GENERIC = (replace(step.GENERIC[0], act=act), *step.GENERIC[1:])
"""
LITTLE = "import groundswell.ensemble._memory as memory; memory.free = lambda: 100_000_000"
ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="rights are given up in Linux's way")
def test_a_folder_that_may_not_be_written_is_found_before_the_run(groundswell, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o555)
    run = groundswell(*STUDY, "--out", "out/here", at=tmp_path, first=COMMON)
    assert run.returncode == 3 and run.stderr.strip() == "out/here: cannot be written: permission denied."


def test_a_form_that_raises_names_the_entries_that_may_take_it(groundswell, tmp_path: Path) -> None:
    run = groundswell(*STUDY, "--out", "out", at=tmp_path, first=FAILING)
    assert run.returncode == 1 and "Traceback" not in run.stderr
    assert "M01, " in run.stderr and "ZeroDivisionError: half of nothing" in run.stderr


def test_too_little_memory_is_said_before_anything_is_run(groundswell, tmp_path: Path) -> None:
    run = groundswell(*STUDY, "--out", "out", at=tmp_path, first=LITTLE)
    assert run.returncode == 2 and "of memory" in run.stderr and "What helps: fewer --readings" in run.stderr
    assert not (tmp_path / "out" / "verdicts.json").exists()


def other_python() -> str | None:
    """Another Python of this project: the one named in GROUNDSWELL_OTHER_PYTHON, or that of the other environment."""
    named = os.environ.get("GROUNDSWELL_OTHER_PYTHON")
    beside = [ROOT / name / "bin" / "python" for name in (".venv", ".venv313")]
    here = f"python{sys.version_info.major}.{sys.version_info.minor}"
    found = [str(one) for one in beside if one.exists() and not (one.parent / here).exists()]
    return named or next(iter(found), None)


READ = """
import sys
import numpy as np
from groundswell.ensemble import opened, picture
def refuse(block):
    raise AssertionError("computed anew")
rows = opened(sys.argv[1] + "/ensemble.zarr").rows("table", {}, np.arange(300), refuse, map)
print(sys.version_info[:2], rows.sum(), picture(__import__("pathlib").Path(sys.argv[1])).state)
"""


@pytest.mark.skipif(other_python() is None, reason="there is no second Python here")
def test_two_versions_of_python_read_one_store(surroundings, tmp_path: Path) -> None:
    import subprocess

    opened(tmp_path / "ensemble.zarr").rows("table", {}, np.arange(300), lambda block: block[:, None] * 2.0, map)
    (tmp_path / "made_from.json").write_text('{"case": "two-harbours", "seed": 7}')
    command = [str(other_python()), "-c", READ, str(tmp_path)]
    done = subprocess.run(command, env=surroundings, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"({sys.version_info[0]}, {sys.version_info[1]})" not in done.stdout
    assert f"{np.arange(300).sum() * 2.0} died" in done.stdout
