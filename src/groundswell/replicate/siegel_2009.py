"""Siegel (2009): what ties do to collective action depends on the kind of network and on how people are moved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from groundswell import networks
from groundswell.networks import Network, NetworkError

from ._chart import Series, line_chart
from ._faults import ReplicateError
from ._normal import below, density, root
from ._parameters import Parameter
from ._replication import Replication, Row
from ._result import Result

KINDS = ("complete", "hierarchy", "opinion leader", "ring", "village")


def model(**given: Any) -> Result:
    """Return the limit of a complete crowd, and what drawn crowds on a network come to."""

    @cache
    def paths() -> list[np.ndarray]:
        return [path_of(given, number) for number in range(given["draws"])]

    def shares() -> dict[str, Any]:
        ends = np.array([path[-1] for path in paths()])
        above = float(np.mean(ends > 0.5))
        return {"share": float(ends.mean()), "median": float(np.median(ends)), "above_half": above, "shares": ends}

    return Result(
        given,
        {
            ("limit",): lambda: {"limit": limit(given["mean"], given["sd"])},
            ("jump_sd",): lambda: {"jump_sd": jump(given["mean"])},
            ("share", "median", "above_half", "shares"): shares,
            ("paths",): lambda: {"paths": paths()},
        },
    )


def limit(mean: float, sd: float) -> float:
    """Return the smallest root of x = P(motive > 1 - x), reached from nobody."""
    share = 0.0
    while (following := below((mean - 1 + share) / sd)) - share > 1e-13:
        share = following
    return share


def jump(mean: float) -> float:
    """Return the spread of motives at which a complete crowd jumps from few to many; nan where it never does.

    The needed share 1 - b is normal with mean 1 - mean; the low root is lost where the curve touches the line.
    """
    if not 0.5 < mean < 1:
        return float("nan")
    return density(root(lambda z: below(z) - z * density(z) - (1 - mean), -8.0, 0.0))


def network(given: Mapping[str, Any], number: int) -> Network:
    """Return the network of one draw; raises ReplicateError where its numbers do not fit."""
    size, seed = given["people"], given["seed"] * 1_000_003 + number
    builders = {
        "complete": lambda: networks.complete(size),
        "hierarchy": lambda: networks.hierarchy(size, given["branching"]),
        "opinion leader": lambda: networks.scale_free(size, given["each"], seed),
        "ring": lambda: networks.small_world(size, given["reach"], given["rewired"], seed),
        "village": lambda: networks.village(size, given["members"], given["far"], seed),
    }
    try:
        return builders[given["network"]]()
    except NetworkError as fault:
        raise ReplicateError(f"siegel-2009: {fault}") from None


def path_of(given: Mapping[str, Any], number: int) -> np.ndarray:
    """Return the share taking part round by round, from nobody until all is at rest.

    motive + pressure > 0 makes a person take part; pressure begins at -1 and follows the neighbours who do not.
    """
    ties = network(given, number)
    luck = np.random.default_rng([given["seed"], number])
    motive = luck.normal(given["mean"], given["sd"], given["people"])
    pressure, taking_part = np.full(given["people"], -1.0), np.zeros(given["people"], bool)
    known, path, memory = np.maximum(ties.degrees, 1), [0.0], given["memory"]
    for _ in range(given["rounds"]):
        seen = ties.count(taking_part) / known
        following = memory * pressure - (1 - memory) * (1 - seen)
        still = bool(np.max(np.abs(following - pressure)) < 1e-12) and len(path) > 1
        pressure, taking_part = following, motive + following > 0
        path.append(float(taking_part.mean()))
        if still:
            break
    return np.array(path)


def picture(result: Mapping[str, Any]) -> str:
    """Draw the share taking part over time, draw by draw."""
    paths = result["paths"][:7]
    longest = max(len(path) for path in paths)
    rounds = np.arange(longest)
    padded = [np.concatenate([path, np.full(longest - len(path), path[-1])]) for path in paths]
    return line_chart(
        f"Taking part on a network: {result['network']}, motives {result['mean']:g} with spread {result['sd']:g}",
        [Series(f"draw {n + 1}", rounds, path) for n, path in enumerate(padded)],
        x="round",
        y="share taking part",
        y_range=(0, 1),
    )


_DRAWS = {"people": 1000, "memory": 0.0, "mean": 0.6, "sd": 0.25, "draws": 60}
_MOTIVES = tuple(
    {"network": "complete", "memory": 0.0, "mean": mean, "sd": sd}
    for mean, sd in ((0.5, 0.25), (0.6, 0.25), (0.6, 0.5))
)
_RINGS = tuple(
    {**_DRAWS, "network": "ring", "reach": reach, "rewired": moved}
    for reach, moved in ((1, 0.0), (5, 0.0), (20, 0.0), (20, 0.1))
)
_VILLAGES = tuple({**_DRAWS, "network": "village", "members": 25, "far": far} for far in (0.0, 0.01))
# Crowds go nearly all or nothing: over 400 draws their shares have these standard deviations. Two means of sixty draws,
# the one obtained and the one that was replicated, may differ by chance alone by three of their standard errors.
_SPREADS = (0.062, 0.275)
_CHANCE = tuple(round(3 * (2 / _DRAWS["draws"]) ** 0.5 * spread, 3) for spread in _SPREADS)
_LIMITS = (0.03007, 0.99096, 0.77089)

REPLICATION = Replication(
    id="siegel-2009",
    title="Social networks and collective action",
    source="Siegel 2009, American Journal of Political Science 53(1); the rule is not confirmed in the article",
    says="What network size, weak ties and elites do to collective action depends on the network and on motives.",
    parameters=(
        Parameter("network", "ring", "", "who sees whom", choices=KINDS),
        Parameter("people", 1000, "persons", "size of the crowd", at_least=3, at_most=10_000_000),
        Parameter("mean", 0.6, "", "mean internal motive", at_least=-10, at_most=10),
        Parameter("sd", 0.25, "", "spread of internal motives", above=0),
        Parameter("memory", 0.0, "", "lambda: how much of the outside pressure lasts a round", at_least=0, below=1),
        Parameter("reach", 5, "persons", "ring: neighbours on each side", at_least=1),
        Parameter("rewired", 0.0, "", "ring: probability that a tie is rewired at one end", at_least=0, at_most=1),
        Parameter("members", 25, "persons", "village: people who all know each other", at_least=1),
        Parameter("far", 0.01, "", "village: probability of a tie between two people apart", at_least=0, at_most=1),
        Parameter("each", 3, "persons", "opinion leader: ties that each newcomer makes", at_least=1),
        Parameter("branching", 5, "persons", "hierarchy: people below each", at_least=1),
        Parameter("draws", 10, "", "drawn crowds", at_least=1, at_most=100_000),
        Parameter("rounds", 100_000, "", "rounds at most", at_least=1),
        Parameter("seed", 0, "", "which draws", at_least=0),
    ),
    rows=(
        Row("S1", _MOTIVES, "limit", _LIMITS, 1e-4, "derived"),
        Row(
            "S1-sampled", tuple({**one, "people": 100_000, "draws": 5} for one in _MOTIVES), "share", _LIMITS, 0.01,
            "derived",
        ),
        Row("S-ring", _RINGS, "share", (0.21, 0.33, 0.69, 0.94), (0.02, 0.05, 0.10, 0.08), "replication", slow=True),
        Row("S-vil", _VILLAGES, "share", (0.27, 0.93), _CHANCE, "replication", slow=True,
            note="60 draws on either side; the tolerance is three standard errors of their difference"),
        Row("S-vil-400", tuple({**one, "draws": 400} for one in _VILLAGES), "share", (0.27, 0.93), (0.04, 0.08),
            "replication", slow=True, note="400 draws, since with far ties 60 are uncertain by .04 themselves"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
