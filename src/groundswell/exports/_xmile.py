"""One reading of a theory as an XMILE model, for any program that steps stocks and flows.

Every equation of a month is written out: what the compiled program does with index arrays stands here as text. Luck is
left out, and so are arms. Source of the format: OASIS XMILE 1.0 (2015).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from groundswell.forms import GENERIC
from groundswell.model import Layout, NodeKey, Reading, Theory, baseline

_NEVER = 10**6
_FLOOR = 1e-6


def xmile(theory: Theory, reading: Reading) -> str:
    """Write the first lane of `reading` as XMILE text with a step of one month, from month 0 of the calendar.

    Stock `z <node>` is a node's unbounded coordinate and auxiliary `v <node>` its value at the beginning of a month.
    """
    return _Writer(theory, reading).text()


def xmile_name(key: NodeKey | str) -> str:
    """The name of a node's value in the XMILE model, in letters, digits and underscores."""
    return f"v_{_plain(str(key))}"


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")


class _Writer:
    """Writes the parts of one model; `wiring` order and `layout` order are joined here and nowhere else."""

    def __init__(self, theory: Theory, reading: Reading):
        self.layout: Layout = theory.layout
        self.months = self.layout.months
        self.number = _lane(reading)
        self.shape = _lane(reading.shape)
        self.wiring = theory.wiring
        self.on = baseline(self.layout)
        self.shift = self._shifts()

    def _shifts(self) -> dict[tuple[str, int, int], float]:
        """How far each comparison of a condition is moved, by owner and place."""
        found = {}
        for kind, slots in (("drive", self.wiring.gate_slots), ("event", self.wiring.when_slots)):
            for owner in range(slots.shape[1] if slots.ndim == 2 else 0):
                for place, position in enumerate(slots[:, owner]):
                    if position < len(self.wiring.literal_constant):
                        found[kind, owner, place] = float(self.number["gate_shift"][position])
        return found

    def text(self) -> str:
        body = "\n".join(["    <variables>", *(f"      {line}" for line in self._variables()), "    </variables>"])
        start = self.layout.case.setting.calendar.start
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">\n'
            f"  <header><name>{escape(self.layout.case.title)}</name><vendor>Groundswell</vendor>"
            f'<product version="1.0">Groundswell</product></header>\n'
            f'  <sim_specs method="Euler" time_units="months from {start}">'
            f"<start>0</start><stop>{self.months}</stop><dt>1</dt></sim_specs>\n"
            f"  <model>\n{body}\n  </model>\n</xmile>\n"
        )

    def _variables(self) -> Iterator[str]:
        yield from self._nodes()
        yield from self._drives()
        yield from self._events()
        yield from self._drivers()

    def _nodes(self) -> Iterator[str]:
        rest, keep = self.number["rest"], self.number["keep"]
        pushes = self._pushes()
        for number, key in enumerate(self.layout.nodes):
            name = _plain(str(key))
            target = " + ".join([_n(rest[number]), *(f"{_n(size)} * {source}" for source, size in pushes[number])])
            yield from _stock(f"z_{name}", _n(rest[number]), f"({target} - z_{name}) * {_n(1 - keep[number])}")
            if number < len(self.wiring.share_group):
                yield _aux(f"e_{name}", f"EXP(z_{name})")
        for number, key in enumerate(self.layout.nodes):
            name = _plain(str(key))
            yield _aux(f"u_{name}", self._unit(number, key))
            yield _aux(f"v_{name}", self._own(number, f"u_{name}"))

    def _unit(self, number: int, key: NodeKey) -> str:
        name = _plain(str(key))
        if number >= len(self.wiring.share_group):
            return f"1 / (1 + EXP(-z_{name}))"
        members = self.layout.groups[key.variable, key.place]
        return f"e_{name} / (1 + {' + '.join(f'e_{_plain(str(one))}' for one in members)})"

    def _own(self, number: int, unit: str) -> str:
        if self.wiring.is_level[number]:
            return f"{unit} / (1 - {unit})"
        slope, offset = float(self.wiring.slope[number]), float(self.wiring.offset[number])
        return f"{_n(slope)} * {unit} + {_n(offset)}"

    def _pushes(self) -> list[list[tuple[str, float]]]:
        """For each node, its sources by name with the signed size of their push."""
        names = [
            *(f"acting_{k}" for k in range(len(self.layout.drives))),
            *(f"shock_{_plain(event.id)}" for event in self.layout.events),
            *(f"driver_{_plain(path.id)}" for path in self.layout.drivers),
        ]
        found: list[list[tuple[str, float]]] = [[] for _ in self.layout.nodes]
        for row, number in enumerate(self.wiring.push_order):
            push = self.layout.pushes[number]
            node = self.layout.node_index[push.target.node]
            found[node].append((names[push.source], float(self.number["push"][row])))
        return found

    def _drives(self) -> Iterator[str]:
        for k, drive in enumerate(self.layout.drives):
            causes = []
            for place, cause in enumerate(drive.causes):
                yield _aux(f"cause_{k}_{place}", self._cause(k, cause))
                causes.append(f"cause_{k}_{place}")
            factors = [self._form(k, causes), *self._gate(k, drive.gate), *self._window(self.on.on[:, k])]
            yield _aux(f"drive_{k}", " * ".join(f"({factor})" for factor in factors))
            wait, build = (_n(self.number[name][k]) for name in ("wait", "build"))
            yield _aux(f"late_{k}", f"drive_{k} + (waiting_{k} - drive_{k}) * {wait}")
            yield _aux(f"grown_{k}", f"late_{k} + (built_{k} - late_{k}) * {build}")
            pulse = self.wiring.pulse[k] > 0
            yield _aux(f"acting_{k}", f"MAX(late_{k} - grown_{k}, 0)" if pulse else f"grown_{k}")
            yield from _stock(f"waiting_{k}", "0", f"late_{k} - waiting_{k}")
            yield from _stock(f"built_{k}", "0", f"grown_{k} - built_{k}")

    def _cause(self, k: int, cause) -> str:
        now = _sum((weight, f"u_{_plain(str(key))}") for key, weight in sorted(cause.parts.items()))
        if self.number["standing"][k] > 0:
            return now if cause.sign > 0 else f"1 - ({now})"
        at_rest = sum(weight * self._rest_unit(key) for key, weight in cause.parts.items())
        if cause.sign > 0:
            return f"MAX((({now}) - {_n(at_rest)}) / {_n(1 - at_rest)}, 0)"
        return f"MAX(({_n(at_rest)} - ({now})) / {_n(at_rest)}, 0)"

    def _rest_unit(self, key: NodeKey) -> float:
        rest = self.number["rest"].astype(float)
        number = self.layout.node_index[key]
        if number >= len(self.wiring.share_group):
            return float(1 / (1 + np.exp(-rest[number])))
        members = [self.layout.node_index[one] for one in self.layout.groups[key.variable, key.place]]
        return float(np.exp(rest[number]) / (1 + np.exp(rest[members]).sum()))

    def _form(self, k: int, causes: Sequence[str]) -> str:
        name = GENERIC[int(self.number["form"][k])].name
        mean = f"({' + '.join(causes)}) / {len(causes)}"
        half, tip, steep = (_n(self.shape[one][k]) for one in ("half_point", "tipping_point", "steepness"))
        return {
            "linear": mean,
            "saturating": f"(1 + {half}) * ({mean}) / (({mean}) + {half})",
            "threshold": f"1 / (1 + EXP(-{steep} * (({mean}) - {tip})))",
            "all of": f"EXP(({' + '.join(f'LN(MAX({one}, {_FLOOR}))' for one in causes)}) / {len(causes)})",
            "any of": "1 - " + " * ".join(f"(1 - {one})" for one in causes),
        }[name]

    def _gate(self, k: int, literals) -> list[str]:
        soft = _n(float(self.number["softness"]))
        return [
            f"1 / (1 + EXP(-({self._margin(one, self.shift.get(('drive', k, place), 0.0))}) / {soft}))"
            for place, one in enumerate(literals)
        ]

    def _margin(self, literal, shift: float) -> str:
        terms = ((c * w, f"v_{_plain(str(key))}") for c, parts in literal.terms for key, w in sorted(parts.items()))
        return f"{_sum(terms)} + {_n(literal.constant + shift)}"

    def _window(self, on: np.ndarray) -> list[str]:
        """Months in which a drive can act, where the calendar bounds it."""
        acting = np.flatnonzero(on)
        if len(acting) == self.months:
            return []
        if not len(acting):
            return ["0"]
        return [_between(int(acting[0]), int(acting[-1]))]

    def _events(self) -> Iterator[str]:
        for k, event in enumerate(self.layout.events):
            name = _plain(event.id)
            factors = [_between(event.since, event.until)]
            if event.explained:
                whens = [self._margin(one, self.shift.get(("event", k, p), 0.0)) for p, one in enumerate(event.when)]
                factors += [f"(IF {when} > 0 THEN 1 ELSE 0)" for when in whens]
                factors += [f"(1 - happened_{name})"] if event.first else []
            if event.needs:
                factors.append(f"happened_{_plain(event.needs)}")
            yield _aux(f"act_{name}", " * ".join(factors))
            yield from _stock(f"happened_{name}", "0", f"MAX(happened_{name}, act_{name}) - happened_{name}")
            yield _aux(f"shock_{name}", f"MAX(act_{name}, left_{name} * {_n(self.number['fade'][k])})")
            yield from _stock(f"left_{name}", "0", f"shock_{name} - left_{name}")

    def _drivers(self) -> Iterator[str]:
        for path in self.layout.drivers:
            points = ",".join(_n(value) for value in path.path)
            gf = f'<gf><xscale min="0" max="{self.months - 1}"/><ypts>{points}</ypts></gf>'
            yield f"<aux name={quoteattr(f'driver_{_plain(path.id)}')}><eqn>TIME</eqn>{gf}</aux>"


