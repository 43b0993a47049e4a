"""`groundswell transfer CASE CASE ..`: what some cases teach about mechanisms, held against the record of another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

import typer

from ._codes import STOPPED, UNUSABLE
from ._leave import leave_saying, leave_unwritten, sound_case
from ._options import PROFILE, out_option

if TYPE_CHECKING:
    from rich.table import Table

    from groundswell.ledger import Case

CASES = typer.Argument(help="Two cases or more that share mechanisms and have a record.")
PARTICLES = typer.Option(256, "--particles", min=8, max=1_000_000, metavar="N", help="Readings carried; in fours.")
OUT = out_option(
    "DIR|FILE.json",
    "Write the findings as JSON as well: to a file, or as transfer.json into a folder, which gets a log too.",
)


def run(
    cases: list[str] = CASES,
    particles: int = PARTICLES,
    seed: int = typer.Option(2007, "--seed", min=0, max=2**32 - 9, metavar="S", help="Seed of every random draw."),
    out: Optional[Path] = OUT,  # noqa: UP045
    as_json: bool = typer.Option(False, "--json", help="Print JSON, and nothing else, on standard output."),
    profile: bool = PROFILE,
) -> None:
    """Fit all cases but one, and foresee the one left out.

    Each case is left out in turn, to see whether what the others teach helps to foresee its record.

    Exit codes: 0 done, 1 faults in a case or its record, 2 the command makes no sense, 3 the findings cannot be
    written,
    130 stopped by Ctrl-C.
    """
    try:
        loaded = [sound_case(case) for case in dict.fromkeys(cases)]
        if len(loaded) < 2:
            leave_saying("A transfer needs two cases at least.", UNUSABLE)
        if particles % 4:
            leave_saying(f"--particles {particles} is no multiple of 4: the particles run in four islands.", UNUSABLE)
        _transfer(loaded, particles, seed, out, as_json, profile)
    except KeyboardInterrupt:
        leave_saying("\nStopped.", STOPPED)


def _transfer(
    cases: list[Case], particles: int, seed: int, out: Path | None, as_json: bool, profile: bool
) -> None:  # fmt: skip
    import json

    from rich.console import Console

    from ._numerics import prepare
    from ._record import sound_record

    for case in cases:
        sound_record(case)
    prepare()
    from groundswell.fit import NothingToFit, transfer, transfer_document

    from ._work import at_work

    folder = None if out is None or out.suffix == ".json" else out
    facts = {"cases": [case.id for case in cases], "seed": seed, "particles": particles}
    with at_work("transfer", folder, profile, **facts) as work:
        try:
            with work.watch() as watch:
                document = transfer_document(transfer(cases, particles, seed, progress=watch))
        except NothingToFit as problem:
            leave_saying(str(problem), UNUSABLE)
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        if out is not None:
            work.writing()
            _write(out if folder is None else folder / "transfer.json", text)
    if as_json:
        typer.echo(text, nl=False)
        return
    plain = Console()
    screen = plain if plain.is_terminal else Console(width=max(plain.width, 100))
    for table in (_left_out(document), _strengths(document)):
        screen.print(table)
    screen.print(_words(document), markup=False, highlight=False)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as problem:
        leave_unwritten(file, problem)


def _left_out(document: dict[str, Any]) -> Table:
    from rich.text import Text

    table = _table("Each case under what the others teach")
    table.add_column("left out", no_wrap=True, ratio=1)
    for name in ("numbers shared", "log evidence", "taught", "gain"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for case, one in document["left_out"].items():
        plain, taught = (one[k] for k in ("log_evidence", "log_evidence_taught"))
        table.add_row(
            Text(case), str(one["shared_numbers"]), f"{plain['mean']:.1f} ± {plain['deviation']:.1f}",
            f"{taught['mean']:.1f} ± {taught['deviation']:.1f}", f"{one['gain']:+.1f}", one["word"],
        )  # fmt: skip
    return table


def _strengths(document: dict[str, Any]) -> Table:
    from rich.text import Text

    table = _table("Strengths that cases share, as factors on the prior's middle, with 90 %")
    table.add_column("", no_wrap=True)
    table.add_column("effect", no_wrap=True, overflow="ellipsis", ratio=1)
    cases = list(document["left_out"])
    for case in cases:
        table.add_column(case.rsplit("-", 1)[0], justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for one in document["strengths"]:
        cells = [
            f"{f['middle']:.2f} {f['low']:.1f}-{f['high']:.1f}" if (f := one["factors"].get(case)) else ""
            for case in cases
        ]
        mark = "differ" if one["apart"] else ""
        table.add_row(Text(one["mechanism"]), Text(one["effect"].removeprefix("v_")), *map(Text, cells), mark)
    return table


def _table(title: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, title=title, title_justify="left")


def _words(document: dict[str, Any]) -> str:
    everywhere, somewhere = document["other_strengths_everywhere"], document["other_strengths_somewhere"]
    lines = [
        f"Needs another strength in every case: {', '.join(everywhere)}." if everywhere else
        "No mechanism is seen to need another strength in every case.",
        f"Strengths differ between some cases: {', '.join(somewhere)}." if somewhere else
        "No two cases are seen to differ in a strength; where the ranges are as wide as the prior's, the records are\n"
        "too thin to tell.",
        "Gain: nats of log evidence of the case's record under what the others teach, against the plain prior; a gain\n"
        "under 1, or under twice its noise, cannot be told from none. Explananda stay out.",
    ]  # fmt: skip
    return "\n".join(lines)
