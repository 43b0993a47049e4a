"""`groundswell show CASE ID`: any entry of a case explained."""

from __future__ import annotations

import typer


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    name: str = typer.Argument(
        metavar="ID", help="Any id, such as M01, C03, p12 or A_town, or a node: support(A_town)."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """Explain an entry and say what hangs on it.

    Shows its words, paragraphs, instances and neighbours.

    Exit codes: 0 printed, 1 faults in the case, 2 there is no such case or entry, 3 it cannot be printed.
    """
    from groundswell.ledger import CaseError, explain, load_case

    from ._codes import UNUSABLE
    from ._leave import leave, leave_faulty

    try:
        loaded = load_case(case)
    except CaseError as error:
        leave_faulty(error, case)
    try:
        found = explain(loaded, name)
    except CaseError as error:
        leave(error, UNUSABLE)
    from dataclasses import replace

    from ._switched_off import off_sections

    explanation = replace(found, sections=(*found.sections, *off_sections(loaded, name)))
    if as_json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(explanation), indent=2))
        return
    from ._sections import print_sections

    print_sections(f"{explanation.id} · {explanation.kind}: {explanation.title}", explanation.sections)
