"""Null theories: the same structure with the mechanisms' targets and signs shuffled.

A share of readings means little unless a theory that says nothing in particular does worse.
"""

import numpy as np

from groundswell.model import Layout, Reading, Swap, Theory

THEORIES = 64
EACH = 4
"""Readings of each null theory; together they fill whole blocks."""


class Shuffler:
    """Turns a block of readings into null theories, EACH lanes to a theory.

    Among the mechanisms' pushes the sources trade places, so every node keeps as many pushes as before; every push
    and every cause gets a sign at random. Shocks and drivers stay, since they are the setting's. Mechanisms that are
    `absent` from the theory keep their places.
    """

    def __init__(self, theory: Theory, seed: int, absent: frozenset[str] = frozenset()):
        self.theory, self.seed = theory, seed
        self.layout: Layout = theory.layout
        pushes = [self.layout.pushes[k] for k in theory.wiring.push_order]
        self.source = np.array([push.source for push in pushes], np.int32)
        self.sign = np.array([push.target.sign for push in pushes], np.float32)
        self.ours = np.array([push.kind == "mechanism" and push.mechanism not in absent for push in pushes])

    def __call__(self, reading: Reading, index: np.ndarray) -> Reading:
        source = np.repeat(self.source[:, None], len(index), 1)
        flip = np.ones((len(self.source), len(index)), np.float32)
        causes = np.repeat(self.theory.wiring.cause_sign[:, None], len(index), 1)
        for theory in np.unique(index // EACH):
            lanes = np.flatnonzero(index // EACH == theory)
            luck = np.random.default_rng([self.seed, int(theory)])
            mine = self.source.copy()
            mine[self.ours] = luck.permutation(mine[self.ours])
            source[:, lanes] = mine[:, None]
            flip[:, lanes] = np.where(self.ours, luck.choice([-1.0, 1.0], len(mine)), 1.0)[:, None]
            causes[:, lanes] = luck.choice([-1.0, 1.0], len(causes))[:, None]
        return reading._replace(push=reading.push * flip, swap=Swap(source, causes.astype(np.float32)))
