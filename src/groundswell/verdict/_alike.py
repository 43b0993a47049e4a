"""Which difference between people turns a verdict: the same case with one difference after another taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from groundswell.ledger import Case

NEIGHBOURS = "neighbours who are alike"
SIGHT = "sight of the own locality"
TALK = "talk"
THRESHOLDS = "thresholds of taking part"
EVERYTHING = "all of these"


def alike(case: Case) -> dict[str, Case]:
    """Return the case without each difference between its citizens in turn, by the difference's name, then without all.

    Differences are those that the section `citizens` of its priors states: each trait, neighbours who are alike, sight
    of the own locality, talk, thresholds of taking part. Empty where it states none.
    """
    stated = dict(case.priors.get("citizens", {}))
    found = {name: _changed(case, stated, change) for name, change in _changes(stated).items()}
    if found:
        together = {key: value for change in _changes(stated).values() for key, value in change.items()}
        found[EVERYTHING] = _changed(case, stated, {**together, "differ": {}} if "differ" in stated else together)
    return found


def _changes(stated: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each difference's absence changes in the section."""
    differ = stated.get("differ", {})
    traits = sorted({trait for loads in differ.values() for trait, points in loads.items() if points})
    found: dict[str, dict[str, Any]] = {
        trait: {"differ": {key: _less(loads, trait) for key, loads in differ.items()}} for trait in traits
    }
    for name, key, nothing in (
        (NEIGHBOURS, "alike", 0.0), (SIGHT, "sight", 0.0), (TALK, "talk", {}), (THRESHOLDS, "joining", {}),
    ):  # fmt: skip
        if stated.get(key):
            found[name] = {key: nothing}
    return found


def _less(loads: Mapping[str, float], trait: str) -> dict[str, float]:
    return {name: points for name, points in loads.items() if name != trait}


def _changed(case: Case, stated: Mapping[str, Any], change: Mapping[str, Any]) -> Case:
    return replace(case, priors=MappingProxyType({**case.priors, "citizens": MappingProxyType({**stated, **change})}))
