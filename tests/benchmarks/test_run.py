"""What `make bench` runs is there, every section has its place, and a peer that is not to be had is a line."""

import re
from pathlib import Path

import peer
import pytest
import results

ROOT = Path(__file__).parents[2]


def script(name: str) -> str:
    return (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")


def test_every_benchmark_that_is_run_writes_a_section_and_can_be_quick() -> None:
    names = re.search(r"^BENCHMARKS = (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert names is not None
    for name in names[1].split():
        assert re.search(r'\bwrite\(\s*f?"', script(name)), name
        assert '"--quick"' in script(name), name


def test_every_section_that_is_written_has_its_place() -> None:
    files = [file.stem for file in (ROOT / "benchmarks").glob("*.py")]
    written = {section for name in files for section in re.findall(r'\bwrite\(\s*"([^"{]+)"', script(name))}
    assert len(written) > 5 and written <= set(results.ORDER)


def test_a_section_without_a_place_is_refused(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(results, "RESULTS", tmp_path / "RESULTS.md")
    with pytest.raises(KeyError, match="has no place"):
        results.write("Something else", [])
    assert not results.RESULTS.exists()


def test_a_peer_without_its_python_is_a_line_and_no_crash(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(peer, "FOLDER", tmp_path)
    absent = peer.peer("nobody", "nothing", version="3.999")
    assert absent == peer.Absent("needs Python 3.999, which is not on this machine")
    assert peer.told(absent, "opinions_numpy.py") == absent


@pytest.mark.slow
def test_a_peer_that_cannot_be_installed_is_a_line_and_no_crash(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(peer, "FOLDER", tmp_path)
    failed = peer.peer("local", str(tmp_path / "no-such-wheel.whl"))
    assert isinstance(failed, peer.Absent) and failed.why.startswith("does not install on Python")
