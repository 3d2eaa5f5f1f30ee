from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.api.lenient import number_of, parse, parse_beginning, parse_object, text_of

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b'{"a": NaN, "b": Infinity, "c": -Infinity, "d": 1e999}', {"a": None, "b": None, "c": None, "d": None}),
        (b'{"a": ' + b"9" * 5000 + b"}", {"a": None}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (rb'{"a": "\ud800", "\udfff": 1}', {"a": "?", "?": 1}),
        (b'{"a": "\xff"}', {"a": "\ufffd"}),
    ],
)
def test_what_is_odd_becomes_plain(text: bytes, value: object) -> None:
    assert parse(text) == value


@pytest.mark.parametrize("text", [b"", b"{", b"<html>", b"{'a': 1}", b"\x00\x01", b"[" * 100_000])
def test_what_is_no_json_is_a_value_error(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse(text)
    assert parse_object(text) is None


def test_only_an_object_is_an_object() -> None:
    assert parse_object(b"[1]") is None
    assert parse_object(b"null") is None
    assert parse_object(b'{"a": 1}') == {"a": 1}


def test_deep_nesting_is_pruned() -> None:
    deep: Any = parse(b'{"id": "g", "data": ' + b"[" * 200 + b"]" * 200 + b"}")
    assert deep["id"] == "g"
    json.dumps(deep)
    depth = 0
    inner = deep["data"]
    while inner:
        inner, depth = inner[0], depth + 1
    assert depth < 64


@given(_json)
def test_any_json_comes_back_as_something_that_can_be_stored(value: object) -> None:
    again = parse(json.dumps(value).encode())
    json.dumps(again, allow_nan=False, ensure_ascii=False).encode()


@given(st.dictionaries(st.text(), _json, max_size=5), st.data())
def test_the_beginning_of_an_object_gives_its_whole_members(value: dict[str, object], data: st.DataObject) -> None:
    text = json.dumps(value).encode()
    cut = text[: data.draw(st.integers(0, len(text)))]
    expected = parse_object(text)
    assert expected is not None
    assert parse_beginning(cut).items() <= expected.items()
    assert parse_beginning(text) == expected


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (b'{"id": "gen_1", "sta', {"id": "gen_1"}),
        (b'{"id": "gen_1"', {}),
        (b'{"id": "gen_', {}),
        (b'{"n": 12', {}),
        (b'{"id": "gen_1", "data": ' + b"[" * 100_000, {"id": "gen_1"}),
        (b'  {"id" : "gen_1" , ]', {"id": "gen_1"}),
        (b"[1, 2", {}),
        (b"", {}),
        (b'{1: 2, "id": "x"}', {}),
    ],
)
def test_beginnings(text: bytes, members: dict[str, object]) -> None:
    assert parse_beginning(text) == members


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (20, 20),
        ("20", 20),
        (" 1.5 ", 1.5),
        (2.0, 2),
        (True, None),
        ("many", None),
        ("nan", None),
        (None, None),
        ([1], None),
        (10**400, None),
    ],
)
def test_numbers(value: object, number: float | None) -> None:
    assert number_of(value) == number


def test_texts_are_one_short_line() -> None:
    assert text_of("a\n\tb\x00c", 10) == "a b c"
    assert text_of("x" * 5000) == "x" * 2000
    assert text_of({"a": 1}) == ""
