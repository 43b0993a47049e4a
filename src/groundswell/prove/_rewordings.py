"""The same theory in other words: what must leave every verdict as it is."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import numpy as np

from groundswell.prove._case_files import Files

_AS_THEY_STAND = frozenset({"path", "change", "literature", "arms"})
"""Where order carries meaning: points of a path, changes made one after the other, arms as the ledger counts them."""

_FORMULAS = frozenset({"formula", "then", "when", "gate", "condition"})
_UNIT = "unit01"


def reordered(files: Files, seed: int = 1) -> Files:
    """Every list of entries or names and every mapping in another order."""
    return _shuffled(files, np.random.default_rng(seed))


def _shuffled(value: Any, luck: np.random.Generator, key: str = "") -> Any:
    if key in _AS_THEY_STAND:
        return value
    if isinstance(value, dict):
        keys = list(value)
        return {keys[k]: _shuffled(value[keys[k]], luck, keys[k]) for k in luck.permutation(len(keys))}
    if isinstance(value, list) and not any(isinstance(one, int | float) for one in value):
        return [_shuffled(value[k], luck) for k in luck.permutation(len(value))]
    return value


def renamed(files: Files, seed: int = 1) -> Files:
    """Actors with other names; mechanisms, assumptions and events with each other's numbers."""
    luck, ledger = np.random.default_rng(seed), files["ledger.yaml"]
    actors = [one["id"] for one in ledger["actors"]]
    names = {actor: f"A_n{number}" for actor, number in zip(actors, luck.permutation(len(actors)), strict=True)}
    for ids in (
        [one["id"] for one in ledger["mechanisms"]],
        [one["id"] for one in files["assumptions.yaml"]["assumptions"]],
        [one["id"] for one in ledger["events"]],
    ):
        names |= {ids[k]: ids[n] for k, n in enumerate(luck.permutation(len(ids)))}
    pattern = re.compile(r"\b(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")
    return _texts(files, lambda text, key: pattern.sub(lambda found: names[found.group()], text))


def _texts(value: Any, change: Callable[[str, str], str], key: str = "") -> Any:
    """Every text in the files, keys too, put through a change that also knows the key it stands under."""
    if isinstance(value, dict):
        return {change(k, "") if isinstance(k, str) else k: _texts(v, change, str(k)) for k, v in value.items()}
    if isinstance(value, list):
        return [_texts(one, change, key) for one in value]
    return change(value, key) if isinstance(value, str) else value


def counted_in_thousands(files: Files) -> Files:
    """People counted in thousands."""
    made = deepcopy(files)
    for parts in made["setting.yaml"].get("communities", {}).values():
        for part in parts:
            parts[part] = parts[part] / 1000
    return made


def on_a_signed_scale(files: Files) -> Files:
    """Every variable from 0 to 1 that is no share and that no arm multiplies, told on a scale from -1 to 1 instead."""
    made = deepcopy(files)
    names = _convertible(made)
    for variable in made["ledger.yaml"]["variables"]:
        if variable["id"].removeprefix("v_") in names:
            variable["scale"] = "signed01"
    _baselines(made["priors.yaml"]["baseline"], names)
    node = re.compile(r"\b(" + "|".join(sorted(names, key=len, reverse=True)) + r")(\([^()]*\))")

    def restated(text: str, key: str) -> str:
        if key not in _FORMULAS:
            return text
        pieces = re.split(r"(unbounded\((?:[^()]|\([^()]*\))*\))", text)  # what is unbounded knows its scale
        return "".join(p if p.startswith("unbounded(") else node.sub(r"((\1\2 + 1) / 2)", p) for p in pieces)

    made = {name: content if name in _DATA else _texts(content, restated) for name, content in made.items()}
    for test in made["claims.yaml"]["claims"].values():
        for change in (change for arm in test.get("arms", ()) for change in arm["change"]):
            _held(change, names)
    return made


_DATA = frozenset({"ledger.yaml", "priors.yaml", "case.yaml"})


def _convertible(files: Files) -> set[str]:
    setting = files["setting.yaml"]
    shares = {v for v, one in setting.get("relations", {}).items() if one.get("shares")}
    unit = {v["id"] for v in files["ledger.yaml"]["variables"] if v["scale"] == _UNIT} - shares
    arms = [arm for test in files["claims.yaml"]["claims"].values() for arm in test.get("arms", ())]
    scaled = {change["scale"].split("(")[0] for arm in arms for change in arm["change"] if "scale" in change}
    return {variable.removeprefix("v_") for variable in unit} - scaled


def _baselines(table: dict[str, Any], names: set[str]) -> None:
    """Resting ranges on the other scale; where only the scale had one, each variable gets its own."""
    for key in list(table):
        if key.removeprefix("v_").split("(")[0] in names:
            table[key] = [2 * value - 1 for value in table[key]]
    for name in names:
        table.setdefault(f"v_{name}", [2 * value - 1 for value in table[_UNIT]])


def _held(change: dict[str, Any], names: set[str]) -> None:
    for kind, number in (("set", "to"), ("sweep", "over")):
        if kind in change and change[kind].split("(")[0] in names:
            old = change[number]
            change[number] = [2 * value - 1 for value in old] if isinstance(old, list) else 2 * old - 1


def split(files: Files) -> Files:
    """Every instance of every mechanism of the ledger written down twice, each at half its strength."""
    made = deepcopy(files)
    for mechanism in made["ledger.yaml"]["mechanisms"]:
        mechanism["bindings"] = [*mechanism["bindings"], *deepcopy(mechanism["bindings"])]
        made["conditions.yaml"][mechanism["id"]]["strength"] = 0.5
    return made


def with_an_island(files: Files) -> Files:
    """One more organisation with one more mechanism, which nothing else touches."""
    made = deepcopy(files)
    ledger, setting = made["ledger.yaml"], made["setting.yaml"]
    placed = {*setting.get("relations", {}), *setting.get("holders", {})}
    free = [v["id"] for v in ledger["variables"] if v["scale"] == _UNIT and v["id"] not in placed]
    actor = next(one for one in ledger["actors"] if one["kind"] == "organisation")
    mechanism = ledger["mechanisms"][0]
    ledger["actors"].append({**actor, "id": "A_island", "name": "an island", "parent": None, "base": [], "master": []})
    ledger["mechanisms"].append({
        **{key: value for key, value in mechanism.items() if key != "edges"}, "id": "M999", "name": "apart",
        "roles": ["it"], "bindings": [{"it": ["A_island"]}], "causes": [{"var": free[0], "of": "it", "sign": "+"}],
        "effects": [{"var": free[1], "of": "it", "sign": "+"}], "conditions": "None.",
    })  # fmt: skip
    made["conditions.yaml"]["M999"] = {
        "words": "None.", "gate": None, "months": [1, 6], "months_because": "none is needed",
        "not_modelled": "no condition is stated",
    }  # fmt: skip
    for paragraph in mechanism["paragraphs"]:
        ledger["coverage"].setdefault(paragraph, []).extend(["A_island", "M999"])
    return made
