"""`groundswell forms`: what is listed, what is told of one form, and what is refused."""

import json


def test_every_form_is_listed_with_its_equation_and_mechanisms(groundswell, tmp_path):
    told = {one["name"]: one for one in json.loads(groundswell("forms", "--json", at=tmp_path).stdout)}
    assert len(told) >= 30
    assert all(one["equation"] and one["source"] and one["unit"] for one in told.values())
    assert "M34" in told["kuran-1991"]["stands_for"]
    assert not told["linear"]["published"]


def test_one_form_is_told_with_its_numbers(groundswell, tmp_path):
    out = groundswell("forms", "tullock-1980", at=tmp_path).stdout
    assert "decisiveness: 0.5 to 3 power" in out and "M35" in out


def test_a_form_that_is_not_there_is_met_with_the_nearest(groundswell, tmp_path):
    done = groundswell("forms", "tulock-1980", at=tmp_path)
    assert done.returncode == 2 and "Did you mean tullock-1980?" in done.stderr


def test_a_study_refuses_an_unknown_word_for_forms(groundswell, tmp_path):
    done = groundswell("study", "two-harbours", "--forms", "folk", at=tmp_path)
    assert done.returncode == 2 and "generic, published, either, both" in done.stderr


def test_a_case_without_published_forms_cannot_compare_them(groundswell, tmp_path):
    groundswell("new", "mine", at=tmp_path)
    (tmp_path / "mine" / "forms.yaml").unlink()
    done = groundswell("study", "mine", "--forms", "both", at=tmp_path)
    assert done.returncode == 2 and "no forms.yaml" in done.stderr
