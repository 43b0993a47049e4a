"""A diagram written as GraphML keeps the format's rules and says what the report's diagram says."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from groundswell.exports import graphml
from groundswell.report import causal_diagram

SPACE = "{http://graphml.graphdrawing.org/xmlns}"
READERS = {"string": str, "int": int}


class Graph:
    """A reader that trusts nothing: every rule of the schema that concerns what is written is asserted."""

    def __init__(self, text: str):
        root = ElementTree.fromstring(text.encode())
        assert root.tag == f"{SPACE}graphml"
        assert [child.tag for child in root] == [f"{SPACE}key"] * (len(root) - 1) + [f"{SPACE}graph"]
        self.keys = {key.get("id"): key for key in root.iter(f"{SPACE}key")}
        assert len(self.keys) == len(root) - 1, "the id of a key stands twice"
        graph = root[-1]
        assert graph.get("edgedefault") == "directed"
        self.nodes = {one.get("id"): self.data(one, "node") for one in graph.iter(f"{SPACE}node")}
        edges = list(graph.iter(f"{SPACE}edge"))
        assert len(graph) == len(self.nodes) + len(edges)
        assert len({one.get("id") for one in edges}) == len(edges)
        self.edges = [(one.get("source"), one.get("target"), self.data(one, "edge")) for one in edges]
        assert all(end in self.nodes for source, target, _ in self.edges for end in (source, target))

    def data(self, element, domain: str) -> dict:
        found = {}
        for one in element:
            key = self.keys[one.get("key")]
            assert one.tag == f"{SPACE}data" and key.get("for") == domain
            assert key.get("attr.name") not in found
            found[key.get("attr.name")] = READERS[key.get("attr.type")](one.text)
        return found


@pytest.fixture(scope="module")
def read(port) -> Graph:
    return Graph(graphml(port))


def test_nodes_and_signed_edges_are_those_of_the_diagram(port, read) -> None:
    diagram = causal_diagram(port)
    assert set(read.nodes) == {node["id"] for node in diagram["nodes"]}
    told = sorted((source, target, data["sign"], data.get("mechanism") or "") for source, target, data in read.edges)
    asked = [(one["source"], one["target"], one["sign"], one["mechanism"] or "") for one in diagram["edges"]]
    assert told == sorted(asked)


def test_edges_carry_the_mechanism_s_words(port, read) -> None:
    told = {data["mechanism"]: data for _, _, data in read.edges if "mechanism" in data}
    assert set(told) == set(port.mechanisms())
    assert all(data["says"] == port.mechanisms()[id].paraphrase for id, data in told.items())
    assert told["X01"]["stated"] == "added" and told["M03"]["paragraphs"] == "p3 p6"


def test_words_with_marks_of_xml_are_read_back(port) -> None:
    from dataclasses import replace
    from types import MappingProxyType

    odd = "<less> & \"more\" than 'this'"
    mechanisms = {**port.ledger.mechanisms, "M01": replace(port.ledger.mechanisms["M01"], paraphrase=odd)}
    case = replace(port, ledger=replace(port.ledger, mechanisms=MappingProxyType(mechanisms)))
    assert odd in {data.get("says") for _, _, data in Graph(graphml(case)).edges}
