from __future__ import annotations

import copy
from pathlib import Path

import jsonschema
import pytest

from groundswell.report import SCHEMA, verdicts_schema

DOCUMENT = Path(__file__).parents[2] / "docs/verdicts-json.md"


def test_the_schema_is_itself_valid_and_names_its_version():
    schema = verdicts_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == schema["properties"]["schema"]["const"] == SCHEMA


def test_the_example_fits_the_schema(study):
    jsonschema.validate(study.verdicts, verdicts_schema())


@pytest.mark.parametrize(
    ("place", "value"),
    [("verdict", "proved"), ("share", 1.2), ("arms", None), ("id", "M01"), ("mechanisms", ["C01"])],
)
def test_a_wrong_claim_does_not_fit(study, place, value):
    broken = copy.deepcopy(study.verdicts)
    broken["claims"][0][place] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, verdicts_schema())


def _names(schema):
    for name, part in schema.get("properties", {}).items():
        yield name
        yield from _names(part)
        yield from _names(part.get("items", {}))


def test_every_field_is_described_in_the_documentation():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in _names(verdicts_schema()) if f"`{name}`" not in text] == []
