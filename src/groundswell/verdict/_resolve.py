"""How a case settles as its communities are resolved into more and more citizens: the same readings at every size."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.ledger import Case
from groundswell.model import Diagram, baseline, compile_theory
from groundswell.verdict._admissible import admissible, scales
from groundswell.verdict._alike import alike
from groundswell.verdict._claim import ClaimRunner
from groundswell.verdict._judge import Judge

SIZES = (1, 100, 1_000, 10_000, 100_000)
"""Citizens of each community in turn; the first is the mean field."""

DRAWN = 1024
"""Readings weighed at the mean field, from which the few are taken."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Settled:
    """One resolution. Distances are root mean squares over nodes, readings and months on the unit coordinate: from the
    mean field, and from the finest resolution of the study. citizens: in all communities together. claims: id ->
    (verdict, share of readings in which it comes out as stated), for the sizes on which claims were judged. path: the
    first reading's history of the node shown, (months,). seconds: of the baseline's run, compiling included."""

    resolution: int
    citizens: int
    from_mean_field: float
    from_finest: float
    claims: Mapping[str, tuple[str, float]]
    path: np.ndarray
    seconds: float


@dataclass(frozen=True)
class Settling:
    """A study of resolutions: which readings (numbers), which node is shown, and what was found at each size.

    without: for each difference between people, the verdict and share of every claim whose word turns between the mean
    field and the finest size judged, at that size among people who lack the difference; empty where nobody asked.
    """

    case: str
    seed: int
    readings: tuple[int, ...]
    shown: str
    sizes: tuple[Settled, ...]
    without: Mapping[str, Mapping[str, tuple[str, float]]] = field(default_factory=dict)

    @property
    def turned(self) -> tuple[str, ...]:
        """Ids of the claims whose word differs between the coarsest and the finest size judged."""
        return turned([one.claims for one in self.sizes])

    def document(self) -> dict:
        """The study as plain data."""
        return {
            "schema": "groundswell.settling/1", "case": self.case, "seed": self.seed, "readings": list(self.readings),
            "shown": self.shown,
            "sizes": [
                {
                    "resolution": one.resolution, "citizens": one.citizens, "seconds": round(one.seconds, 2),
                    "from_mean_field": one.from_mean_field, "from_finest": one.from_finest,
                    "claims": _told(one.claims),
                    "path": [round(float(value), 6) for value in one.path],
                }
                for one in self.sizes
            ],
            "turned": list(self.turned),
            "without": {difference: _told(claims) for difference, claims in self.without.items()},
        }  # fmt: skip


def _told(claims: Mapping[str, tuple[str, float]]) -> dict:
    return {id: {"verdict": word, "share": share} for id, (word, share) in claims.items()}


def turned(sizes: Sequence[Mapping[str, tuple[str, float]]]) -> tuple[str, ...]:
    """Return the claims whose word differs between the first and the last of the sizes that were judged."""
    judged = [claims for claims in sizes if claims]
    return tuple(id for id in judged[0] if judged[0][id][0] != judged[-1][id][0]) if judged else ()


def settling(
    case: Case,
    sizes: Sequence[int] = SIZES,
    readings: int = 16,
    seed: int = 2007,
    judged: int = 10_000,
    step: str = "month",
    progress: Progress = lambda stage, done, total: None,
    why: bool = False,
) -> Settling:
    """Run the same few admissible readings at every size, and judge the claims at sizes up to `judged`.

    The readings are weighed at the mean field, so that a difference between sizes is one of resolution alone. `why`
    asks which difference between people turns a word: claims that turn are judged again among people who lack one
    difference after another. Raises ValueError where there are no sizes or no readings.
    """
    if not sizes or readings < 1:
        raise ValueError("at least one size and one reading are needed")
    theory = compile_theory(case)
    mean_field = Ensemble(theory, seed)
    weighed = admissible(mean_field, DRAWN, 0, DRAWN, lambda more: None)
    along = (np.arange(readings) + 0.5) / readings
    index = weighed.index[np.minimum(np.searchsorted(np.cumsum(weighed.weight), along), len(weighed.index) - 1)]
    work = _Settling(case, theory, mean_field, index, judged)
    found = []
    for number, size in enumerate(sorted(set(sizes))):
        progress("resolutions", number, len(set(sizes)))
        found.append(work.at(size, seed, step))
    progress("resolutions", len(found), len(found))
    finest = found[-1][1]
    settled = tuple(_with_distance(one, _distance(histories, finest)) for one, histories in found)
    without = work.without(settled, seed, step, progress) if why else {}
    return Settling(case.id, seed, tuple(index.tolist()), str(work.shown), settled, without)


