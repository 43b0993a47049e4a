"""The same seed gives the same bits: whatever the company, the order of files, or what is asked for."""

import random
import shutil

import numpy as np
import pytest
import yaml

from groundswell.ensemble import LANES, Ensemble
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory
from groundswell.verdict import study

NODES = 6


@pytest.fixture(scope="module")
def ensemble():
    return Ensemble(compile_theory(load_case("gaza-2007")), seed=9)


def run(ensemble, index):
    nodes = ensemble.theory.named[:NODES]
    return ensemble.run(baseline(ensemble.theory.layout), nodes, np.asarray(index), 60)


def test_a_reading_is_the_same_whoever_runs_beside_it(ensemble):
    together = run(ensemble, np.arange(2 * LANES))
    assert np.array_equal(run(ensemble, [3, 200, 77]), together[:, [3, 200, 77]])
    assert np.array_equal(run(ensemble, np.arange(2 * LANES)[::-1]), together[:, ::-1])


def test_what_is_recorded_does_not_change_what_happens(ensemble):
    few = run(ensemble, np.arange(4))
    other = ensemble.theory.named[NODES - 1 : NODES + 3]
    again = ensemble.run(baseline(ensemble.theory.layout), other, np.arange(4), 60)
    assert np.array_equal(few[-1], again[0])


def test_another_seed_is_another_draw(ensemble):
    other = Ensemble(ensemble.theory, seed=10)
    assert not np.array_equal(run(other, np.arange(4)), run(ensemble, np.arange(4)))


def shuffled(folder, seed):
    """Rewrite a case's ledger and claims with every list and mapping of entries in another order."""
    luck = random.Random(seed)
    path = folder / "ledger.yaml"
    ledger = yaml.safe_load(path.read_text(encoding="utf-8"))
    for section in ("variables", "actors", "mechanisms", "events", "claims"):
        luck.shuffle(ledger[section])
    for mechanism in ledger["mechanisms"]:
        for part in ("bindings", "causes", "effects", "roles"):
            luck.shuffle(mechanism[part])
    path.write_text(yaml.safe_dump(ledger, sort_keys=False), encoding="utf-8")
    path = folder / "claims.yaml"
    tests = yaml.safe_load(path.read_text(encoding="utf-8"))
    tests["claims"] = dict(luck.sample(list(tests["claims"].items()), len(tests["claims"])))
    path.write_text(yaml.safe_dump(tests, sort_keys=False), encoding="utf-8")


def test_the_order_of_entries_does_not_matter(ensemble, tmp_path):
    folder = tmp_path / "gaza"
    shutil.copytree(load_case("gaza-2007").folder, folder)
    shuffled(folder, seed=4)
    other = Ensemble(compile_theory(load_case(folder)), seed=9)
    assert np.array_equal(run(other, np.arange(8)), run(ensemble, np.arange(8)))


def test_the_subset_of_claims_does_not_matter():
    case = load_case("two-harbours")
    whole = {claim.id: claim for claim in study(case, readings=64, seed=3).claims}
    (alone,) = study(case, readings=64, seed=3, claims=["C02"]).claims
    assert alone == whole["C02"]


def test_a_study_finds_the_same_whatever_the_order_of_entries(tmp_path):
    folder = tmp_path / "harbours"
    shutil.copytree(load_case("two-harbours").folder, folder)
    shuffled(folder, seed=5)
    ordered, mixed = (study(load_case(case), readings=64, seed=3) for case in ("two-harbours", folder))
    assert ordered.claims == mixed.claims and ordered.explananda == mixed.explananda
