"""A fit in a terminal of a hundred columns: of what the record speaks, what it moved, and what it left open."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

KEPT = 0.25
"""Correlation of particles with what they were above which more moves are asked for."""

MOST = 20
"""Most mechanisms shown; fit.json has all."""

SAID = ("little", "something", "much")


def lead(document: Mapping[str, Any]) -> str:
    """Return the first line: of how much of the theory the record speaks."""
    words = [one["word"] for one in document["mechanisms"].values()]
    spoken, unclear = sum(word in SAID for word in words), words.count("unclear")
    more = f", and with so few particles {unclear} cannot be told from chance" if unclear else ""
    rows = document["rows"]
    return (
        f"{rows['fitted']} rows up to {document['until']} speak of {spoken} of {len(words)} parts of the theory; about "
        f"{words.count('nothing')} they say nothing{more}. {rows['held_out']} rows are held out and were not read."
    )


def fit_tables(document: Mapping[str, Any]) -> list[Table]:
    """Return mechanisms that moved, series, and claims and predictions whose share moved or that the record answers."""
    tables = [_mechanisms(document), _series(document)]
    if document["claims"] or document["predictions"]:
        tables.append(_claims(document))
    return tables


def _mechanisms(document: Mapping[str, Any]) -> Table:
    table = _table("What the record moves")
    table.add_column("", no_wrap=True, min_width=10)
    table.add_column("says", no_wrap=True, overflow="ellipsis", ratio=1)
    for name, width in (("record says", 11), ("nats", 5), ("strength", 16)):
        table.add_column(name, justify="left" if width == 11 else "right", no_wrap=True, min_width=width)
    table.add_column("form", no_wrap=True, min_width=22)
    every = {**document["beginnings"], **document["mechanisms"]}
    spoken = sorted(((id, one) for id, one in every.items() if one["word"] in SAID), key=lambda one: -one[1]["nats"])
    for id, one in spoken[:MOST]:
        table.add_row(
            Text(id), Text(one["says"]), one["word"], f"{one['nats']:.2f}", Text(_strength(one)), Text(_form(one))
        )
    if not spoken:
        table.add_row("", "nothing beyond chance", "", "", "", "")
    return table


def _strength(one: Mapping[str, Any]) -> str:
    found = one["strength"]
    return "" if found is None else f"x{found['middle']:.2f} [{found['low']:.1f}-{found['high']:.1f}]"


def _form(one: Mapping[str, Any]) -> str:
    """The form whose share moved most, where it moved by a twentieth."""
    moved = sorted(one["forms"].items(), key=lambda f: -abs(f[1]["posterior"] - f[1]["prior"]))
    if not moved or abs(moved[0][1]["posterior"] - moved[0][1]["prior"]) < 0.05:
        return ""
    name, share = moved[0]
    return f"{name} {share['prior']:.0%} to {share['posterior']:.0%}"


def _series(document: Mapping[str, Any]) -> Table:
    table = _table("Would readings have left this record?")
    table.add_column("series", no_wrap=True, overflow="ellipsis", ratio=1)
    for name in ("values", "in 90 %: prior", "posterior", "tail: prior", "posterior"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, min_width=11)
    for id, one in document["series"].items():
        table.add_row(
            Text(id), str(one["values"]), f"{one['inside_90_prior']:.0%}", f"{one['inside_90']:.0%}",
            f"{one['tail_prior']:.2f}", f"{one['tail']:.2f}", "surprising" if one["surprising"] else "",
        )  # fmt: skip
    return table


def _claims(document: Mapping[str, Any]) -> Table:
    table = _table("Verdicts given the record")
    table.add_column("", no_wrap=True)
    table.add_column("says", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("in readings as such", no_wrap=True, min_width=20)
    table.add_column("given the record", no_wrap=True, min_width=20)
    table.add_column("", no_wrap=True, min_width=5)
    table.add_column("record", no_wrap=True)
    for id, one in (*document["claims"].items(), *document["predictions"].items()):
        table.add_row(
            Text(id), Text(one["says"]), _side(one["share"], one["verdict"]),
            _side(one["share_given_record"], one["verdict_given_record"]), "moved" if one["moved"] else "",
            one["record_says"],
        )  # fmt: skip
    return table


def _side(share: float | None, verdict: str) -> str:
    return verdict if share is None else f"{share:>4.0%} {verdict}"


def _table(title: str) -> Table:
    return Table(box=SIMPLE_HEAD, pad_edge=False, expand=True, title=title, title_justify="left")


def fit_lines(document: Mapping[str, Any]) -> list[str]:
    """Return what the numbers mean, what the record is silent about, and how far the particles can be trusted."""
    silent = document["silent"]
    unclear = [id for id, one in document["mechanisms"].items() if one["word"] == "unclear"]
    particles, told = document["particles"], document["agreement"]
    used = document["explananda"]["used"]
    weighing = f"these explananda: {', '.join(used)}" if used else "no explanandum"
    lines = [
        f"The record says nothing about {', '.join(silent)}." if silent else "",
        f"Not to be told from chance with so few particles: {', '.join(unclear)}." if unclear else "",
        "nats: how far the draws of a part have moved from the prior, chance taken off (0.1 little, 1 much). Strength: "
        "factor on the prior's middle, with 90 %. Tail: share of replicates whose mean lies as far out.",
        f"Readings are weighed by the record and by {weighing} ({document['explananda']['which']}); both columns of "
        "shares share the latter.",
        f"{particles['count']:,} particles, from {particles['ancestors']} readings of the prior, worth about "
        f"{particles['effective']:.0f} independent ones. Log evidence {document['log_evidence']:.1f}, give or take "
        f"{document['log_evidence_noise'] or 0:.1f} over islands.",
        _agreement(told),
        _moved(document),
    ]
    return [part for line in lines for part in textwrap.wrap(line, 99)]


def _moved(document: Mapping[str, Any]) -> str:
    """Whether the particles were moved long enough to forget where they came from."""
    said = (
        f"{document['moves']} moves; what particles keep of where the whole record found them: {document['alike']:.0%}"
    )
    return f"{said}, which is much: give more --moves." if document["alike"] > KEPT else f"{said}."


def _agreement(told: Mapping[str, Any] | None) -> str:
    if told is None:
        return "R-hat is left out: it needs ArviZ, which comes with the extra `fit`."
    worst, apart = told["worst"], told["apart"]
    listed = f"{', '.join(apart[:4])}{f' and {len(apart) - 4} more' if len(apart) > 4 else ''}"
    word = f"they have not settled on {listed}; more particles or moves help" if apart else "they agree"
    return f"Four independent islands: {word} (largest R-hat {told['r_hat'][worst]:.2f}, {worst})."
