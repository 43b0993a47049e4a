"""`groundswell forms [NAME]`: the forms that a reading may give to a mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

import typer

from ._codes import UNUSABLE
from ._leave import leave_saying, sound_case

if TYPE_CHECKING:
    from groundswell.forms import Form


def run(
    name: Optional[str] = typer.Argument(None, help="One form, such as granovetter-1978; all where left out."),  # noqa: UP045
    case: str = typer.Option("gaza-2007", "--case", help="The case whose mechanisms a form can stand for."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """List the forms with equation, unit and source.

    With a case, each with the mechanisms that it can stand for.

    Exit codes: 0 printed, 1 faults in the case, 2 there is no such form or case.
    """
    loaded = sound_case(case)
    from groundswell.forms import GENERIC, PUBLISHED
    from groundswell.ledger import nearest

    every = {form.name: form for form in (*GENERIC, *PUBLISHED.values())}
    if name is not None and name not in every:
        match = nearest(name, every)
        meant = f"Did you mean {match}?" if match else "`groundswell forms` lists them."
        leave_saying(f"There is no form {name[:40]}. {meant}", UNUSABLE)
    told = [_told(form, loaded, form.name in PUBLISHED) for form in every.values() if name in (None, form.name)]
    if as_json:
        import json

        typer.echo(json.dumps(told, indent=2, ensure_ascii=False))
    elif name is None:
        _list(told, loaded.id)
    else:
        _one(told[0], loaded.id)


def _told(form: Form, case: Any, published: bool) -> dict[str, Any]:
    stand_in = case.stand_ins.get(form.name)
    return {
        "name": form.name,
        "published": published,
        "equation": form.equation,
        "unit": form.unit,
        "source": form.source,
        "words": "\n\n".join(" ".join(part.split()) for part in (form.act.__doc__ or "").split("\n\n")),
        "numbers": [
            {"name": one.name, "low": one.low, "high": one.high, "unit": one.unit, "means": one.means}
            for one in form.numbers
        ],
        "stands_for": dict(stand_in.stands_for) if stand_in else {},
    }


def _list(told: list[dict[str, Any]], case: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    for title, published in (("Generic forms, for any mechanism", False), ("Forms from the literature", True)):
        table = Table(box=SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left", expand=True)
        table.add_column("form", no_wrap=True)
        table.add_column("equation", ratio=3)
        table.add_column("source", ratio=3)
        if published:
            table.add_column(f"in {case}", ratio=1)
        for one in (one for one in told if one["published"] == published):
            more = [", ".join(one["stands_for"])] if published else []
            table.add_row(*(Text(cell) for cell in (one["name"], one["equation"], one["source"], *more)))
        console.print(table)
    console.print(
        "`groundswell forms NAME` says what a form's numbers mean and how it becomes a drive.", highlight=False
    )


def _one(told: dict[str, Any], case: str) -> None:
    lines = [told["name"], f"  equation  {told['equation']}", f"  unit      {told['unit']}"]
    lines += [f"  source    {told['source']}", "", told["words"]]
    if told["numbers"]:
        lines += ["", "Open numbers, drawn evenly:"]
        lines += [f"  {n['name']}: {n['low']:g} to {n['high']:g} {n['unit']}; {n['means']}" for n in told["numbers"]]
    if told["stands_for"]:
        lines += ["", f"In {case} it can stand for:"]
        lines += [f"  {mechanism}: {reason}" for mechanism, reason in told["stands_for"].items()]
    elif told["published"]:
        lines += ["", f"In {case} it stands for nothing."]
    typer.echo("\n".join(lines))
