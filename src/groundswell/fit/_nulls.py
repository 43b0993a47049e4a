"""Null theories for forecasts: shuffled ones, and one that says nothing ever changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.fit._runs import Field, Progress, Runs, run_field
from groundswell.language import Node
from groundswell.model import Theory
from groundswell.verdict import EACH, THEORIES, Shuffler


def null_field(theory: Theory, nodes: Sequence[Node], seed: int, progress: Progress) -> Field:
    """Runs of theories of the same size whose targets and signs are shuffled, held against the same explananda."""
    ensemble = Ensemble(theory, seed + 1, Shuffler(theory, seed))
    return run_field(ensemble, theory, nodes, THEORIES * EACH, progress, "null theories")


def null_runs(theory: Theory, nodes: Sequence[Node], seed: int, until: date | None, progress: Progress) -> Runs:
    """The same runs, weighed by the explananda that speak of no month after a split."""
    field = null_field(theory, nodes, seed, progress)
    return Runs(field.traces, field.admissible, field.blind(until), field.peeking(until))


def still(traces: dict[Node, np.ndarray]) -> dict[Node, np.ndarray]:
    """The same starting points, and no change ever: what the poll model alone can do."""
    return {node: np.repeat(values[:, :1], values.shape[1], axis=1) for node, values in traces.items()}
