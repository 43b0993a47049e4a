"""The file of results keeps what it is not asked to change."""

import results


def test_a_section_is_replaced_and_the_others_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "RESULTS", tmp_path / "RESULTS.md")
    results.write("Start-up", ["first"])
    results.write("Civil violence", ["cops"])
    results.write("Start-up", ["second"])
    text = results.RESULTS.read_text()
    assert "first" not in text
    assert text.count("## Start-up") == 1
    assert text.index("second") < text.index("## Civil violence") < text.index("cops")
