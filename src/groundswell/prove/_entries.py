"""Planted societies as entries of a case: ledger, setting, conditions, claims and what is taken as given."""

from collections.abc import Mapping
from typing import Any

from groundswell.prove._priors import END, LIFT_LASTS, START
from groundswell.prove._society import QUANTITIES, QUARTERS, Change, End, Mark, Planted

_SIGN = {1: "+", -1: "-"}
_KINDS = {"town": "population", "upper": "population", "lower": "population", "leaders": "leadership"}
_LEVELS = {"mood": "citizen", "backing": "citizen"}


class Names:
    """The names that one society has in the files."""

    def __init__(self, id: str, planted: Planted):
        self.id, self.planted = id, planted

    def actor(self, local: str) -> str:
        return f"A_s{self.id[1:]}_{local}"

    def event(self, number: int) -> str:
        return f"E{number + 1}{self.id[1:]}"

    def mechanism(self, number: int) -> str:
        return f"M{self.id[1:]}{number + 1:02d}"

    def node(self, end: End) -> str:
        return f"{end.quantity}({self.actor(end.actor)})"

    @property
    def actors(self) -> list[str]:
        named = set(self.planted.actors)
        return sorted(named | (set(QUARTERS) if "town" in named else set()))

    @property
    def backed(self) -> bool:
        """Whether its two organisations share the backing of the town's quarters."""
        return any(end.quantity == "backing" for end in self.planted.ends)


Named = Mapping[str, Names]


def mechanisms(named: Named) -> tuple[list[dict], dict[str, dict]]:
    """Entries of the ledger and of the conditions."""
    found, conditions = [], {}
    for names in named.values():
        for number, arrow in enumerate(names.planted.arrows):
            id, ends = names.mechanism(number), (*arrow.causes, arrow.effect)
            roles = sorted({end.actor for end in ends} | {mark.actor for mark in arrow.marks})
            words = "Above a mark." if arrow.marks else "None."
            found.append({
                "id": id, "name": f"way_{id[1:]}", "tier": "support", "stated": "explicit",
                "paraphrase": f"{arrow.causes[0].quantity} moves {arrow.effect.quantity}.", "paragraphs": ["p1"],
                "roles": roles, "bindings": [{role: [names.actor(role)] for role in roles}],
                "causes": [_end(end) for end in arrow.causes], "effects": [_end(arrow.effect)],
                "conditions": words, "time_scale": "stated", "literature": [], "indicator": "none",
            })  # fmt: skip
            conditions[id] = {
                "words": words, "gate": " and ".join(map(_marked, arrow.marks)) or None,
                "months": list(arrow.months), "lag": list(arrow.lag), "months_because": "stated",
                **({"sets_aside": None} if arrow.marks else {"not_modelled": "no condition is stated"}),
            }  # fmt: skip
    return found, conditions


def _end(end: End) -> dict[str, str]:
    return {"var": f"v_{end.quantity}", "of": end.actor, "sign": _SIGN[end.sign]}


def _marked(mark: Mark) -> str:
    return f"{mark.quantity}({mark.actor}) {'>' if mark.above else '<'} {mark.level}"


def ledger(named: Named, arrows: list[dict]) -> dict[str, Any]:
    """The whole ledger."""
    actors = [_actor(names, local) for names in named.values() for local in names.actors]
    events = [event for names in named.values() for event in _events(names)]
    claims = [_claim(names) for names in named.values()]
    ids = [one["id"] for part in (actors, arrows, events, claims) for one in part]
    return {
        "meta": {"source_paragraphs": 1},
        "variables": [
            {"id": f"v_{q}", "level": _LEVELS.get(q, "organisation"), "scale": "unit01", "definition": q,
             "observed_by": "none"} for q in (*QUANTITIES, *_LEVELS)
        ],
        "actors": actors, "mechanisms": arrows, "events": events, "facts": [], "claims": claims,
        "predictions": [], "analogies": [], "rivals": [], "norms": [], "coverage": {"p1": ids},
    }  # fmt: skip


def _actor(names: Names, local: str) -> dict[str, Any]:
    parents = {"leaders": "who", **dict.fromkeys(QUARTERS, "town")}
    parent = names.actor(parents[local]) if local in parents else None
    return {"id": names.actor(local), "name": names.actor(local), "kind": _KINDS.get(local, "organisation"),
            "parent": parent, "paraphrase": "Someone.", "resource": None, "aim": None, "base": [], "master": [],
            "paragraphs": ["p1"]}  # fmt: skip


def _events(names: Names) -> list[dict]:
    return [
        {"id": names.event(number), "name": "a lift", "paraphrase": "Something is moved.", "kind": "shock",
         "date_in_essay": lift.since, "known_date": lift.since, "shocks": [_shock(names, lift.what)],
         "paragraphs": ["p1"]} for number, lift in enumerate(names.planted.lifts)
    ]  # fmt: skip


