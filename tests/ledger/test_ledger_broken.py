"""Whatever is done to a case, it is met with located faults and never with a trace."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_case import Scaffold

from groundswell.ledger import FILES, CaseError, check_case, load_case

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
STRANGE: list[Any] = [
    None,
    True,
    -1,
    10**400,
    float("nan"),
    "",
    "M01",
    "A_town",
    "v_support",
    "p1",
    "\u202e",
    [],
    {},
    [[]],
    {"id": "M01"},
    ["+", "-"],
]
HOSTILE = [
    "{a: [",
    "&a [*a]",
    "!!python/name:os.system",
    "\t- x",
    "? {a: b}",
    "%YAML 9.9\n---\n",
    "a: b: c",
    "]",
    "\x00",
    "x" * 25_000,
    "'",
    "--- \n--- \n",
    "key: |\n",
    "<<: *x",
]
CUT = st.sampled_from(["delete", "retype", "rename", "duplicate", "swap"])


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every path in a tree, the root left out."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, below in pairs for found in [(*path, key), *places(below, (*path, key))]]


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def broken(draw: st.DataObject, tree: Any) -> Any:
    """Break a tree in one place."""
    tree = copy.deepcopy(tree)
    known = places(tree)
    if not known:
        return draw.draw(st.sampled_from(STRANGE))
    path = draw.draw(st.sampled_from(known))
    above, key = at(tree, path[:-1]), path[-1]
    how = draw.draw(CUT)
    if how == "delete":
        del above[key]
    elif how == "retype":
        above[key] = draw.draw(st.sampled_from(STRANGE))
    elif how == "rename" and isinstance(above, dict):
        above[draw.draw(st.sampled_from(["id", "", "M01", "v_support", "nonsense", "<<"]))] = above.pop(key)
    elif how == "duplicate" and isinstance(above, list):
        above.append(copy.deepcopy(above[key]))
    else:
        above[key] = copy.deepcopy(at(tree, draw.draw(st.sampled_from(known))))
    return tree


def written(tree: Any) -> str:
    """Write a tree so that Groundswell reads it: JSON is YAML."""
    return json.dumps(tree, ensure_ascii=False, indent=1)


def sound(scaffold: Scaffold) -> dict[str, str]:
    return {name: scaffold.read(name) for name in FILES}


def met_with_faults(scaffold: Scaffold) -> None:
    """Faults are located and printable; loading raises CaseError with the same ones, or loads."""
    faults = check_case(scaffold.folder)
    for fault in faults:
        assert fault.line >= 0 and fault.column >= 0 and fault.message and str(fault)
    if faults:
        with pytest.raises(CaseError) as raised:
            load_case(scaffold.folder)
        assert raised.value.faults == faults
    else:
        load_case(scaffold.folder)


@QUICK
@given(data=st.data(), name=st.sampled_from(FILES), times=st.integers(1, 3))
def test_a_case_broken_anywhere_is_met_with_faults(
    shared_scaffold: Scaffold, data: st.DataObject, name: str, times: int
) -> None:
    before = sound(shared_scaffold)
    tree = yaml.load(before[name], yaml.BaseLoader)
    try:
        for _ in range(times):
            tree = broken(data, tree)
        shared_scaffold.write(name, written(tree))
        met_with_faults(shared_scaffold)
    finally:
        shared_scaffold.write(name, before[name])


@QUICK
@given(data=st.data(), name=st.sampled_from(FILES), text=st.sampled_from(HOSTILE) | st.text(max_size=8))
def test_hostile_text_anywhere_is_met_with_faults(
    shared_scaffold: Scaffold, data: st.DataObject, name: str, text: str
) -> None:
    before = sound(shared_scaffold)[name]
    place = data.draw(st.integers(0, len(before)))
    try:
        shared_scaffold.write(name, before[:place] + text + before[place:])
        met_with_faults(shared_scaffold)
    finally:
        shared_scaffold.write(name, before)


@QUICK
@given(data=st.data(), name=st.sampled_from(FILES))
def test_a_file_cut_short_is_met_with_faults(shared_scaffold: Scaffold, data: st.DataObject, name: str) -> None:
    before = sound(shared_scaffold)[name]
    try:
        shared_scaffold.write(name, before[: data.draw(st.integers(0, len(before) - 1))])
        met_with_faults(shared_scaffold)
    finally:
        shared_scaffold.write(name, before)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"a: \xc3\x28", b"[]", b"{}", b"null", b"12", b"- - -", b"\x00" * 100]
)
def test_a_file_of_nonsense_is_met_with_faults(scaffold: Scaffold, name: str, content: bytes) -> None:
    scaffold.write(name, content)
    met_with_faults(scaffold)
    # these may say nothing at all
    empty = {"priors.yaml", "conditions.yaml", "institutions.yaml", "forms.yaml", "facts.yaml"}
    assert scaffold.faults() or (content == b"{}" and name in empty)


def test_a_folder_in_place_of_a_file_is_met_with_a_fault(scaffold: Scaffold) -> None:
    (scaffold.folder / "priors.yaml").unlink()
    (scaffold.folder / "priors.yaml").mkdir()
    met_with_faults(scaffold)
    assert any("cannot be read" in fault.message for fault in scaffold.faults())


def test_a_file_too_large_is_refused_unread(scaffold: Scaffold) -> None:
    scaffold.write("priors.yaml", b"# " + b"x" * 4_000_001)
    assert any("at most 4,000,000" in fault.message for fault in scaffold.faults())


LONG = 40_000
CHAIN = "".join(
    f"  - {{id: A_{n}, name: x, kind: class, parent: A_{n + 1}, paraphrase: x, resource: null, aim: null, base: [], "
    "master: [], paragraphs: []}\n"
    for n in range(LONG // 10)
)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ledger.yaml", "meta:\n", "".join(f"kez{n}: 1\n" for n in range(LONG)) + "meta:\n"),
        ("ledger.yaml", "{owners: [A_ship_owners]}", "{owners: [" + "A_ship_owners, " * LONG + "]}"),
        ("ledger.yaml", "{owners: [A_ship_owners]}", "{owners: [" + "A_ship_owner, " * LONG + "]}"),
        ("ledger.yaml", "roles: [owners]", "roles: [" + "owners, " * LONG + "]"),
        ("ledger.yaml", "actors:\n", "actors:\n" + CHAIN),
        ("ledger.yaml", "actors:\n", "actors:\n" + "  - {id: A_town}\n" * LONG),
        ("ledger.yaml", "meta:\n", "meta:\n" + "  stance: x\n" * LONG),
        ("priors.yaml", "strength:", "".join(f"v_supporr{n}: 1\n" for n in range(LONG)) + "strength:"),
        ("priors.yaml", "strength:", "".join(f"suport(A_x{n}): 1\n" for n in range(LONG // 20)) + "strength:"),
        (
            "explananda.yaml",
            '"support(A_anchor_party) at start > ',
            '"' + "not " * 5000 + "support(A_anchor_party) at start > ",
        ),
        (
            "explananda.yaml",
            '"support(A_anchor_party) at start > ',
            '"' + "(" * 5000 + "support(A_anchor_party) at start > ",
        ),
    ],
)
def test_long_lists_of_faults_are_told_quickly(scaffold: Scaffold, file: str, old: str, new: str) -> None:
    scaffold.edit(file, old, new)
    began = time.process_time()
    faults = scaffold.faults()
    assert faults and time.process_time() - began < 8


@pytest.mark.parametrize("name", ["", ".", "nope", "gaza", "\x00", "a" * 5000, "gaza-2007/", "\ud800", "../.."])
def test_a_name_of_no_case_is_met_with_a_fault(name: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    faults = check_case(name)
    assert len(faults) == 1 and "gaza-2007" in (faults[0].hint or "")
    with pytest.raises(CaseError):
        load_case(name)


def test_a_shipped_name_may_have_hyphens_or_underscores() -> None:
    assert check_case("two_harbours") == check_case("two-harbours") == []
