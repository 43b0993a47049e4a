"""Readings: one choice of forms, strengths, paces and resting states for the whole ledger, by (seed, index)."""

from collections.abc import Mapping
from functools import cached_property

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.ensemble._literature import Literature, taken_from
from groundswell.ensemble._plan import Draw, Law, Plan
from groundswell.ensemble._spread import spread
from groundswell.forms import GENERIC, Shape
from groundswell.model import Layout, Reading, Theory, name_hash, stream


class Drawer:
    """Draws readings of one theory. Equal names draw equal numbers, so copies of a mechanism share their reading.

    `forms` says what readings draw their forms from, one of FORMS; raises ValueError for another word.
    """

    def __init__(self, theory: Theory, forms: str = "generic"):
        self.theory = theory
        self.forms = forms
        self.plan = Plan(theory.layout)
        self._table: dict[str, int] = {}
        self.draws: list[Draw] = []
        self._kept: tuple | None = None
        self.rows = self._rows(theory.layout)
        self.literature = Literature(theory, forms, self._many)
        self.rows |= self.literature.rows
        self.names = np.array([name_hash(d.name) for d in self.draws], np.uint32)
        self.law = np.array([d.law for d in self.draws], np.int32)
        self.numbers = np.array([d.centre_and_width for d in self.draws], np.float32)

    def _row(self, draw: Draw) -> int:
        if draw.name not in self._table:
            self._table[draw.name] = len(self.draws)
            self.draws.append(draw)
        return self._table[draw.name]

    def _many(self, draws) -> np.ndarray:
        return np.array([self._row(d) for d in draws], np.int32)

    def _rows(self, layout: Layout) -> dict[str, np.ndarray]:
        """For each array of a reading, which draw fills each of its rows."""
        plan, drives = self.plan, layout.drives
        rows = {
            "rest": self._many(plan.rest(key) for key in layout.nodes),
            "pace": self._many(plan.pace(key) for key in layout.nodes),
            "chance": self._many(plan.chance(key) for key in layout.nodes),
            "points": self._many(plan.points(layout.pushes[k]) for k in self.theory.wiring.push_order),
            "fade": self._many(plan.fade(event.id) for event in layout.events),
            "softness": self._many([Draw("softness", Law.UNIFORM, *plan.priors["gate"]["softness"])]),
            "shift": self._many(plan.shift(name) for name in self.theory.literal_names),
        }
        for what in ("form", "drive"):
            rows[what] = self._many(plan.choice(what, d.name) for d in drives)
        for number in ("half point", "tipping point", "steepness"):
            rows[number] = self._many(plan.shape(number, d.name) for d in drives)
        for which in ("build", "wait"):
            rows[which] = self._many(plan.months(d.mechanism, which, d.name) for d in drives)
        if layout.bodies:
            rows["bodies"] = self._many(plan.bodies())
        return rows

    def values(self, seed: int, index: Array | np.ndarray) -> Array:
        """Every draw of the given readings: (draws, readings), in the units of `Plan`."""
        return _values(self.names, self.law, self.numbers, jnp.uint32(seed), jnp.asarray(index, jnp.uint32))

    def scores(self, seed: int, index: Array | np.ndarray) -> Array:
        """Normal scores (draws, readings) of the given readings: what each uniform is on the standard normal."""
        return _score(spread(jnp.uint32(seed), jnp.asarray(self.names), jnp.asarray(index, jnp.uint32)))

    def reading_of(self, scores: Array | np.ndarray, seed: int, luck: Array | np.ndarray) -> Reading:
        """The readings with these normal scores (draws, R), under the luck of the readings numbered `luck` (R,)."""
        return reading_from(self, _from_scores(self.law, self.numbers, jnp.asarray(scores)), seed, luck)

    def __call__(self, seed: int, index: Array | np.ndarray) -> Reading:
        """The readings with these numbers (any shape (R,)), as arrays for the model."""
        return reading_from(self, self.values(seed, index), seed, index)

    @cached_property
    def static(self) -> dict:
        """What joins draws to a reading's arrays and is the same for all readings."""
        layout, theory, plan = self.theory.layout, self.theory, self.plan
        pushes = [layout.pushes[k] for k in theory.wiring.push_order]
        crowding = plan.crowding()[theory.wiring.push_order]
        sign = np.array([p.target.sign * p.target.weight for p in pushes], np.float32) * crowding
        shares = len(theory.wiring.share_group)
        return {
            "rows": self.rows,
            "sign": sign,
            "share_group": theory.wiring.share_group,
            "groups": theory.wiring.group_rows,
            "shares": np.arange(len(layout.nodes)) < shares,
            "movable": theory.literal_movable,
            "form": _edges([plan.priors["form"][form.name] for form in GENERIC]),
            "drive": _edges([plan.priors["drive"][name] for name in ("standing", "change")]),
            "literature": self.literature.static,
        }

    def choices(self, seed: int, index: np.ndarray, drive: int) -> tuple[np.ndarray, np.ndarray]:
        """Name of the form, and whether its causes act by standing there, of one drive in each reading of `index`."""
        key = (seed, index.tobytes())
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, np.asarray(self.values(seed, jnp.asarray(index))))
        drawn, static = self._kept[1], self.static
        codes = np.searchsorted(static["form"], drawn[self.rows["form"][drive]])
        taken = self.literature.taken(drawn, drive)
        names = np.array([name or GENERIC[code].name for name, code in zip(taken, codes, strict=True)])
        return names, drawn[self.rows["drive"][drive]] < static["drive"][0]

    def describe(self, seed: int, index: int) -> Mapping[str, float]:
        """Every draw of one reading, by name."""
        drawn = np.asarray(self.values(seed, jnp.array([index])))[:, 0]
        return {draw.name: float(value) for draw, value in zip(self.draws, drawn, strict=True)}


