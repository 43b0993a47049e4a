"""What holds of every published model and of every row."""

from xml.etree import ElementTree

import pytest

from groundswell.replicate import Replication, Row, check, replication, replications

STATUSES = {"published", "derived", "replication", "unconfirmed"}
MODELS = replications()
ROWS = [(model, row) for model in MODELS for row in model.rows]
QUICK = [
    pytest.param(row, id=f"{model.id}-{row.id}") for model, row in ROWS if not row.slow
]  # `make replicate` runs all


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_a_model_says_who_claims_what(model: Replication) -> None:
    assert all([model.title, model.source, model.says, model.rows, model.parameters])
    assert model.says.endswith(".")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_every_default_is_admissible(model: Replication) -> None:
    for parameter in model.parameters:
        assert parameter.settle(parameter.default) == parameter.default
        assert parameter.means


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_parameters_are_declared_once(model: Replication) -> None:
    names = [parameter.name for parameter in model.parameters]
    assert sorted(set(names)) == sorted(names)
    assert all(name.isidentifier() for name in names)


@pytest.mark.parametrize(("model", "row"), ROWS, ids=lambda part: part.id)
def test_a_row_gives_only_what_its_model_takes(model: Replication, row: Row) -> None:
    known = {parameter.name: parameter for parameter in model.parameters}
    for name, value in ((name, value) for inputs in row.runs for name, value in inputs.items()):
        known[name].settle(value)
    assert row.status in STATUSES


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_a_module_bears_the_id_of_its_model(model: Replication) -> None:
    assert replication(model.id) is model


def test_every_row_has_an_id_of_its_own() -> None:
    ids = [row.id for _, row in ROWS]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("row", QUICK)
def test_a_row_passes(row: Row) -> None:
    (checked,) = check([row.id])
    assert checked.passed, f"expected {row.expected}, obtained {checked.obtained}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_a_picture_is_whole_and_has_a_title(model: Replication) -> None:
    drawn = ElementTree.fromstring(model.picture(model.run()))
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawn.get("aria-label")
    assert len(list(drawn.iter())) > 5
