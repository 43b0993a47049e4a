from __future__ import annotations

from types import SimpleNamespace
from xml.etree import ElementTree

from groundswell.report._diagram import diagram_chart, edge_lines
from groundswell.report._hubs import arrows
from groundswell.report._layers import bend, rows
from groundswell.report._paths import Diagram, mechanisms_of, neighbourhood, targets_of


def _edge(source, target, sign=1, mechanism="M01"):
    return {
        "source": f"v_{source}(A_x)",
        "target": f"v_{target}(A_x)",
        "sign": sign,
        "mechanism": mechanism,
        "added": mechanism[0] == "X",
    }


def _diagram(*edges):
    names = sorted({edge[end] for edge in edges for end in ("source", "target")})
    nodes = [{"id": n, "variable": n[: n.index("(")], "actor": "A_x", "label": n[2]} for n in names]
    return Diagram({"nodes": nodes, "edges": edges})


def _node(name):
    return f"v_{name}(A_x)"


def test_formulas_find_their_nodes_and_pairs_fall_back_to_the_holder():
    diagram = _diagram(_edge("a", "b"))
    assert diagram.find("unbounded(a(A_x) at 2006-01)") == [_node("a")]
    assert diagram.find("gap(a(A_x, A_place), b(A_x))") == [_node("a"), _node("b")]
    assert diagram.find("tolerance > 0") == []


def test_paths_prefer_cited_mechanisms():
    diagram = _diagram(
        _edge("a", "b"),
        _edge("b", "d"),
        *[_edge(s, t, 1, f"M{n}") for n, (s, t) in enumerate([("a", "c"), ("c", "d")], 10)],
    )
    around = neighbourhood(diagram, {_node("a")}, {_node("d")}, {"M10", "M11"})
    assert around.joined
    assert {e["mechanism"] for e in around.edges[:2]} <= {"M10", "M11", "M01"}
    cheap = neighbourhood(diagram, {_node("a")}, {_node("d")}, {"M10", "M11"}).nodes
    assert _node("c") in cheap


def test_ends_that_nothing_joins_are_shown_apart():
    around = neighbourhood(_diagram(_edge("a", "b"), _edge("c", "d")), {_node("a")}, {_node("d")}, {"M01"})
    assert not around.joined
    assert {_node("a"), _node("d")} <= set(around.nodes)


def test_an_arrow_that_is_switched_off_is_dotted_and_told_where_it_meets_the_outcome():
    diagram = _diagram(_edge("a", "b", 1, "X01"), _edge("b", "d", 1, "X01"), _edge("c", "d", 1, "M02"))
    around = neighbourhood(diagram, {_node("a")}, {_node("d")}, {"X01"}, (), {"X01"})
    found = {e.get("class") for e in ElementTree.fromstring(str(diagram_chart(diagram, around))).iter() if e.get("d")}
    assert {"edge plus", "edge plus off"} <= found
    assert edge_lines(diagram, around) == ["a raises b (X01, added)", "b raises d (X01, added, switched off here)"]


def test_a_changed_mechanism_brings_its_causes():
    diagram = _diagram(_edge("a", "b"), _edge("b", "c", -1, "M02"))
    changes = [SimpleNamespace(mechanism="M01")]
    assert targets_of(changes, diagram, {}) == {_node("b")}
    around = neighbourhood(diagram, {_node("b")}, {_node("c")}, {"M02"}, mechanisms_of(changes))
    assert _node("a") in around.nodes
    assert around.changed == {"M01"}


def test_events_act_through_their_shocks_and_quantities_through_their_node():
    diagram = _diagram(_edge("a", "b"))
    event = SimpleNamespace(shocks=(SimpleNamespace(var="v_a", of="A_x", sign=1),))
    assert targets_of([SimpleNamespace(event="E01")], diagram, {"E01": event}) == {_node("a")}
    assert targets_of([SimpleNamespace(event=event)], diagram, {}) == {_node("a")}
    assert targets_of([SimpleNamespace(quantity="b(A_x)")], diagram, {}) == {_node("b")}


def test_rows_run_from_cause_to_effect_and_survive_rings():
    assert rows(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")], ["c"]) == [
        ["a"],
        ["b", bend("a", "c", 1)],
        ["c"],
    ]
    ring = rows(["a", "b", "c"], [("a", "b"), ("b", "a"), ("b", "c")], ["c"])
    assert ring[-1] == ["c"]
    assert sorted(node for row in ring for node in row) == ["a", "b", "c"]


def test_a_knot_keeps_every_sign():
    edges = [
        _edge(s, t, cause * effect)
        for s, cause in (("a", 1), ("b", -1), ("c", 1))
        for t, effect in (("d", 1), ("e", -1))
    ]
    drawn = arrows(edges)
    assert len(drawn) == 5
    inward = {line.source: line.sign for line in drawn if not line.source.startswith("hub:")}
    outward = {line.target: line.sign for line in drawn if line.source.startswith("hub:")}
    for edge in edges:
        assert inward[edge["source"]] * outward[edge["target"]] == edge["sign"]


def test_signs_and_additions_show_without_colour():
    diagram = _diagram(_edge("a", "b", 1, "X01"), _edge("b", "c", -1, "M02"))
    around = neighbourhood(diagram, {_node("a")}, {_node("c")}, {"M02"})
    root = ElementTree.fromstring(str(diagram_chart(diagram, around)))
    kinds = [e.get("class") for e in root.iter("path")]
    texts = [e.text for e in root.iter("text")]
    assert "edge minus" in kinds
    assert "edge-under" in kinds
    assert "+ X01 added" in texts
    assert "\N{MINUS SIGN} M02" in texts
    assert edge_lines(diagram, around) == ["a raises b (X01, added)", "b lowers c (M02)"]


def test_a_long_line_runs_beside_the_boxes_it_passes():
    diagram = _diagram(_edge("a", "b"), _edge("b", "c"), _edge("a", "c"))
    around = neighbourhood(diagram, {_node("a")}, {_node("c")}, {"M01"})
    root = ElementTree.fromstring(str(diagram_chart(diagram, around)))
    boxes = [e for e in root.iter("rect") if e.get("class") == "box plain"]
    (left,) = [float(e.get("x")) for e in boxes]
    long = next(e.get("d") for e in root.iter("path") if e.get("d").count("C") == 2)
    bend_x = float(long.split("C")[1].split()[-1].split(",")[0])
    assert not left <= bend_x <= left + 142
