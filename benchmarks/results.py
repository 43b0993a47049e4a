"""One file of results; every script owns the sections that it writes and leaves the others as they are."""

import os
from pathlib import Path

from machine import facts

RESULTS = Path(__file__).parent / "RESULTS.md"
ORDER = (
    "Readings per second",
    "Growth",
    "Citizens on a processor",
    "How cost grows",
    "Everyone alive, on an accelerator",
    "Everyone alive, on a processor",
    "Everyone killed, on an accelerator",
    "Everyone killed, on a processor",
    "Readings on an accelerator",
    "Readings on a processor",
    "Start-up",
    "Opinions on a random graph",
    "Civil violence",
    "A signed causal diagram",
    "What explanation and rivals cost",
)
TITLE = (
    "# Results\n\nWritten by `make bench` and by the scripts beside this file; do not edit. Each section says when and "
    "on what it was measured.\n"
)


def write(section: str, lines: list[str], device: str = "CPU only.") -> None:
    """Print a section and put it in the place of the one that had its name; raises KeyError for one without a place."""
    if section not in ORDER:
        raise KeyError(f"the section `{section}` has no place in ORDER")
    text = "\n".join([*measured_on(device), "", *lines]).strip() + "\n"
    print(f"## {section}\n\n{text}", flush=True)
    kept = _sections() | {section: text}
    parts = [f"## {name}\n\n{kept[name]}" for name in ORDER if name in kept]
    RESULTS.write_text("\n".join([TITLE, *parts]))


def measured_on(device: str = "CPU only.") -> list[str]:
    """Return the machine, and how many programs wanted its processors when the section was written."""
    waiting = os.getloadavg()[0]
    return [f"{facts(device)[0]} Load of the machine over the last minute, this run included: {waiting:.1f}."]


def table(heads: list[str], rows: list[list[object]]) -> list[str]:
    """Return a table, a line a row."""
    return [_line(heads), "|" + "---|" * len(heads), *(_line([str(cell) for cell in row]) for row in rows)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _sections() -> dict[str, str]:
    """Return what stands under each heading now."""
    if not RESULTS.exists():
        return {}
    parts = RESULTS.read_text().split("\n## ")[1:]
    return {name: text.strip() + "\n" for name, text in (part.split("\n", 1) for part in parts)}
