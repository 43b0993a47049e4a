"""Everything the page shows about one claim, gathered for the template."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from groundswell.report._diagram import diagram_chart, edge_lines
from groundswell.report._explained_chart import explained_view
from groundswell.report._fan import Fan, fan_rows, fan_words, read_fan, window_words
from groundswell.report._fan_chart import Mark, fan_chart
from groundswell.report._paths import Diagram, Neighbourhood, mechanisms_of, neighbourhood, shocks_of, targets_of
from groundswell.report._record_document import record_label
from groundswell.report._settling_chart import settling_chart
from groundswell.report._share_chart import effect_chart, sensitivity_chart, share_bar, share_chart, shares_in_words
from groundswell.report._words import arm_sentence, assumption_sentence, cut_by, no_credit, rank, sentence

MOST_MARKS = 7


class ClaimViews:
    """Builds the view of each claim from the study's output and the case."""

    def __init__(
        self, verdicts: Mapping[str, Any], fans: Mapping[str, Any], case: Any, diagram: Mapping[str, Any]
    ) -> None:
        self.verdicts, self.fans, self.case = verdicts, fans, case
        self.diagram = Diagram(diagram)
        self.mechanisms = {**case.ledger.mechanisms, **case.assumptions}
        self.events = {event["id"]: event for event in verdicts["events"]}

    def view(self, claim: Mapping[str, Any]) -> dict[str, Any]:
        """Return one claim with its charts and sentences."""
        around = self._around(claim)
        marks = self._marks(claim, around)
        return {
            **claim,
            "rank": rank(claim["verdict"]),
            "sentence": sentence(claim),
            "assumption_sentence": assumption_sentence(claim),
            "weak": no_credit(claim),
            "record": claim.get("record"),
            "given_record": claim.get("given_record"),
            "record_label": record_label(claim.get("record")),
            "bar": share_bar(claim),
            "share_chart": share_chart(claim, self.verdicts["thresholds"]) if claim["share"] is not None else "",
            "share_words": shares_in_words(claim),
            "sensitivity_chart": sensitivity_chart(claim, self.verdicts["thresholds"]),
            "settling_chart": settling_chart(claim),
            "arms": [self._arm(claim, arm, marks) for arm in claim["arms"]],
            "diagram": diagram_chart(self.diagram, around) if around.nodes and claim["arms"] else "",
            "edges": edge_lines(self.diagram, around),
            "joined": around.joined,
            "cut_by": cut_by(claim),
            "drawn_off": any(around.is_off(edge["target"], (edge["mechanism"],)) for edge in around.edges),
            "cited": [self._mechanism(name) for name in claim["mechanisms"]],
            "explained": explained_view(claim.get("explained")),
            "added": [self._mechanism(name) for name in claim["assumptions"]],
        }

    def _around(self, claim: Mapping[str, Any]) -> Neighbourhood:
        test = self.case.claims.claims.get(claim["id"])
        events = self.case.ledger.events
        targets = {node for arm in getattr(test, "arms", ()) for node in targets_of(arm.changes, self.diagram, events)}
        outcomes = set(self.diagram.find(claim["outcome"]))
        changed = {name for arm in getattr(test, "arms", ()) for name in mechanisms_of(arm.changes)}
        cited, off = {*claim["mechanisms"], *claim["assumptions"]}, claim.get("muted", ())
        return neighbourhood(self.diagram, targets, outcomes, cited, changed, off)

    def _mechanism(self, name: str) -> dict[str, str]:
        found = self.mechanisms.get(name)
        if found is None:
            return {"id": name, "says": "", "name": "", "paragraphs": ""}
        return {
            "id": name,
            "name": str(found.name).replace("_", " "),
            "says": found.paraphrase,
            "paragraphs": ", ".join(found.paragraphs),
        }

    def _arm(self, claim: Mapping[str, Any], arm: Mapping[str, Any], marks: Sequence[Mark]) -> dict[str, Any]:
        raw = self.fans.get(claim["id"], {}).get(arm["id"])
        fan = read_fan(raw) if raw else None
        tolerance = claim.get("tolerance") or self.verdicts["tolerance"]
        return {
            **arm,
            "sentence": arm_sentence(arm),
            "effect_chart": effect_chart(arm, tolerance),
            "fan": self._fan(fan, marks) if fan else None,
        }

    def _fan(self, fan: Fan, marks: Sequence[Mark]) -> dict[str, Any]:
        first, last = fan.dates[0], fan.dates[-1]
        shown = [mark for mark in marks if first <= mark[1] <= last]
        return {
            "label": self.label(fan.node), "chart": fan_chart(fan, shown), "words": fan_words(fan),
            "rows": fan_rows(fan), "window": window_words(fan), "runs": len(fan.runs),
            "events": [(name, self.events[name]["name"], date) for name, date in shown],
        }  # fmt: skip

    def label(self, node: str) -> str:
        """Return a node in words, with the place where it is of one actor in a place."""
        nodes = self.diagram.find(node)
        label = str(self.diagram.labels[nodes[0]]["label"]) if nodes else node
        _, pair, place = node.rstrip(")").partition(", ")
        known = self.case.ledger.actors.get(place)
        return f"{label} ({known.name})" if pair and known and known.name not in label else label

    def _marks(self, claim: Mapping[str, Any], around: Neighbourhood) -> list[Mark]:
        """Choose events to mark: those the arms touch, then those that shock what is drawn."""
        named = re.findall(r"\bX?E\d+\b", " ".join(f"{a['change']} {a['formula']}" for a in claim["arms"]))
        near = [name for name in self.events if self._shocks(name, around)]
        chosen = list(dict.fromkeys([name for name in [*named, *near] if name in self.events]))
        dated = [(name, str(self.events[name].get("date") or "")[:7]) for name in chosen]
        return [(name, date) for name, date in dated if re.fullmatch(r"\d{4}-\d{2}", date)][:MOST_MARKS]

    def _shocks(self, name: str, around: Neighbourhood) -> bool:
        pushed = shocks_of(name, self.case.ledger.events)
        return any(node in around.nodes for text in pushed for node in self.diagram.find(text))
