"""Whether a study fits into the memory that is free, before anything of it is run."""

from collections.abc import Sequence

from groundswell.ensemble import Ensemble, Hands, fitting, memory_needed
from groundswell.model import runs_of
from groundswell.verdict._admissible import KEPT
from groundswell.verdict._claim import ClaimRunner


def hands_for(ensemble: Ensemble, runners: Sequence[ClaimRunner], drawn: int) -> Hands:
    """Hands that leave these claims on so many readings within the free memory.

    Raises TooLarge where not even one block of readings fits.
    """
    runs = sum(1 + sum(len(runs_of(arm.changes)) for arm in one.test.arms) for one in runners)
    nodes = max((len(one.nodes) for one in runners), default=1)
    return fitting(ensemble, memory_needed(ensemble, drawn, min(drawn, KEPT), runs, nodes))
