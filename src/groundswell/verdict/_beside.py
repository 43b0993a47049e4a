"""What stands beside a verdict: the share under null theories, without assumptions, and in readings as drawn."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.forms import GENERIC
from groundswell.ledger import Case
from groundswell.verdict._admissible import Admissible
from groundswell.verdict._claim import ClaimRunner
from groundswell.verdict._judge import Judge
from groundswell.verdict._nulls import EACH, THEORIES
from groundswell.verdict._words import word

SMALL = 256
"""Readings on which side questions are asked: what hangs on assumptions, which mechanisms explananda need."""


def few_of(weighed: Admissible) -> np.ndarray:
    """Places (among the kept) of SMALL readings drawn by weight, for side questions; all count alike."""
    along = (np.arange(SMALL) + 0.5) / SMALL
    return np.minimum(np.searchsorted(np.cumsum(weighed.weight), along), len(weighed.index) - 1)


class Beside:
    """Side questions about claims, asked of weighed readings (`few`: places of some among the kept) and of nulls."""

    def __init__(self, case: Case, ensemble: Ensemble, nulls: Ensemble, weighed: Admissible, few: np.ndarray):
        self.case, self.ensemble, self.nulls, self.weighed, self.few = case, ensemble, nulls, weighed, few

    def raw(self, runner: ClaimRunner) -> float:
        """Share of the first readings drawn, admissible or not, in which the claim's arms come out as stated."""
        index = np.arange(min(SMALL, self.weighed.drawn))
        return runner.share(self.ensemble, index)

    def null(self, runner: ClaimRunner) -> tuple[float, tuple[float, float], tuple[tuple[str, int], ...]]:
        """Share of null readings in which the claim's arms come out as stated, with an interval over theories, and how
        many of the theories would earn each verdict word."""
        index = np.arange(THEORIES * EACH)
        each = runner.shares(self.nulls, index, EACH)
        share = float(each.mean())
        spread = 1.96 * float(each.std(ddof=1)) / THEORIES**0.5
        words = Counter(word(float(one)) for one in each)
        return share, (max(0.0, share - spread), min(1.0, share + spread)), tuple(sorted(words.items()))

    def without_own(self, runner: ClaimRunner, judge: Judge) -> tuple[float, str] | None:
        """For a claim that holds: the share, on a few of the same readings, without the mechanisms that it cites."""
        if judge.verdict()[0] not in {"follows", "mostly follows"}:
            return None
        index = self.weighed.index[self.few]
        share = runner.share(self.ensemble, index, judge.claim.mechanisms)
        return share, word(share)

    def without(self, runner: ClaimRunner, judge: Judge) -> dict:
        """The share, on a few of the same readings, without any added assumption, and without each one alone."""
        added = [x for x in judge.assumptions() if self.case.assumptions[x].stated == "added"]
        if not added or not judge.tested:
            return {}
        index = self.weighed.index[self.few]

        def share(without: Sequence[str]) -> float:
            return runner.share(self.ensemble, index, without)

        none = share(sorted(x for x in self.case.assumptions if self.case.assumptions[x].stated == "added"))
        here = float(judge.holds()[self.few].mean())
        hangs: tuple = ()
        if word(none) != word(here):
            alone = [(x, share([x])) for x in added]
            hangs = tuple((x, s, word(s)) for x, s in alone if word(s) != word(here))
        return {"without_assumptions": (none, word(none)), "hangs_on": hangs}

    def choices(self, judge: Judge, mechanisms: Sequence[str]) -> dict[str, np.ndarray]:
        """Choices of form and drive for the mechanisms that matter here: words -> (kept readings,) taken or not."""
        wanted = set(mechanisms) | set(judge.assumptions())
        drawer, index = self.ensemble.drawer, self.weighed.index
        rows = {d.name: k for k, d in enumerate(self.ensemble.theory.layout.drives) if d.mechanism in wanted}
        found = {}
        for name, row in rows.items():
            form, standing = drawer.choices(self.ensemble.seed, index, row)
            who = name.split("[")[0]
            found[f"{who} acts by standing there, not by changing"] = standing
            for kind in (*(one.name for one in GENERIC), *drawer.literature.offered(row)):
                found[f"{who} takes the form '{kind}'"] = form == kind
        return found