def _lane(batch) -> dict[str, np.ndarray]:
    """The first reading of a batch, by the names of its arrays."""
    names = getattr(batch, "_fields", None) or [one.name for one in fields(batch)]
    arrays = {name: getattr(batch, name) for name in names}
    return {name: np.asarray(one)[..., 0] for name, one in arrays.items() if hasattr(one, "shape")}


def _between(first: int, last: int) -> str:
    if first >= _NEVER:
        return "0"
    return f"(IF TIME >= {first} AND TIME <= {min(last, _NEVER)} THEN 1 ELSE 0)"


def _sum(terms: Iterable[tuple[float, str]]) -> str:
    return " + ".join(name if weight == 1 else f"{_n(weight)} * {name}" for weight, name in terms)


def _n(value: float) -> str:
    text = repr(float(np.float64(value)))
    return f"({text})" if text.startswith("-") else text


def _aux(name: str, equation: str) -> str:
    return f"<aux name={quoteattr(name)}><eqn>{escape(equation)}</eqn></aux>"


def _stock(name: str, begin: str, change: str) -> Iterator[str]:
    yield f"<stock name={quoteattr(name)}><eqn>{begin}</eqn><inflow>d_{name}</inflow></stock>"
    yield f"<flow name={quoteattr(f'd_{name}')}><eqn>{escape(change)}</eqn></flow>"
