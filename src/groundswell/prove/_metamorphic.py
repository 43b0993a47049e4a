"""What must not matter: the same theory in other words keeps its verdicts, and without its mechanisms no claim follows.

A rewording that leaves every draw its name changes nothing but the last bits. Where names change, draws change with
them, so shares may differ as much as two sets of readings of one theory do, and a word only where it is that near.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from groundswell.ledger import Case, load_case
from groundswell.prove import _rewordings as wording
from groundswell.prove._case_files import Files, read_files, write_files
from groundswell.prove._score import UPHELD
from groundswell.prove._worlds import ALL_KINDS, world
from groundswell.verdict import ClaimVerdict, Study, study

ROUNDING = 0.01
"""How far a share may move where only the last bits of a run change: one or two readings on an edge."""

APART = 3.5
"""Standard errors by which the shares of two sets of readings may differ; of hundreds of pairs none should."""


@dataclass(frozen=True)
class Rewording:
    """A way to say the same: its name, how it changes the files, and what it keeps."""

    says: str
    change: Callable[[Files], Files]
    keeps: str


REWORDINGS = (
    Rewording("entries in another order", wording.reordered, "bits"),
    Rewording("people counted in thousands", wording.counted_in_thousands, "draws"),
    Rewording("0 to 1 told as -1 to 1", wording.on_a_signed_scale, "draws"),
    Rewording("a mechanism apart from all", wording.with_an_island, "draws"),
    Rewording("each instance twice at half strength", wording.split, "draws"),
    Rewording("other names", wording.renamed, "law"),
)
"""Rewordings, and what each keeps: the bits of a run, the draws behind it, or the law that these follow."""


@dataclass(frozen=True)
class Kept:
    """What a rewording did to the verdicts of a case. parted: claims that moved more than they may."""

    says: str
    case: str
    claims: int
    same_words: int
    largest: float
    parted: tuple[str, ...]

    def faults(self) -> list[str]:
        return [f"{self.says} ({self.case}): {claim}" for claim in self.parted]

    def document(self) -> dict[str, Any]:
        return asdict(self)


def allowed(before: ClaimVerdict, after: ClaimVerdict, keeps: str) -> float:
    """How far a claim's share may move under a rewording that keeps so much."""
    if keeps in {"bits", "draws"}:
        return 0.0 if keeps == "bits" else ROUNDING
    share = ((before.share or 0.0) + (after.share or 0.0)) / 2
    size = min(before.effective, after.effective)
    return APART * sqrt(2 * max(share * (1 - share), 0.25 / (size + 1)) / max(size, 1.0))


def compared(says: str, keeps: str, before: Study, after: Study) -> Kept:
    """Hold the verdicts of two studies of one theory against each other, claim by claim."""
    same, largest, parted = 0, 0.0, []
    for one in before.claims:
        other = next(claim for claim in after.claims if claim.id == one.id)
        gap = abs((one.share or 0.0) - (other.share or 0.0))
        same, largest = same + (one.verdict == other.verdict), max(largest, gap)
        if gap > allowed(one, other, keeps) or (keeps == "bits" and one.verdict != other.verdict):
            parted.append(f"{one.id} was {one.verdict} ({one.share}) and is {other.verdict} ({other.share})")
    return Kept(says, before.case.id, len(before.claims), same, largest, tuple(parted))  # type: ignore[attr-defined]


def rewordings(
    case: Case, claims: Sequence[str] | None = None, readings: int = 512, seed: int = 5,
    told: Callable[[], None] = lambda: None,
) -> list[Kept]:  # fmt: skip
    """Judge a case and each rewording of it on as many readings; also without the mechanisms that each claim cites."""
    files, found = read_files(case.folder), []
    with TemporaryDirectory() as folder:
        before = study(write_files(files, Path(folder)), readings, seed, claims, bare=True)
    told()
    for one in REWORDINGS:
        with TemporaryDirectory() as folder:
            after = study(write_files(one.change(files), Path(folder)), readings, seed, claims, bare=True)
        found.append(compared(one.says, one.keeps, before, after))
        told()
    return [*found, stripped(before)]


def stripped(found: Study) -> Kept:
    """Claims that follow, judged again without the mechanisms that they cite: none may still follow unless flagged."""
    upheld = [claim for claim in found.claims if claim.verdict in UPHELD]
    left = [claim for claim in upheld if claim.without_own is not None and claim.without_own[1] in UPHELD]
    silent = tuple(f"{claim.id} follows without its mechanisms and is not flagged" for claim in left if not claim.flags)
    largest = max((claim.without_own[0] for claim in upheld if claim.without_own), default=0.0)
    return Kept("without the mechanisms cited", found.case.id, len(upheld), len(left), largest, silent)  # type: ignore[attr-defined]


GAZA = ("C02", "C05", "C18", "C33")
"""Claims of the first case that are put to the rewordings."""


def metamorphic(progress: Callable[[int, int], None] = lambda done, total: None) -> tuple[Kept, ...]:
    """Put rewordings to a world of planted societies, to the invented case and to a few claims of the first case."""
    done, total = 0, 3 * (len(REWORDINGS) + 1)

    def told() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    with TemporaryDirectory() as folder:
        made = world(Path(folder), 11, ALL_KINDS[10:14])
        found = rewordings(made.case, told=told)
    found += rewordings(load_case("two-harbours"), readings=1024, told=told)
    found += rewordings(load_case("gaza-2007"), GAZA, told=told)
    return tuple(found)
