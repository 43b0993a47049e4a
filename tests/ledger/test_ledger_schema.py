"""Editors get a JSON Schema for each file of a case; the shipped files keep to it and slips do not."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from small_case import Scaffold

from groundswell.ledger import FILES, cases, file_schema, ledger_schema
from groundswell.ledger._tree import plain
from groundswell.ledger._yaml import read_yaml


def read(case: str, file: str) -> Any:
    return plain(read_yaml(cases()[case] / file).root)


@pytest.mark.parametrize("file", FILES)
def test_the_schema_is_a_schema(file: str) -> None:
    jsonschema.Draft202012Validator.check_schema(file_schema(file))


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("case", sorted(cases()))
def test_shipped_files_keep_to_the_schema(case: str, file: str) -> None:
    if not (cases()[case] / file).exists():
        return  # an optional file that this case does without
    found = list(jsonschema.Draft202012Validator(file_schema(file)).iter_errors(read(case, file)))
    assert [error.message for error in found] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tier: core", "teir: core"),
        ("    tier: core\n", ""),
        ("roles: [owners]", "roles: owners"),
        ("level: citizen", "level: citizens"),
        ('sign: "+"', "sign: plus"),
        ("sure: true", "sure: NO"),
        ("value: 0.5", "value: half"),
        ("- id: C03", "- id: claim three"),
    ],
)
def test_a_slip_breaks_the_schema(scaffold: Scaffold, old: str, new: str) -> None:
    scaffold.edit("ledger.yaml", old, new)
    slipped = plain(read_yaml(scaffold.folder / "ledger.yaml").root)
    assert not jsonschema.Draft202012Validator(ledger_schema()).is_valid(slipped)


def test_a_file_that_a_case_does_not_have_has_no_schema() -> None:
    with pytest.raises(KeyError):
        file_schema("journal.yaml")
