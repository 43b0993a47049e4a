"""A reading written as XMILE steps to the same numbers as the compiled program, in an interpreter of its own."""

import math
import re
from xml.etree import ElementTree

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from groundswell.ensemble import LANES, Drawer
from groundswell.exports import xmile, xmile_name
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory, simulate

SPACE = "{http://docs.oasis-open.org/xmile/ns/XMILE/v1.0}"
KNOWN = {"EXP": math.exp, "LN": math.log, "MAX": max}


class Stepped:
    """Steps an XMILE model month by month with Python's own arithmetic."""

    def __init__(self, text: str):
        model = ElementTree.fromstring(text.split("?>\n", 1)[1])
        self.stop = int(model.findtext(f"{SPACE}sim_specs/{SPACE}stop", ""))
        parts = {kind: model.iter(SPACE + kind) for kind in ("stock", "flow", "aux")}
        self.stocks = {one.get("name"): one for one in parts["stock"]}
        self.rules = {one.get("name"): one for kind in ("flow", "aux") for one in parts[kind]}
        self.code = {name: compile(_python(self._eqn(one)), str(name), "eval") for name, one in self.rules.items()}

    def _eqn(self, part) -> str:
        return part.findtext(f"{SPACE}eqn")

    def run(self, wanted: list[str]) -> np.ndarray:
        """Values of variables at months 0, 1, .. of the run: (months + 1, wanted)."""
        now = {name: float(self._eqn(one).strip("()")) for name, one in self.stocks.items()}
        seen = []
        for month in range(self.stop + 1):
            known = dict(now)
            seen.append([self._value(name, known, month) for name in wanted])
            if month < self.stop:
                now = {name: now[name] + self._value(f"d_{name}", known, month) for name in now}
        return np.array(seen)

    def _value(self, name: str, known: dict[str, float], month: int) -> float:
        if name not in known:
            points = self.rules[name].findtext(f"{SPACE}gf/{SPACE}ypts")
            found = points.split(",")[month] if points else None
            known[name] = float(found) if found else eval(self.code[name], KNOWN, self._Names(self, known, month))
        return known[name]

    class _Names(dict):
        def __init__(self, model: "Stepped", known: dict[str, float], month: int):
            self.model, self.values_known, self.month = model, known, month

        def __missing__(self, name: str) -> float:
            return self.month if name == "TIME" else self.model._value(name, self.values_known, self.month)


def _python(equation: str) -> str:
    found = re.sub(r"IF (.+?) THEN 1 ELSE 0", r"1 if \1 else 0", equation)
    return found.replace(" AND ", " and ")


@pytest.mark.parametrize("number", [0, 3, 17])
@pytest.mark.parametrize("name", ["two-harbours", "algeria-1991"])
def test_the_written_model_gives_the_compiled_model_s_numbers(name: str, number: int) -> None:
    theory = compile_theory(load_case(name))
    reading = Drawer(theory)(2007, np.arange(LANES))
    still = reading._replace(chance=jnp.zeros_like(reading.chance))
    ours = np.asarray(simulate(theory.wiring, still, baseline(theory.layout), theory.record_stored()))[:, :, number]
    text = xmile(theory, jax.tree.map(lambda rows: rows[..., number : number + 1], still))
    # month m of the run ends where month m + 1 of the written model begins, and drivers have no path past the last
    theirs = Stepped(text.replace(f"<stop>{len(ours)}<", f"<stop>{len(ours) - 1}<")).run(
        [xmile_name(key) for key in theory.layout.nodes]
    )
    assert np.abs(theirs[1:] - ours[:-1]).max() < 2e-4


def test_names_of_nodes_stay_apart() -> None:
    nodes = compile_theory(load_case("gaza-2007")).layout.nodes
    assert len({xmile_name(key) for key in nodes}) == len(nodes)
