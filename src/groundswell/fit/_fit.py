"""The whole fit of a case: particles, what moved, checks, and verdicts given the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from groundswell.ensemble import code, digest, made_from, taken_up
from groundswell.fit._checkpoint import read_cloud, write_cloud
from groundswell.fit._diagnose import Agreement, agreement
from groundswell.fit._given import GivenRecord, given_record
from groundswell.fit._particles import prior_particles
from groundswell.fit._pictures import Picture, pictures
from groundswell.fit._predictive import Check, checks
from groundswell.fit._replicate import read
from groundswell.fit._sampler import ISLANDS, MOVES, Cloud, sampled
from groundswell.fit._shift import Shift, shifts
from groundswell.fit._target import Premises, Target
from groundswell.ledger import Case
from groundswell.model import compile_theory
from groundswell.record import Record, evidence, load_record

PARTICLES = 1024
Progress = Callable[[str, int, int], None]


class NothingToFit(ValueError):
    """The record holds no row up to the split that a node of the theory is bound to."""


@dataclass(frozen=True)
class Fit:
    """The posterior over readings of one case, and what it says.

    effective: number of independent readings that the particles amount to, told from how far the islands differ.
    by_block: for each series, mean log likelihood before and after. given: verdicts on
    claims and predictions. pictures: histories before and after.
    """

    case: Case
    seed: int
    record: Record
    target: Target
    cloud: Cloud
    effective: float
    shifts: tuple[Shift, ...]
    checks: tuple[Check, ...]
    by_block: Mapping[str, tuple[float, float]]
    agreement: Agreement | None
    given: tuple[GivenRecord, ...]
    pictures: tuple[Picture, ...] = ()

    @property
    def silent(self) -> tuple[str, ...]:
        """Mechanisms and the rest of which the record says nothing."""
        return tuple(one.id for one in self.shifts if one.word == "nothing" and one.of_theory)


def fit_case(
    case: Case, particles: int = PARTICLES, seed: int = 2007, until: date | None = None, premises: Premises = "before",
    folder: Path | None = None, claims: Sequence[str] | None = (), moves: int = MOVES,
    progress: Progress = lambda stage, done, total: None,
) -> Fit:  # fmt: skip
    """Find the readings, forms included, that a case's record leaves.

    Rows that are held out are never read: all that enters is the near side of the split, which `until` moves.
    `premises` says which explananda weigh readings besides the record: those that speak of no month after the split
    ("before"), "all" or "none". Particles are kept in `folder` after every temperature, and a fit that was stopped
    there goes on to the same bits. `claims` names the claims to judge given the record: None for all of them and the
    predictions, () for none. Raises CaseError where the record has faults, NothingToFit where nothing can be fitted,
    Refused or Busy where the folder belongs to another fit, and OSError where it cannot be written.
    """
    record = load_record(case, until)
    said = evidence(case, record)
    if not said.blocks:
        raise NothingToFit(f"no row of {case.id} up to {record.until} observes a node of the theory")
    target = Target(compile_theory(case), said, premises, seed)
    identity = made_from(case, seed, particles=particles, moves=moves, **_told(case, record, target))
    with _kept(folder, identity) as (before, keep):
        cloud = sampled(target, particles, seed, moves=moves, progress=progress, cloud=before, keep=keep)
    return _found(case, seed, record, target, cloud, claims, progress)


def _told(case: Case, record: Record, target: Target) -> dict:
    values = np.concatenate([np.asarray(one, float) for one in read(target.evidence).values()])
    return {
        "explananda": target.premises, "explananda used": ", ".join(one.id for one in target.explananda),
        "code of record and fit": code(("record", "fit")),
        "until": str(record.until), "record": digest(values, *sorted(record.hashes.values())),
        **{f"file {name}": case.hashes.get(name, "") for name in ("record.yaml", "explananda.yaml")},
    }  # fmt: skip


@contextmanager
def _kept(folder: Path | None, identity: Mapping) -> Iterator[tuple[Cloud | None, Callable[[Cloud], None]]]:
    if folder is None:
        yield None, lambda cloud: None
        return
    with taken_up(folder, identity):
        yield read_cloud(folder), lambda cloud: write_cloud(folder, cloud)


def _found(case, seed: int, record: Record, target: Target, cloud: Cloud, claims, progress: Progress) -> Fit:
    prior = target.run(prior_particles(target.drawer, seed, cloud.particles.count))
    after = target.run(cloud.particles)
    before_by, after_by = target.by_block(prior), target.by_block(after)
    runs_before, runs_after = (dict(zip(target.nodes, values, strict=True)) for values in (prior, after))
    quantities = _quantities(target, after, cloud)
    effective = effective_number(quantities)
    given = () if claims is not None and not claims else given_record(
        target, cloud.particles, effective, seed, claims, progress
    )  # fmt: skip
    return Fit(
        case, seed, record, target, cloud, effective, tuple(shifts(target.drawer, cloud.particles, names_of(case))),
        checks(target.evidence, runs_before, runs_after, seed),
        {name: (float(np.mean(before_by[name])), float(np.mean(after_by[name]))) for name in after_by},
        _agreement(target, quantities), tuple(given), pictures(case, target.evidence, runs_before, runs_after),
    )  # fmt: skip


def names_of(case: Case) -> dict[str, str]:
    """What mechanisms, assumptions and events say, by id."""
    ledger = case.ledger
    told = {**ledger.mechanisms, **ledger.events, **case.assumptions}
    return {id: str(getattr(one, "paraphrase", None) or getattr(one, "says", "")) for id, one in told.items()}


def _quantities(target: Target, values: np.ndarray, cloud: Cloud) -> np.ndarray:
    """(islands, particles, 1 + nodes): log density, and each node of the record in the middle of its readings' span."""
    rows = [target.nodes.index(node) for node in target.evidence.nodes]
    seen = np.concatenate([cloud.density[None], values[rows].mean(2)])
    return np.moveaxis(seen.reshape(len(seen), ISLANDS, -1), 0, -1)


def effective_number(quantities: np.ndarray) -> float:
    """How many independent particles would leave islands (islands, particles, quantities) as far apart as they are."""
    islands, each, _ = quantities.shape
    spread = np.maximum(quantities.reshape(-1, quantities.shape[2]).var(0, ddof=1), 1e-12)
    apart = float(np.mean(quantities.mean(1).var(0, ddof=1) / spread))
    return float(np.clip(islands / max(apart, 1e-9), islands, islands * each))


def _agreement(target: Target, quantities: np.ndarray) -> Agreement | None:
    try:
        return agreement(quantities, ["log density", *(str(node) for node in target.evidence.nodes)])
    except ImportError:  # ArviZ comes with the extra `fit`; the islands still tell the effective number
        return None


__all__ = ["PARTICLES", "Fit", "NothingToFit", "effective_number", "fit_case"]
