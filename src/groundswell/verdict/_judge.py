"""From results on readings to a verdict on a claim."""

from dataclasses import replace

import numpy as np

from groundswell.language import to_text
from groundswell.ledger import Claim, ClaimTest
from groundswell.verdict._admissible import effective_size, without
from groundswell.verdict._changes import in_words
from groundswell.verdict._claim import SENSITIVITY, ArmResult, ClaimRunner
from groundswell.verdict._result import ArmVerdict, Choice, ClaimVerdict
from groundswell.verdict._settling import settling
from groundswell.verdict._words import VACUOUS, interval, weighted_share, word

CLEAR = 0.1
"""A share that is not this much above that of shuffled theories is flagged."""

UPHELD = frozenset({"follows", "mostly follows", "contingent"})
_SETTLED = frozenset({"unchanged"})


def middle(values: np.ndarray, weight: np.ndarray) -> tuple[float, float, float]:
    """Weighted median, 5 % and 95 % quantile of a number per reading."""
    order = np.argsort(values)
    along = np.cumsum(weight[order]) / weight.sum()
    places = np.minimum(np.searchsorted(along, (0.5, 0.05, 0.95)), len(values) - 1)
    median, low, high = values[order][places]
    return float(median), float(low), float(high)


def untested(claim: Claim, test: ClaimTest) -> ClaimVerdict:
    """A claim that the setting cannot test, with the reason."""
    return ClaimVerdict(
        claim.id, claim.paraphrase, claim.paragraphs, "untestable", reason=test.reason, mechanisms=claim.mechanisms,
        untestable=test.untestable, window=test.window,
    )  # fmt: skip


class Judge:
    """Judges one claim from its arms' results on weighted readings; those that overflow in an arm do not count."""

    def __init__(self, runner: ClaimRunner, claim: Claim, results: list[ArmResult], weight: np.ndarray):
        self.runner, self.claim, self.results = runner, claim, results
        self.sound = np.all([result.sound for result in results], axis=0) & np.ones(len(weight), bool)
        self.weight = without(weight, self.sound)
        self.routes = runner.routes()

    @property
    def tested(self) -> list[ArmResult]:
        """Arms that can reach the claim's nodes; one that cannot holds or fails by wiring and proves nothing."""
        return [result for result, route in zip(self.results, self.routes, strict=True) if route.exists]

    def holds(self, factor: float = 1.0) -> np.ndarray:
        """(readings,) whether every arm comes out as stated, at a multiple of the stated tolerance."""
        at = SENSITIVITY.index(factor)
        return np.all([result.looser[at] for result in self.results], axis=0)

    def share(self, holds: np.ndarray) -> float:
        return weighted_share(self.weight, holds)

    def still(self) -> np.ndarray:
        """(readings,) whether no arm that should move the outcome does so by more than the tolerance."""
        moving = [r for r in self.tested if r.test.expect not in _SETTLED]
        if not moving:
            return np.zeros(len(self.weight), bool)
        return np.all([r.still for r in moving], axis=0)

    def verdict(self) -> tuple[str, tuple[str, ...]]:
        """The word and the flags."""
        flags = []
        unreached = [r.test for r, route in zip(self.results, self.routes, strict=True) if not route.exists]
        if unreached:
            flags += [f"no route in arm {test.id}" for test in unreached if test.expect not in _SETTLED]
            flags += [f"by wiring in arm {test.id}" for test in unreached if test.expect in _SETTLED]
        if any(test.expect not in _SETTLED for test in unreached):
            return "no route", tuple(flags)
        if not self.tested:
            return "by wiring", tuple(flags)
        if self.share(self.still()) >= VACUOUS:
            return "vacuous", tuple(flags)
        return word(self.share(self.holds())), tuple(flags)

    def arms(self) -> tuple[ArmVerdict, ...]:
        """What each arm did, in words and numbers."""
        found = []
        for result, route in zip(self.results, self.routes, strict=True):
            test = result.test
            found.append(
                ArmVerdict(
                    test.id,
                    test.says,
                    "; ".join(in_words(change) for change in test.changes),
                    test.expect,
                    to_text(test.then_formula),
                    self.share(result.holds),
                    middle(result.effect, self.weight),
                    self.share(np.abs(result.effect) > self.runner.tolerance),
                    route.exists,
                    not route.exists and test.expect in _SETTLED,
                    route.cut_by,
                )
            )
        return tuple(found)

    def assumptions(self) -> tuple[str, ...]:
        """Assumptions on some way from an arm to the claim's nodes."""
        return tuple(sorted({x for route in self.routes for x in route.assumptions}))

    def judged(self, effective: float, **more) -> ClaimVerdict:
        """The whole verdict; `more` adds what other runs found (null share, shares without assumptions, ...)."""
        if not self.sound.any():
            reason = "every reading leaves the range of numbers in one of its arms"
            return replace(untested(self.claim, self.runner.test), untestable=reason)
        if not self.sound.all():
            effective = effective_size(self.weight)
        verdict, flags = self.verdict()
        share = self.share(self.holds())
        if verdict in UPHELD and more.get("null_share", 0.0) > share - CLEAR:
            flags = (*flags, "shuffled theories do as well")
        own = more.get("without_own")
        if own is not None and own[1] in {"follows", "mostly follows"}:
            flags = (*flags, "holds without the mechanisms it cites")
        test = self.runner.test
        return ClaimVerdict(
            id=self.claim.id,
            says=self.claim.paraphrase,
            paragraphs=self.claim.paragraphs,
            verdict=verdict,
            flags=flags,
            share=share,
            interval=interval(share, effective),
            n_readings=int(self.sound.sum()),
            effective=effective,
            sensitivity=tuple((f * self.runner.tolerance, self.share(self.holds(f))) for f in SENSITIVITY),
            vacuous_share=self.share(self.still()),
            outcome=test.outcome,
            window=test.window,
            reason=test.reason,
            arms=self.arms(),
            mechanisms=self.claim.mechanisms,
            assumptions=self.assumptions(),
            muted=self.runner.off,
            settling=settling(self.holds()[self.sound], self.weight[self.sound]),
            **more,
        )


def divides(holds: np.ndarray, weight: np.ndarray, choices: dict[str, np.ndarray], most: int = 3) -> tuple[Choice, ...]:
    """The choices (name -> (readings,) bool) whose takers and refusers part most, where both are many enough."""
    found = []
    for says, taken in choices.items():
        inside, outside = weight * taken, weight * ~taken
        if min(_size(inside), _size(outside)) < 20:
            continue
        yes, no = (min(float(np.dot(part, holds) / part.sum()), 1.0) for part in (inside, outside))
        found.append(Choice(says, yes, no))
    found.sort(key=lambda c: -abs(c.share_with - c.share_without))
    return tuple(c for c in found[:most] if abs(c.share_with - c.share_without) >= 0.1)


def _size(weight: np.ndarray) -> float:
    total = weight.sum()
    return float(total**2 / (weight**2).sum()) if total > 0 else 0.0
