"""A world: many planted societies side by side in one case, written as files and loaded through the same door."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from groundswell.ledger import Case, load_case
from groundswell.prove._kinds import KINDS, Planted

QUANTITIES = ("cause", "hidden", "middle", "other", "outcome")
_SIGN = {1: "+", -1: "-"}


@dataclass(frozen=True)
class World:
    """Planted societies by claim id, and the case that holds them all."""

    planted: dict[str, Planted]
    case: Case


def societies(seed: int, each: int = 1) -> list[Planted]:
    """`each` true and `each` false societies of every kind, with signs drawn from the seed."""
    luck = np.random.default_rng(seed)
    return [
        kind.plant(true, int(luck.choice([-1, 1]))) for kind in KINDS for true in (True, False) for _ in range(each)
    ]


def world(folder: Path, seed: int, each: int = 1) -> World:
    """Write the societies of a seed as a case in `folder` and load it. Raises CaseError if the files have faults."""
    return written(folder, {f"C{number:03d}": one for number, one in enumerate(societies(seed, each), 1)})


def written(folder: Path, planted: dict[str, Planted]) -> World:
    """Write planted societies, by claim id, as a case in `folder` and load it."""
    for name, content in _files(planted).items():
        (folder / name).write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return World(planted, load_case(folder))


def _actor(claim: str) -> str:
    return f"A_s{claim[1:]}"


def _files(planted: dict[str, Planted]) -> dict[str, Any]:
    mechanisms, conditions = _mechanisms(planted)
    return {
        "case.yaml": {"id": "planted", "title": "Planted societies", "says": "Societies whose truths are known."},
        "ledger.yaml": _ledger(planted, mechanisms),
        "setting.yaml": _setting(planted),
        "priors.yaml": _priors(),
        "assumptions.yaml": {"assumptions": []},
        "conditions.yaml": conditions,
        "claims.yaml": {"tolerance": 0.05, "claims": {id: _test(id, one) for id, one in planted.items()}},
        "explananda.yaml": [_given(number, list(planted)[number % len(planted)]) for number in range(10)],
    }


def _mechanisms(planted: dict[str, Planted]) -> tuple[list[dict], dict[str, dict]]:
    found, conditions = [], {}
    for claim, one in planted.items():
        for arrow in one.arrows:
            id = f"M{len(found) + 1:03d}"
            found.append({
                "id": id, "name": f"{arrow.cause}_moves_{arrow.effect}", "tier": "support", "stated": "explicit",
                "paraphrase": f"More of {arrow.cause} moves {arrow.effect}.", "paragraphs": ["p1"], "roles": ["who"],
                "bindings": [{"who": [_actor(claim)]}],
                "causes": [{"var": f"v_{arrow.cause}", "of": "who", "sign": "+"}],
                "effects": [{"var": f"v_{arrow.effect}", "of": "who", "sign": _SIGN[arrow.sign]}],
                "conditions": "Above a mark." if arrow.gate else "None.", "time_scale": "stated",
                "literature": [], "indicator": "none",
            })  # fmt: skip
            conditions[id] = {
                "words": "Above a mark." if arrow.gate else "None.", "gate": arrow.gate,
                "months": list(arrow.months), "lag": list(arrow.lag), "months_because": "stated",
                **({"sets_aside": None} if arrow.gate else {"not_modelled": "no condition is stated"}),
            }  # fmt: skip
    return found, conditions


def _ledger(planted: dict[str, Planted], mechanisms: Sequence[dict]) -> dict[str, Any]:
    ids = [*(m["id"] for m in mechanisms), *planted, *(e for claim in planted for e in _events(claim))]
    return {
        "meta": {"source_paragraphs": 1},
        "variables": [
            {"id": f"v_{q}", "level": "organisation", "scale": "unit01", "definition": q, "observed_by": "none"}
            for q in QUANTITIES
        ],
        "actors": [
            {"id": _actor(c), "name": _actor(c), "kind": "organisation", "parent": None, "paraphrase": "A society.",
             "resource": None, "aim": None, "base": [], "master": [], "paragraphs": ["p1"]} for c in planted
        ],
        "mechanisms": list(mechanisms),
        "events": [event for claim, one in planted.items() for event in _ledger_events(claim, one)],
        "facts": [],
        "claims": [_claim(claim, one, mechanisms) for claim, one in planted.items()],
        "predictions": [], "analogies": [], "rivals": [], "norms": [],
        "coverage": {"p1": ids + [_actor(c) for c in planted]},
    }  # fmt: skip


def _events(claim: str) -> tuple[str, str]:
    return f"E{claim[1:]}", f"E9{claim[1:]}"


def _ledger_events(claim: str, one: Planted) -> list[dict]:
    found = []
    for id, lifted in zip(_events(claim), (one.lifts, one.beside), strict=True):
        shocks = [{"var": f"v_{q}", "of": _actor(claim), "sign": "+"} for q in lifted]
        found.append({"id": id, "name": "a lift", "paraphrase": "Something is lifted.", "date_in_essay": "June 1990",
                      "known_date": "1990-06", "kind": "shock", "shocks": shocks, "paragraphs": ["p1"]})  # fmt: skip
    return found


def _claim(claim: str, one: Planted, mechanisms: Sequence[dict]) -> dict:
    mine = [m["id"] for m in mechanisms if m["bindings"][0]["who"] == [_actor(claim)]]
    arm = {"target": "v_cause", "of": _actor(claim), "change": one.change, "detail": one.kind, "expect": one.expect}
    outcome = {"var": "v_outcome", "of": _actor(claim), "at": one.month}
    test = {"outcome": outcome, "arms": [arm], "expect": {"direction": one.expect, "detail": one.kind}}
    return {"id": claim, "paraphrase": f"A planted claim ({one.kind}).", "paragraphs": ["p1"], "mechanisms": mine,
            "against": [], "test": test}  # fmt: skip


def _setting(planted: dict[str, Planted]) -> dict[str, Any]:
    events = {}
    for claim, one in planted.items():
        for id, lifted in zip(_events(claim), (one.lifts, one.beside), strict=True):
            if lifted:
                size = next(iter(lifted.values()))
                events[id] = {"date": "1990-06", "until": "1999-12", "lasts": [60, 240], "size": list(size)}
            else:
                events[id] = {"outside": "nothing is lifted"}
    return {
        "calendar": {"start": "1989-01", "end": "1999-12", "claims_until": "1999-12"}, "resolution": 1,
        "communities": {}, "relations": {}, "holders": {}, "events": events, "drivers": [],
    }  # fmt: skip


def _priors() -> dict[str, Any]:
    return {
        "strength": {"points": [0.8, 3.2], "tier": {"core": 1.2, "support": 1.0, "aside": 0.7}},
        "form": {"linear": 1, "saturating": 1, "threshold": 1, "all of": 1, "any of": 1},
        "drive": {"standing": 1, "change": 1},
        "shape": {"half point": [0.15, 0.6], "tipping point": [0.3, 0.6], "steepness": [8, 25]},
        "gate": {"softness": [0.03, 0.08], "shift": 0.02},
        "event": {"points": [0.5, 1.6]},
        "node": {"time constant": {"organisation": [1, 4]}, "chance": {"default": [0.01, 0.04]}},
        "baseline": {"unit01": [0.15, 0.3]},
    }


def _test(claim: str, one: Planted) -> dict[str, Any]:
    who = _actor(claim)
    change = (
        {"drop": _events(claim)[0]} if one.change == "drop" else {"set": f"cause({who})", "to": 0.05, "from": "start"}
    )
    return {
        "outcome": f"outcome({who}) at {one.month}",
        "arms": [{
            "id": "without", "says": "without the lift", "change": [change], "expect": one.expect,
            "then": f"unbounded(outcome({who}) at {one.month}) {one.expect} than baseline by tolerance",
        }],
        "window": one.month,
        "reason": "planted",
    }  # fmt: skip


def _given(number: int, claim: str) -> dict[str, Any]:
    return {"id": f"XP{number + 1:02d}", "says": "Something is there.", "paragraphs": ["p1"],
            "formula": f"outcome({_actor(claim)}) at start > 0", "tolerance": 0.1, "unit": "share", "about": ["M001"],
            "reason": "always so"}  # fmt: skip
