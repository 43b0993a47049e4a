"""`groundswell replicate`: published models, run and held against their own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ._codes import FAULTY, UNUSABLE
from ._leave import leave_saying, leave_unwritten
from ._options import PROFILE, out_option

if TYPE_CHECKING:
    from rich.console import Console

    from groundswell.replicate import Checked, Replication

OUT = out_option("DIR", "Where the picture goes, and a log.", Path("out/replicate"))


def run(
    identity: str = typer.Argument("", metavar="[MODEL]", help="Which model; all are listed where none is named."),
    every: bool = typer.Option(False, "--all", help="Check every row of every model."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
    fast: bool = typer.Option(False, "--fast", help="Leave out rows that take more than some seconds."),
    own: list[str] = typer.Option([], "--set", metavar="NAME=VALUE", help="Run a case of your own; may be repeated."),
    parameters: bool = typer.Option(False, "--parameters", help="List what the model takes."),
    out: Path = OUT,
    profile: bool = PROFILE,
) -> None:
    """Run published models and see whether they come out.

    Prints what is expected, what came out, and whether it passes.

    Exit codes: 0 every row passes, 1 a row fails, 2 there is no such model, parameter or value, 3 the picture cannot
    be written.
    """
    from ._numerics import prepare

    prepare()
    from groundswell.replicate import ReplicateError, replication

    if bool(identity) == every and (every or own or parameters):
        leave_saying("Name one model, or give --all, not both. `groundswell replicate` lists the models.", UNUSABLE)
    try:
        if not identity:
            return _check_all(as_json, fast, out, profile) if every else _list(as_json)
        model = replication(identity)
        if parameters:
            return _list_parameters(model)
        if own:
            return _run_own(model, own, out, as_json)
        _check_one(model, out, as_json, fast, profile)
    except ReplicateError as error:
        leave_saying(str(error), UNUSABLE)


def _list(as_json: bool) -> None:
    from rich.table import Table

    from groundswell.replicate import replications

    models = replications()
    if as_json:
        _print_json([{"id": one.id, "title": one.title, "source": one.source, "says": one.says} for one in models])
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("model", "rows", "what it says"):
        table.add_column(name)
    for one in models:
        table.add_row(one.id, str(len(one.rows)), one.says)
    _screen().print(table)


def _list_parameters(model: Replication) -> None:
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("parameter", "default", "unit", "admissible", "meaning"):
        table.add_column(name)
    for one in model.parameters:
        table.add_row(one.name, _short(one.default), one.unit, one.bounds, one.means)
    _screen().print(table)


def _check_all(as_json: bool, fast: bool, out: Path, profile: bool) -> None:
    from groundswell.replicate import check

    from ._work import at_work

    with at_work("replicate", out, profile, models="all", fast=fast) as work:
        with work.watch() as watch:
            checked = check(slow=not fast, progress=lambda _, done, total: watch("rows", done, total))
        work.facts = {"rows": len(checked), "failed": sum(not one.passed for one in checked)}
    _say(checked, as_json)


def _check_one(model: Replication, out: Path, as_json: bool, fast: bool, profile: bool) -> None:
    from groundswell.replicate import check

    from ._work import at_work

    with at_work("replicate", out, profile, models=[model.id], fast=fast) as work:
        checked = check(
            [model.id], slow=not fast, progress=lambda _, done, total: work.teller.stage("rows", done, total)
        )
        work.facts = {"rows": len(checked), "failed": sum(not one.passed for one in checked)}
        work.writing()
        place = _draw(model, model.run(), out)
    if not as_json:
        typer.echo(f"{model.title}\n{model.source}\n{model.says}\n")
    _say(checked, as_json, f"\nPicture: {place}")


def _say(checked: list[Checked], as_json: bool, last: str = "") -> None:
    """Print the rows and leave with 1 where one fails."""
    failed = [one for one in checked if not one.passed]
    if as_json:
        _print_json([one.document() for one in checked])
    else:
        _screen().print(_table(checked))
        typer.echo(f"\n{len(checked) - len(failed)} of {len(checked)} rows pass.{last}")
    if failed:
        raise typer.Exit(FAULTY)


def _screen() -> Console:
    """Return where tables are printed; a pipe is taken to be wide enough for them."""
    from rich.console import Console

    plain = Console()
    return plain if plain.is_terminal else Console(width=max(plain.width, 120))


def _table(checked: list[Checked]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("row", "quantity", "inputs", "expected", "obtained", "tolerance", "status", "pass"):
        table.add_column(name)
    for one in checked:
        row = one.document()
        told = {**row, "inputs": _together(one.row.runs)}
        cells = [_short(told[name]) for name in ("id", "quantity", "inputs", "expected", "obtained", "tolerance")]
        verdict = Text("yes", style="green") if one.passed else Text("NO", style="bold red")
        table.add_row(*cells, row["status"], verdict)
    return table


def _together(runs: tuple[Mapping[str, Any], ...]) -> dict[str, Any]:
    """Return the inputs of several runs as one mapping; what differs between them becomes a list."""
    names = dict.fromkeys(name for inputs in runs for name in inputs)
    values = {name: [inputs.get(name, "default") for inputs in runs] for name in names}
    return {name: many[0] if all(one == many[0] for one in many) else many for name, many in values.items()}


def _run_own(model: Replication, own: list[str], out: Path, as_json: bool) -> None:
    """Run a case that is in no table and print what came out."""
    given = dict(_pair(model, words) for words in own)
    result = model.run(**given)
    place = _draw(model, result, out)
    if as_json:
        from groundswell.replicate import plain

        _print_json(plain(result))
        return
    taken = {one.name for one in model.parameters}
    for name in (name for name in result if name not in taken):
        value = result[name]
        typer.echo(f"{name:<28} {_short(value)}")
    typer.echo(f"\nPicture: {place}")


def _pair(model: Replication, words: str) -> tuple[str, Any]:
    """Return the name and the value that `name=value` stands for; an unknown name keeps its text."""
    name, equals, value = words.partition("=")
    if not equals:
        leave_saying(f"`--set {words}` has no value; write it as `--set name=value`.", UNUSABLE)
    known = {one.name: one for one in model.parameters}
    return name, known[name].read(value) if name in known else value


def _draw(model: Replication, result: Any, out: Path) -> Path:
    place = out / f"{model.id}.svg"
    try:
        out.mkdir(parents=True, exist_ok=True)
        place.write_text(model.picture(result), encoding="utf-8")
    except OSError as problem:
        leave_unwritten(place, problem)
    return place


def _short(value: Any) -> str:
    """Return a value in few characters; long lists keep their ends."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, dict):
        return ", ".join(f"{name} {_short(one)}" for name, one in value.items()) or "defaults"
    if isinstance(value, (list, tuple)):
        shown = [*value[:3], "..", value[-1]] if len(value) > 8 else value
        return ", ".join(f"({_short(one)})" if isinstance(one, (list, tuple, dict)) else _short(one) for one in shown)
    return f"{value:.7g}" if isinstance(value, float) else str(value)


def _print_json(document: Any) -> None:
    import json

    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
