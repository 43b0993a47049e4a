"""A poll is support as seen through wording, pollster, turnout, concealment and sampling.

In log-odds, an answer's share is the support that the theory gives, moved by terms that polls share among them:

    logit(share) = logit(support) + level + wording[question] + house[pollster] + turnout[base]
                   + concealment + drift(day) + sampling + excess

Each term is normal around nought with a stated width, one draw for each party, so the answers of many polls are jointly
normal given a run, and the terms can be summed out exactly. `drift` is a Brownian motion: what moves opinion and is
not in the theory. A ballot has no concealment, no house and no wording. Sampling has the variance of a design effect
times n: D / (n p (1 - p)) in log-odds.

Sources: Jackman (2005) for house effects in log-odds, Shirani-Mehr and others (2018) for the excess over sampling.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import jax.numpy as jnp
import numpy as np
from jax import Array, random

from groundswell.ledger import PollTerms

EDGE = 0.005
"""Shares are held this far from 0 and 1 before log-odds are taken: half a percent, the rounding of a printed poll."""


@dataclass(frozen=True)
class Asked:
    """One answer as far as its error is concerned: the party, the day, how, of whom, by whom, of how many."""

    party: str
    day: date
    question: str
    base: str
    pollster: str
    region: str
    size: int | None
    ballot: bool = False


def log_odds(share: Array | np.ndarray, edge: float = EDGE) -> Array:
    """Log-odds of shares, held away from the ends by `edge`."""
    held = jnp.clip(jnp.asarray(share), edge, 1 - edge)
    return jnp.log(held) - jnp.log1p(-held)


def sampling_variance(share: np.ndarray, asked: Sequence[Asked], terms: PollTerms) -> np.ndarray:
    """Variance (answers,) of sampling in log-odds at the given shares; none for a ballot."""
    held = np.clip(np.asarray(share, float), EDGE, 1 - EDGE)
    size = np.array([one.size or terms.sample_size for one in asked], float)
    counted = np.array([one.ballot for one in asked])
    return np.where(counted, 0.0, terms.design_effect / (size * held * (1 - held)))


TERMS = ("level", "wording", "house", "turnout", "concealment", "drift", "excess")


def shared_covariance(
    first: Sequence[Asked], second: Sequence[Asked], terms: PollTerms, epoch: date, only: Sequence[str] = TERMS
) -> np.ndarray:
    """Covariance (first, second) of the shared terms, in squared log-odds; `only` picks some of them.

    `epoch` is the day from which drift is counted; nothing may be asked before it. `excess` counts only where an
    answer meets itself.
    """
    found = np.zeros((len(first), len(second)))
    for row, one in enumerate(first):
        for column, other in enumerate(second):
            found[row, column] = sum(_shared(name, one, other, terms, epoch) for name in only)
    return found


def _shared(term: str, one: Asked, other: Asked, terms: PollTerms, epoch: date) -> float:
    if one.party != other.party:
        return 0.0
    polls = not one.ballot and not other.ballot
    width = getattr(terms, term) ** 2
    if term == "drift":
        return width * (min(one.day, other.day) - epoch).days / 365.25
    meets = {
        "level": True,
        "wording": polls and one.question == other.question,
        "house": polls and one.pollster == other.pollster,
        "turnout": one.ballot == other.ballot and one.base == other.base,
        "concealment": polls,
        "excess": one is other,
    }
    return width if meets[term] else 0.0


def answers_covariance(asked: Sequence[Asked], share: np.ndarray, terms: PollTerms, epoch: date) -> np.ndarray:
    """Covariance (answers, answers) of what was read given a run: shared terms and sampling."""
    return shared_covariance(asked, asked, terms, epoch) + np.diag(sampling_variance(share, asked, terms))


def whitener(covariance: np.ndarray) -> tuple[np.ndarray, float]:
    """Matrix that makes answers of this covariance independent, and the log of its determinant."""
    root = np.linalg.cholesky(covariance)
    return np.linalg.inv(root), -float(np.log(np.diag(root)).sum())


def poll_log_likelihood(support: Array, share: Array, whiten: np.ndarray, log_determinant: float) -> Array:
    """Log density (...) of the log-odds of answers (answers,) given support (..., answers) of runs.

    `whiten` and `log_determinant` are those of `whitener(answers_covariance(...))`. It can be differentiated and
    compiled; the runs are the leading axes.
    """
    miss = (log_odds(share) - log_odds(support)) @ jnp.asarray(whiten).T
    count = miss.shape[-1]
    return -0.5 * (miss**2).sum(-1) + log_determinant - 0.5 * count * jnp.log(2 * jnp.pi)


def poll_sample(key: Array, support: Array, covariance: np.ndarray) -> Array:
    """Answers (..., answers) as shares, drawn for the support (..., answers) of runs."""
    root = jnp.asarray(np.linalg.cholesky(covariance))
    luck = random.normal(key, jnp.shape(support)) @ root.T
    return 1 / (1 + jnp.exp(-(log_odds(support) + luck)))
