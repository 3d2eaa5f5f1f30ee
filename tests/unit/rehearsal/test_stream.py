"""The event stream: order, form and end, and what can be wrong with it on request."""

from __future__ import annotations

import http.client
import json
import socket
from typing import TYPE_CHECKING, Any

import pytest

from support.rehearsal import MODEL, SMALL, Caller

if TYPE_CHECKING:
    from rushes.rehearsal.server import Server

ORDER = ["IN_QUEUE", "IN_PROGRESS", "FAILED"]
pytestmark = pytest.mark.usefixtures("working")


def events(body: bytes) -> list[dict[str, Any]]:
    """Read a stream as the standard says: lines end in LF, CR LF or CR, `data:` lines of one event are joined."""
    text = body.decode().replace("\r\n", "\n").replace("\r", "\n")
    blocks = [
        [line[5:].removeprefix(" ") for line in block.split("\n") if line.startswith("data:")]
        for block in text.split("\n\n")
    ]
    return [json.loads("\n".join(data)) for data in blocks if data]


def cut_stream(caller: Caller, fault: str) -> bytes:
    """Read a stream that breaks off and return what had come."""
    connection = http.client.HTTPConnection(*caller.address, timeout=20)
    body = json.dumps({**SMALL, "rehearsal_fault": fault})
    key = {"Authorization": f"Bearer {caller.key}", "Content-Type": "application/json"}
    connection.request("POST", f"/api/v1/generation/sse/{MODEL}", body, key)
    with pytest.raises(http.client.IncompleteRead) as caught:
        connection.getresponse().read()
    connection.close()
    return caught.value.partial


def test_a_stream_goes_through_the_states_and_ends(caller: Caller) -> None:
    answer = caller.stream(SMALL, "fail=TIMEOUT")
    seen = events(answer.body)

    assert (answer.status, answer.headers.get_content_type()) == (200, "text/event-stream")
    assert [event["status"] for event in seen] == ORDER
    assert {event["id"] for event in seen} == {caller.report()["jobs"][0]["id"]}
    assert all(event["input"]["prompt"] == SMALL["prompt"] and event["data"] is None for event in seen)
    assert all(event["usage"] == {"total": 0, "subscription": 0, "permanent": 0} for event in seen)
    assert "code" not in seen[0]
    assert seen[2]["code"] == "VIDEO_GENERATION_TIMEOUT"


def test_events_are_unnamed(caller: Caller) -> None:
    body = caller.stream(SMALL, "fail").body.decode()

    assert all(line.startswith("data: {") for line in body.split("\n") if line)
    assert body.count("\n\n") == 3


def test_an_error_before_the_stream_is_ordinary_json(caller: Caller) -> None:
    answer = caller.stream({"prompt": ""})

    assert (answer.status, answer.headers.get_content_type()) == (400, "application/json")
    assert answer.json["code"] == "VIDEO_GENERATION_INVALID_INPUT"


@pytest.mark.parametrize(
    "fault",
    ["sse-crlf", "sse-cr", "sse-odd", "sse-multiline", "sse-comments", "sse-named", "sse-crlf, sse-odd, sse-comments"],
)
def test_every_form_of_the_stream_says_the_same(caller: Caller, fault: str) -> None:
    plain = events(caller.stream(SMALL, "fail").body)
    other = events(caller.stream(SMALL, f"fail, {fault}").body)

    assert [event["status"] for event in other] == [event["status"] for event in plain] == ORDER
    assert [set(event) for event in other] == [set(event) for event in plain]


@pytest.mark.parametrize(
    ("fault", "mark"),
    [
        ("sse-crlf", b"\r\n\r\n"),
        ("sse-cr", b"}\r\r"),
        ("sse-comments", b": keep-alive\n"),
        ("sse-named", b"event: failed\n"),
    ],
)
def test_the_asked_for_form_is_there(caller: Caller, fault: str, mark: bytes) -> None:
    assert mark in caller.stream(SMALL, f"fail, {fault}").body


def test_odd_pieces_come_one_by_one(caller: Caller) -> None:
    connection = http.client.HTTPConnection(*caller.address, timeout=20)
    body = json.dumps({**SMALL, "rehearsal_fault": "fail, sse-odd"})
    key = {"Authorization": f"Bearer {caller.key}", "Content-Type": "application/json"}
    connection.request("POST", f"/api/v1/generation/sse/{MODEL}", body, key)
    answer = connection.getresponse()
    first = [answer.read1() for _ in range(3)]
    answer.read()
    connection.close()

    assert first == [b"d", b"at", b"a: "]


def test_a_stream_can_end_early_in_good_order(caller: Caller) -> None:
    assert [event["status"] for event in events(caller.stream(SMALL, "fail, sse-end=2").body)] == ORDER[:2]
    (job,) = caller.report()["jobs"]
    assert caller.finish(job["id"])["status"] == "FAILED"


def test_a_stream_can_break_off_in_the_middle_of_an_event(caller: Caller) -> None:
    partial = cut_stream(caller, "fail, sse-cut=1")
    whole, _, half = partial.partition(b"\n\n")

    assert json.loads(whole.removeprefix(b"data: "))["status"] == "IN_QUEUE"
    assert half.startswith(b"data: {")
    assert not half.endswith(b"\n")


def test_only_the_first_event_may_carry_the_id(caller: Caller) -> None:
    assert ["id" in event for event in events(caller.stream(SMALL, "fail, sse-id-first").body)] == [True, False, False]


def test_events_may_lack_their_input(caller: Caller) -> None:
    assert not any("input" in event for event in events(caller.stream(SMALL, "fail, sse-no-input").body))


def test_an_event_may_be_garbage(caller: Caller) -> None:
    assert b"data: {not json\n\n" in caller.stream(SMALL, "fail, sse-garbage").body


def test_a_stream_may_fall_silent(caller: Caller) -> None:
    assert len(events(caller.stream(SMALL, "fail, sse-stall=0.05").body)) == 3


def test_an_old_client_gets_a_stream_that_ends_with_the_connection(caller: Caller, working: Server) -> None:
    body = json.dumps({**SMALL, "rehearsal_fault": "fail"}).encode()
    with socket.create_connection(caller.address, timeout=20) as connection:
        head = f"POST /api/v1/generation/sse/{MODEL} HTTP/1.0\r\nHost: 127.0.0.1:{caller.address[1]}\r\n"
        head += f"Authorization: Bearer {working.site.key}\r\nContent-Type: application/json\r\n"
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    headers, _, stream = answer.partition(b"\r\n\r\n")

    assert b"chunked" not in headers.lower()
    assert [event["status"] for event in events(stream)] == ORDER
