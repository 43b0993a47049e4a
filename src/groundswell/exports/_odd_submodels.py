"""What the seventh element of an ODD protocol shows: forms, draws, mechanisms, institutions, citizens, rivals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from groundswell.exports._markdown import between, bullets, code, paragraphs, said
from groundswell.forms import GENERIC, PUBLISHED
from groundswell.ledger import Case, Condition, End, Mechanism, Ties, explain


def submodels(case: Case) -> dict[str, Any]:
    """Return the rows and texts of element 7."""
    weights = case.priors["form"]
    named = [(PUBLISHED[name], one) for name, one in case.stand_ins.items()]
    return {
        "drive": case.priors["drive"],
        "forms": [(f.name, code(f.equation), said(f.source), f"{weights.get(f.name, 0):g}") for f in GENERIC],
        "published": [
            (said(form.name), code(form.equation), said(form.source), ", ".join(one.stands_for)) for form, one in named
        ],
        "draws": list(_draws(case.priors)),
        "stated_mechanisms": _mechanisms(case, case.ledger.mechanisms),
        "added_mechanisms": _mechanisms(case, case.assumptions),
        "rules": "\n\n".join(_institution(case, id) for id in case.institutions.all),
        "citizens": _citizens(case),
        "rivals": [
            (id, said(one.says), ", ".join(one.drops), "; ".join(said(add.paraphrase) for add in one.adds.values()))
            for id, one in case.overlays.items()
        ],
    }


def _draws(priors: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Every kind of draw: what it fills, its range, its law."""
    strength, event, gate, node = (priors[name] for name in ("strength", "event", "gate", "node"))
    tiers = ", ".join(f"{factor:g} for {name}" for name, factor in strength["tier"].items())
    yield "push of a mechanism at full drive", between(strength["points"], "points"), f"log-normal, times {tiers}"
    yield from _special("push on", strength)
    yield "shock of an event without a size", between(event["points"], "points"), "log-normal"
    yield from _special("shock on", event)
    yield from ((f"form: {name}", between(pair), "uniform") for name, pair in priors["shape"].items())
    yield "softness of a condition's edge", between(gate["softness"]), "uniform"
    yield "shift of a condition's threshold", f"standard deviation {gate['shift']:g}", "normal"
    for what, unit, pairs in (("time constant", "months", node["time constant"]), ("chance", "points", node["chance"])):
        yield from (
            (f"{what} of a node: {said(name)}", between(pair, unit), "log-uniform") for name, pair in pairs.items()
        )
    yield "build-up and delay of a mechanism", "as stated with each below", "log-uniform, uniform"


def _special(what: str, priors: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, pair in priors.get("variables", {}).items():
        yield f"{what} {code(name)}", between(pair, "points"), "log-normal"


def _mechanisms(case: Case, mechanisms: Mapping[str, Mechanism]) -> str:
    return "\n\n".join(_mechanism(one, case.conditions[id]) for id, one in mechanisms.items())


def _mechanism(one: Mechanism, condition: Condition) -> str:
    lines = [
        f"from {_ends(one.causes, 'more', 'less')}",
        f"to {_ends(one.effects, 'more', 'less')}",
        *_condition(condition),
        *_pace(condition),
        f"instances: {len(one.bindings)}; tier: {one.tier}; {_stated(one)}",
        *([f"why: {said(one.reason)}"] if one.reason else []),
    ]
    return f"**{one.id} {said(one.name.replace('_', ' '))}.** {said(one.paraphrase)}\n\n{bullets(lines)}"


def _stated(one: Mechanism) -> str:
    words = {"explicit": "stated outright", "implied": "implied", "added": "added"}[one.stated]
    return words + (f" ({paragraphs(one.paragraphs)})" if one.paragraphs else "")


def _ends(ends: Iterable[End], up: str, down: str) -> str:
    told = ((up if end.sign > 0 else down, code(end.var), said(end.of.replace("_", " "))) for end in ends)
    return ", ".join(f"{way} {variable} of {role}" for way, variable, role in told)


def _condition(condition: Condition) -> Iterator[str]:
    words = "" if condition.words == "None." else f"; in the ledger's words: {said(condition.words)}"
    yield ("acts at all times" if condition.gate is None else f"acts where {code(condition.gate)}") + words
    if condition.not_modelled and condition.words != "None.":
        yield f"not modelled: {said(condition.not_modelled)}"
    elif condition.sets_aside:
        yield f"sets aside: {said(condition.sets_aside)}"


def _pace(condition: Condition) -> Iterator[str]:
    lag = "" if condition.lag == (0.0, 0.0) else f", after a delay of {between(condition.lag, 'months')}"
    pulse = ", then passes" if condition.pulse else ""
    size = "" if condition.strength == 1 else f", at {condition.strength:g} of the usual strength"
    yield f"builds up over {between(condition.months, 'months')}{lag}{pulse}{size}"


def _institution(case: Case, id: str) -> str:
    told = explain(case, id)
    lines = [f"{one.heading.lower()}: {'; '.join(map(said, one.lines))}" for one in told.sections]
    return f"**{id} {said(told.title)}.**\n\n{bullets(lines)}"


def _network(ties: Ties) -> str:
    """A network and its numbers, in one line."""
    return said(", ".join([ties.network, *(f"{name} {number:g}" for name, number in ties.numbers.items())]))


def _citizens(case: Case) -> dict[str, Any] | None:
    """How people differ, talk and are tied; None where the case does not say."""
    found = case.priors.get("citizens")
    if found is None:
        return None
    tied = [(f"network of {said(name)}", _network(one)) for name, one in case.setting.ties.items()]
    traits, talk = found.get("differ", {}), found.get("talk", {})
    return {
        "plain": [(said(key), said(str(one))) for key, one in found.items() if not isinstance(one, Mapping)] + tied,
        "traits": [
            (code(name), ", ".join(f"{said(key)} {size:g}" for key, size in sizes.items()))
            for name, sizes in traits.items()
        ],
        "talk": [(code(name), *(f"{one.get(key, 0):g}" for key in ("near", "far"))) for name, one in talk.items()],
    }
