"""`groundswell study CASE`: every claim of a case judged."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from ._asked import LAST_READING, MOST_READINGS, probed, wanted
from ._codes import FAULTY, STOPPED, UNUSABLE, UNWRITABLE
from ._draw import draw
from ._hands import hands
from ._leave import leave_saying, leave_unwritten, sound_case
from ._options import CASE, OUT, PROFILE, READINGS, SEED, WRITING, address
from ._record import sound_record
from ._size import resolution_of, step_of

if TYPE_CHECKING:
    from groundswell.ledger import Case
    from groundswell.verdict import Study

    from ._work import Work

WIDTH = typer.Option(
    None, "--until-width", min=0.005, max=1.0, metavar="W",
    help="Draw on until every claim's 95 % interval is narrower than W, such as 0.05 for five points.",
)  # fmt: skip
MOST = typer.Option(32_768, "--most", min=1, max=MOST_READINGS, metavar="N", help="Most readings drawn for that.")
FORMS = typer.Option(
    "generic", "--forms", metavar="WORD",
    help="What readings draw their forms from: generic, published (wherever the case names one) or either;"
    " both compares generic with published forms on the same readings.",
)  # fmt: skip
FIRST = typer.Option(
    None, "--first", min=0, max=LAST_READING, metavar="F",
    help="Only draw readings F .. F+N-1 (N is --readings) and judge nothing: a study over all of them finds them.",
)  # fmt: skip
WORKERS = typer.Option(None, "--workers", min=1, max=1024, metavar="N", help="Threads; one a processor if left out.")
SCHEDULER = typer.Option(None, "--scheduler", metavar="ADDRESS", help="Let a Dask cluster run the readings.")
STORE = typer.Option(
    None, "--store", metavar="ADDRESS", callback=address,
    help="Keep the blocks of readings there, such as s3://bucket/study, and take them up from there; not in DIR.",
)  # fmt: skip
RESOLUTION = typer.Option(
    None, "--resolution", metavar="N|1:1",
    help="Citizens of each community: 1 is the mean field, 1:1 everybody who lives there. The setting's if left out.",
)  # fmt: skip
STEP = typer.Option(None, "--step", metavar="month|week", help="Step in which time goes on; the setting's if left out.")
HOLDOUT = typer.Option(
    False, "--holdout",
    help="Let the column of the record read rows that are held out; the look is logged in out/<case id>/looks.jsonl.",
)  # fmt: skip


def run(
    case: str = CASE,
    readings: Optional[int] = READINGS,  # noqa: UP045
    first: Optional[int] = FIRST,  # noqa: UP045
    seed: int = SEED,
    out: Optional[Path] = OUT,  # noqa: UP045
    claims: Optional[str] = typer.Option(None, "--claims", metavar="ID,..", help="Judge these claims only."),  # noqa: UP045
    forms: str = FORMS,
    workers: Optional[int] = WORKERS,  # noqa: UP045
    scheduler: Optional[str] = SCHEDULER,  # noqa: UP045
    store: Optional[str] = STORE,  # noqa: UP045
    until_width: Optional[float] = WIDTH,  # noqa: UP045
    most: int = MOST,
    explain: bool = typer.Option(False, "--explain", help="Add premises, boxes and what divides readings; slower."),
    as_json: bool = typer.Option(False, "--json", help="Print verdicts.json, and nothing else, on standard output."),
    resolution: Optional[str] = RESOLUTION,  # noqa: UP045
    step: Optional[str] = STEP,  # noqa: UP045
    holdout: bool = HOLDOUT,
    profile: bool = PROFILE,
) -> None:
    """Judge the claims of a case.

    Writes a page, the verdicts, the trajectories and a manifest.

    Exit codes: 0 finished, 1 faults in the case, 2 the command makes no sense, 3 the files cannot be written,
    130 stopped by Ctrl-C (what was finished is written and says so).
    """  # fmt: skip
    try:
        loaded = sound_case(case)
        asked = wanted(claims, loaded)
        finely = {
            "resolution": resolution_of(resolution) or loaded.setting.resolution,
            "step": step_of(step) or loaded.setting.calendar.step,
        }
        _known_forms(forms, loaded)
        folder = out if out is not None else Path("out") / loaded.id
        if first is not None:
            _only_drawn(readings, claims or until_width or explain or as_json)
        probed(folder)
        drawing = {
            "readings": readings,
            "seed": seed,
            "claims": asked,
            "until_width": until_width,
            "most": most,
            "explaining": explain,
        }
        if loaded.record is not None:
            sound_record(loaded)
        looks = Path("out") / loaded.id / "looks.jsonl" if holdout else None
        with hands(scheduler, workers) as working:
            asked = {**drawing, **finely, "forms": forms, "hands": working, "holdout": looks}
            if first is not None:
                draw(loaded, {"first": first, **asked}, (folder, store), profile)
            else:
                _judge(loaded, asked, (folder, store), as_json, profile)
    except KeyboardInterrupt:
        leave_saying("\nStopped before a claim was judged. The same command goes on from here.", STOPPED)


def _only_drawn(readings: int | None, judging: object) -> None:
    """Leave with 2 where `--first` stands alone, or beside what only a judged claim has."""
    if readings is None:
        leave_saying("--first needs --readings: how many to draw from there on.", UNUSABLE)
    if judging:
        words = "--claims, --until-width, --explain and --json"
        leave_saying(f"--first only draws and judges no claim; {words} do not go with it.", UNUSABLE)


def _known_forms(forms: str, case: Case) -> None:
    """Leave with 2 where the word is unknown, or where no published form can stand for anything."""
    words = ("generic", "published", "either", "both")
    if forms not in words:
        leave_saying(f"--forms takes one of {', '.join(words)}, not {forms[:40]}.", UNUSABLE)
    if forms != "generic" and not case.stand_ins:
        leave_saying(f"{case.id} has no forms.yaml, so no published form can stand for anything in it.", UNUSABLE)


def _judge(case: Case, asked: dict[str, Any], place: tuple[Path, str | None], as_json: bool, profile: bool) -> None:
    import groundswell
    from groundswell.ensemble import StoreFailed, TooLarge, made_from
    from groundswell.verdict import Interrupted

    from ._place import held
    from ._shown import show
    from ._stopping import undisturbed
    from ._work import at_work

    (folder, store), started, claims = place, datetime.now(UTC), asked["claims"]
    size = {name: asked[name] for name in ("resolution", "step")}
    with (
        held(folder, made_from(case, asked["seed"], **size), store) as kept,
        at_work("study", folder, profile, kept, **_facts(case, asked)) as work,
    ):
        try:
            with work.watch() as watch:
                watch("compiling", 0, 1)
                found = groundswell.study(case, **asked, progress=watch, heard=watch.hear, kept=kept)
        except (Interrupted, KeyboardInterrupt) as stop:
            found = stop.study if isinstance(stop, Interrupted) else None
            if found is None or not found.claims:
                raise KeyboardInterrupt from None
        except StoreFailed as problem:
            leave_saying(f"{problem} The same command goes on from here.", UNWRITABLE)
        except OSError as problem:
            leave_unwritten(folder, problem)
        except FloatingPointError as problem:
            leave_saying(f"{case.id}: {problem}.", FAULTY)
        except TooLarge as problem:
            leave_saying(str(problem), UNUSABLE)
        work.stopped, work.facts = not found.complete, {"claims": len(found.claims)}
        with undisturbed(WRITING, for_good=work.stopped):
            if work.stopped:
                work.console.print(f"Stopping. Judged so far: {_done(found, claims)}. Writing.", highlight=False)
            document, paths = _write(found, folder, started, work)
            show(document, paths, work.console, as_json)
    if not found.complete:
        done = f"Stopped by Ctrl-C. {_done(found, claims)} are judged; the files say `complete: false`."
        leave_saying(f"{done} The same command goes on from here.", STOPPED)


def _facts(case: Case, asked: dict[str, Any]) -> dict[str, Any]:
    """What the log says of the run at its beginning."""
    plain = {name: asked[name] for name in ("readings", "seed", "until_width", "resolution", "step", "forms")}
    return {"case": case.id, **plain, "claims": sorted(asked["claims"] or case.claims.claims)}


def _write(found: Study, folder: Path, started: datetime, work: Work) -> tuple[dict[str, Any], list[Path]]:
    import shlex

    import groundswell
    from groundswell.report import verdicts_document

    command = shlex.join(["groundswell", *sys.argv[1:]])
    try:
        with work.watch() as watch:
            work.writing(4)
            paths = groundswell.save(found, folder, command=command, started=started, progress=watch)
    except OSError as problem:
        leave_unwritten(folder, problem)
    return verdicts_document(found), paths


def _done(found: Study, claims: list[str] | None) -> str:
    asked = len(claims) if claims is not None else len(found.case.claims.claims)  # type: ignore[attr-defined]
    return f"{len(found.claims)} of {asked} claims"
