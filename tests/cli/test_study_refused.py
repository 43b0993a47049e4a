"""How `groundswell study` says no: a sentence, and an exit code that scripts can rely on."""

import pytest

LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["two-harbours", "--claims", "C1"], "Did you mean C01?"),
        (["two-harbours", "--claims", "C01,elephant"], "They are: C01, C02, C03."),
        (["two-harbours", "--claims", ","], "names no claim"),
        (["two-harbours", "--readings", "0"], "--readings"),
        (["two-harbours", "--readings", "many"], "--readings"),
        (["two-harbours", "--seed", "-1"], "--seed"),
        (["two-harbors"], "Did you mean `two-harbours`?"),
    ],
)
def test_a_command_that_makes_no_sense_ends_with_two(groundswell, tmp_path, words, said):
    run = groundswell("study", *words, at=tmp_path)
    assert run.returncode == 2 and said in run.stderr and not run.stdout
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_case_with_faults_ends_with_one(groundswell, tmp_path):
    groundswell("new", "mine", at=tmp_path)
    claims = tmp_path / "mine" / "claims.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("remove: M04", "remove: M94"), encoding="utf-8")
    run = groundswell("study", "mine", at=tmp_path)
    assert run.returncode == 1 and "M94" in run.stderr and "groundswell check mine" in run.stderr


@pytest.mark.parametrize("out", ["way", "way/in"])
def test_a_file_in_the_way_is_found_before_the_long_run(groundswell, tmp_path, out):
    (tmp_path / "way").write_text("mine", encoding="utf-8")
    run = groundswell("study", "two-harbours", "--out", out, at=tmp_path)
    assert run.returncode == 3 and run.stderr.startswith(f"{out}: cannot be written: ")
    assert len(run.stderr.splitlines()) == 1
    assert (tmp_path / "way").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_gets_a_sentence_and_leaves_the_old_files(groundswell, tmp_path):
    pytest.importorskip("resource")
    out = tmp_path / "out"
    out.mkdir()
    (out / "verdicts.json").write_text("old", encoding="utf-8")
    run = groundswell("study", "two-harbours", "--readings", "8", "--out", "out", at=tmp_path, first=LIMIT)
    assert run.returncode == 3 and run.stderr.splitlines()[-1].startswith("out: cannot be written: ")
    assert "Traceback" not in run.stderr
    new = {"manifest.json", "report.html", "trajectories.zarr"}
    assert not new & {path.name for path in out.iterdir()}
    assert (out / "verdicts.json").read_text(encoding="utf-8") == "old"
