"""Explains one entry of a case in words: what it says, where it comes from, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from groundswell._frozen import frozen

from ._case import Case
from ._explain_institution import explain_institution
from ._explain_people import explain_actor, explain_node, explain_variable
from ._explain_record import asked_section
from ._explain_theory import explain_claim, explain_event, explain_mechanism, explain_rest
from ._faults import CaseError, Fault, nearest
from ._folder import show_path
from ._sections import Section, listed, section


@frozen
class Explanation:
    """One entry explained: its id, what kind of entry it is, its title, and sections of lines."""

    id: str
    kind: str
    title: str
    sections: tuple[Section, ...]

    def __str__(self) -> str:
        parts = [f"{self.id} · {self.kind}: {self.title}"]
        parts += [one.heading + "\n" + "\n".join(f"  {line}" for line in one.lines) for one in self.sections]
        return "\n\n".join(parts)


def explain(case: Case, name: str) -> Explanation:
    """Explain any entry: a mechanism, variable, actor, event, claim, paragraph, node and so on.

    A node is written as support(A_party). Raises CaseError, with the nearest match, where nothing has that id.
    """
    if "(" in name:
        return _node(case, name)
    for kind, known, tell in _kinds(case):
        if name in known:
            title, sections = tell(case, name)
            sections = [*sections, asked_section(case, name)]
            return Explanation(name, kind, title, tuple(part for part in sections if part is not None))
    every = [one for _, known, _ in _kinds(case) for one in known]
    raise CaseError([_unknown(case, name, every)])


Teller = Callable[[Case, str], tuple[str, list[Section | None]]]


def _kinds(case: Case) -> list[tuple[str, Iterable[str], Teller]]:
    ledger, setting = case.ledger, case.setting
    return [
        ("variable", ledger.variables, explain_variable),
        ("actor", ledger.actors, explain_actor),
        ("mechanism", ledger.mechanisms, explain_mechanism),
        ("assumption", case.assumptions, explain_mechanism),
        ("event", ledger.events, explain_event),
        ("added event", [name for name in setting.events if name not in ledger.events], explain_event),
        ("claim", ledger.claims, explain_claim),
        ("fact", ledger.facts, explain_rest),
        ("prediction", ledger.predictions, explain_rest),
        ("rival", ledger.rivals, explain_rest),
        ("analogy", ledger.analogies, explain_rest),
        ("norm", ledger.norms, explain_rest),
        ("explanandum", [entry.id for entry in case.explananda], explain_rest),
        ("driver", [driver.id for driver in setting.drivers], explain_rest),
        ("institution", case.institutions.all, explain_institution),
        ("paragraph", ledger.coverage, _paragraph),
    ]


def _paragraph(case: Case, name: str) -> tuple[str, list[Section | None]]:
    covered = case.ledger.coverage[name]
    lines = [one if one in ("heading", "rhetoric") else f"{one}  {title_of(case, one)}" for one in covered]
    return f"paragraph {name[1:]} of the text", [section("What it led to", lines)]


def title_of(case: Case, name: str) -> str:
    """Return the few words by which an entry is known."""
    for kind, known, tell in _kinds(case):
        if name in known and kind != "paragraph":
            return tell(case, name)[0]
    return ""


def _node(case: Case, name: str) -> Explanation:
    title, sections = explain_node(case, name)
    return Explanation(name, "node", title, tuple(part for part in sections if part is not None))


def _unknown(case: Case, name: str, every: list[str]) -> Fault:
    match = nearest(name, every)
    hint = f"Did you mean `{match}`?" if match else f"Ids look like {listed([*every[:1], 'M01', 'C01', 'p1'])}."
    return Fault(show_path(case.folder), 0, 0, None, f"no entry has the id `{name[:60]}`.", hint)
