# ruff: noqa: E501  (made-up rows read best one a line)
"""A study's output as it might look, made up from the real ledger; for tests and looking only."""

from __future__ import annotations

import itertools
import math
import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import yaml

LEDGER = Path(__file__).parents[2] / "src/groundswell/cases/gaza_2007/ledger.yaml"
THRESHOLDS = {"follows": 0.95, "mostly follows": 0.75, "mostly fails": 0.25, "contradicted": 0.05}
ASSUMPTIONS = {
    "X01": ("Hardship turns into participation once morale is present.", ("v_grievance", "v_mobilisation", "A_pal_masses", 1)),
    "X02": ("A party that trails in support accepts or refuses office by its readiness to settle.", ("v_accommodation", "v_office", "A_fatah_leadership", 1)),
    "X03": ("Private rents of leaders are seen by their base only through spending on <posts & cars>.", ("v_rents", "v_corruption", "A_fatah_leadership", 1)),
    "X04": ("A region changes hands where arms and following tip together.", ("v_support", "v_territory", "A_hamas", 1)),
}  # fmt: skip
SHARED_BY_PARTY = {"v_support", "v_authority", "v_accommodation"}
SPECIAL = {"C27": "vacuous", "C39": "untestable", "C40": "no route", "C36": "by wiring"}


