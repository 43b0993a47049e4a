"""What `make bench` runs is there, and every section that a script writes has its place in the results."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BENCHMARKS = ROOT / "benchmarks"


@pytest.fixture
def results(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    for name in ("results", "machine"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    import results

    return results


def test_every_benchmark_that_is_run_writes_a_section() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    names = re.search(r"^BENCHMARKS = (.+)$", makefile, re.M)
    assert names is not None
    for name in names[1].split():
        text = (BENCHMARKS / f"{name}.py").read_text(encoding="utf-8")
        assert re.search(r'\bwrite\(\s*f?"', text), name
        assert '"--quick"' in text, name


def test_every_section_that_is_written_has_its_place(results) -> None:
    written = {
        section
        for file in BENCHMARKS.glob("*.py")
        for section in re.findall(r'\bwrite\(\s*"([^"{]+)"', file.read_text(encoding="utf-8"))
    }
    assert len(written) > 5 and written <= set(results.ORDER)


def test_writing_a_section_leaves_the_others_as_they_are(results, monkeypatch, tmp_path: Path, capsys) -> None:
    monkeypatch.setattr(results, "RESULTS", tmp_path / "RESULTS.md")
    results.write("Start-up", ["one"])
    results.write("Civil violence", ["two"])
    results.write("Start-up", ["three"])
    text = (tmp_path / "RESULTS.md").read_text()
    assert "one" not in text and text.index("three") < text.index("two")
    with pytest.raises(KeyError, match="has no place"):
        results.write("Something else", [])


@pytest.fixture
def peer(monkeypatch, tmp_path: Path):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.delitem(sys.modules, "peer", raising=False)
    import peer

    monkeypatch.setattr(peer, "FOLDER", tmp_path)
    return peer


def test_a_peer_without_its_python_is_a_line_and_no_crash(peer) -> None:
    assert peer.peer("nobody", "nothing", version="3.999").why == "needs Python 3.999, which is not on this machine"


@pytest.mark.slow
def test_a_peer_that_cannot_be_installed_is_a_line_and_no_crash(peer, tmp_path: Path) -> None:
    failed = peer.peer("local", str(tmp_path / "no-such-wheel.whl"))
    assert failed.why.startswith("does not install on Python")
    assert isinstance(peer.told(failed, "opinions_numpy.py"), peer.Absent)
