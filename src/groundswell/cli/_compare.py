"""`groundswell compare CASE`: the text's theory, its rivals, shuffled theories and two baselines on the same claims."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from ._asked import MOST_READINGS, probed, wanted
from ._codes import STOPPED, UNUSABLE
from ._leave import leave_saying, leave_unwritten, sound_case
from ._options import CASE, OUT, PROFILE, SEED, WRITING
from ._record import sound_record

if TYPE_CHECKING:
    from rich.console import Console

    from groundswell.ledger import Case
    from groundswell.verdict import Comparison

FOR_EACH = typer.Option(
    None, "--readings", min=1, max=MOST_READINGS, metavar="N", help="Readings drawn for each theory; 4,096 if left out."
)
RECORD = typer.Option(True, help="Hold the theories against the record up to the split too.")
HOLDOUT = typer.Option(False, "--holdout", help="Forecast and score held-out rows too; the look is logged.")


def run(
    case: str = CASE,
    readings: Optional[int] = FOR_EACH,  # noqa: UP045
    seed: int = SEED,
    out: Optional[Path] = OUT,  # noqa: UP045
    claims: Optional[str] = typer.Option(None, "--claims", metavar="ID,..", help="Compare on these claims only."),  # noqa: UP045
    record: bool = RECORD,
    holdout: bool = HOLDOUT,
    as_json: bool = typer.Option(False, "--json", help="Print compare.json, and nothing else, on standard output."),
    profile: bool = PROFILE,
) -> None:
    """Judge the claims under the text and every rival theory.

    Says for each pair of theories where their verdicts part.

    Exit codes: 0 finished, 1 faults in the case, 2 the command makes no sense, 3 the files cannot be written,
    130 stopped by Ctrl-C (the theories that were finished are written, and the files say so).
    """
    try:
        loaded = sound_case(case)
        asked = wanted(claims, loaded)
        folder = out if out is not None else Path("out") / loaded.id
        if holdout and not record:
            leave_saying("--holdout scores the theories on the record; it goes with --record.", UNUSABLE)
        if record and loaded.record is not None:
            sound_record(loaded)
        probed(folder)
        looks = Path("out") / loaded.id / "looks.jsonl" if holdout else None
        _compare(loaded, readings, seed, asked, folder, as_json, record, looks, profile)
    except KeyboardInterrupt:
        leave_saying("\nStopped before a theory was judged; no result was written.", STOPPED)


def _compare(
    case: Case, readings: int | None, seed: int, claims: list[str] | None, folder: Path, as_json: bool,
    record: bool, looks: Path | None, profile: bool,
) -> None:  # fmt: skip
    from ._numerics import prepare

    prepare()
    import groundswell
    from groundswell.verdict import ComparisonStopped

    from ._stopping import undisturbed
    from ._work import at_work

    started = datetime.now(UTC)
    facts = {"case": case.id, "seed": seed, "readings": readings, "record": record}
    with at_work("compare", folder, profile, **facts) as work:
        try:
            with work.watch() as watch:
                watch("compiling", 0, 1)
                found = groundswell.compare(case, readings=readings, seed=seed, claims=claims, progress=watch)
                if record:
                    found = _given(found, case, readings, seed, looks, watch)
        except ComparisonStopped as stop:
            found = stop.comparison
            if not found.theories:
                raise KeyboardInterrupt from None
        work.stopped, work.facts = not found.complete, {"theories": len(found.theories)}
        with undisturbed(WRITING, for_good=work.stopped):
            work.writing()
            paths = _write(found, folder, started)
            _show(found, paths, work.console, as_json)
    if not found.complete:
        done = f"{len(found.theories)} of {len(case.overlays) + 4} theories"
        leave_saying(f"Stopped by Ctrl-C. {done} are judged; the files say `complete: false`.", STOPPED)


def _given(found: Comparison, case: Case, readings: int | None, seed: int, looks: Path | None, watch) -> Comparison:
    """The comparison with what the record says of the theories; stopped here, it is whole without that."""
    from dataclasses import replace

    from groundswell.fit import THEORY_READINGS, theories_given_record

    many = min(readings or THEORY_READINGS, THEORY_READINGS)
    try:
        return replace(found, given=theories_given_record(case, many, seed, looks, watch))
    except KeyboardInterrupt:
        return found
    except OSError as problem:
        leave_unwritten(looks or "", problem)


def _write(found: Comparison, folder: Path, started: datetime) -> list[Path]:
    import shlex

    import groundswell

    try:
        return groundswell.save(found, folder, command=shlex.join(["groundswell", *sys.argv[1:]]), started=started)
    except OSError as problem:
        leave_unwritten(folder, problem)


def _show(found: Comparison, paths: list[Path], told: Console, as_json: bool) -> None:
    from groundswell.report import compare_lines, compare_tables, comparison_document

    from ._shown import print_found

    document: dict[str, Any] = comparison_document(found)
    print_found(document, paths, told, as_json, lambda: (compare_tables(document), compare_lines(document)))
