"""The same ledger as an experienced NumPy user would write it: one reading at a time, arrays over all mechanisms.

Sums over nodes are matrix products, and the causes of a mechanism stand in a padded table. Events stay a loop: they
are few, and need each other.
"""

import numpy as np
from plain_loops import PlainLoops
from plain_luck import normal

from groundswell.model import Arm, Reading, Theory


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def padded(counts: list[int]) -> np.ndarray:
    """Numbers 0, 1, ... dealt out in columns of the given lengths; -1 where a column is shorter."""
    slots = np.full((max(counts), len(counts)), -1)
    ends = np.cumsum(counts)
    for owner, (count, end) in enumerate(zip(counts, ends, strict=True)):
        slots[:count, owner] = np.arange(end - count, end)
    return slots


class PlainArrays(PlainLoops):
    """One theory under one arm that holds no node; `run` steps one reading."""

    def __init__(self, theory: Theory, arm: Arm):
        super().__init__(theory, arm)
        nodes = len(self.layout.nodes)
        flat = [cause for causes in self.causes for cause in causes]
        self.cause_matrix = np.zeros((len(flat), nodes))
        for row, (index, weight, _) in enumerate(flat):
            self.cause_matrix[row, index] = weight
        self.low = np.array([sign < 0 for *_, sign in flat])
        self.slots = padded([len(causes) for causes in self.causes])
        literals = [one for gate in self.gates for one in gate]
        self.gate_matrix = np.zeros((len(literals), nodes))
        for row, (terms, _, _) in enumerate(literals):
            for coefficient, index, weight in terms:
                self.gate_matrix[row, index] += coefficient * weight
        self.gate_constant = np.array([constant for _, constant, _ in literals])
        self.gate_shift = np.array([k for *_, k in literals])
        self.gate_slots = padded([len(gate) for gate in self.gates])
        self.source, self.node, number = np.array(self.pushes).T
        self.mute = self.arm.mute[number]
        self.path = np.array([path.path for path in self.layout.drivers]).T
        self.is_pulse = np.array(self.pulse)

    def drives(self, reading: Reading, u, value, before):
        a = self.cause_matrix @ u
        a = np.where(self.low, 1 - a, a)
        a = np.where(self.standing, a, np.maximum((a - before) / (1 - before), 0))
        filled, a = self.slots >= 0, a[self.slots]
        count = filled.sum(0)
        mean = (a * filled).sum(0) / count
        shape = reading.shape
        by_form = np.stack(
            [
                mean,
                (1 + shape.half_point) * mean / (mean + shape.half_point),
                sigmoid(shape.steepness * (mean - shape.tipping_point)),
                np.exp((np.log(np.maximum(a, 1e-6)) * filled).sum(0) / count),
                1 - (1 - a * filled).prod(0),
            ]
        )
        margins = self.gate_matrix @ value + self.gate_constant + reading.gate_shift[self.gate_shift]
        soft = np.append(sigmoid(margins / reading.softness), 1.0)
        return by_form[reading.form, np.arange(len(mean))] * soft[self.gate_slots].prod(0)

    def run(self, reading: Reading, months: int) -> np.ndarray:
        """Values (months, stored nodes), own scales, at the end of every month."""
        z = np.array(reading.rest, float)
        u = self.unit(z)
        before = self.cause_matrix @ u
        before = np.where(self.low, 1 - before, before)
        self.standing = np.repeat(reading.standing > 0, [len(causes) for causes in self.causes])
        waiting, built = np.zeros(len(self.causes)), np.zeros(len(self.causes))
        shock, happened = np.zeros(len(self.whens)), np.zeros(len(self.whens), bool)
        seen = np.empty((months, len(z)))
        for month in range(months):
            value = self.own_scale(u)
            full = self.drives(reading, u, value, before) * self.arm.on[month]
            waiting = full + (waiting - full) * reading.wait
            built = waiting + (built - waiting) * reading.build
            acting = np.where(self.is_pulse, np.maximum(waiting - built, 0), built)
            acts = [self.happens(k, month, value, happened, reading) for k in range(len(shock))]
            shock = np.maximum(acts, shock * reading.fade)
            happened = np.maximum(happened, acts)
            sources = np.concatenate([acting, shock * self.arm.event_size, self.path[month]])
            pushes = reading.push * sources[self.source] * self.mute
            target = reading.rest + np.bincount(self.node, pushes, minlength=len(z))
            z = target + (z - target) * reading.keep + reading.chance * normal(self.names, reading.key, month)
            u = self.unit(z)
            seen[month] = self.own_scale(u)
        return seen
