"""Case files are YAML 1.2 with few words, and hostile files are refused at once and in place."""

from __future__ import annotations

import math
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.ledger._control import control_in
from groundswell.ledger._scalars import resolve
from groundswell.ledger._tree import Document, Scalar, plain
from groundswell.ledger._yaml import read_yaml, read_yaml_text


def read(text: str) -> Document:
    return read_yaml_text(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True), ("false", False), ("NO", "NO"), ("yes", "yes"), ("True", "True"), ("on", "on"),
        ("12:30", "12:30"), ("2006-01-25", "2006-01-25"), ("2006-01", "2006-01"), ("1e3", 1000.0), ("-1.5", -1.5),
        (".5", 0.5), ("5.", 5.0), ("007", 7), ("0o17", 15), ("0xff", 255), ("1_000", "1_000"), ("+3", 3),
        ("null", None), ("~", None), ("", None), ("Null", "Null"), ("-", "-"), (".inf", math.inf), ("<<", "<<"),
    ],
)  # fmt: skip
def test_plain_words_are_read_by_yaml_1_2(written: str, meant: object) -> None:
    found = resolve(written)
    assert found == meant and type(found) is type(meant)


def test_quoted_words_stay_words() -> None:
    assert plain(read("a: 'true'\nb: \"12\"\nc: |\n  3\n").root) == {"a": "true", "b": "12", "c": "3\n"}


def test_keys_are_always_words() -> None:
    assert plain(read("2006-01: 1\n7: 2\ntrue: 3").root) == {"2006-01": 1, "7": 2, "true": 3}


def test_every_value_knows_its_place() -> None:
    document = read("first: 1\nlist:\n  - {id: a, of: [x, yé, z]}\n  - {id: b, of: []}\n")
    node = document.find("list", "a", "of", 2)
    assert isinstance(node, Scalar) and (node.line, node.column, node.width) == (3, 25, 1)
    key = document.key("list", "b", "of")
    assert key is not None and (key.line, key.column) == (4, 13)


def test_the_deepest_place_is_found_where_a_path_leads_nowhere() -> None:
    document = read("a: {b: 1}\n")
    assert document.find("a", "c", "d") is document.find("a")


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("[" * 100_000, 1, 25, "nested more than 24 deep"),
        ("{a: " * 100_000, 1, 97, "nested more than 24 deep"),
        ("- " * 50_000, 1, 49, "nested more than 24 deep"),
        ("a: &x 1\nb: *x", 1, 4, "the anchor `&x` is refused"),
        ("b: *x", 1, 4, "the alias `*x` is refused"),
        ("a: !!python/object/apply:os.system [ls]", 1, 4, "the tag `tag:yaml.org,2002:python/object/apply:os.system`"),
        ("a: ! b", 1, 4, "the tag `!` is refused"),
        ("a: 1\na: 2", 2, 1, "the key `a` is repeated"),
        ("a: 1\nb: {c: 1, c: 2}", 2, 11, "the key `c` is repeated"),
        ("? [a]\n: b", 1, 3, "a key must be a single word"),
        ("a: 1\n---\nb: 2", 2, 1, "a second document starts here"),
        ("a: \x07", 1, 4, "a control character (U+0007)"),
        ('a: "\\u0000"', 1, 4, "hides a control character"),
        ('a: "\\e[31m"', 1, 4, "hides a control character"),
        ("a: " + "x" * 30_000, 1, 4, "this value has 30,000 characters"),
        ("x" * 30_000 + ": a", 1, 1, "this value has 30,000 characters"),
        ("a: [1, 2", 2, 1, "this is not YAML"),
        ("a: 'b", 1, 6, "this is not YAML"),
        ("a: b: c", 1, 5, "this is not YAML"),
        ("\ta: b", 1, 1, "this is not YAML"),
        ("\ud800", 1, 1, "not UTF-8"),
    ],
)  # fmt: skip
def test_what_a_case_file_has_no_use_for_is_refused_in_place(text: str, line: int, column: int, message: str) -> None:
    began = time.perf_counter()
    faults = read(text).faults
    assert time.perf_counter() - began < 0.5
    assert len(faults) == 1 and message in faults[0].message
    assert (faults[0].line, faults[0].column) == (line, column)


def test_a_billion_laughs_are_refused_at_the_first() -> None:
    laughs = "a: &a [ha, ha]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert read(laughs).faults[0].line == 1


def test_merge_keys_are_plain_keys() -> None:
    assert plain(read("<<: {a: 1}\nb: 2").root) == {"<<": {"a": 1}, "b": 2}


def test_the_first_of_repeated_keys_stands() -> None:
    assert plain(read("a: 1\na: {b: 2}\nc: 3").root) == {"a": 1, "c": 3}


def test_a_byte_order_mark_is_passed_over() -> None:
    document = read("\ufeffa: 1")
    assert document.faults == [] and plain(document.root) == {"a": 1}


def test_numbers_of_many_digits_do_not_stop_the_reader() -> None:
    found = plain(read("a: " + "9" * 299 + "\nb: " + "9" * 5000 + "\nc: 1e999").root)
    assert isinstance(found, dict) and isinstance(found["a"], int)
    assert isinstance(found["b"], str) and found["c"] == math.inf


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"%@,?# \n\t\\0é\x00\u2028~"), max_size=60))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    document = read(text)
    for fault in document.faults:
        assert fault.line >= 1 and fault.column >= 1 and str(fault)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_stumble(data: bytes) -> None:
    text = data.decode("latin-1")
    assert all(str(fault) for fault in read(text).faults)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\x00\x07\x7f\x85\x9f\ufeff\uffff\ud800é–\t\r\n")))
def test_the_quick_look_for_control_characters_misses_none(text: str) -> None:
    found, quickly = control_in(text), control_in(text, text.encode("utf-8", "surrogatepass"))
    assert (found and found.span()) == (quickly and quickly.span())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_never_ends_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    for name in ("pipe.yaml", "zero.yaml"):
        began = time.perf_counter()
        (fault,) = read_yaml(tmp_path / name).faults
        assert "device, a pipe or a socket" in fault.message and time.perf_counter() - began < 2
