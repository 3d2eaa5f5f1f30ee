from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushes.api.wire import decode_answer, decode_credits, decode_error
from rushes.core.answers import Status, Usage

URL = "https://cdn.example/take.mp4"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("IN_QUEUE", Status.QUEUED),
        ("IN_PROGRESS", Status.RUNNING),
        ("COMPLETED", Status.COMPLETED),
        ("FAILED", Status.FAILED),
        ("CANCELED", Status.CANCELED),
        ("CANCELLED", Status.CANCELED),
        ("SUCCEEDED", Status.COMPLETED),
        ("starting", Status.QUEUED),
        ("processing", Status.RUNNING),
        ("succeeded", Status.COMPLETED),
        ("failed", Status.FAILED),
        ("canceled", Status.CANCELED),
        ("queued", Status.QUEUED),
        ("running", Status.RUNNING),
        ("In Progress", Status.RUNNING),
        ("in-queue", Status.QUEUED),
        ("WARMING_UP", Status.UNKNOWN),
        ("", Status.UNKNOWN),
    ],
)
def test_status_words_in_any_case(word: str, status: Status) -> None:
    for spelled in (word, word.upper(), word.lower(), word.title()):
        answer = decode_answer({"id": "g", "status": spelled})
        assert (answer.status, answer.status_word) == (status, spelled)


@pytest.mark.parametrize(
    ("document", "remote_id"),
    [
        ({"id": "gen_1"}, "gen_1"),
        ({"generation_id": "gen_1"}, "gen_1"),
        ({"id": 17}, "17"),
        ({"data": {"id": "gen_1", "status": "IN_QUEUE"}}, "gen_1"),
        ({"prediction": {"id": "gen_1", "state": "queued"}}, "gen_1"),
        ({"id": "gen_1", "data": {"id": "other"}}, "gen_1"),
        ({"id": ""}, ""),
        ({"id": None}, ""),
        ({"id": True}, ""),
        ({"id": ["gen_1"]}, ""),
        ({"id": "x" * 513}, ""),
        ({"id": ".."}, ""),
        ({"id": "a\nb"}, ""),
        ({"request_id": "r"}, ""),
        ({"status": "IN_QUEUE", "data": {"id": "file_9"}}, ""),
    ],
)
def test_the_id_is_found_where_it_can_be(document: dict[str, object], remote_id: str) -> None:
    assert decode_answer(document).remote_id == remote_id


def test_a_known_id_stays() -> None:
    assert decode_answer({"id": "other"}, remote_id="gen_1").remote_id == "gen_1"


def test_the_name_of_an_event_stands_in_for_a_missing_status() -> None:
    assert decode_answer({"id": "g"}, event="completed").status is Status.COMPLETED
    assert decode_answer({"id": "g", "status": "IN_QUEUE"}, event="completed").status is Status.QUEUED


@pytest.mark.parametrize(
    ("document", "urls"),
    [
        ({"data": {"videos": [{"url": URL}, {"url": URL + "?2"}], "video": {"url": URL}}}, (URL, URL + "?2")),
        ({"data": {"video": {"url": URL}}}, (URL,)),
        ({"data": {"video": URL}}, (URL,)),
        ({"data": {"videos": [URL]}}, (URL,)),
        ({"data": {"output": [URL]}}, (URL,)),
        ({"data": {"output": URL}}, (URL,)),
        ({"data": {"output": {"video": {"url": URL}}}}, (URL,)),
        ({"data": {"url": "https://cdn.example/no-suffix"}}, ("https://cdn.example/no-suffix",)),
        ({"output": URL}, (URL,)),
        ({"data": {"result": {"files": [{"href": URL}]}}}, (URL,)),
        (
            {"data": {"a": "https://x.example/a.png", "b": "https://x.example/B.MOV?sig=1"}},
            ("https://x.example/B.MOV?sig=1",),
        ),
        ({"data": [{"u": URL}]}, (URL,)),
        ({"url": "https://api.example/generation/g"}, ()),
        ({"input": {"video_urls": [URL]}}, ()),
        ({"data": {"input": {"video_urls": [URL]}}}, ()),
        ({"data": {"video": "ftp://x/a.mp4", "videos": [7, None, {"url": 3}]}}, ()),
        ({"data": None}, ()),
        ({"data": {"video": "https://[bad/a.mp4"}}, ()),
    ],
)
def test_videos_are_searched_in_the_order_of_likelihood(document: dict[str, object], urls: tuple[str, ...]) -> None:
    assert decode_answer({"id": "g", **document}).video_urls == urls


