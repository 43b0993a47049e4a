"""Which published form a reading takes for each drive, and the form's own numbers."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.ensemble._plan import Draw, Law
from groundswell.forms import PUBLISHED
from groundswell.model import Taken, Theory, form_of_slot

FORMS = ("generic", "published", "either")
"""What readings draw forms from: generic ones alone; published ones wherever one is named; either, by a fair coin."""

SHARES = {"generic": 0.0, "published": 1.0, "either": 0.5}
Rows = dict[str, np.ndarray]
Many = Callable[[list[Draw]], np.ndarray]


class Literature:
    """The draws behind the published forms of one theory; `rows` say which draw fills what, empty where none may be.

    The names of these draws are their own, so a reading's other draws are the same whatever forms it may take.
    """

    def __init__(self, theory: Theory, forms: str, many: Many):
        if forms not in FORMS:
            raise ValueError(f"forms is one of {', '.join(FORMS)}, not {forms}")
        self.names = form_of_slot(theory.layout, theory.wiring.published)
        self.rows: Rows = {}
        self.static: dict[str, Any] | None = None
        found = theory.wiring.published
        if forms == "generic" or not found.rows:
            return
        names = [drive.name for drive in theory.layout.drives]
        self.rows = {what: many([Draw(f"{what}:{one}", Law.UNIFORM, 0.0, 1.0) for one in names]) for what in _WHAT}
        for form, drives in found.rows.items():
            for place, number in enumerate(PUBLISHED[form].numbers):
                draws = [Draw(f"{form}.{number.name}:{names[row]}", Law.UNIFORM, number.low, number.high)
                         for row in drives]  # fmt: skip
                self.rows[f"{form} {place}"] = many(draws)
        count = np.array([len(one) for one in self.names], np.float32)
        self.static = {"count": count, "share": np.float32(SHARES[forms]), "slot": np.arange(len(found.slots))}

    def offered(self, drive: int) -> list[str]:
        """The published forms that readings may take for a drive."""
        return self.names[drive] if self.static is not None else []

    def taken(self, drawn: np.ndarray, drive: int) -> list[str]:
        """For each reading, the name of the published form that a drive takes, or nothing; drawn (draws, readings)."""
        mine = self.names[drive]
        if self.static is None or not mine:
            return [""] * drawn.shape[1]
        source, pick = (drawn[self.rows[what][drive]] for what in _WHAT)
        slots = np.minimum((pick * len(mine)).astype(int), len(mine) - 1)
        return [mine[k] if s < float(self.static["share"]) else "" for k, s in zip(slots, source, strict=True)]


_WHAT = ("source", "published")


def taken_from(static: dict[str, Any] | None, row: dict[str, Array]) -> Taken | None:
    """The published part of readings, from their draws by name; None where readings draw generic forms alone."""
    if static is None:
        return None
    count = jnp.asarray(static["count"])[:, None]
    slot = jnp.minimum(jnp.floor(row["published"] * count), count - 1)
    takes = (row["source"] < static["share"]) & (count > 0)
    chosen = (jnp.asarray(static["slot"])[:, None, None] == slot) & takes
    own: dict[str, tuple[Array, ...]] = {}
    for name in sorted(row):
        form = name.rpartition(" ")[0]
        if form in PUBLISHED:
            own[form] = (*own.get(form, ()), row[name])
    return Taken(chosen.astype(jnp.float32), own)
