"""The trajectories behind a study, as one labelled dataset and as a Zarr store."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from groundswell.ensemble import UNITS, dates, scale_of
from groundswell.language import parse_quantity
from groundswell.ledger import Case
from groundswell.verdict import Study

if TYPE_CHECKING:
    import xarray

BITS = 12
"""Bits of each number's fraction that are stored; the rest is noise to a reader and would fill the disk."""

READINGS = 64
"""Readings in one chunk of the store."""


def trajectories(study: Study) -> xarray.Dataset:
    """Return the kept readings' trajectories on their nodes' own scales.

    `history` (node, reading, month) holds the baseline of every node that the case names. `claim_trace` (trace,
    reading, month) holds what each judged claim reads: its own baseline (arm "") and its arms, with whatever acts
    directly on the outcome off; months past a claim's last are missing. An arm that sweeps shows its first value.
    `reading` is the number to give to `groundswell reading`, and `weight` sums to one over the readings.
    """
    import xarray

    case: Case = study.case  # type: ignore[assignment]  # the verdict room keeps it as a plain object
    months = max((values.shape[-1] for values in study.histories.values()), default=0)
    keys = [(claim.id, arm, node) for claim in study.claims for arm, seen in _arms(study, claim.id) for node in seen]
    trace = np.full((len(keys), len(study.kept), months), np.nan, np.float32)
    for row, (claim, arm, node) in enumerate(keys):
        values = study.traces[claim][arm][node]
        trace[row, :, : values.shape[-1]] = rounded(values)
    history = np.stack([rounded(study.histories[name]) for name in study.histories])
    scales = [scale_of(case, parse_quantity(name)) for name in study.histories]  # type: ignore[arg-type]
    return xarray.Dataset(
        {
            "history": (("node", "reading", "month"), history, {"long_name": "baseline, as the study drew it"}),
            "claim_trace": (("trace", "reading", "month"), trace, {"long_name": "what each claim reads, arm by arm"}),
        },
        coords={
            "reading": study.kept,
            "weight": ("reading", study.weight),
            "month": dates(case, months),
            "node": _texts(study.histories),
            "scale": ("node", _texts(scales)),
            "units": ("node", _texts(UNITS[scale] for scale in scales)),
            "trace": _texts(f"{claim}/{arm or 'baseline'}/{node}" for claim, arm, node in keys),
            "claim": ("trace", _texts(claim for claim, _, _ in keys)),
            "arm": ("trace", _texts(arm for _, arm, _ in keys)),
            "read": ("trace", _texts(node for _, _, node in keys), {"long_name": "node that the trace shows"}),
            "read_scale": ("trace", _texts(scale_of(case, node) for _, _, node in keys)),
        },
        attrs={
            "case": case.id, "title": case.title, "seed": study.seed, "complete": int(study.complete),
            "precision": f"numbers are rounded to {BITS} bits, one part in {2 ** (BITS + 1)}",
        },
    )  # fmt: skip


def _arms(study: Study, claim: str) -> list[tuple[str, dict]]:
    return [(arm, dict(seen)) for arm, seen in study.traces.get(claim, {}).items()]


def _texts(words) -> np.ndarray:
    return np.array([str(word) for word in words], object)


def rounded(values: np.ndarray) -> np.ndarray:
    """Return float32 numbers rounded to BITS bits of fraction, half to even."""
    drop = np.uint32(23 - BITS)
    bits = np.ascontiguousarray(values, np.float32).view(np.uint32)
    half = np.uint32((1 << (23 - BITS - 1)) - 1) + ((bits >> drop) & np.uint32(1))
    return ((bits + half) & np.uint32(0xFFFFFFFF << (23 - BITS) & 0xFFFFFFFF)).view(np.float32)


def write_trajectories(study: Study, path: Path) -> None:
    """Write the dataset as a Zarr (version 3) store, chunked by reading; raises OSError where it cannot be written."""
    from zarr.codecs import BloscCodec

    found = trajectories(study)
    squeeze = BloscCodec(cname="zstd", clevel=3, shuffle="bitshuffle")
    encoding = {
        name: {"chunks": _chunks(found[name]), "compressors": (squeeze,)}
        for name in ("history", "claim_trace")
        if found[name].size
    }
    with warnings.catch_warnings():
        # one file with all metadata is what lets a plain xarray.open_zarr read without a complaint
        warnings.filterwarnings("ignore", message="Consolidated metadata", category=UserWarning)
        found.to_zarr(path, mode="w", zarr_format=3, consolidated=True, encoding=encoding)


def _chunks(values: xarray.DataArray) -> tuple[int, ...]:
    return tuple(min(READINGS, size) if dim == "reading" else size for dim, size in values.sizes.items())
