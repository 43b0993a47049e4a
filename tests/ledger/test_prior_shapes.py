"""What the model reads in the priors is there and has the shape in which it is read."""

import shutil
from pathlib import Path

import pytest

from groundswell.ledger import CaseError, find_case, load_case


def spoilt(folder: Path, old: str, new: str) -> str:
    """What is said of `two-harbours` after one change in its priors."""
    shutil.copytree(find_case("two-harbours"), folder / "mine")
    priors = folder / "mine" / "priors.yaml"
    text = priors.read_text(encoding="utf-8")
    assert text.count(old) == 1
    priors.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CaseError) as error:
        load_case(folder / "mine")
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  unit01: [0.15, 0.5]", "  unit01: no", "`unit01` is a range, written as [low, high]."),
        ("  unit01: [0.15, 0.5]", "  unit01: [0.15]", "`unit01` is a range, written as [low, high]."),
        ("    default: [0.01, 0.04]", "    v_crisis: [0.01, 0.04]", "how much chance moves it"),
        ("    citizen: [2, 10]", "    citizen: [0, 10]", "`citizen` is a range of numbers above zero"),
        ("  shift: 0.05", "  shift: [0, 1]", "`shift` is a number, zero or more."),
        ("  points: [0.7, 2.6]", "  point: [0.7, 2.6]", "`strength` lacks `points`."),
        ("  standing: 1\n  change: 1", "  standing: 0\n  change: 0", "the weights of `drive` are all zero."),
        ("gate:\n", "gates:\n", "`priors.yaml` lacks `gate`."),
        ("baseline:    ", "baseline: low\nold:    ", "`baseline` is a table by name."),
    ],
)
def test_a_prior_of_another_shape_is_told_where_it_stands(tmp_path: Path, old: str, new: str, said: str) -> None:
    message = spoilt(tmp_path, old, new)
    assert said in message and "priors.yaml" in message
