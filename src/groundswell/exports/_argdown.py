"""A case as Argdown: claims with their premises, and the rivals that attack them.

Source of the syntax: Argdown 1.7 (Voigt), https://argdown.org.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from groundswell.ledger import Analogy, Case, Claim, Mechanism, Prediction, Rival

_SPECIAL = re.compile(r"[\\@#*_\[\]<>/{}=|]|[.:](?=\S)")
"""Characters that mean something to Argdown: always, or where no space follows."""


def argdown(case: Case, verdicts: Mapping[str, Any] | None = None) -> str:
    """Return claims, predictions, mechanisms, assumptions, analogies and rivals of a case as Argdown text.

    Each claim is the conclusion of an argument whose premises are the mechanisms that it cites, and with `verdicts` (a
    verdicts document) also the added assumptions that it touches. A rival attacks the claims that the ledger holds
    against it and the mechanisms that it drops; an analogy supports the mechanisms that it shares.
    """
    return _Writer(case, verdicts or {}).text()


def escaped(text: str) -> str:
    """Return a sentence in which nothing means anything to Argdown."""
    return _SPECIAL.sub(lambda found: f"\\{found.group()}", " ".join(text.split()))


class _Writer:
    """Writes one case; statements and arguments are named by id, and where there is a name by both."""

    def __init__(self, case: Case, verdicts: Mapping[str, Any]):
        self.case = case
        self.found = {one["id"]: one for key in ("claims", "predictions") for one in verdicts.get(key, ())}
        self.names = {id: _title(id, one.name) for id, one in case.mechanisms().items()}
        self.rivals = {id: _title(id, one.name) for id, one in case.ledger.rivals.items()}
        self.analogies = {id: _title(id, one.case) for id, one in case.ledger.analogies.items()}

    def text(self) -> str:
        ledger, assumptions = self.case.ledger, self.case.assumptions.values()
        sections = {
            "Claims": map(self._claim, ledger.claims.values()),
            "Predictions": map(self._prediction, ledger.predictions.values()),
            "Mechanisms": map(self._mechanism, ledger.mechanisms.values()),
            "Added assumptions": map(self._mechanism, assumptions),
            "Analogies": map(self._analogy, ledger.analogies.values()),
            "Rivals": map(self._rival, ledger.rivals.values()),
        }
        blocks = [self._front(), *(_section(name, list(entries)) for name, entries in sections.items())]
        return "\n".join(block for block in blocks if block)

    def _front(self) -> str:
        title, says = (_plain(text) for text in (self.case.title, self.case.says))
        return f"===\ntitle: {title}\nsubTitle: {says}\n===\n"

    def _claim(self, claim: Claim) -> str:
        attacks = [f"- <{self.rivals[id]}>" for id in claim.against]
        return self._concluded(claim, claim.mechanisms, attacks)

    def _prediction(self, one: Prediction) -> str:
        return self._concluded(one, one.mechanisms, [])

    def _concluded(self, one: Claim | Prediction, mechanisms: Sequence[str], attacks: list[str]) -> str:
        """A conclusion, and the argument for it: its premises in order, a line, the conclusion again."""
        premises = [*mechanisms, *self.found.get(one.id, {}).get("assumptions", ())]
        argument = f"Premises of {one.id}"
        lines = [_statement(one.id, one.paraphrase, self._data(one)), *_under([f"+ <{argument}>"] * bool(premises))]
        lines += _under(attacks)
        if premises:
            numbered = [f"({number}) [{self.names[id]}]" for number, id in enumerate(premises, start=1)]
            lines += ["", f"<{argument}>", "", *numbered, "-----", f"({len(premises) + 1}) [{one.id}]"]
        return "\n".join(lines)

    def _data(self, one: Claim | Prediction) -> dict[str, Any]:
        data: dict[str, Any] = {"paragraphs": list(one.paragraphs)}
        found = self.found.get(one.id)
        return data if found is None else {**data, "verdict": found["verdict"], "share": found["share"]}

    def _mechanism(self, one: Mechanism) -> str:
        ledger = self.case.ledger
        supports = [f"+ <{self.analogies[id]}>" for id, other in ledger.analogies.items() if one.id in other.mechanisms]
        attacks = [f"- <{self.rivals[id]}>" for id, rival in ledger.rivals.items() if one.id in rival.drops]
        data = {"paragraphs": list(one.paragraphs), "stated": one.stated}
        return "\n".join([_statement(self.names[one.id], one.paraphrase, data), *_under([*supports, *attacks])])

    def _analogy(self, one: Analogy) -> str:
        return _argument(self.analogies[one.id], one.paraphrase, {"paragraphs": list(one.paragraphs)})

    def _rival(self, one: Rival) -> str:
        text = f"{one.paraphrase} Instead: {one.adds}"
        return _argument(self.rivals[one.id], text, {"paragraphs": list(one.paragraphs)})


def _section(name: str, entries: list[str]) -> str:
    return "" if not entries else "\n\n".join([f"# {name}", *entries]) + "\n"


def _statement(title: str, text: str, data: Mapping[str, Any]) -> str:
    return f"[{title}]: {escaped(text)} {_yaml(data)}"


def _argument(title: str, text: str, data: Mapping[str, Any]) -> str:
    return f"<{title}>: {escaped(text)} {_yaml(data)}"


def _under(relations: Iterable[str]) -> Iterator[str]:
    return (f"  {one}" for one in relations)


def _yaml(data: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()) + "}"


def _plain(text: str) -> str:
    """Text between quotation marks, without the run of signs that ends the front matter."""
    return json.dumps(re.sub("==+", "=", " ".join(text.split())), ensure_ascii=False)


def _title(id: str, name: str) -> str:
    words = re.sub(r"[^\w' -]+", " ", name.replace("_", " "))
    return " ".join([id, *words.split()])