def reading_from(drawer: Drawer, drawn: Array, seed: int, index: Array | np.ndarray) -> Reading:
    """Readings made of given draws (draws, R), with the luck of the readings `index` (R,)."""
    return _reading(drawer.static, drawn, jnp.uint32(seed), jnp.asarray(index, jnp.uint32))


def _edges(weights: list[float]) -> np.ndarray:
    """Where along (0, 1) one weighted choice ends and the next begins."""
    return (np.cumsum(weights) / np.sum(weights))[:-1].astype(np.float32)


@jax.jit
def _values(names: Array, law: Array, numbers: Array, seed: Array, index: Array) -> Array:
    uniform = spread(seed, names, index)
    return _through(law, numbers, uniform, _score(uniform))


@jax.jit
def _from_scores(law: Array, numbers: Array, scores: Array) -> Array:
    edge = jnp.float32(2**-24)
    return _through(law, numbers, jnp.clip(jax.scipy.special.ndtr(scores), edge, 1 - edge), scores)


def _score(uniform: Array) -> Array:
    return jnp.float32(2**0.5) * jax.lax.erf_inv(2 * uniform - 1)


def _through(law: Array, numbers: Array, uniform: Array, normal: Array) -> Array:
    """Draws (draws, R) in the units of `Plan`, each through its law."""
    law = law[:, None]
    x = jnp.where(law >= Law.NORMAL, normal, uniform)
    drawn = numbers[:, :1] + numbers[:, 1:] * x
    return jnp.where((law == Law.LOG_UNIFORM) | (law == Law.LOG_NORMAL), jnp.exp(drawn), drawn)


@jax.jit
def _reading(static: dict, drawn: Array, seed: Array, index: Array) -> Reading:
    row = {name: drawn[rows] for name, rows in static["rows"].items()}
    return Reading(
        rest=_resting(static, row["rest"]),
        keep=jnp.exp(-1 / row["pace"]),
        chance=row["chance"],
        push=row["points"] * static["sign"][:, None],
        form=jnp.searchsorted(static["form"], row["form"]),
        standing=(row["drive"] < static["drive"][0]).astype(jnp.float32),
        shape=Shape(row["half point"], row["tipping point"], row["steepness"]),
        wait=jnp.where(row["wait"] > 0.05, jnp.exp(-1 / jnp.maximum(row["wait"], 0.05)), 0.0),
        build=jnp.exp(-1 / row["build"]),
        gate_shift=row["shift"] * static["movable"][:, None],
        softness=row["softness"][0],
        fade=0.5 ** (1 / row["fade"]),
        key=stream(seed, index),
        bodies=row.get("bodies"),
        published=taken_from(static["literature"], row),
    )


def _resting(static: dict, rest: Array) -> Array:
    """Resting states on the unbounded coordinate; shares that would fill their whole leave a twentieth to "none"."""
    shares = len(static["share_group"])
    if not shares:
        return rest
    masked = jnp.where(static["shares"][:, None], rest, 0.0)
    total = static["groups"].sum(masked)
    scale = jnp.minimum(1.0, 0.95 / total)
    none = 1 - total * scale
    group = static["share_group"]
    return jnp.concatenate([jnp.log(rest[:shares] * scale[group] / none[group]), rest[shares:]])


__all__ = ["Drawer"]
