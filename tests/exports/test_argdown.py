"""An argument map says what the ledger says: read back by a small reader of Argdown of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from groundswell.exports import argdown
from groundswell.exports._argdown import escaped
from groundswell.ledger import load_case

MEANT = re.compile(r"(?<!\\)(?:\\\\)*[@#*_\[\]<>/{}=|]")
ENTRY = re.compile(r"(?P<open>[\[<])(?P<title>[^\]>]+)[\]>]: (?P<text>.*) (?P<data>\{.*\})")


@dataclass
class Read:
    """What a reader finds: texts and data by title, premises of each argument, signed relations (from, to)."""

    texts: dict[str, str] = field(default_factory=dict)
    data: dict[str, dict] = field(default_factory=dict)
    premises: dict[str, list[str]] = field(default_factory=dict)
    relations: set[tuple[str, str, str]] = field(default_factory=set)


def read(text: str) -> Read:
    """Read the part of Argdown that is written: front matter, headings, definitions, relations, premises."""
    found, last, argument = Read(), "", ""
    _, _, body = text.partition("\n===\n")
    for line in filter(None, body.split("\n")):
        if line.startswith("  "):
            sign, title = line.strip().split(" ", 1)
            found.relations.add((sign, title.strip("<>"), last))
        elif entry := ENTRY.fullmatch(line):
            last = entry["title"]
            assert last not in found.texts, f"{last} is defined twice"
            found.texts[last] = entry["text"]
            found.data[last] = yaml.safe_load(entry["data"])
        elif line.startswith("<"):
            argument = line.strip("<>")
        elif premise := re.fullmatch(r"\(\d+\) \[(.+)\]", line):
            found.premises.setdefault(argument, []).append(premise[1])
        else:
            assert line == "-----" or re.fullmatch(r"# [A-Z][a-z ]+", line), line
    return found


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def by_id(titles: dict) -> dict:
    return {title.split()[0]: value for title, value in titles.items()}


@pytest.fixture(scope="module", params=["two-harbours", "gaza-2007"])
def case(request):
    return load_case(request.param)


@pytest.fixture(scope="module")
def found(case) -> Read:
    return read(argdown(case))


def test_every_sentence_is_there_and_reads_back_as_it_was(case, found) -> None:
    ledger = case.ledger
    stated = {**ledger.claims, **ledger.predictions, **case.mechanisms(), **ledger.analogies, **ledger.rivals}
    texts = by_id(found.texts)
    assert set(texts) == set(stated)
    for id, text in texts.items():
        assert unescaped(text).startswith(" ".join(stated[id].paraphrase.split()))
        assert by_id(found.data)[id]["paragraphs"] == list(stated[id].paragraphs)


def test_a_claim_is_concluded_from_the_mechanisms_that_it_cites(case, found) -> None:
    for id, claim in case.ledger.claims.items():
        titles = found.premises.get(f"Premises of {id}", [id])
        assert [title.split()[0] for title in titles] == [*claim.mechanisms, id]
        assert (("+", f"Premises of {id}", id) in found.relations) == bool(claim.mechanisms)


def test_a_rival_attacks_the_claims_held_against_it_and_the_mechanisms_that_it_drops(case, found) -> None:
    attacks = {(who.split()[0], whom.split()[0]) for sign, who, whom in found.relations if sign == "-"}
    claims = {(rival, claim.id) for claim in case.ledger.claims.values() for rival in claim.against}
    drops = {(rival.id, mechanism) for rival in case.ledger.rivals.values() for mechanism in rival.drops}
    assert attacks == claims | drops


def test_relations_and_premises_name_what_is_defined(found) -> None:
    arguments = set(found.texts) | set(found.premises)
    assert {who for _, who, _ in found.relations} <= arguments
    assert {title for titles in found.premises.values() for title in titles} <= set(found.texts)


def test_verdicts_stand_beside_claims_and_touched_assumptions_among_premises(port, verdicts) -> None:
    found = read(argdown(port, verdicts))
    for claim in verdicts["claims"]:
        assert found.data[claim["id"]]["verdict"] == claim["verdict"]
        assert found.data[claim["id"]]["share"] == claim["share"]
        titles = found.premises[f"Premises of {claim['id']}"]
        assert [title.split()[0] for title in titles][:-1] == [*claim["mechanisms"], *claim["assumptions"]]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_sentence_means_anything_to_argdown(text: str) -> None:
    written = escaped(text)
    assert unescaped(written) == " ".join(text.split())
    assert not MEANT.search(written) and "\n" not in written
    assert not list(special(written))


def special(text: str) -> Iterator[str]:
    """What Argdown takes for a named character, such as `.x.` and `:x:`."""
    return (found.group() for found in re.finditer(r"(?<!\\)\.[^\s\\]+?\.|(?<!\\):[^\s\\]+?:", text))