def raw_ledger() -> dict[str, Any]:
    return yaml.load(LEDGER.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _by_id(rows: list[dict[str, Any]]) -> dict[str, SimpleNamespace]:
    defaults = {"known_date": None, "treatment": "given", "reason": None}
    return {row["id"]: SimpleNamespace(**{**defaults, **row}) for row in rows}


def _assumption(name: str) -> SimpleNamespace:
    return SimpleNamespace(
        id=name, name=name.lower(), paraphrase=ASSUMPTIONS[name][0], tier="support",
        stated="added", paragraphs=[], reason=f"Nothing in the essay says it; gap {name}.",
        time_scale="months", conditions=None,
    )  # fmt: skip


def example_case(ledger: dict[str, Any]) -> SimpleNamespace:
    """A stand-in for `Case` with the attributes that the report reads."""
    tests = {}
    for claim in ledger["claims"]:
        arms = [
            SimpleNamespace(id=f"arm-{number}", changes=(_change(arm),))
            for number, arm in enumerate(claim["test"]["arms"], 1)
        ]
        tests[claim["id"]] = SimpleNamespace(id=claim["id"], arms=tuple(arms))
    mechanisms = _by_id(ledger["mechanisms"])
    assumptions = {name: _assumption(name) for name in ASSUMPTIONS}
    return SimpleNamespace(
        id="gaza-2007", title="The fall of Gaza, 2007", says="An essay of July 2007.",
        ledger=SimpleNamespace(
            meta=ledger["meta"], mechanisms=mechanisms, events=_by_id(ledger["events"]),
            variables=_by_id(ledger["variables"]), actors=_by_id(ledger["actors"]),
        ),
        assumptions=assumptions, claims=SimpleNamespace(tolerance=0.05, claims=tests),
        mechanisms=lambda: {**mechanisms, **assumptions},
    )  # fmt: skip


def _change(arm: dict[str, Any]) -> SimpleNamespace:
    target = arm["target"]
    if target.startswith("M"):
        return SimpleNamespace(mechanism=target)
    if target.startswith("E"):
        return SimpleNamespace(event=target)
    return SimpleNamespace(quantity=f"{target.removeprefix('v_')}({arm.get('of')})")


def example_diagram(ledger: dict[str, Any]) -> dict[str, Any]:
    """Nodes and signed edges of every binding, as the compiled model would give them."""
    edges, leads = [], {a["id"]: a["parent"] for a in ledger["actors"] if a["kind"] == "leadership" and a["parent"]}

    def node(variable: str, actor: str) -> str:
        return f"{variable}({leads.get(actor, actor) if variable in SHARED_BY_PARTY else actor})"

    for mechanism in ledger["mechanisms"]:
        signs = {"+": 1, "-": -1}
        for binding in mechanism["bindings"]:
            pairs = [
                (c["var"], c["of"], e["var"], e["of"], signs[c["sign"]] * signs[e["sign"]])
                for c, e in itertools.product(mechanism["causes"], mechanism["effects"])
            ]
            for cause, cause_role, effect, effect_role, sign in pairs:
                causes, effects = binding.get(cause_role, []), binding.get(effect_role, [])
                edges += [
                    _edge(node(cause, a), node(effect, b), sign, mechanism["id"])
                    for a, b in itertools.product(causes, effects)
                ]
    for name, (_, (cause, effect, actor, sign)) in ASSUMPTIONS.items():
        edges.append(_edge(f"{cause}({actor})", f"{effect}({actor})", sign, name))
    names = {row["id"]: row["name"] for row in ledger["actors"]}
    nodes = [_node(name, names) for name in sorted({e[k] for e in edges for k in ("source", "target")})]
    return {"nodes": nodes, "edges": edges}


def _edge(source: str, target: str, sign: int, mechanism: str) -> dict[str, Any]:
    added = mechanism.startswith("X")
    return {"source": source, "target": target, "sign": sign, "mechanism": mechanism, "added": added}


def _node(node: str, names: dict[str, str]) -> dict[str, Any]:
    variable, actor = node[:-1].split("(")
    label = f"{variable.removeprefix('v_').replace('_', ' ')} of {names[actor]}"
    return {"id": node, "variable": variable, "actor": actor, "label": label}


def word(share: float) -> str:
    for name, mark in (("follows", 0.95), ("mostly follows", 0.75)):
        if share >= mark:
            return name
    return "contradicted" if share <= 0.05 else "mostly fails" if share <= 0.25 else "contingent"


def _interval(share: float, size: int = 380) -> list[float]:
    half = 1.96 * math.sqrt(max(share * (1 - share), 0.002) / size)
    return [round(max(share - half, 0), 4), round(min(share + half, 1), 4)]


def example_claim(row: dict[str, Any], luck: random.Random) -> dict[str, Any]:
    """One claim with numbers drawn by luck and the ledger's own words."""
    share = luck.choice([luck.uniform(0.95, 1), luck.uniform(0.75, 0.95), luck.uniform(0, 1)])
    verdict = SPECIAL.get(row["id"], word(share))
    null = luck.uniform(0.05, 0.6)
    touched = sorted(luck.sample(sorted(ASSUMPTIONS), luck.choice([0, 0, 1, 2])))
    outcome = row["test"]["outcome"]
    known = verdict not in {"untestable", "no route"}
    arms = [] if verdict == "untestable" else [
        example_arm(number, arm, outcome, share, verdict, luck)
        for number, arm in enumerate(row["test"]["arms"], 1)
    ]  # fmt: skip
    moved = luck.uniform(0.02, 0.2) if verdict != "vacuous" else 0.94
    less = max(share - luck.uniform(0, 0.4), 0)
    return {
        "id": row["id"], "says": row["paraphrase"], "paragraphs": row["paragraphs"],
        "verdict": verdict, "flags": ["no better than shuffled"] if known and null > share else [],
        "share": share if known else None, "interval": _interval(share) if known else None,
        "raw_share": max(share - 0.08, 0) if known else None,
        "null_share": null if known else None, "null_interval": _interval(null, 200) if known else None,
        "n_readings": 412 if known else 0, "effective": 318.4 if known else None, "tolerance": 0.05,
        "sensitivity": [
            {"tolerance": t, "share": min(1, max(0, share + 0.06 - 1.1 * t))}
            for t in (0.01, 0.02, 0.05, 0.1, 0.2)
        ] if known else [],
        "vacuous_share": moved if known else None,
        "outcome": f"{outcome['var'][2:]}({outcome['of']}) at 2006-01", "window": outcome["at"],
        "reason": "The ledger gives a month and no measure; the last month before the vote is read.",
        "arms": arms, "mechanisms": row["mechanisms"], "assumptions": touched,
        "without_assumptions": {"share": less, "verdict": word(less)} if touched and known else None,
        "divides": [
            {"choice": f"{row['mechanisms'][0]} acts by standing there", "share_with": min(share + 0.15, 1), "share_without": max(share - 0.2, 0)},
            {"choice": f"{row['mechanisms'][-1]} needs all its causes", "share_with": max(share - 0.1, 0), "share_without": share},
        ] if known else [],
        "muted": luck.choice([[], [], ["E24"], ["D01", "X02"]]),
        "untestable": "The outcome lies before the setting begins." if verdict == "untestable" else None,
    }  # fmt: skip


def example_arm(number, arm, outcome, share, verdict, luck) -> dict[str, Any]:
    expect = arm["expect"]
    size = {"unchanged": 0.01, "slightly higher": 0.1, "slightly lower": -0.1}.get(
        expect, -0.6 if "lower" in expect else 0.6
    ) * luck.uniform(0.6, 1.6)
    none = verdict == "no route"
    return {
        "id": f"arm-{number}", "says": arm.get("detail", ""),
        "change": f"{arm['target']}{' of ' + arm['of'] if arm.get('of') else ''}: {arm['change']}",
        "expect": expect, "share": None if none else min(share + 0.02, 1),
        "formula": f"unbounded({outcome['var'][2:]}({outcome['of']}) at 2006-01) {expect} than baseline by tolerance",
        "effect": None if none else {"median": size, "low": size - 0.5, "high": size + 0.7},
        "moved_share": None if none else 0.88, "route": "none" if none else "yes",
        "by_wiring": verdict == "by wiring",
    }  # fmt: skip


def example_verdicts(ledger: dict[str, Any]) -> dict[str, Any]:
    """All of verdicts.json for the ledger's claims."""
    luck = random.Random(7)
    claims = [example_claim(row, luck) for row in ledger["claims"]]
    return {
        "schema": "groundswell.verdicts/1", "case": "gaza-2007", "title": "The fall of Gaza, 2007",
        "seed": 0, "tolerance": 0.05, "thresholds": THRESHOLDS, "claims_until": "2007-07",
        "readings": {"drawn": 2048, "admissible_share": 0.31, "kept": 412, "effective": 318.4},
        "nulls": {"theories": 50, "readings": 64},
        "explananda": [_explanandum(number, luck) for number in range(1, 13)],
        "at_bound": [{"node": f"support({a})", "share": luck.uniform(0, 0.25)} for a in ("A_fatah", "A_hamas", "A_labour", "A_pal_left")],
        "claims": claims,
        "conditions": {"modelled": 59, "not_modelled": [{"id": f"M{n}", "reason": "The words name a quality that no variable of the ledger carries."} for n in (17, 33, 58)]},
        "assumptions": [
            {"id": name, "says": ASSUMPTIONS[name][0], "reason": f"Nothing in the essay says it; gap {name}.", "claims": [c["id"] for c in claims if name in c["assumptions"]]}
            for name in ASSUMPTIONS
        ],
        "events": [
            {"id": e["id"], "name": e["name"], "date": (e.get("known_date") or "")[:7] or None, "treatment": e.get("treatment", "given"), "status": "not run" if e["kind"] == "reference" else "on its date"}
            for e in ledger["events"]
        ],
        "manifest": {"command": "groundswell study gaza-2007", "seed": 0, "duration": "96 s", "versions": {"groundswell": "0.1.0", "jax": "0.10.2"}, "hashes": {"ledger.yaml": "9f2c" * 16}},
    }  # fmt: skip


def _explanandum(number: int, luck: random.Random) -> dict[str, Any]:
    raw = luck.uniform(0.2, 0.95)
    return {
        "id": f"XP{number:02}", "says": f"Fatah's share of support falls slowly through period {number}.",
        "paragraphs": ["p4"], "formula": "change[1996-01, 2006-01] support(A_fatah) < -0.1", "tolerance": 0.1,
        "raw_share": raw, "weighted_share": min(raw + 0.2, 1), "needs": ["M02", "M03"][: number % 3], "hard": raw < 0.4,
    }  # fmt: skip


def example_fans(verdicts: dict[str, Any]) -> dict[str, Any]:
    """A fan for every arm that has an effect, and ten baseline histories."""
    luck, fans = random.Random(11), {}
    for claim in verdicts["claims"]:
        node = claim["outcome"].split(" at ")[0]
        fans[claim["id"]] = {
            arm["id"]: _fan(node, arm["effect"]["median"] if arm["effect"] else 0, luck) for arm in claim["arms"]
        }
    fans["_histories"] = {
        f"{name}({actor})": _fan("", 0, luck)["baseline"] | {"dates": _dates()}
        for name, actor in [("support", "A_fatah"), ("support", "A_hamas"), ("mobilisation", "A_pal_masses"), ("poverty", "A_gaza_masses"), ("corruption", "A_pa_circles"), ("trust_rulers", "A_isr_workers"), ("chauvinism", "A_isr_masses"), ("territory", "A_hamas"), ("repression", "A_pal_masses"), ("authority", "A_fatah_leadership")]
    }  # fmt: skip
    return fans


def _dates() -> list[str]:
    return [f"{1985 + n // 12}-{n % 12 + 1:02}" for n in range(283)]


def _fan(node: str, effect: float, luck: random.Random) -> dict[str, Any]:
    dates, start, slope, level = _dates(), luck.randrange(60, 200), luck.uniform(-1.8, 1.8), luck.uniform(-1, 1)
    wiggle = [0.0]
    for _ in dates:
        wiggle.append(0.97 * wiggle[-1] + luck.gauss(0, 0.03))
    middle = [level + slope * n / 283 + wiggle[n] + 0.4 * math.exp(-(((n - 190) / 12) ** 2)) for n in range(283)]
    changed = [m + effect * (1 - math.exp(-max(n - start, 0) / 40)) for n, m in enumerate(middle)]
    scale = (
        "level"
        if node.startswith(("org_strength", "coercion"))
        else "share"
        if node.startswith("support")
        else "unit01"
    )
    return {
        "node": node, "scale": scale, "dates": dates, "window": ["2005-01", "2006-01"],
        "baseline": _bands(middle, 0.35), "arm": _bands(changed, 0.4),
    }  # fmt: skip


def _bands(middle: list[float], width: float) -> dict[str, list[float]]:
    quantiles = {"q05": -1.64, "q25": -0.67, "q50": 0.0, "q75": 0.67, "q95": 1.64}
    return {
        key: [round(1 / (1 + math.exp(-(m + z * width * (0.3 + n / 280)))), 4) for n, m in enumerate(middle)]
        for key, z in quantiles.items()
    }