def _with_distance(one: Settled, distance: float) -> Settled:
    return Settled(one.resolution, one.citizens, one.from_mean_field, distance, one.claims, one.path, one.seconds)


def _distance(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.sqrt(((one - other) ** 2).mean()))


class _Settling:
    """A study of resolutions under way."""

    def __init__(self, case: Case, theory, mean_field: Ensemble, index: np.ndarray, judged: int):
        self.case, self.theory, self.index, self.judged = case, theory, index, judged
        self.scales, self.diagram = scales(mean_field), Diagram(theory.layout)
        shares = {key for members in theory.layout.groups.values() for key in members}
        self.shown = next((n for n in theory.named if set(theory.layout.parts_of(n)) <= shares), theory.named[0])
        self.plain = self.histories(mean_field)

    def histories(self, ensemble: Ensemble) -> np.ndarray:
        """Named nodes (nodes, readings, months) under the baseline, on the unit coordinate."""
        seen = ensemble.run(baseline(self.theory.layout), self.theory.named, self.index)
        found = []
        for node, values in zip(self.theory.named, seen, strict=True):
            scale = self.scales[node.name]
            unit = {"unit01": values, "signed01": (values + 1) / 2}.get(scale, values / (1 + values))
            found.append(unit)
        return np.stack(found)

    def at(self, size: int, seed: int, step: str) -> tuple[Settled, np.ndarray]:
        ensemble, began = Ensemble(self.theory, seed, resolution=size, step=step), perf_counter()
        histories = self.histories(ensemble)
        seconds = perf_counter() - began
        claims = self.claims(ensemble) if size <= self.judged else {}
        many = sum(one.people for one in ensemble.resolved.populace.communities) if ensemble.resolved else 0
        path = histories[self.theory.named.index(self.shown), 0]
        return Settled(size, many, _distance(histories, self.plain), 0.0, claims, path, seconds), histories

    def without(self, sizes: Sequence[Settled], seed: int, step: str, progress: Progress) -> dict:
        """What becomes of the claims that turn, without each difference between people."""
        asked = turned([one.claims for one in sizes])
        size = max((one.resolution for one in sizes if one.claims), default=1)
        cases = alike(self.case) if asked and size > 1 else {}
        found = {}
        for number, (difference, case) in enumerate(cases.items()):
            progress("differences", number, len(cases))
            found[difference] = self.claims(Ensemble(compile_theory(case), seed, resolution=size, step=step), asked)
        progress("differences", len(cases), len(cases))
        return found

    def claims(self, ensemble: Ensemble, asked: Sequence[str] | None = None) -> dict[str, tuple[str, float]]:
        """Verdict and share of every claim that can be tested, on the few readings, each counting alike."""
        weight, found = np.full(len(self.index), 1 / len(self.index)), {}
        for id, test in sorted(self.case.claims.claims.items()):
            if test.untestable is None and (asked is None or id in asked):
                runner = ClaimRunner(ensemble, self.diagram, test, self.case.claims.tolerance)
                judge = Judge(runner, self.case.ledger.claims[id], runner.results(ensemble, self.index), weight)
                found[id] = (judge.verdict()[0], judge.share(judge.holds()))
        return found
