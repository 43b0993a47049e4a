"""What the machine is, and repetitions taken while nobody else uses it."""

import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

QUIET = 0.1
"""Processors that others may use on average during a quiet repetition."""


@dataclass(frozen=True)
class Taken:
    """One repetition: wall seconds, CPU seconds of this process, and processors that others used meanwhile."""

    wall: float
    cpu: float
    others: float


def facts(device: str = "CPU only.") -> list[str]:
    """Processor, memory, versions and what else does the work, in one paragraph."""
    info = Path("/proc/cpuinfo")
    text = info.read_text() if info.exists() else ""
    names = [line.split(":")[1].strip() for line in text.splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = names[0] if names else platform.machine()
    cores = f"{len(os.sched_getaffinity(0))} of {os.cpu_count()} cores of {model}"
    versions = ", ".join(f"{name} {version(name)}" for name in ("jax", "jaxlib", "numpy"))
    python = f"Python {platform.python_version()}"
    return [
        f"{time.strftime('%d %B %Y')}; {cores}, {memory:.0f} GiB; {platform.system()}; {python}, {versions}; {device}"
    ]


def _busy() -> float | None:
    """CPU seconds that the whole machine has been busy, or None where it does not say."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return None
    user, nice, system, _, _, *interrupts = map(int, stat.read_text().split("\n", 1)[0].split()[1:8])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def once(work: Callable[[], object]) -> Taken:
    """Time one call."""
    busy, cpu, wall = _busy(), time.process_time(), time.perf_counter()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    after = _busy()
    others = 0.0 if busy is None or after is None else max(after - busy - cpu, 0) / wall
    return Taken(wall, cpu, others)


def take(ways: dict[str, Callable[[], object]], repetitions: int) -> tuple[dict[str, list[Taken]], str]:
    """Quiet repetitions of each way, in turn, and a remark if three times as many tries gave too few."""
    tries: dict[str, list[Taken]] = {name: [] for name in ways}
    for _ in range(3 * repetitions):
        for name, work in ways.items():
            if sum(t.others < QUIET for t in tries[name]) < repetitions:
                tries[name].append(once(work))
    taken = {name: sorted(all_, key=lambda t: t.others)[:repetitions] for name, all_ in tries.items()}
    worst = max(t.others for times in taken.values() for t in times)
    return taken, "" if worst < QUIET else f" (not all quiet: others used up to {worst:.1f} processors meanwhile)"
