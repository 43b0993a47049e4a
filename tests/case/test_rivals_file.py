"""The case's rivals: what the ledger says of them, with mechanisms that can move what they say they move."""

import pytest

from groundswell.ledger import load_case, overlaid
from groundswell.model import Layout

CASE = load_case("gaza-2007")
ESSAY = Layout(CASE)
OVERLAYS = [pytest.param(overlay, id=overlay.id) for overlay in CASE.overlays.values()]


def test_every_rival_of_the_ledger_has_an_overlay_and_two_have_a_stronger_one():
    assert [id for id, one in CASE.overlays.items() if not one.stronger] == list(CASE.ledger.rivals)
    assert [id for id, one in CASE.overlays.items() if one.stronger] == ["RV01s", "RV04s"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_overlay_is_in_the_ledgers_words(overlay):
    rival = CASE.ledger.rivals[overlay.rival]
    assert overlay.says == rival.paraphrase
    assert overlay.discriminating.observation == rival.discriminating_observation
    assert set(overlay.drops) <= set(rival.drops)
    assert overlay.stronger != (set(overlay.drops) == set(rival.drops))


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_addition_acts_on_all_that_it_names(overlay):
    drives = Layout(overlaid(CASE, overlay.id)).drives
    for mechanism in overlay.adds.values():
        moved = {target.strength.split(">")[1] for d in drives if d.mechanism == mechanism.id for target in d.targets}
        assert moved == {f"{effect.var}:{effect.of}" for effect in mechanism.effects}, mechanism.id


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_what_a_rival_sets_and_what_would_tell_it_apart_is_stored(overlay):
    layout = Layout(overlaid(CASE, overlay.id))
    nodes = set(layout.nodes)
    for change in overlay.sets:
        assert set(layout.parts_of(change.quantity)) <= nodes
    assert all(set(parts) <= nodes for parts in layout.named.values())


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_no_theory_is_much_freer_than_another(overlay):
    rival = Layout(overlaid(CASE, overlay.id))
    assert 1 <= len(overlay.adds) <= 3
    assert 0.9 <= len({drive.name for drive in rival.drives}) / len({drive.name for drive in ESSAY.drives}) <= 1.1


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_addition_cites_the_rivals_words_and_its_time_is_given_a_reason(overlay):
    for mechanism in overlay.adds.values():
        assert mechanism.reason and mechanism.stated == "added"
        assert overlay.conditions[mechanism.id].months_because
