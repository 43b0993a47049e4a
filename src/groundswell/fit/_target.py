"""What particles are weighed by: the record up to the split, and the explananda that do not look past it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date
from functools import cached_property
from typing import Literal

import jax
import jax.numpy as jnp
import numpy as np

from groundswell.ensemble import Devices, Drawer, Ensemble
from groundswell.fit._particles import Given, Particles, Taught
from groundswell.fit._runs import looks_past
from groundswell.language import Node, nodes_of
from groundswell.ledger import Explanandum
from groundswell.model import Theory, baseline
from groundswell.record import Evidence, Numbers
from groundswell.verdict import margin, months_read, weigh

Premises = Literal["before", "all", "none"]
"""Which explananda weigh a reading besides the record: those that speak of no month after the split, all, or none."""

IMPOSSIBLE = -1e9
"""Log density of a run that breaks down."""


class Target:
    """The log density, up to the prior, that the record and the explananda give to readings of one theory.

    `taught` puts what other cases have taught in place of the prior.
    """

    def __init__(
        self, theory: Theory, evidence: Evidence, premises: Premises = "before", seed: int = 2007,
        taught: Taught | None = None,
    ):  # fmt: skip
        self.theory, self.evidence, self.premises, self.seed = theory, evidence, premises, seed
        self.taught = taught
        self.drawer, self.lanes = Drawer(theory), Devices().lanes
        case = theory.layout.case
        self.explananda = [one for one in case.explananda if _counts(one, premises, evidence.until)]
        self.scales = {one.id.removeprefix("v_"): one.scale for one in case.ledger.variables.values()}

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node that must be run."""
        told = {node for one in self.explananda for node in nodes_of(one.formula_parsed)}
        return tuple(sorted({*self.evidence.nodes, *told}))

    @cached_property
    def months(self) -> int:
        """Months to run: to the last one that the record or an explanandum speaks of."""
        ends = [0]
        for block in self.evidence.blocks:
            ends += [b for _, b in block.spans] if isinstance(block, Numbers) else [one.month for one in block.answers]
        formulas = [one.formula_parsed for one in self.explananda]
        read = months_read(formulas, self.theory.layout) if formulas else 0
        return min(max(max(ends) + 1, read), self.theory.layout.months)

    @cached_property
    def _likelihood(self) -> Callable:
        """Compiled: values (nodes, lanes, months) and what was read -> (blocks, lanes), block by block."""

        def by_block(values, data):
            traces = dict(zip(self.nodes, values, strict=True))
            found = self.evidence.by_block(traces, data).values()
            return jnp.stack([jnp.broadcast_to(one, (values.shape[1],)) for one in found])

        return jax.jit(by_block)

    def replanted(self, evidence: Evidence) -> Target:
        """The same target, without explananda, for other answers to the same questions; nothing is compiled anew."""
        assert self.nodes and self.months and self._likelihood  # made once, for all
        other = copy(self)
        other.evidence, other.premises, other.explananda = evidence, "none", []
        return other

    def run(self, particles: Particles) -> np.ndarray:
        """Values (nodes, N, months) of particles under the baseline."""
        ensemble = Ensemble(self.theory, self.seed, Given(self.drawer, self.seed, particles, self.taught))
        return ensemble.run(baseline(self.theory.layout), self.nodes, np.arange(particles.count), self.months)

    def by_block(self, values: np.ndarray) -> dict[str, np.ndarray]:
        """Log likelihood (N,) of each series of the record on runs (nodes, N, months)."""
        if not self.evidence.blocks:
            return {}
        count = values.shape[1]
        room = np.pad(values, ((0, 0), (0, -count % self.lanes), (0, 0)), mode="edge")
        data, starts = self.evidence.data, range(0, room.shape[1], self.lanes)
        parts = [np.asarray(self._likelihood(room[:, k : k + self.lanes], data)) for k in starts]
        found = np.concatenate(parts, axis=1)[:, :count].astype(float)
        return dict(zip([block.id for block in self.evidence.blocks], found, strict=True))

    def record(self, values: np.ndarray) -> np.ndarray:
        """Log likelihood (N,) of the whole record."""
        return sum(self.by_block(values).values(), start=np.zeros(values.shape[1]))

    def premise(self, values: np.ndarray) -> np.ndarray:
        """Log weight (N,) by the explananda."""
        if not self.explananda:
            return np.zeros(values.shape[1])
        traces = dict(zip(self.nodes, values, strict=True))
        calendar = (self.theory.layout.case.setting.calendar.start, self.months)
        margins = [
            np.asarray(margin(f, {n: traces[n] for n in nodes_of(f)}, self.scales, calendar))
            for f in (one.formula_parsed for one in self.explananda)
        ]
        return weigh(np.stack(margins), np.array([one.tolerance for one in self.explananda])).astype(float)

    def parts(self, particles: Particles) -> np.ndarray:
        """Log density (1 + series, N) of the explananda and of each series; a run that breaks down is impossible."""
        values = self.run(particles)
        found = np.stack([self.premise(values), *self.by_block(values).values()])
        found[0] = np.where(np.isfinite(found).all(0), found[0], IMPOSSIBLE)
        return np.where(np.isfinite(found), found, 0.0)

    def log_density(self, particles: Particles) -> np.ndarray:
        """Log density (N,) of record and explananda together."""
        return self.parts(particles).sum(0)


def _counts(one: Explanandum, premises: Premises, until: date) -> bool:
    if premises == "before":
        return not looks_past(one.formula_parsed, until)
    return premises == "all"
