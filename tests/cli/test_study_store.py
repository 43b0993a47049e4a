"""A study that keeps its blocks at an address gives the bits of a local one, and goes on from there in any folder."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import xarray
from entering import ENTER, PATIENCE

from groundswell.ensemble import Away

pytest.importorskip("fsspec")

STUDY = ("study", "two-harbours", "--readings", "256", "--claims", "C01")
SMALL = ("study", "two-harbours", "--readings", "8", "--claims", "C01")
FULL = """
from fsspec.implementations.local import LocalFileSystem as store
put, left = store.pipe_file, [5]
def pipe_file(self, *words, **more):
    left[0] -= 1
    if left[0] < 0:
        raise OSError(28, "No space left on device")
    return put(self, *words, **more)
store.pipe_file = pipe_file
"""


def blocks(store: Path) -> int:
    """Blocks that lie in a store and are whole: the name ends with the SHA-256 of the content."""
    return sum(hashlib.sha256(file.read_bytes()).hexdigest()[:20] in file.name for file in store.rglob("*.npz"))


def written(folder: Path) -> int:
    """Blocks that the last run in a folder computed and wrote, by its log."""
    events = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    return [event["store"]["written"] for event in events if "store" in event][-1]


def result(folder: Path) -> tuple[str, xarray.Dataset]:
    """What a finished study says."""
    return (folder / "verdicts.json").read_text(), xarray.open_zarr(folder / "trajectories.zarr").load()


def same(one: tuple[str, xarray.Dataset], other: tuple[str, xarray.Dataset]) -> bool:
    return one[0] == other[0] and one[1].identical(other[1])


@pytest.fixture(scope="module")
def local(groundswell, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a study that keeps its blocks beside its files."""
    at = tmp_path_factory.mktemp("local")
    assert groundswell(*STUDY, "--out", "study", at=at).returncode == 0
    return at / "study"


@pytest.mark.slow
def test_blocks_at_an_address_give_the_same_bits_also_when_the_folder_is_gone(groundswell, local, tmp_path) -> None:
    store = tmp_path / "store"
    words = (*STUDY, "--out", "study", "--store", f"file://{store}")
    assert groundswell(*words, at=tmp_path).returncode == 0
    study = tmp_path / "study"
    assert same(result(study), result(local))
    assert written(study) == written(local) == blocks(store) > 0
    shutil.rmtree(study)
    assert groundswell(*words, at=tmp_path).returncode == 0
    assert same(result(study), result(local))
    assert written(study) == 0 and not list((study / "ensemble.zarr").rglob("c"))


@pytest.mark.slow
def test_a_killed_study_goes_on_from_its_store_in_another_folder(groundswell, surroundings, local, tmp_path) -> None:
    store = tmp_path / "store"
    words = (*STUDY, "--store", f"local://{store}")
    command = [sys.executable, "-c", ENTER, *words, "--out", "killed"]
    with subprocess.Popen(command, cwd=tmp_path, env=surroundings, stderr=subprocess.DEVNULL) as process:
        patient = time.monotonic() + PATIENCE
        while len(list(store.rglob("*.npz"))) < 5 and process.poll() is None and time.monotonic() < patient:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    there = blocks(store)
    assert groundswell(*words, "--out", "study", at=tmp_path).returncode == 0
    assert same(result(tmp_path / "study"), result(local))
    assert 5 <= there < written(local)
    assert written(tmp_path / "study") == written(local) - there


@pytest.mark.slow
def test_ranges_drawn_apart_are_judged_together_with_the_bits_of_one_run(groundswell, local, tmp_path) -> None:
    place = ("--store", f"file://{tmp_path}/store")
    for first, readings in ((100, 156), (0, 100)):
        words = ("study", "two-harbours", "--first", str(first), "--readings", str(readings), "--out", f"from {first}")
        run = groundswell(*words, *place, at=tmp_path)
        assert run.returncode == 0, run.stderr
        assert f"Readings {first} to {first + readings - 1} are drawn" in run.stderr
    assert groundswell(*STUDY, *place, "--out", "study", at=tmp_path).returncode == 0
    assert same(result(tmp_path / "study"), result(local))
    assert written(tmp_path / "from 100") == 2 and written(tmp_path / "from 0") == 1
    assert written(tmp_path / "study") == written(local) - 2  # none of the 256 is drawn again


@pytest.mark.parametrize(
    ("words", "says"),
    [((), "--first needs --readings"), (("--readings", "8", "--json"), "--first only draws and judges no claim")],
)
def test_a_range_needs_its_length_and_judges_nothing(groundswell, tmp_path: Path, words, says: str) -> None:
    run = groundswell("study", "two-harbours", "--first", "8", *words, at=tmp_path)
    assert run.returncode == 2 and run.stderr.startswith(says)


def test_a_store_of_another_seed_is_refused_whatever_the_folder(groundswell, tmp_path: Path) -> None:
    place = f"file://{tmp_path}/store"
    Away(place).take({"case": "two-harbours", "seed": 8})
    before = sorted((tmp_path / "store").rglob("*"))
    run = groundswell(*SMALL, "--store", place, "--out", "out", at=tmp_path)
    assert run.returncode == 2 and "seed: now 2007, there 8" in run.stderr and "--store" in run.stderr
    assert sorted((tmp_path / "store").rglob("*")) == before


def test_a_store_in_which_nothing_can_be_written_is_said_in_a_sentence(groundswell, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    place = f"file://{tmp_path}/file/store"
    run = groundswell(*SMALL, "--store", place, "--out", "out", at=tmp_path)
    assert run.returncode == 3 and run.stderr == f"{place}: cannot be read: not a directory.\n"


@pytest.mark.slow
def test_a_store_that_fills_up_on_the_way_is_said_in_a_sentence(groundswell, tmp_path: Path) -> None:
    place = f"file://{tmp_path}/store"
    run = groundswell(*SMALL, "--store", place, "--out", "out", at=tmp_path, first=FULL)
    said = run.stderr.strip().splitlines()[-1]
    assert run.returncode == 3 and "Traceback" not in run.stderr
    assert said == f"{place}: cannot be written: no space left on device. The same command goes on from here."
    assert not (tmp_path / "out" / "verdicts.json").exists()


@pytest.mark.parametrize(
    ("store", "says"),
    [
        ("somewhere", "--store takes an address such as s3://bucket/study or file:///disk/study, not somewhere."),
        ("nowhere://x", "nowhere://x: no address that can be used here: Protocol not known: nowhere."),
    ],
)
def test_what_is_no_address_is_refused(groundswell, tmp_path: Path, store: str, says: str) -> None:
    run = groundswell(*SMALL, "--store", store, "--out", "out", at=tmp_path)
    assert run.returncode == 2 and run.stderr == f"{says}\n"


@pytest.mark.parametrize("verb", [("study", "two-harbours"), ("fit", "two-harbours"), ("schema",)])
@pytest.mark.parametrize("place", ["memory://x", "s3://bucket/study"])
def test_an_address_is_no_folder_and_makes_none(groundswell, tmp_path: Path, verb: tuple[str, ...], place) -> None:
    run = groundswell(*verb, "--out", place, at=tmp_path)
    assert run.returncode == 2 and "--out takes a path on this machine" in run.stderr and "--store" in run.stderr
    assert not list(tmp_path.iterdir())
