"""`groundswell resolve CASE`: how a case settles as its communities are resolved into more citizens."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import typer

from ._codes import STOPPED, UNUSABLE
from ._leave import leave_saying, leave_unwritten, sound_case
from ._options import CASE, PROFILE, out_option
from ._size import resolution_of, step_of

OUT = out_option("DIR", "Write settling.json and settling.svg into this folder.")


def run(
    case: str = CASE,
    sizes: str = typer.Option(
        "1,100,1000,10000", "--sizes", metavar="N,..", help="Citizens of each community in turn."
    ),
    readings: int = typer.Option(16, "--readings", min=1, max=4096, metavar="N", help="Readings to follow."),
    judged: int = typer.Option(10_000, "--judge-up-to", min=0, metavar="N", help="Judge claims up to this size."),
    seed: int = typer.Option(2007, "--seed", min=0, max=2**32 - 1, metavar="S", help="Seed of every random draw."),
    step: str = typer.Option("month", "--step", metavar="month|week", help="Step in which time goes on."),
    why: bool = typer.Option(False, "--why", help="Say which difference between people turns a verdict's word."),
    out: Optional[Path] = OUT,  # noqa: UP045
    as_json: bool = typer.Option(False, "--json", help="Print the study as JSON."),
    profile: bool = PROFILE,
) -> None:
    """Run the same readings at several resolutions.

    Says how far histories and verdicts still move.

    Exit codes: 0 printed, 1 faults in the case, 2 the command makes no sense, 3 the files cannot be written,
    130 stopped by Ctrl-C.
    """
    wanted = _sizes(sizes)
    step_of(step)
    try:
        found = _found(sound_case(case), wanted, readings, seed, judged, step, why, out, profile)
    except KeyboardInterrupt:
        leave_saying("\nStopped; no result was written.", STOPPED)
    if as_json:
        import json

        typer.echo(json.dumps(found, indent=2))
    else:
        typer.echo("\n".join(lines(found)))


def _sizes(text: str) -> list[int]:
    found = [resolution_of(one) for one in text.split(",") if one.strip()]
    numbers = [one for one in found if isinstance(one, int)]
    if len(numbers) < max(len(found), 2):
        leave_saying("--sizes needs at least two whole numbers, such as 1,100,10000.", UNUSABLE)
    return numbers


def _found(
    case, sizes: list[int], readings: int, seed: int, judged: int, step: str, why: bool, out: Path | None, profile: bool
) -> dict:  # fmt: skip
    from ._numerics import prepare

    prepare()
    from groundswell.verdict import settling

    from ._work import at_work

    facts = {"case": case.id, "seed": seed, "readings": readings, "sizes": sizes, "step": step, "why": why}
    with at_work("resolve", out, profile, **facts) as work:
        with work.watch() as watch:
            found = settling(case, sizes, readings, seed, judged, step, watch, why).document()
        if out is not None:
            work.writing(2)
            _write(found, out)
    return found


def _write(found: dict, folder: Path) -> None:
    import json

    from groundswell.report import resolution_chart

    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settling.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        (folder / "settling.svg").write_text(resolution_chart(found) + "\n", encoding="utf-8")
    except OSError as problem:
        leave_unwritten(folder, problem)


def lines(found: dict) -> list[str]:
    """Return the study as lines of text."""
    told = [
        f"{found['case']}: {len(found['readings'])} readings, seed {found['seed']}.",
        "Distances: root mean squares over nodes, readings and months, on the unit coordinate.",
        f"{'citizens':>10}  {'from mean field':>15}  {'from finest':>11}  {'seconds':>8}  claims (share, %)",
    ]
    for one in found["sizes"]:
        claims = "  ".join(f"{id} {c['verdict']} {100 * c['share']:.0f}" for id, c in one["claims"].items())
        told.append(
            f"{one['resolution']:>10,}  {one['from_mean_field']:>15.5f}  {one['from_finest']:>11.5f}"
            f"  {one['seconds']:>8.1f}  {claims or 'not judged'}"
        )
    words = ", ".join(found["turned"]) or "none"
    told.append(f"Verdict words that differ between the coarsest and the finest size judged: {words}.")
    return told + _reasons(found)


def _reasons(found: dict) -> list[str]:
    """For each claim that turns, what it becomes without each difference between people."""
    if not found["without"]:
        return []
    judged = [one["claims"] for one in found["sizes"] if one["claims"]]
    told = ["", "Without one difference between people, a claim that turns comes out as:"]
    for id in found["turned"]:
        mean, people = (f"{one[id]['verdict']}, {100 * one[id]['share']:.0f} %" for one in (judged[0], judged[-1]))
        told.append(f"{id}  mean field {mean}; among people {people}")
        for difference, claims in found["without"].items():
            back = "  as in the mean field" if claims[id]["verdict"] == judged[0][id]["verdict"] else ""
            told.append(f"     {difference:<28} {claims[id]['verdict']}, {100 * claims[id]['share']:.0f} %{back}")
    return told
