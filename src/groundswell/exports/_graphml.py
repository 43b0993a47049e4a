"""The causal diagram of a case as GraphML, for Gephi, yEd, Cytoscape, networkx and others.

Source of the format: GraphML 1.0 (Brandes and others 2002), http://graphml.graphdrawing.org.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from groundswell.ledger import Case
from groundswell.report import causal_diagram

SPACE = "http://graphml.graphdrawing.org/xmlns"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
PLACE = f"{SPACE} {SPACE}/1.0/graphml.xsd"
NODE_KEYS = {"label": "string", "variable": "string", "actor": "string", "kind": "string", "level": "string"}
EDGE_KEYS = {
    "sign": "int", "mechanism": "string", "name": "string", "says": "string", "stated": "string",
    "paragraphs": "string", "time_scale": "string",
}  # fmt: skip


def graphml(case: Case) -> str:
    """Return the causal diagram of the compiled model as a directed graph with one edge for each mechanism and pair.

    Node ids are nodes of the model, such as `v_support(A_party)`. An edge's `sign` is 1 or -1; edges between a whole
    and its parts have no mechanism.
    """
    diagram = causal_diagram(case)
    root = Element("graphml", {"xmlns": SPACE, "xmlns:xsi": SCHEMA, "xsi:schemaLocation": PLACE})
    for domain, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            SubElement(root, "key", {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind})
    graph = SubElement(root, "graph", {"id": case.id, "edgedefault": "directed"})
    for node in diagram["nodes"]:
        _data(SubElement(graph, "node", {"id": node["id"]}), "node", NODE_KEYS, _node(case, node))
    for number, edge in enumerate(diagram["edges"]):
        ends = {"id": f"e{number}", "source": edge["source"], "target": edge["target"]}
        _data(SubElement(graph, "edge", ends), "edge", EDGE_KEYS, _edge(case, edge))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _node(case: Case, node: Mapping[str, Any]) -> dict[str, Any]:
    actor, variable = case.ledger.actors.get(node["actor"]), case.ledger.variables.get(node["variable"])
    return {**node, "kind": actor.kind if actor else None, "level": variable.level if variable else None}


def _edge(case: Case, edge: Mapping[str, Any]) -> dict[str, Any]:
    one = case.mechanisms().get(edge["mechanism"] or "")
    if one is None:
        return {"sign": edge["sign"], "name": "a whole and its parts"}
    return {
        "sign": edge["sign"], "mechanism": one.id, "name": one.name.replace("_", " "), "says": one.paraphrase,
        "stated": one.stated, "paragraphs": " ".join(one.paragraphs), "time_scale": one.time_scale,
    }  # fmt: skip


def _data(element: Element, domain: str, keys: Iterable[str], values: Mapping[str, Any]) -> None:
    for key in keys:
        if values.get(key) not in (None, ""):
            SubElement(element, "data", {"key": f"{domain}_{key}"}).text = str(values[key])
