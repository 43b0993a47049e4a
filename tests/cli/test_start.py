"""Starting is quick, because nothing heavy is imported before it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = str(Path(__file__).parents[2] / "src")
HEAVY = ("altair", "equinox", "jax", "numpy", "xarray", "zarr")


def python(code: str, *words: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": SOURCE, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def loaded_after(code: str, *words: str) -> set[str]:
    run = python(
        f"import os, sys\nos._exit = sys.exit\ntry:\n {code}\nexcept SystemExit:\n pass\nprint('\\n', *sys.modules)",
        *words,
    )
    assert run.returncode == 0, run.stderr
    return set(run.stdout.splitlines()[-1].split())


def test_importing_groundswell_imports_nothing_of_it() -> None:
    loaded = loaded_after("import groundswell")
    assert not {name for name in loaded if name.startswith("groundswell.")}
    assert not loaded & {*HEAVY, "yaml", "lark", "typer", "rich"}


@pytest.mark.parametrize("words", [["--help"], ["check", "two-harbours"], ["show", "two-harbours", "M01"], ["cases"]])
def test_quick_verbs_import_nothing_heavy(words: list[str]) -> None:
    assert not loaded_after("from groundswell.cli import main; main()", *words) & set(HEAVY)


def test_check_does_without_the_reader_of_options() -> None:
    assert "typer" not in loaded_after("from groundswell.cli import main; main()", "check", "two-harbours")


UNHEARD = (
    ["check", "two-harbours"], ["check", "two-harbours", "--json"], ["show", "two-harbours", "M01"], ["cases"],
    ["forms"], ["schema"], ["runs", "."], ["reading", "two-harbours", "3"], ["record", "two-harbours"], ["--help"],
)  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("words", UNHEARD)
def test_a_verb_says_where_its_answer_cannot_be_written(words: list[str], tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-c", "from groundswell.cli import main; main()", *words]
        surroundings = {**os.environ, "PYTHONPATH": SOURCE}
        pipes = {"stdout": full, "stderr": subprocess.PIPE}
        run = subprocess.run(command, env=surroundings, cwd=tmp_path, text=True, check=False, **pipes)
    assert run.returncode == 3, run.stderr
    assert "standard output: cannot be written: no space left on device." in run.stderr
    assert "Traceback" not in run.stderr and "Exception ignored" not in run.stderr


@pytest.mark.parametrize(("words", "code"), [(["two-harbours"], 0), (["gaza-2017"], 2)])
def test_check_says_the_same_with_and_without_the_reader_of_options(words: list[str], code: int) -> None:
    plain = python("from groundswell.cli import main; main()", "check", *words)
    long_way = python("from groundswell.cli._app import build; build()()", "check", *words)
    assert plain.returncode == long_way.returncode == code
    assert (plain.stdout, plain.stderr) == (long_way.stdout, long_way.stderr)


def test_public_names_come_on_demand() -> None:
    assert python("import groundswell; assert groundswell.check_case('two-harbours') == []").returncode == 0
    missing = python("import groundswell; groundswell.nothing")
    assert "has no attribute 'nothing'" in missing.stderr


def test_a_terminal_of_few_letters_gets_the_words_all_the_same() -> None:
    run = python("from groundswell.cli import main; main()", "show", "two-harbours", "M03", encoding="ascii")
    assert run.returncode == 0 and "empty hands" in run.stdout
