"""The soak spoils cases by luck that can be had again, and writes between its marks alone."""

import random
from pathlib import Path

import pytest
import soak
from hostile import WAYS, spoilt

from groundswell.ledger import CaseError, find_case, load_case


def files(folder: Path) -> dict[Path, bytes]:
    return {file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_the_same_luck_spoils_a_case_in_the_same_way_and_leaves_the_shipped_one(tmp_path: Path) -> None:
    shipped = files(find_case("two-harbours"))
    said = [spoilt("two-harbours", tmp_path / name, random.Random(3)) for name in ("one", "other")]
    assert said[0] == said[1] and files(tmp_path / "one") == files(tmp_path / "other")
    assert files(find_case("two-harbours")) == shipped != files(tmp_path / "one")


@pytest.mark.parametrize("way", dict.fromkeys(WAYS), ids=lambda way: way.__name__)
def test_whatever_was_done_to_the_priors_a_case_is_sound_or_refused(tmp_path: Path, way) -> None:
    spoilt("two-harbours", tmp_path / "case", random.Random(1))
    priors = tmp_path / "case" / "priors.yaml"
    for seed in range(6):
        whole = (find_case("two-harbours") / "priors.yaml").read_bytes()
        priors.write_bytes(way(whole, random.Random(seed)))
        try:
            assert load_case(tmp_path / "case").id
        except CaseError as error:
            assert error.faults


def test_memory_is_compared_after_it_was_warmed_up() -> None:
    assert soak.quarters([0.0] * soak.WARM + [1.0, 2.0, 3.0, 4.0]) == (1.0, 4.0)
    assert soak.resident() > 10


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{soak.MARKS[0]}\nold\n{soak.MARKS[1]}\nafter\n", encoding="utf-8")
    soak.put(page, ["new"])
    soak.put(page, ["newer"])
    assert page.read_text(encoding="utf-8") == f"before\n{soak.MARKS[0]}\n\nnewer\n\n{soak.MARKS[1]}\nafter\n"
