"""Bikhchandani, Hirshleifer and Welch (1992): those who act later follow those before, right or wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._result import Result

NAMES = ("correct", "none", "wrong")


def model(**given: Any) -> Result:
    """Return the chances of a right cascade, of none, and of a wrong one after some actions: exact, and by draws."""
    accuracy, people, indifferent = given["accuracy"], given["people"], given["indifferent"]
    sampled = tuple(f"{name}_sampled" for name in NAMES)
    return Result(
        given,
        {
            NAMES: lambda: dict(zip(NAMES, chances(accuracy, people, indifferent)[-1], strict=True)),
            sampled: lambda: dict(zip(sampled, drawn(given), strict=True)),
            ("path",): lambda: {"path": np.array(chances(accuracy, people, indifferent))},
        },
    )


def chances(accuracy: float, people: int, indifferent: str) -> list[tuple[float, float, float]]:
    """Return (correct, none, wrong) after 0, 1, .. people.

    Without a cascade the actions so far cancel out, or the last one stands alone. Where it stands alone, a contrary
    signal leaves the next person indifferent.
    """
    follows = 0.5 if indifferent == "coin" else 0.0  # chance of following the last action against one's own signal
    balanced, right, wrong, correct, mistaken = 1.0, 0.0, 0.0, 0.0, 0.0
    path = [(0.0, 1.0, 0.0)]
    for _ in range(people):
        after_right = accuracy + (1 - accuracy) * follows
        after_wrong = (1 - accuracy) + accuracy * follows
        correct, mistaken = correct + right * after_right, mistaken + wrong * after_wrong
        balanced, right, wrong = (
            right * (1 - after_right) + wrong * (1 - after_wrong),
            balanced * accuracy,
            balanced * (1 - accuracy),
        )
        path.append((correct, balanced + right + wrong, mistaken))
    return path


def drawn(given: Mapping[str, Any]) -> tuple[float, float, float]:
    """Return the same three shares among drawn sequences of people who reason by Bayes' rule from what they see.

    Nothing is assumed here about when a cascade begins: it is there when either signal leads to the same action.
    """
    luck = np.random.default_rng(given["seed"])
    weight = math.log(given["accuracy"] / (1 - given["accuracy"]))
    public = np.zeros(given["draws"])  # log odds of the true state, from the actions so far
    for _ in range(given["people"]):
        signal = np.where(luck.random(given["draws"]) < given["accuracy"], 1.0, -1.0)
        acts_for = _acts_for(public + signal * weight, signal, luck, given["indifferent"])
        public = public + _news(public, weight, acts_for, given["accuracy"], given["indifferent"])
    follows = np.abs(public) > weight + 1e-9
    shares = (np.mean(follows & (public > 0)), np.mean(~follows), np.mean(follows & (public < 0)))
    return float(shares[0]), float(shares[1]), float(shares[2])


def _acts_for(odds: np.ndarray, signal: np.ndarray, luck: np.random.Generator, indifferent: str) -> np.ndarray:
    tied = np.abs(odds) < 1e-9
    toss = luck.random(len(odds)) < 0.5 if indifferent == "coin" else signal > 0
    return np.where(tied, toss, odds > 0)


def _news(public: np.ndarray, weight: float, acts_for: np.ndarray, accuracy: float, indifferent: str) -> np.ndarray:
    """Return what an action adds to the public log odds, given how likely it is in either state."""
    likely = {}
    for state, chance_for in (("true", accuracy), ("other", 1 - accuracy)):
        chance = np.zeros(len(public))
        for signal, share in ((1.0, chance_for), (-1.0, 1 - chance_for)):
            odds = public + signal * weight
            when_tied = 0.5 if indifferent == "coin" else float(signal > 0)
            chance += share * np.where(np.abs(odds) < 1e-9, when_tied, odds > 0)
        likely[state] = np.where(acts_for, chance, 1 - chance)
    return np.log(likely["true"] / likely["other"])


def picture(result: Mapping[str, Any]) -> str:
    """Draw the chances as people act one after the other."""
    path = result["path"]
    return line_chart(
        f"Signals right with chance {result['accuracy']:g}: cascades as people act in turn",
        [
            Series(name, np.arange(len(path)), path[:, at])
            for name, at in (("right cascade", 0), ("no cascade", 1), ("wrong cascade", 2))
        ],
        x="people who have acted",
        y="probability",
        y_range=(0, 1),
    )


_TEN = {"accuracy": 0.7, "people": 10}
_EXPECTED = (0.752857, 0.000408, 0.246735)
REPLICATION = Replication(
    id="bikhchandani-1992",
    title="A theory of fads, fashion, custom, and cultural change as informational cascades",
    source="Bikhchandani, Hirshleifer and Welch 1992, Journal of Political Economy 100(5)",
    says="People who see what others did soon follow them whatever they know themselves, and often wrongly.",
    parameters=(
        Parameter("accuracy", 0.7, "", "chance that a private signal is right", above=0.5, below=1),
        Parameter("people", 10, "persons", "how many have acted", at_least=1, at_most=100_000),
        Parameter("indifferent", "coin", "", "what decides between equal reasons", choices=("coin", "signal")),
        Parameter("draws", 40_000, "", "drawn sequences", at_least=1, at_most=10_000_000),
        Parameter("seed", 0, "", "which draws", at_least=0),
    ),
    rows=(
        Row("B1", _TEN, NAMES, _EXPECTED, 1e-6, "derived"),
        Row("B1-sampled", _TEN, tuple(f"{name}_sampled" for name in NAMES), _EXPECTED, 0.008, "derived"),
        Row("B2", {"accuracy": 0.7, "people": 400}, "correct", 0.753165, 1e-6, "derived"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
