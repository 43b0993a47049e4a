"""Null theories for forecasts: shuffled ones, and one that says nothing ever changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.fit._runs import Progress, Runs, run_ensemble
from groundswell.language import Node
from groundswell.model import Theory
from groundswell.verdict import EACH, THEORIES, Shuffler


def null_runs(theory: Theory, nodes: Sequence[Node], seed: int, until: date | None, progress: Progress) -> Runs:
    """Runs of theories of the same size whose targets and signs are shuffled, weighed by the same explananda."""
    ensemble = Ensemble(theory, seed + 1, Shuffler(theory, seed))
    return run_ensemble(ensemble, theory, nodes, THEORIES * EACH, until, progress, "null theories")


def still(traces: dict[Node, np.ndarray]) -> dict[Node, np.ndarray]:
    """The same starting points, and no change ever: what the poll model alone can do."""
    return {node: np.repeat(values[:, :1], values.shape[1], axis=1) for node, values in traces.items()}
