"""How much memory a run needs, how much there is, and how many blocks may be under way at once in that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from groundswell.ensemble._branches import MOST
from groundswell.ensemble._hands import Hands, Threads
from groundswell.ensemble._run import Ensemble

PART = 0.8
"""Part of the free memory that a run may plan with."""

CITIZEN = 256
"""Bytes that one citizen of one reading takes: what is kept of him and what a step works with."""

PROGRAMS = 400_000_000
"""Bytes that libraries and compiled programs take, whatever is run."""

_STEP = 12
"""Arrays of the size of the nodes, pushes and drives that a step works with, counted generously."""

_FLOAT = 4


class TooLarge(Exception):
    """A run does not fit into the memory that is free; the sentence says what it needs and what would help."""


@dataclass(frozen=True)
class Need:
    """Bytes. whole: what results take, however they are computed; block: what each block under way takes besides."""

    whole: int
    block: int

    def together(self, blocks: int) -> int:
        """Bytes with so many blocks under way."""
        return self.whole + blocks * self.block


def memory_needed(ensemble: Ensemble, drawn: int, kept: int, runs: int, nodes: int) -> Need:
    """What a study needs that draws `drawn` readings and keeps `runs` traces of `nodes` nodes of `kept` of them."""
    layout, wiring = ensemble.theory.layout, ensemble.theory.wiring
    months, stored = layout.months, len(layout.nodes)
    trace = kept * months * _FLOAT
    whole = (
        PROGRAMS
        + runs * nodes * trace
        + len(ensemble.theory.named) * trace
        + 16 * drawn * (1 + len(layout.case.explananda))
    )
    rows = stored + len(wiring.push_order) + 4 * len(layout.drives)
    block = ensemble.devices.width * _FLOAT * (2 * months * stored + _STEP * rows)
    if ensemble.resolved is None:
        kept_runs = min(MOST, runs * kept)
        return Need(whole + kept_runs * _FLOAT * (months * nodes + 8 * stored), block)
    people = ensemble.resolved.people
    return Need(whole, block + people * ensemble.resolved.lanes * ensemble.resolved.threads * CITIZEN)


def free() -> int | None:
    """Bytes that this process may still take, by the system's count and by the container's limit; None if unknown."""
    found = [one for one in (_system(), _container()) if one is not None]
    return min(found) if found else None


def fitting(ensemble: Ensemble, need: Need) -> Hands:
    """The hands that leave the run within the free memory: those it has, or fewer threads.

    The bits do not depend on how many there are. Raises TooLarge where not even one block fits.
    """
    hands, room = ensemble.hands, free()
    local = hands.count if isinstance(hands, Threads) else 0
    if room is None or need.together(local) <= PART * room:
        return hands
    if not local or need.together(1) > PART * room:
        raise TooLarge(_refusal(ensemble, need, room, min(local, 1)))
    return Threads(max(1, int((PART * room - need.whole) // need.block)))


def _refusal(ensemble: Ensemble, need: Need, room: int, blocks: int) -> str:
    help = "fewer --readings or fewer --claims" if need.whole > need.block else "a smaller --resolution"
    if ensemble.resolved is None:
        help = "fewer --readings or fewer --claims"
    return (
        f"This run needs about {size(need.together(blocks))} of memory ({size(need.whole)} for its results,"
        f" {size(need.block)} for each block of readings), and {size(PART * room)} may be planned with"
        f" ({size(room)} are free). What helps: {help}, or a larger machine."
    )


def size(amount: float) -> str:
    """Bytes as a person reads them."""
    for unit, bytes in (("GB", 1e9), ("MB", 1e6)):
        if amount >= bytes:
            return f"{amount / bytes:.1f} {unit}"
    return f"{amount / 1e3:.0f} kB"


def _system() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    found = [line.split() for line in lines if line.startswith("MemAvailable:")]
    return int(found[0][1]) * 1024 if found else None


def _container() -> int | None:
    """What the control group of this process leaves, where it has a limit."""
    group = Path("/sys/fs/cgroup")
    try:
        limit = (group / "memory.max").read_text(encoding="ascii").strip()
        used = int((group / "memory.current").read_text(encoding="ascii"))
        held = dict(line.split() for line in (group / "memory.stat").read_text(encoding="ascii").splitlines())
    except (OSError, ValueError):
        return None
    if limit == "max":
        return None
    return max(int(limit) - used + int(held.get("inactive_file", 0)), 0)  # pages of files can be given up
