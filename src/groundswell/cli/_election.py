"""`groundswell election FILE`: list votes to seats, exactly."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ._codes import FAULTY, UNUSABLE
from ._leave import leave_saying

if TYPE_CHECKING:
    from groundswell.institutions import Allocation, DivisorRule, QuotaRule


def run(
    file: Path = typer.Argument(help="A CSV file with a row for each list; its first row names the columns."),
    rule: str = typer.Option(
        "sainte-lague", "--rule", help="sainte-lague, d'hondt, modified, hare, droop, or own divisors: 1.4,3,5."
    ),
    seats: int = typer.Option(..., "--seats", min=1, max=10_000, metavar="N", help="Seats to share out."),
    threshold: str = typer.Option("0", "--threshold", help="Least share of all votes for a seat: 2% or 0.02."),
    name: str = typer.Option("list", "--name", help="Column with the name of the list."),
    column: str = typer.Option("votes", "--votes", help="Column with its votes."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """Share out seats by list votes, in whole numbers.

    Ties are said and not broken.

    Exit codes: 0 every seat is decided, 1 a tie leaves seats undecided or the file has faults, 2 the command makes no
    sense.
    """  # fmt: skip
    from groundswell.institutions import allocate, rule_named

    share = _share(threshold)
    try:
        made = rule_named(rule)
    except ValueError as fault:
        leave_saying(f"--rule: {fault}", UNUSABLE)
    ballot = _ballot(file, name, column)
    try:
        found = allocate(ballot, seats, made, share)
    except ValueError as fault:
        leave_saying(f"{file}: {fault}.", FAULTY)
    outcome = _Outcome(found, made, seats)
    if as_json:
        import json

        typer.echo(json.dumps(outcome.document(), indent=2, ensure_ascii=False))
    else:
        outcome.show()
    if found.undecided:
        raise typer.Exit(FAULTY)


def _share(text: str) -> Fraction:
    plain = text.strip()
    try:
        share = Fraction(plain[:-1]) / 100 if plain.endswith("%") else Fraction(plain)
    except (ValueError, ZeroDivisionError):
        leave_saying(f"--threshold {text[:40]} is no share. Write it as 2% or 0.02.", UNUSABLE)
    if not 0 <= share <= 1:
        leave_saying(f"--threshold {text[:40]} is not between 0 and 100 %.", UNUSABLE)
    return share


def _ballot(file: Path, name: str, column: str) -> dict[str, int]:
    """List votes by name; every fault of the file is said at once, with its line."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            columns, rows = list(reader.fieldnames or []), [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        leave_saying(f"{file}: cannot be read: {str(why).lower()}.", UNUSABLE)
    missing = [one for one in (name, column) if one not in columns]
    if missing:
        there = ", ".join(str(one)[:40] for one in columns) or "none"
        leave_saying(
            f"{file}:1: there is no column {' nor '.join(missing)}. The columns are: {there}."
            " Name others with --name and --votes.",
            FAULTY,
        )
    ballot: dict[str, int] = {}
    faults: list[str] = []
    for line, row in rows:
        _enter(ballot, faults, f"{file}:{line}", row[name], row[column])
    if faults:
        leave_saying("\n".join(faults), FAULTY)
    return ballot


def _enter(ballot: dict[str, int], faults: list[str], where: str, name: str | None, count: str | None) -> None:
    title, plain = (name or "").strip(), (count or "").strip().replace(",", "").replace(" ", "").replace("_", "")
    if not title and not plain:
        return
    if not title:
        faults.append(f"{where}: a list without a name.")
    elif title in ballot:
        faults.append(f"{where}: the list {title[:60]} is there twice.")
    elif not (plain.isascii() and plain.isdigit()):
        faults.append(f"{where}: the votes of {title[:60]} are {(count or '')[:40]!r}, not a whole number from 0 up.")
    else:
        ballot[title] = int(plain)


@dataclass(frozen=True)
class _Outcome:
    """An allocation, the rule that made it, and how many seats there were."""

    found: Allocation
    rule: DivisorRule | QuotaRule
    seats: int

    def document(self) -> dict[str, Any]:
        """What came out, for machines."""
        from groundswell.institutions import effective_number, gallagher

        found, total = self.found, sum(self.found.votes.values())
        decided = sum(found.seats.values())
        return {
            "rule": self.rule.name,
            "seats": self.seats,
            "votes": total,
            "threshold_votes": float(found.threshold),
            "lists": [
                {"list": one, "votes": votes, "share": votes / total, "passed": one in found.passed,
                 "seats": found.seats[one]}
                for one, votes in found.votes.items()
            ],
            "tied": list(found.tied),
            "undecided": found.undecided,
            "divisors": self._divisors(),
            "effective_number": {
                "votes": effective_number(found.votes),
                "seats": effective_number(found.seats) if decided else None,
            },
            "gallagher": gallagher(found.votes, found.seats) if decided else None,
        }  # fmt: skip

    def _divisors(self) -> dict[str, Any] | None:
        from groundswell.institutions import DivisorRule, divisor_range

        if not isinstance(self.rule, DivisorRule) or self.found.undecided:
            return None
        between = divisor_range(self.found, self.rule)
        return {"low": float(between.low), "high": float(between.high), "last": between.last_list,
                "next": between.next_list}  # fmt: skip

    def show(self) -> None:
        """Print a table and what else a reader wants to know."""
        from rich.console import Console
        from rich.table import Table

        told = self.document()
        table = Table(box=None, padding=(0, 2, 0, 0))
        for heading, side in (
            ("list", "left"),
            ("votes", "right"),
            ("share", "right"),
            ("seats", "right"),
            ("", "left"),
        ):
            table.add_column(heading, justify=side)  # type: ignore[arg-type]
        for row in told["lists"]:
            remark = "" if row["passed"] else "under the threshold"
            remark = "tied for the last seat" if row["list"] in told["tied"] else remark
            table.add_row(row["list"], f"{row['votes']:,}", f"{row['share']:.2%}", str(row["seats"]), remark)
        plain = Console()
        screen = plain if plain.is_terminal else Console(width=max(plain.width, 100))
        screen.print(table, highlight=False)
        screen.print("\n" + "\n".join(self._remarks(told)), highlight=False, soft_wrap=True, markup=False)

    def _remarks(self, told: dict[str, Any]) -> list[str]:
        lines = [f"{self.seats} seats by {self.rule.name}; {told['votes']:,} votes"]
        if told["threshold_votes"]:
            lines[0] += f"; the threshold is {told['threshold_votes']:,.2f} votes"
        if told["undecided"]:
            seats = "1 seat" if told["undecided"] == 1 else f"{told['undecided']} seats"
            lines.append(f"Tie: {seats} cannot be decided between {', '.join(told['tied'])}.")
        if told["divisors"]:
            one = told["divisors"]
            unit = "votes per seat" if getattr(self.rule, "signpost_unit", None) else "on the rule's own scale"
            lines.append(
                f"Common divisors: {one['low']:,.2f} to {one['high']:,.2f} {unit};"
                f" last seat: {one['last']}, next: {one['next']}"
            )
        if told["gallagher"] is not None:
            effective = told["effective_number"]
            lines.append(
                f"Effective number of lists: {effective['votes']:.2f} by votes, {effective['seats']:.2f} by seats;"
                f" Gallagher index {told['gallagher']:.2f}"
            )
        return lines
