"""Deffuant and others (2000): people who meet two by two, and move only if near, end in a few big camps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published import deffuant as form
from groundswell.forms.published.hegselmann_krause import clusters

from ._chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Axis, frame, whole
from ._faults import ReplicateError
from ._parameters import Parameter
from ._replication import Replication, Row
from ._result import Result

SEEN = 60
"""People whose paths are kept for the picture."""


def model(**given: Any) -> Result:
    """Return one meeting, one run with its camps, and the mean number of major camps over several runs."""
    checked_ties(given["ties"], given["people"])
    return Result(
        given,
        {
            ("gap_factor", "pair_mean_change"): lambda: one_meeting(given),
            ("path", "opinions", "clusters", "majors", "concentration"): lambda: one_run(given, 0),
            ("mean_majors",): lambda: {
                "mean_majors": float(np.mean([one_run(given, run)["majors"] for run in range(given["runs"])]))
            },
        },
    )


def one_meeting(given: Mapping[str, Any]) -> dict[str, float]:
    """Return by what the gap of two people shrinks when they meet, and how far their mean moves."""
    gap = given["bound"] / 2
    one, other = form.meet(0.25, 0.25 + gap, given["bound"], given["step"])
    return {"gap_factor": (other - one) / gap if gap else 1.0, "pair_mean_change": (one + other) / 2 - 0.25 - gap / 2}


def one_run(given: Mapping[str, Any], run: int) -> dict[str, Any]:
    """Return a run from even draws on (0, 1): opinions after each sweep (of some people) and the camps at the end."""
    luck = np.random.default_rng([given["seed"], run])
    people = given["people"]
    opinions, path = luck.random(people).tolist(), []
    for _ in range(given["sweeps"]):
        path.append(opinions[:SEEN])
        opinions = form.sweeps(opinions, pairs(given["ties"], people, luck), given["bound"], given["step"])
    path.append(opinions[:SEEN])
    sizes = np.array([len(camp) for camp in clusters(np.array(opinions), given["bound"] / 2)])
    return {
        "path": np.array(path),
        "opinions": np.array(opinions),
        "clusters": len(sizes),
        "majors": form.majors(sizes),
        "concentration": form.concentration(sizes),
    }


def pairs(ties: tuple[Any, ...], people: int, luck: np.random.Generator) -> np.ndarray:
    """Return as many random pairs as there are people: any two, or the two ends of random ties."""
    if not ties:
        one = luck.integers(people, size=people)
        return np.stack([one, (one + luck.integers(1, people, size=people)) % people], 1)
    found = np.array(ties)
    return found.astype(int)[luck.integers(len(found), size=people)]


def checked_ties(ties: tuple[Any, ...], people: int) -> None:
    """Raise ReplicateError unless ties are pairs of different people."""
    fits = all(isinstance(one, tuple) and len(one) == 2 and one[0] != one[1] and max(one) < people for one in ties)
    if not fits or any(end != int(end) for one in ties for end in one):
        raise ReplicateError(f"`ties` are pairs of different people from 0 to {people - 1}.")


def picture(result: Mapping[str, Any]) -> str:
    """Draw opinions sweep by sweep as points, as the article does."""
    path = result["path"][: min(len(result["path"]), 61)]
    across = Axis(0, max(len(path) - 1, 1), LEFT, WIDTH - RIGHT)
    upward = Axis(0, 1, HEIGHT - BOTTOM, TOP)
    dots = [
        f'<circle cx="{across(sweep):.1f}" cy="{upward(float(opinion)):.1f}" r="1.3" fill="#0072b2"/>'
        for sweep, opinions in enumerate(path)
        for opinion in opinions
    ]
    title = f"{result['majors']} major camp{'s' if result['majors'] != 1 else ''} at bound {result['bound']:g}"
    return whole(title, frame(across, upward, "sweeps of one meeting a person", "opinion"), *dots)


_SAMPLED = {"people": 1000, "step": 0.5, "sweeps": 150, "runs": 12}
REPLICATION = Replication(
    id="deffuant-2000",
    title="Mixing beliefs among interacting agents",
    source="Deffuant, Neau, Amblard and Weisbuch 2000, Advances in Complex Systems 3",
    says="People who meet in pairs and move only if they are near end in about 1 / (2 d) big camps.",
    parameters=(
        Parameter("people", 1000, "persons", "how many", at_least=2, at_most=1_000_000),
        Parameter("bound", 0.3, "opinion", "gap below which two people move", at_least=0),
        Parameter("step", 0.5, "share of the gap", "how far each of the two moves", above=0, at_most=0.5),
        Parameter("sweeps", 50, "sweeps", "meetings for each person, on average", at_least=1, at_most=100_000),
        Parameter("ties", (), "", "pairs of people (from 0) who may meet; all may where there are none", at_least=0),
        Parameter("runs", 4, "", "runs that the mean is taken over", at_least=1, at_most=10_000),
        Parameter("seed", 0, "", "which draws", at_least=0),
    ),
    rows=(
        Row("O9", {"step": 0.3}, ("gap_factor", "pair_mean_change"), (0.4, 0), 1e-12, "derived"),
        Row(
            "O11", tuple({**_SAMPLED, "bound": bound} for bound in (0.5, 0.3, 0.2)),
            "mean_majors", (1.0, 1.1, 2.2), 0.3, "replication", slow=True,
        ),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
