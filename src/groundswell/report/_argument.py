"""The whole argument as one diagram: what the text says beside the arrows that it draws."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any, NamedTuple

from markupsafe import Markup

from groundswell.report._layers import BEND, rows
from groundswell.report._numbers import listed
from groundswell.report._svg import Point, drawing, tag, words

BOX, TALL, GAP, BETWEEN = 108.0, 36.0, 30.0, 50.0
LETTERS = 13
MOST = 7
"""Boxes in a row."""


class Link(NamedTuple):
    """An arrow between variables, whoever holds them, by one mechanism."""

    source: str
    target: str
    sign: int
    mechanism: str


def argument_view(verdicts: Mapping[str, Any], case: Any, diagram: Mapping[str, Any]) -> dict[str, Any]:
    """Return the picture and, for each mechanism, its sentence, its arrows in words and the claims that hang on it."""
    links = links_of(diagram)
    by_mechanism: dict[str, list[Link]] = {}
    for link in links:
        by_mechanism.setdefault(link.mechanism, []).append(link)
    known = case.mechanisms()
    hanging = _hanging(verdicts)
    sentences = [
        _sentence(known[name], by_mechanism[name], hanging.get(name, [])) | {"off": muted_for(verdicts, name)}
        for name in known
        if name in by_mechanism
    ]
    return {"picture": _picture(links), "sentences": sorted(sentences, key=lambda one: (one["first"], one["id"]))}


def links_of(diagram: Mapping[str, Any]) -> list[Link]:
    """Return the arrows of the compiled model between variables, each once, sorted."""
    variable = {node["id"]: node["variable"] for node in diagram["nodes"]}
    return sorted({
        Link(variable[edge["source"]], variable[edge["target"]], edge["sign"], edge["mechanism"])
        for edge in diagram["edges"] if edge["mechanism"]
    })  # fmt: skip


def muted_for(verdicts: Mapping[str, Any], name: str) -> list[str]:
    """Return the claims for which an assumption is switched off, since it would act directly on their outcome."""
    return [claim["id"] for claim in verdicts["claims"] if name in claim.get("muted", ())]


def said(variable: str) -> str:
    """Return a variable in words."""
    return variable.removeprefix("v_").replace("_", " ")


def _hanging(verdicts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for claim in verdicts["claims"]:
        for name in (*claim["mechanisms"], *claim["assumptions"]):
            found.setdefault(name, []).append(claim)
    return found


def _sentence(mechanism: Any, links: list[Link], claims: list[dict[str, Any]]) -> dict[str, Any]:
    paragraphs = list(mechanism.paragraphs)
    numbers = [int(digits) for one in paragraphs if (digits := "".join(filter(str.isdigit, one)))]
    return {
        "id": mechanism.id,
        "says": mechanism.paraphrase,
        "paragraphs": paragraphs,
        "first": min(numbers, default=10**6),
        "conditions": getattr(mechanism, "conditions", None),
        "added": mechanism.stated == "added",
        "arrows": _arrow_lines(links),
        "claims": claims,
    }


def _arrow_lines(links: list[Link]) -> list[str]:
    """One line for each effect: what raises it and what lowers it."""
    lines = []
    for target in sorted({link.target for link in links}):
        mine = [link for link in links if link.target == target]
        raising = sorted({said(link.source) for link in mine if link.sign > 0})
        lowering = sorted({said(link.source) for link in mine if link.sign < 0})
        told = [f"{listed(some)} {verb if len(some) == 1 else plural}" for some, verb, plural in
                ((raising, "raises", "raise"), (lowering, "lowers", "lower")) if some]  # fmt: skip
        lines.append(f"{' and '.join(told)} {said(target)}")
    return lines


def _picture(links: list[Link]) -> Markup:
    names = sorted({end for link in links for end in (link.source, link.target)})
    pairs = [(link.source, link.target) for link in links]
    levels = [[name for name in row if not name.startswith(BEND)] for row in rows(names, pairs, (), MOST)]
    placed = _placed([row for row in levels if row])
    ways: dict[tuple[str, str, int], list[str]] = {}
    for link in links:
        ways.setdefault((link.source, link.target, link.sign), []).append(link.mechanism)
    width = MOST * (BOX + GAP)
    height = max((y for _, y in placed.values()), default=0.0) + TALL / 2 + 12
    title = f"{len(names)} variables and {len(ways)} arrows; the list beside the picture says each mechanism in words."
    return drawing(
        width, height, title,
        *(_arrow(source, target, sign, by, placed) for (source, target, sign), by in ways.items()),
        *(_box(name, placed[name]) for name in names),
        class_="chart argument-map", style=f"max-width:{width:.0f}px;min-width:{width * 0.76:.0f}px",
    )  # fmt: skip


def _placed(levels: list[list[str]]) -> dict[str, Point]:
    """Middles of the boxes; a row that is not full is spread over the whole width."""
    width = MOST * (BOX + GAP)
    return {
        name: (width * (place + 0.5) / len(row), 10 + TALL / 2 + number * (TALL + BETWEEN))
        for number, row in enumerate(levels)
        for place, name in enumerate(row)
    }


def _arrow(source: str, target: str, sign: int, by: list[str], placed: Mapping[str, Point]) -> Markup:
    course = _course(placed[source], placed[target], -7.0 if sign > 0 else 7.0)
    verb, kind = ("raises", "plus") if sign > 0 else ("lowers", "minus")
    return tag(
        "g",
        tag("title", f"{said(source)} {verb} {said(target)}: {', '.join(by)}"),
        tag("path", d=course, class_=f"way {kind}"),
        tag("path", d=course, class_="touch"),
        class_="arrow", data_by=" ".join(by), data_source=source, data_target=target,
    )  # fmt: skip


def _course(a: Point, b: Point, shift: float) -> str:
    """A ring beside a box, a bow over a row, or a curve from one row to another."""
    (ax, ay), (bx, by) = a, b
    if a == b:
        return f"M{ax + BOX / 2:.0f},{ay - 6:.0f}c26,-12 26,24 3,13"
    if ay == by:
        way, top = (1 if bx > ax else -1), ay - TALL / 2
        return _curve(
            (ax + way * 20, top), (ax + way * 30, top - 30), (bx - way * 30, top - 30), (bx - way * 20, top - 2)
        )
    way = 1 if by > ay else -1
    start, end = ay + way * TALL / 2, by - way * (TALL / 2 + 2)
    reach = (end - start) * 0.42
    return _curve((ax + shift, start), (ax + shift, start + reach), (bx + shift, end - reach), (bx + shift, end))


def _curve(*points: Point) -> str:
    return "M{} C{} {} {}".format(*(f"{x:.0f},{y:.0f}" for x, y in points))


def _box(name: str, at: Point) -> Markup:
    x, y = at
    lines = wrap(said(name), LETTERS, break_long_words=False)[:2]
    shift = y + 4 - 6.5 * (len(lines) - 1)
    texts = [words(part, x, shift + 13 * n, class_="box-text", text_anchor="middle") for n, part in enumerate(lines)]
    frame = tag("rect", x=x - BOX / 2, y=y - TALL / 2, width=BOX, height=TALL, rx=4.0, class_="box")
    return tag("g", frame, *texts, class_="variable", data_variable=name)
