"""The causal diagram with its signs, derived from the compiled model by differentiating it."""

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np

from groundswell.forms import GENERIC, PUBLISHED, Shape
from groundswell.model._published import Taken, form_of_slot
from groundswell.model._step import Reading, drive
from groundswell.model._theory import Theory
from groundswell.model._wiring import Wiring


@dataclass(frozen=True, order=True)
class Arrow:
    """One arrow of the compiled model: a stored node that drives a mechanism's copy, and a node it pushes."""

    cause: str
    effect: str
    sign: int
    mechanism: str
    place: str


def signed_arrows(theory: Theory, form: int | str = 0, seed: int = 0) -> tuple[Arrow, ...]:
    """Arrows with signs, sorted: the sign of d(push) / d(cause), with conditions held open and causes standing.

    form: code of the generic form at which the model is differentiated, or the name of a published one, which then
    stands wherever the case lets it (the rest is linear); all of them keep signs. seed: of the state, drawn well inside
    every scale, at which the derivative is taken. Raises ValueError if an arrow has no sign there.
    """
    wiring, layout = theory.wiring, theory.layout
    unit = jnp.asarray(np.random.default_rng(seed).uniform(0.3, 0.6, (len(layout.nodes), 1)), jnp.float32)
    slope = np.asarray(_slopes(wiring, _plain(theory, form), unit))[:, :, 0]
    found = set()
    for push in layout.pushes:
        if push.kind == "mechanism":
            found |= {
                Arrow(str(layout.nodes[n]), str(push.target.node), _sign(slope[push.source, n] * push.target.sign),
                      push.mechanism, layout.drives[push.source].place)
                for n in _read(theory, push.source)
            }  # fmt: skip
    return tuple(sorted(found))


@jax.jit
def _slopes(wiring: Wiring, reading: Reading, unit: jax.Array) -> jax.Array:
    """Slope of every drive in every node: (D, N, 1); one program for all readings of one structure."""

    def drives(u: jax.Array) -> jax.Array:
        return drive(wiring, reading, u, jnp.ones_like(u), wiring.cause_rows.sum(u))[:, 0]

    return jax.jacrev(drives)(unit)


def _sign(slope: float) -> int:
    if not slope:
        raise ValueError("an arrow has no sign at this state")
    return 1 if slope > 0 else -1


def _read(theory: Theory, source: int) -> list[int]:
    """Numbers of the stored nodes that a drive's causes read."""
    causes = theory.layout.drives[source].causes
    return sorted({theory.layout.node_index[key] for cause in causes for key in cause.parts})


def _plain(theory: Theory, form: int | str) -> Reading:
    """A reading with one form throughout, causes that stand, and conditions that are open whatever the state."""
    wiring, drives = theory.wiring, (len(theory.layout.drives), 1)
    ones = jnp.ones(drives)
    nothing = jnp.zeros((1, 1))
    if isinstance(form, str):
        return _plain(theory, 0)._replace(published=_only(theory, form))
    if not 0 <= form < len(GENERIC):
        raise ValueError(f"there is no generic form {form}; there are {len(GENERIC)}")
    return Reading(
        rest=nothing, keep=nothing, chance=nothing, push=nothing, form=jnp.full(drives, form), standing=ones,
        shape=Shape(0.4 * ones, 0.45 * ones, 8 * ones), wait=0 * ones, build=0 * ones,
        gate_shift=jnp.full((len(wiring.literal_constant), 1), 1e3), softness=jnp.ones(1), fade=nothing,
        key=jnp.zeros(1, jnp.uint32),
    )  # fmt: skip


def _only(theory: Theory, form: str) -> Taken:
    """One published form wherever the case lets it stand, every form's own numbers in the middle of their ranges."""
    found = theory.wiring.published
    if form not in found.rows:
        raise ValueError(f"the case lets no published form {form} stand for anything")
    names = form_of_slot(theory.layout, found)
    chosen = [[[float(k < len(mine) and mine[k] == form)] for mine in names] for k in range(len(found.slots))]
    own = {
        name: tuple(jnp.full((len(rows), 1), number.middle) for number in PUBLISHED[name].numbers)
        for name, rows in found.rows.items()
    }
    return Taken(jnp.asarray(chosen), own)
