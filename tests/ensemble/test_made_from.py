"""What a study was made from is everything that decides a reading, and nothing that may be added to it later."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from groundswell.ensemble import Ensemble, differences, made_from
from groundswell.ledger import FILES, Case, cases, load_case
from groundswell.model import compile_theory

ASKED_AFTER_A_RUN = {"case.yaml", "claims.yaml", "explananda.yaml", "facts.yaml", "predictions.yaml", "record.yaml",
                     "rivals.yaml"}  # fmt: skip
"""Files that look at readings and do not decide what happens in one."""


@pytest.fixture(scope="module")
def gaza() -> Case:
    return load_case("gaza-2007")


def edited(tmp_path: Path, case: str, file: str, old: str, new: str) -> Case:
    """A shipped case with some words of a file changed."""
    folder = tmp_path / "case"
    shutil.copytree(cases()[case], folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_case(folder)


@pytest.mark.parametrize("file", sorted({*FILES} - ASKED_AFTER_A_RUN - {"ledger.yaml"}))
def test_every_file_that_decides_a_reading_counts(gaza: Case, file: str) -> None:
    other = replace(gaza, hashes={**gaza.hashes, file: "0" * 64})
    (said,) = differences(made_from(gaza, 1), made_from(other, 1))
    assert said.startswith(f"{file}: changed since")


@pytest.mark.parametrize("section", ["variables", "actors", "mechanisms", "events"])
def test_every_section_that_decides_a_reading_counts(gaza: Case, section: str) -> None:
    entries = dict(getattr(gaza.ledger, section))
    changed = {**entries, next(iter(entries)): replace(next(iter(entries.values())), id="other")}
    other = replace(gaza, ledger=replace(gaza.ledger, **{section: changed}))
    (said,) = differences(made_from(gaza, 1), made_from(other, 1))
    assert said.startswith(f"{section} of the ledger: changed since")


def test_the_order_of_entries_and_what_is_asked_later_do_not_count(gaza: Case) -> None:
    turned = dict(reversed(gaza.ledger.mechanisms.items()))
    fewer = dict(list(gaza.ledger.claims.items())[:-1])
    hashes = {**gaza.hashes, "claims.yaml": "0" * 64, "ledger.yaml": "0" * 64}
    other = replace(gaza, ledger=replace(gaza.ledger, mechanisms=turned, claims=fewer), hashes=hashes)
    assert differences(made_from(gaza, 1), made_from(other, 1)) == ()


def test_the_rule_of_an_election_is_part_of_what_names_its_runs(tmp_path: Path, gaza: Case) -> None:
    other = edited(tmp_path, "gaza-2007", "institutions.yaml", "threshold: 0.02", "threshold: 0.4")
    names = [Ensemble(compile_theory(case), seed=7).digest for case in (gaza, gaza, other)]
    assert names[0] == names[1] != names[2]
