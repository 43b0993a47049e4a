"""One reading taken apart: every choice that it makes for the text, as plain numbers and names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.ensemble import Ensemble, scale_of
from groundswell.forms import GENERIC, PUBLISHED, Form
from groundswell.language import And, Formula, OnDate, nodes_of, to_text
from groundswell.ledger import Case
from groundswell.model import Theory, compile_theory, own_scale, unit
from groundswell.report._document import plain
from groundswell.verdict import explained, weigh

SCHEMA = "groundswell.reading/1"
_FORMS = {form.name: form for form in (*GENERIC, *PUBLISHED.values())}
_SHAPES = {"saturating": ("half point",), "threshold": ("tipping point", "steepness")}


def reading_document(case: Case, index: int, seed: int, forms: str = "generic") -> dict[str, Any]:
    """Return reading number `index` under a seed: its mechanisms, resting states, shocks, and how it fares.

    `forms` says what it draws its forms from, as in a study.
    Strengths are in points of the unbounded coordinate, times in months, thresholds and states on the nodes' own
    scales. `weight` is what the reading counts before weights are made to sum to one: 1 where nothing is missed.
    """
    theory = compile_theory(case)
    told = _Told(case, theory, Ensemble(theory, seed, forms=forms), index)
    return plain({
        "schema": SCHEMA, "case": case.id, "seed": seed, "index": index,
        **told.fares(),
        "mechanisms": told.mechanisms(),
        "events": told.events(),
        "resting": told.resting(),
    })  # fmt: skip


class _Told:
    """One reading of one theory, asked for its parts."""

    def __init__(self, case: Case, theory: Theory, ensemble: Ensemble, index: int):
        self.case, self.theory, self.ensemble = case, theory, ensemble
        self.index = np.array([index])
        self.draws: Mapping[str, float] = ensemble.drawer.describe(ensemble.seed, index)
        self.arrays = ensemble.drawer(ensemble.seed, self.index)  # type: ignore[arg-type]  # numbers or an array
        self.pushes = self._pushes()

    def _pushes(self) -> list[float]:
        """Signed size in points of each of the layout's pushes."""
        order, size = self.theory.wiring.push_order, np.asarray(self.arrays.push)[:, 0]
        found = np.zeros(len(order))
        found[order] = size
        return [float(points) for points in found]

    def fares(self) -> dict[str, Any]:
        """How the reading meets what the text takes as given."""
        wanted = self.case.explananda
        margins = explained(self.ensemble, self.index)
        weight = np.exp(weigh(margins, np.array([one.tolerance for one in wanted])))[0]
        told = [
            {"id": one.id, "says": one.says, "margin": margins[row, 0], "tolerance": one.tolerance, "unit": one.unit,
             "met": bool(margins[row, 0] > 0)}
            for row, one in enumerate(wanted)
        ]  # fmt: skip
        return {"weight": weight, "explananda": told}

    def mechanisms(self) -> list[dict[str, Any]]:
        """Every mechanism with its instances; copies in several places share their draws and stand as one."""
        rows: dict[str, dict[str, list[int]]] = {}
        for row, drive in enumerate(self.theory.layout.drives):
            rows.setdefault(drive.mechanism, {}).setdefault(drive.name, []).append(row)
        every = self.case.mechanisms()
        return [
            {
                "id": id, "name": every[id].name.replace("_", " "), "says": every[id].paraphrase,
                "added": id in self.case.assumptions,
                "instances": [self._instance(name, mine) for name, mine in instances.items()],
            }
            for id, instances in rows.items()
        ]  # fmt: skip

    def _instance(self, name: str, rows: list[int]) -> dict[str, Any]:
        drives = [self.theory.layout.drives[row] for row in rows]
        names, standing = self.ensemble.drawer.choices(self.ensemble.seed, self.index, rows[0])
        form = _FORMS[str(names[0])]
        causes = {(str(key), cause.sign) for drive in drives for cause in drive.causes for key in cause.parts}
        wait = self.draws[f"wait:{name}"]
        return {
            "binding": self._binding(name),
            "form": form.name,
            "equation": form.equation,
            "words": (form.act.__doc__ or "").strip(),
            "shape": self._shape(form, name),
            "acts": "standing" if standing[0] else "change",
            "causes": [{"node": node, "acts_by_being": "high" if sign > 0 else "low"} for node, sign in sorted(causes)],
            "pushes": self._pushed(rows),
            "build_up": self.draws[f"build:{name}"],
            "delay": wait if wait > 0.05 else 0.0,
            "condition": self._condition(drives[0].mechanism, name),
        }

    def _shape(self, form: Form, name: str) -> dict[str, float]:
        own = {number.name: self.draws[f"{form.name}.{number.name}:{name}"] for number in form.numbers}
        return own | {what: self.draws[f"{what}:{name}"] for what in _SHAPES.get(form.name, ())}

    def _binding(self, name: str) -> dict[str, list[str]]:
        inside = name.partition("[")[2].removesuffix("]")
        pairs = (part.partition("=") for part in inside.split(";") if part)
        return {role: actors.split("+") if actors else [] for role, _, actors in pairs}

    def _pushed(self, rows: list[int]) -> list[dict[str, Any]]:
        found = {
            str(push.target.node): self.pushes[number]
            for number, push in enumerate(self.theory.layout.pushes)
            if push.kind == "mechanism" and push.source in rows
        }
        return [{"node": node, "points": points} for node, points in sorted(found.items())]

    def _condition(self, mechanism: str, name: str) -> list[dict[str, Any]]:
        stated = self.case.conditions.get(mechanism)
        if stated is None or stated.gate_formula is None:
            return []
        compared = [one for one in _joined(stated.gate_formula) if not isinstance(one, OnDate)]
        dated = [one for one in _joined(stated.gate_formula) if isinstance(one, OnDate)]
        shifts = [
            {"says": to_text(one), "eased_by": self.draws[f"shift:{name}#{row}"]} for row, one in enumerate(compared)
        ]
        return [*shifts, *({"says": to_text(one), "eased_by": 0.0} for one in dated)]

    def events(self) -> list[dict[str, Any]]:
        """Every event that acts: what it pushes, and after how many months half of it is left."""
        layout, drives = self.theory.layout, len(self.theory.layout.drives)
        return [
            {
                "id": event.id, "half_life": self.draws[f"fade:{event.id}"],
                "pushes": [
                    {"node": str(push.target.node), "points": self.pushes[number]}
                    for number, push in enumerate(layout.pushes) if push.source == drives + row
                ],
            }
            for row, event in enumerate(layout.events)
        ]  # fmt: skip

    def resting(self) -> list[dict[str, Any]]:
        """Where the nodes that explananda and outcomes read come to rest when nothing pushes them."""
        wiring, layout = self.theory.wiring, self.theory.layout
        states = np.asarray(own_scale(wiring, unit(wiring, self.arrays.rest)))[:, 0]
        tested = [test for test in self.case.claims.claims.values() if test.untestable is None]
        trees = [one.formula_parsed for one in self.case.explananda] + [test.outcome_formula for test in tested]
        nodes = sorted({node for tree in trees if tree is not None for node in nodes_of(tree)})
        return [
            {
                "node": str(node), "scale": scale_of(self.case, node),
                "value": sum(w * float(states[layout.node_index[key]]) for key, w in layout.parts_of(node).items()),
            }
            for node in nodes
        ]  # fmt: skip


def _joined(formula: Formula) -> list[Formula]:
    if isinstance(formula, And):
        return [*_joined(formula.left), *_joined(formula.right)]
    return [formula]