def _shock(names: Names, end: End) -> dict[str, str]:
    return {"var": f"v_{end.quantity}", "of": names.actor(end.actor), "sign": _SIGN[end.sign]}


def _claim(names: Names) -> dict[str, Any]:
    one = names.planted
    outcome = {"var": f"v_{one.outcome.quantity}", "of": names.actor(one.outcome.actor), "at": one.month}
    arm = {"target": f"v_{one.change.of.quantity}", "of": names.actor(one.change.of.actor), "change": one.change.kind,
           "detail": one.kind, "expect": one.expect}  # fmt: skip
    test = {"outcome": outcome, "arms": [arm], "expect": {"direction": one.expect, "detail": one.kind}}
    return {"id": names.id, "paraphrase": f"A planted claim ({one.kind}).", "paragraphs": ["p1"],
            "mechanisms": [names.mechanism(number) for number in range(len(one.arrows))], "against": [],
            "test": test}  # fmt: skip


def setting(named: Named) -> dict[str, Any]:
    """Calendar, communities, who stands for whom, and when events happen."""
    events = {
        names.event(number): {"date": lift.since, "until": lift.until, "lasts": list(LIFT_LASTS),
                              "size": list(lift.size)}
        for names in named.values() for number, lift in enumerate(names.planted.lifts)
    }  # fmt: skip
    towns = [names for names in named.values() if "town" in names.planted.actors]
    holders = {
        names.actor(quarter): [names.actor("who"), names.actor("next")]
        for names in towns if names.backed for quarter in QUARTERS
    }  # fmt: skip
    rule = {"kind": "leadership", "parent_kind": "organisation", "is": "parent", "reason": "planted"}
    return {
        "calendar": {"start": START, "end": END, "claims_until": END}, "resolution": 1, "drivers": [], "events": events,
        "communities": {n.actor("town"): {n.actor(q): size for q, size in QUARTERS.items()} for n in towns},
        "stands_for": {"by_kind": [rule]},
        "relations": {"v_backing": {"between": ["organisation", "community"], "shares": True}} if holders else {},
        "holders": {"v_backing": holders} if holders else {},
    }  # fmt: skip


def claim_test(names: Names) -> dict[str, Any]:
    """The claim as a formula, with its arm."""
    one, node = names.planted, f"{names.node(names.planted.outcome)} at {names.planted.month}"
    told = "within tolerance of baseline" if one.expect == "unchanged" else f"{one.expect} than baseline by tolerance"
    return {
        "outcome": node, "window": one.month, "reason": "planted",
        "arms": [{"id": "arm", "says": "something is changed", "change": [_changed(names, one.change)],
                  "expect": one.expect, "then": f"unbounded({node}) {told}"}],
    }  # fmt: skip


def _changed(names: Names, change: Change) -> dict[str, Any]:
    event, mechanism, node = names.event(change.number), names.mechanism(change.number), names.node(change.of)
    value = change.values[0] if change.values else None
    forms: dict[str, Any] = {
        "remove": {"remove": mechanism},
        "rescale": {"rescale": mechanism, "by": value},
        "start": {"start": mechanism, "at": change.month},
        "end": {"end": mechanism, "at": change.month},
        "set": {"set": node, "to": value, "from": change.month},
        "freeze": {"freeze": node, "from": change.month},
        "scale": {"scale": node, "by": value, "from": change.month},
        "sweep": {"sweep": node, "over": list(change.values), "from": change.month},
        "drop": {"drop": event},
        "move": {"move": event, "to": change.month},
        "reverse": {"reverse": event, "at": change.month},
        "resize": {"resize": event, "by": value},
    }
    if change.lift is not None:
        added = {"id": f"E9{names.id[1:]}", "date": change.lift.since, "shocks": [_shock(names, change.lift.what)]}
        return {"add": added}
    return forms[change.kind]


def given(named: Named) -> list[dict[str, Any]]:
    """What is taken as given: what happened in the witnessed societies, and ten things that are always so."""
    found = []
    for names in named.values():
        if (rise := names.planted.witness) is not None:
            node = names.node(names.planted.outcome)
            now, then = f"unbounded({node} at {names.planted.month})", f"unbounded({node} at 1990-05)"
            found.append((names, f"{now} > {then} + {rise}" if rise > 0 else f"{now} < {then} - {-rise}", 0.02))
    some = list(named.values())
    found += [(one, f"{one.node(one.planted.outcome)} at start > 0", 0.1) for one in (some * 10)[: 10 - len(found)]]
    return [
        {"id": f"XP{number:02d}", "says": "Something is so.", "paragraphs": ["p1"], "formula": formula,
         "tolerance": tolerance, "unit": "points", "about": [names.mechanism(0)], "reason": "planted"}
        for number, (names, formula, tolerance) in enumerate(found, 1)
    ]  # fmt: skip
