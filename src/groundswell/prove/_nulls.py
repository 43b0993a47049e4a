"""What shuffled theories earn: whether the null shares and words that stand beside a claim are what they are called.

Advertised are three things. The 95 % interval of a null share holds the share that many more shuffles would give.
`follows` is earned under other shuffles as often as it is printed to be. And a shuffled theory has no direction: it
upholds a claim and its mirror image equally often.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from groundswell.ledger import load_case
from groundswell.prove._kinds import CAUSE, DROP, OTHER
from groundswell.prove._society import Planted, moves
from groundswell.prove._worlds import written
from groundswell.verdict import ClaimVerdict, study

SEEDS = tuple(range(21, 27))
HELD = 0.75
"""Least part of the printed 95 % ranges that must hold what all other shuffles give: of 24, fewer is hardly luck."""

READINGS = 256

_WAYS = (
    moves("cause", "middle"), moves("middle", "outcome"), moves("cause", "other"), moves("other", "outcome"),
    moves("hidden", "cause", -1), moves("outcome", "spare"), moves("spare", "stray"), moves("stray", "outcome", -1),
    moves("outcome", "hidden"),
)  # fmt: skip
WEB = Planted("web", _WAYS, (CAUSE, OTHER), DROP, "lower", None)
"""One society in which everything hangs together, so that a shuffle leaves ways from the cause to the outcome."""


@dataclass(frozen=True)
class Nulls:
    """What was printed beside claims, shuffle after shuffle: {claim: one verdict for each seed}."""

    found: dict[str, tuple[ClaimVerdict, ...]]

    def words(self) -> dict[str, float]:
        """How often each word was earned, over all claims and shuffled theories."""
        counted = Counter[str]()
        for verdicts in self.found.values():
            for one in verdicts:
                counted.update(dict(one.null_words))
        return {word: count / counted.total() for word, count in counted.most_common()}

    def follows(self, claim: str) -> tuple[int, int]:
        """How many shuffled theories a claim follows from, and of how many."""
        counted = Counter[str]()
        for one in self.found[claim]:
            counted.update(dict(one.null_words))
        return counted["follows"], counted.total()

    def moved(self) -> dict[str, tuple[ClaimVerdict, ...]]:
        """Claims that some shuffled theory upholds; of the others nothing can be learned."""
        return {claim: found for claim, found in self.found.items() if any(one.null_share for one in found)}

    def covered(self) -> tuple[int, int]:
        """How many of the printed 95 % intervals hold the mean share of all other seeds' shuffles, and of how many."""
        held = []
        for found in self.moved().values():
            shares = [one.null_share or 0.0 for one in found]
            for one, rest in zip(found, _others(shares), strict=True):
                low, high = one.null_interval or (0.0, 1.0)
                held.append(low <= rest <= high)
        return sum(held), len(held)

    def rated(self) -> tuple[int, int]:
        """How many counts of `follows` lie within chance (95 %) of how often other seeds' shuffles earn it."""
        held = []
        for found in self.moved().values():
            words = [Counter(dict(one.null_words)) for one in found]
            rates = [count["follows"] / count.total() for count in words]
            for count, rate, rest in zip(words, rates, _others(rates), strict=True):
                size = count.total() * (1 - 1 / len(rates))
                chance = 1.96 * sqrt(max(rest * (1 - rest), 1 / (4 * size)) / size)
                held.append(abs(rate - rest) <= chance)
        return sum(held), len(held)

    def mirrored(self) -> float:
        """Standard errors between how often a claim and its mirror image follow from shuffled theories."""
        (one, many), (other, _) = self.follows(LOWER), self.follows(HIGHER)
        return abs(one - other) / sqrt(max(one + other, 1)) if many else 0.0

    def faults(self) -> list[str]:
        """Which of the three things does not hold."""
        found = []
        for (held, many), says in (
            (self.covered(), "intervals of null shares hold what other shuffles give in {} of {} cases"),
            (self.rated(), "`follows` is earned as often as printed in {} of {} cases"),
        ):
            if held < HELD * many:
                found.append(says.format(held, many))
        if self.mirrored() > 3:
            found.append("shuffled theories prefer a claim to its mirror image")
        return found

    def document(self) -> dict[str, Any]:
        (inside, many), (rated, _) = self.covered(), self.rated()
        claims = {
            claim: {"follows": follows, "theories": many, "shares": [one.null_share for one in self.found[claim]]}
            for claim in self.found for follows, many in [self.follows(claim)]
        }  # fmt: skip
        found = {"words": self.words(), "intervals": many, "covered": inside, "rated": rated}
        return {**found, "mirrored": self.mirrored(), "claims": claims}


LOWER, HIGHER = "web, lower", "web, higher"


def _others(values: Sequence[float]) -> list[float]:
    """For each value, the mean of all the others."""
    return [(sum(values) - value) / max(len(values) - 1, 1) for value in values]


def nulls(seeds: Sequence[int] = SEEDS, progress: Callable[[int, int], None] = lambda done, total: None) -> Nulls:
    """Judge the invented case, and a claim and its mirror image in one society, under shuffles of every seed."""
    found: dict[str, list[ClaimVerdict]] = {}
    harbours = load_case("two-harbours")
    for number, seed in enumerate(seeds):
        progress(number, len(seeds))
        for one in study(harbours, READINGS, seed).claims:
            found.setdefault(f"two-harbours {one.id}", []).append(one)
        for name, expect in ((LOWER, "lower"), (HIGHER, "higher")):
            with TemporaryDirectory() as folder:
                case = written(Path(folder), {"C001": replace(WEB, expect=expect)}).case
                found.setdefault(name, []).extend(study(case, READINGS, seed).claims)
    progress(len(seeds), len(seeds))
    return Nulls({claim: tuple(verdicts) for claim, verdicts in found.items()})
