"""Premises switched on and off along the batch: one lane for each reading and each set of mechanisms.

A gate is a number in a lane's own arrays, so that every set of premises runs in the one compiled program, on the same
readings and with the same luck.
"""

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.verdict._claim import ClaimRunner

MOST_SETS = 16
"""Sets of premises run at a time; fewer are filled up to a power of two, so formulas are compiled for few sizes."""


class Gates:
    """Asks of many sets of premises, on the readings `index`, whether a claim's arms all come out as stated."""

    def __init__(self, runner: ClaimRunner, names: tuple[str, ...], index: np.ndarray):
        self.runner, self.names, self.index = runner, names, index
        layout, order = runner.layout, runner.ensemble.theory.wiring.push_order
        place = {name: k for k, name in enumerate(names)}
        self.owner = np.array([place.get(layout.pushes[k].mechanism, len(names)) for k in order])

    def __call__(self, gates: np.ndarray) -> np.ndarray:
        """(sets, readings) 1 where the claim holds, 0 where it fails, under gates (sets, readings, names)."""
        found = []
        for begin in range(0, len(gates), MOST_SETS):
            part = gates[begin : begin + MOST_SETS]
            size = 1 << (len(part) - 1).bit_length()
            filled = np.concatenate([part, np.repeat(part[-1:], size - len(part), axis=0)])
            found.append(self._held(filled)[: len(part)])
        return np.concatenate(found)

    def _held(self, gates: np.ndarray) -> np.ndarray:
        plain, readings = self.runner.ensemble, len(self.index)
        lanes = gates.reshape(-1, len(self.names))
        always = np.ones((len(lanes), 1), bool)
        on = np.concatenate([lanes, always], axis=1).astype(np.float32)

        def alter(reading, number: np.ndarray):
            del reading  # a lane's number is not its reading's
            mine = plain.drawer(plain.seed, self.index[number % readings])
            return mine._replace(push=mine.push * on[number][:, self.owner].T)

        other = Ensemble(plain.theory, plain.seed, alter)
        results = self.runner.results(other, np.arange(len(lanes)))
        return np.all([r.holds for r in results], axis=0).reshape(len(gates), readings).astype(float)
