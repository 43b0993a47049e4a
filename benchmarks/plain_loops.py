"""The same ledger as a modeller would first write it: NumPy, one reading at a time, a loop over the mechanisms.

It reads the layout (drives, events, pushes by name) and none of the compiled arrays, so it also checks them.
"""

import numpy as np
from plain_luck import normal

from groundswell.model import Arm, Reading, Theory

FORMS = ("linear", "saturating", "threshold", "all of", "any of")


def sigmoid(x: float) -> float:
    return 1 / (1 + np.exp(-x))


class PlainLoops:
    """One theory under one arm that holds no node; `run` steps one reading."""

    def __init__(self, theory: Theory, arm: Arm):
        layout, at = theory.layout, theory.layout.node_index
        self.layout, self.arm = layout, arm

        def parts(of):
            return np.array([at[k] for k in of]), np.array([of[k] for k in of])

        self.groups = [[at[k] for k in members] for members in layout.groups.values()]
        self.free = np.arange(sum(map(len, self.groups)), len(at))
        scales = [layout.scale(k) for k in layout.nodes]
        self.signed = np.array([s == "signed01" for s in scales])
        self.level = np.array([s in ("level", "count", "days") for s in scales])
        self.causes = [[(*parts(c.parts), c.sign) for c in d.causes] for d in layout.drives]
        self.pulse = [bool((c := layout.case.conditions.get(d.mechanism)) and c.pulse) for d in layout.drives]
        shift = {name: k for k, name in enumerate(theory.literal_names)}

        def literals(name, found):
            for k, one in enumerate(found):
                yield [(c, *parts(p)) for c, p in one.terms], one.constant, shift[f"{name}#{k}"]

        self.gates = [list(literals(d.name, d.gate)) for d in layout.drives]
        self.whens = [list(literals(e.id, e.when)) for e in layout.events]
        ids = [e.id for e in layout.events]
        self.needs = [ids.index(e.needs) if e.needs else None for e in layout.events]
        self.pushes = [(layout.pushes[k].source, at[layout.pushes[k].target.node], k) for k in theory.wiring.push_order]
        self.names = theory.wiring.node_name

    def unit(self, z):
        u = np.empty(len(z))
        for members in self.groups:
            e = np.exp(z[members])
            u[members] = e / (1 + e.sum())
        u[self.free] = sigmoid(z[self.free])
        return u

    def own_scale(self, u):
        value = np.where(self.signed, 2 * u - 1, u)
        value[self.level] = u[self.level] / (1 - u[self.level])
        return value

    def causes_of(self, d, u, rest, standing):
        found = []
        for index, weight, sign in self.causes[d]:
            now, before = (u[index] * weight).sum(), (rest[index] * weight).sum()
            if sign < 0:
                now, before = 1 - now, 1 - before
            found.append(now if standing else max((now - before) / (1 - before), 0.0))
        return np.array(found)

    @staticmethod
    def form(name, a, half, tip, steep):
        mean = a.mean()
        if name == "saturating":
            return (1 + half) * mean / (mean + half)
        if name == "threshold":
            return sigmoid(steep * (mean - tip))
        if name == "all of":
            return np.exp(np.log(np.maximum(a, 1e-6)).mean())
        return 1 - (1 - a).prod() if name == "any of" else mean

    def margins(self, literals, value, reading):
        for terms, constant, k in literals:
            yield sum(c * (value[i] * w).sum() for c, i, w in terms) + constant + reading.gate_shift[k]

    def happens(self, k, month, value, happened, reading):
        event = self.layout.events[k]
        if self.needs[k] is not None and not happened[self.needs[k]]:
            return False
        if not event.explained:
            return bool(self.arm.event_on[month, k])
        if not self.arm.event_open[month, k] or (event.first and happened[k]):
            return False
        return all(margin > 0 for margin in self.margins(self.whens[k], value, reading))

    def run(self, reading: Reading, months: int) -> np.ndarray:
        """Values (months, stored nodes), own scales, at the end of every month."""
        layout, z = self.layout, np.array(reading.rest, float)
        rest = u = self.unit(z)
        waiting, built = np.zeros(len(layout.drives)), np.zeros(len(layout.drives))
        shock, happened = np.zeros(len(layout.events)), np.zeros(len(layout.events), bool)
        seen = np.empty((months, len(z)))
        for month in range(months):
            value = self.own_scale(u)
            acting = []
            for d in range(len(layout.drives)):
                a = self.causes_of(d, u, rest, reading.standing[d] > 0)
                shape = (reading.shape.half_point[d], reading.shape.tipping_point[d], reading.shape.steepness[d])
                full = self.form(FORMS[reading.form[d]], a, *shape) * self.arm.on[month, d]
                for margin in self.margins(self.gates[d], value, reading):
                    full *= sigmoid(margin / reading.softness)
                waiting[d] = full + (waiting[d] - full) * reading.wait[d]
                built[d] = waiting[d] + (built[d] - waiting[d]) * reading.build[d]
                acting.append(max(waiting[d] - built[d], 0.0) if self.pulse[d] else built[d])
            acts = [self.happens(k, month, value, happened, reading) for k in range(len(shock))]
            shock = np.maximum(acts, shock * reading.fade)
            happened = np.maximum(happened, acts)
            sources = [*acting, *(shock * self.arm.event_size), *(path.path[month] for path in layout.drivers)]
            target = np.array(reading.rest, float)
            for row, (source, node, k) in enumerate(self.pushes):
                target[node] += reading.push[row] * sources[source] * self.arm.mute[k]
            z = target + (z - target) * reading.keep + reading.chance * normal(self.names, reading.key, month)
            u = self.unit(z)
            seen[month] = self.own_scale(u)
        return seen