@pytest.mark.parametrize(
    ("usage", "decoded"),
    [
        ({"total": 20, "subscription": 15, "permanent": 5}, Usage(20, 15, 5)),
        ({"total": "20"}, Usage(20, 0, 0)),
        ({"subscription": 3, "permanent": 4}, Usage(7, 3, 4)),
        ({"total": "many"}, None),
        ({}, None),
        (None, None),
        ([20], None),
    ],
)
def test_usage_is_read_leniently(usage: object, decoded: Usage | None) -> None:
    assert decode_answer({"id": "g", "usage": usage}).usage == decoded


@pytest.mark.parametrize(
    ("document", "code", "message", "documented"),
    [
        ({"error": "INSUFFICIENT_CREDITS", "code": "VIDEO_GENERATION_INSUFFICIENT_CREDITS", "message": "No."},
         "VIDEO_GENERATION_INSUFFICIENT_CREDITS", "No.", True),
        ({"error": "VIDEO_GENERATION_FAILED", "message": "No."}, "VIDEO_GENERATION_FAILED", "No.", True),
        ({"message": "No."}, "", "No.", True),
        ({"error": {"message": "No.", "code": "X"}}, "X", "No.", True),
        ({"error": "Bad Gateway"}, "", "Bad Gateway", False),
        ({"error": "TEAPOT"}, "TEAPOT", "", False),
        ({"code": 7, "message": ["No."]}, "", "", False),
        ({}, "", "", False),
        (None, "", "", False),
    ],
)  # fmt: skip
def test_error_bodies_of_all_three_generations(
    document: dict[str, object] | None, code: str, message: str, *, documented: bool
) -> None:
    assert decode_error(document) == (code, message, documented)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"total": 100, "subscription": 80, "permanent": 20}, (100, 80, 20)),
        ({"data": {"total": 100, "subscription": "80", "permanent": 20}}, (100, 80, 20)),
        ({"credits": 42}, (42, None, None)),
        ({"balance": "42.5"}, (42.5, None, None)),
        ({"data": {"credits": {"total": 9}}}, (9, None, None)),
        ({"credits": {"subscription": 5, "permanent": 6}}, (11, 5, 6)),
        ({"subscription": 5}, (None, 5, None)),
        ({"total": None, "balance": True}, (None, None, None)),
        ({}, (None, None, None)),
    ],
)
def test_credits_are_read_leniently(document: dict[str, object], expected: tuple[float | None, ...]) -> None:
    found = decode_credits(document)
    assert (found.total, found.subscription, found.permanent) == expected
    assert dict(found.raw) == document


def test_what_is_not_known_is_kept() -> None:
    document = {"id": "g", "status": "WARMING_UP", "input": {"n": 1}, "eta": [1, {"x": None}]}
    answer = decode_answer(document)
    assert dict(answer.raw) == document
    assert dict(answer.input) == {"n": 1}


_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(URL),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_names = st.sampled_from(
    ["id", "status", "state", "data", "input", "usage", "code", "message", "error", "videos", "total", "x"]
)


@given(st.dictionaries(_names, _value))
def test_wrong_types_anywhere_are_no_crash(document: dict[str, Any]) -> None:
    answer = decode_answer(document)
    assert isinstance(answer.remote_id, str)
    assert all(isinstance(url, str) for url in answer.video_urls)
    decode_credits(document)
    decode_error(document)
