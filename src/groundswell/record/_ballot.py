"""An election is choice and turnout through the rules.

People who back a party vote with the party's turnout; votes are those who back it and come, as shares of all who come.
A ballot has no sampling error, and still misses what a theory of support can know: candidates, weather, lists. That
is a Dirichlet error of a stated concentration. Turnout itself is read with a beta error.
"""

from __future__ import annotations

import jax.numpy as jnp
from jax import Array, random
from jax.scipy.special import gammaln


def vote_shares(support: Array, turnout: Array) -> Array:
    """Shares (..., parties) of votes: support times turnout, over all parties that stand.

    `support` need not sum to one, since those who back nobody do not vote for anybody.
    """
    votes = jnp.asarray(support) * jnp.asarray(turnout)
    return votes / votes.sum(-1, keepdims=True)


def ballot_log_likelihood(shares: Array, support: Array, turnout: Array, concentration: float | Array) -> Array:
    """Log density (...) of the shares (..., parties) of a ballot; `concentration` is how many voters it is worth."""
    alpha = concentration * vote_shares(support, turnout)
    shares = jnp.asarray(shares)
    return gammaln(alpha.sum(-1)) - gammaln(alpha).sum(-1) + ((alpha - 1) * jnp.log(shares)).sum(-1)


def ballot_sample(key: Array, support: Array, turnout: Array, concentration: float | Array) -> Array:
    """Shares (..., parties) of a ballot."""
    return random.dirichlet(key, concentration * vote_shares(support, turnout))


def turnout_log_likelihood(share: Array, expected: Array, concentration: float | Array) -> Array:
    """Log density of a share of voters that came, beta around what is expected."""
    one, other = concentration * jnp.asarray(expected), concentration * (1 - jnp.asarray(expected))
    share = jnp.asarray(share)
    constant = gammaln(one + other) - gammaln(one) - gammaln(other)
    return constant + (one - 1) * jnp.log(share) + (other - 1) * jnp.log1p(-share)
