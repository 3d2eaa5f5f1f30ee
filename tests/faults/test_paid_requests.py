"""What becomes of a paid request when the other side cuts, stalls, resets or garbles."""

from __future__ import annotations

import json
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from rushes.core.answers import Answer, Status
from rushes.core.api_errors import KeyRejected, NotSent, OutcomeUnknown, RateLimited
from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import MediaError
from rushes.core.recipe import Recipe
from support.recipes import client_for, request_of, request_with
from support.socket_server import Exchange, SocketServer, answer, answering, self_signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.api.request import GenerationRequest

ACCEPTED = {"id": "gen_1", "status": "IN_QUEUE", "input": {"prompt": "a boat"}, "usage": {"total": 0}}
TEXT = request_of(Recipe(prompt="a boat"))


def submit(url: str, request: GenerationRequest = TEXT, **options: float) -> tuple[Answer, list[Answer]]:
    told: list[Answer] = []
    client = client_for(url, **options)  # type: ignore[arg-type]
    try:
        return client.submit(request, cancel=CancelToken(), on_answer=told.append), told
    finally:
        client.close()


def follow(url: str, told: list[Answer] | None = None, **options: float) -> Answer | None:
    client = client_for(url, **options)  # type: ignore[arg-type]
    try:
        return client.submit_and_follow(
            TEXT, cancel=CancelToken(), on_answer=told.append if told is not None else lambda _: None
        )
    finally:
        client.close()


def large(tmp_path: Path, size: int = 24 << 20) -> GenerationRequest:
    path = tmp_path / "large.png"
    path.write_bytes(b"x" * size)
    return request_with([path])


# No connection


def test_a_refused_connection_is_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(NotSent, match="did not accept"):
        submit(f"http://127.0.0.1:{port}")


def test_a_name_that_does_not_exist_is_not_sent() -> None:
    with pytest.raises(NotSent, match="name of the server"):
        submit("https://does-not-exist.invalid/api/v1")


def test_a_connection_that_takes_too_long_is_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        # what fills the queue of a server that never accepts
        waiting = [socket.socket() for _ in range(4)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(address)
        with pytest.raises(NotSent, match="in time"):
            submit(f"http://127.0.0.1:{address[1]}", wait=0.3)
        for sock in waiting:
            sock.close()


def test_a_failed_handshake_is_not_sent(tmp_path: Path) -> None:
    context, _ = self_signed(tmp_path)
    with SocketServer(answering(answer(200, ACCEPTED)), tls=context) as server:
        with pytest.raises(NotSent, match="secure connection"):
            submit(server.url)
        assert server.requests == []


def test_plain_text_where_tls_is_expected_is_not_sent() -> None:
    def serve(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with SocketServer(serve) as server, pytest.raises(NotSent):
        submit(server.url.replace("http:", "https:"))


def test_a_proxy_that_refuses_is_not_sent() -> None:
    with SocketServer(answering(answer(407))) as proxy:
        client = client_for("https://skills.example/api/v1", proxy=proxy.origin)
        with pytest.raises(NotSent, match="proxy"):
            client.submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
        assert [request.method for request in proxy.requests] == ["CONNECT"]
        assert "authorization" not in proxy.requests[0].headers


def test_a_proxy_that_is_not_there_is_not_sent() -> None:
    client = client_for("https://skills.example/api/v1", proxy="http://127.0.0.1:1")
    with pytest.raises(NotSent, match="proxy"):
        client.submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)


@pytest.mark.parametrize("proxy", ["nonsense://x", "http://", "socks5://127.0.0.1:1"])
def test_a_proxy_that_is_no_proxy_is_not_sent(proxy: str) -> None:
    client = client_for("https://skills.example/api/v1", proxy=proxy)
    with pytest.raises(NotSent, match="not valid"):
        client.submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)


# The connection is lost

ANSWER = answer(200, ACCEPTED)
HEAD = ANSWER.index(b"\r\n\r\n") + 4


def cut(data: bytes, end: str) -> Callable[[Exchange], None]:
    def serve(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(data)
        if end == "reset":
            exchange.reset()
        elif end == "stall":
            exchange.stall()

    return serve


@pytest.mark.parametrize("size", range(len(ANSWER)))
def test_an_answer_cut_anywhere_has_the_id_or_leaves_the_outcome_unknown(
    size: int, expect_log: Callable[[str], None]
) -> None:
    if is_half_a_header(ANSWER[:size]):
        expect_log("Failed to parse headers")
    with SocketServer(cut(ANSWER[:size], "close")) as server:
        if b'"gen_1",' in ANSWER[HEAD:size]:
            result, told = submit(server.url)
            assert result.remote_id == "gen_1"
            assert told == [result]
        else:
            with pytest.raises(OutcomeUnknown):
                submit(server.url)
        assert server.connections == 1


def is_half_a_header(data: bytes) -> bool:
    """Whether data ends inside the name of a header, which the HTTP library complains about."""
    *before, last = data.split(b"\r\n")
    return bool(before) and b"" not in before and b":" not in last and last not in {b"", b"\r"}


@pytest.mark.parametrize("size", range(0, len(ANSWER), 7))
def test_a_reset_anywhere_has_the_id_or_leaves_the_outcome_unknown(size: int) -> None:
    with SocketServer(cut(ANSWER[:size], "reset")) as server:
        try:
            result, _ = submit(server.url)
        except OutcomeUnknown:
            pass
        else:
            # the system may drop what it had not handed over when the reset came
            assert result.remote_id == "gen_1"
            assert b'"gen_1",' in ANSWER[HEAD:size]
        assert server.connections == 1


def test_silence_leaves_the_outcome_unknown() -> None:
    with SocketServer(cut(b"", "stall")) as server:
        with pytest.raises(OutcomeUnknown, match="in time"):
            submit(server.url, wait=0.3)
        assert len(server.requests) == 1


def test_an_answer_that_stalls_after_the_id_has_the_id() -> None:
    with SocketServer(cut(ANSWER[: ANSWER.index(b'"input"')], "stall")) as server:
        result, _ = submit(server.url, wait=0.3)
        assert (result.remote_id, result.status) == ("gen_1", Status.QUEUED)


@pytest.mark.parametrize(
    "data",
    [
        answer(200, b""),
        answer(200, b"garbage"),
        answer(200, {"status": "IN_QUEUE"}),
        answer(202, [ACCEPTED]),
        answer(204),
        answer(200, b"<html>", {"Content-Type": "text/html"}),
        answer(200, b'{"id": "gen_', {"Content-Type": "application/json"}),
        answer(200, b"\xff" * 100, {"Content-Encoding": "gzip"}),
        answer(200, {"error": "X", "code": "X", "message": "No."}),
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70000 + b"\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/9.9 200\r\n\r\n",
        b"\x00" * 1000,
    ],
)
def test_a_success_without_an_id_leaves_the_outcome_unknown(data: bytes) -> None:
    for go in (submit, follow):
        with SocketServer(cut(data, "close")) as server:
            with pytest.raises(OutcomeUnknown):
                go(server.url)
            assert server.connections == len(server.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_of_a_paid_request_is_not_followed(status: int) -> None:
    with SocketServer(answering(answer(200, ACCEPTED))) as other:
        target = {"Location": f"{other.url}/generation/bytedance/seedance-2.0"}
        with SocketServer(answering(answer(status, b"", target))) as server:
            with pytest.raises(OutcomeUnknown):
                submit(server.url)
            assert len(server.requests) == 1
        assert other.connections == 0


def test_every_paid_request_has_a_connection_of_its_own() -> None:
    def serve(exchange: Exchange) -> None:
        # it lets the connection live, and is gone by the time a second request could use it
        exchange.read()
        exchange.send(answer(200, ACCEPTED, close=False))
        exchange.sock.shutdown(socket.SHUT_WR)
        exchange.stall()

    with SocketServer(serve) as server:
        client = client_for(server.url)
        for _ in range(3):
            client.submit(TEXT, cancel=CancelToken(), on_answer=lambda _: None)
        assert server.connections == 3


def test_a_success_that_names_the_id_in_a_header_only_has_the_id() -> None:
    with SocketServer(answering(answer(200, b"", {"X-Generation-Id": "gen_9"}))) as server:
        result, told = submit(server.url)
    assert result.remote_id == "gen_9"
    assert told == [result]


# Uploads


@pytest.mark.parametrize("end", ["close", "reset"])
@pytest.mark.parametrize("limit", [0, 1, 1 << 16, 1 << 20, (1 << 20) + 1, 5 << 20])
def test_an_upload_that_is_cut_is_never_sent_again(tmp_path: Path, limit: int, end: str) -> None:
    def serve(exchange: Exchange) -> None:
        exchange.read(limit)
        if end == "reset":
            exchange.reset()

    with SocketServer(serve) as server:
        with pytest.raises((OutcomeUnknown, NotSent)) as caught:
            submit(server.url, large(tmp_path))
        assert server.connections == 1
        # only where not a byte of the body left can it be sent again
        assert limit == 0 or type(caught.value) is OutcomeUnknown


@pytest.mark.parametrize("tls", [False, True])
@pytest.mark.parametrize("read", [0, 1 << 20])
def test_an_answer_that_comes_before_the_end_of_the_upload_is_read(tmp_path: Path, read: int, *, tls: bool) -> None:
    context, ca = self_signed(tmp_path)

    def serve(exchange: Exchange) -> None:
        exchange.read(read)
        exchange.send(answer(401, {"message": "No."}))
        exchange.sock.shutdown(socket.SHUT_WR) if not tls else None
        exchange.stall()

    with SocketServer(serve, tls=context if tls else None) as server:
        client = client_for(server.url, ca=ca)
        with pytest.raises(KeyRejected):
            client.submit(large(tmp_path), cancel=CancelToken(), on_answer=lambda _: None)
        assert server.connections == 1


def test_a_file_that_vanishes_under_way_never_makes_a_whole_request(tmp_path: Path) -> None:
    request = large(tmp_path)
    arrived = threading.Event()

    def serve(exchange: Exchange) -> None:
        exchange.read(1 << 20)
        arrived.set()
        exchange.stall()

    with SocketServer(serve) as server:
        client = client_for(server.url)

        def vanish(done: int, total: int) -> None:
            if done >= 2 << 20:
                (tmp_path / "large.png").unlink(missing_ok=True)

        with pytest.raises(MediaError, match="moved or deleted"):
            client.submit(request, cancel=CancelToken(), on_answer=lambda _: None, on_upload=vanish)
        arrived.wait(10)
        assert int(server.requests[0].headers["content-length"]) > 24 << 20


def test_a_slow_reader_is_no_failure(tmp_path: Path) -> None:
    def serve(exchange: Exchange) -> None:
        # longer than a connection may take, and more than the buffers of the system hold
        exchange.server.stopping.wait(1)
        exchange.read()
        exchange.send(ANSWER)

    with SocketServer(serve) as server:
        result, _ = submit(server.url, large(tmp_path), wait=0.5)
    assert result.remote_id == "gen_1"


# 429


def test_a_429_says_how_long_to_wait() -> None:
    body = {"error": "X", "code": "VIDEO_GENERATION_RATE_LIMITED", "message": "Slow down."}
    with SocketServer(answering(answer(429, body, {"Retry-After": "3"}))) as server:
        with pytest.raises(RateLimited) as caught:
            submit(server.url)
        assert caught.value.retry_after == 3
        assert len(server.requests) == 1


def test_a_429_that_cannot_be_read_leaves_the_outcome_unknown() -> None:
    with SocketServer(answering(answer(429, b"<html>"))) as server, pytest.raises(OutcomeUnknown):
        submit(server.url)


# Streams

EVENTS = [
    {"id": "gen_1", "status": "IN_QUEUE", "usage": {"total": 0}},
    {"id": "gen_1", "status": "IN_PROGRESS"},
    {
        "id": "gen_1",
        "status": "COMPLETED",
        "data": {"video": {"url": "https://x.example/a.mp4"}},
        "usage": {"total": 20},
    },
]
STREAM = b"".join(b": note\n\ndata: " + json.dumps(event).encode() + b"\n\n" for event in EVENTS)
STREAM_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


def chunked(data: bytes, size: int) -> bytes:
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)


@pytest.mark.parametrize("size", [*range(0, len(STREAM), 3), len(STREAM) - 1])
def test_a_stream_cut_anywhere_has_the_id_or_leaves_the_outcome_unknown(size: int) -> None:
    told: list[Answer] = []
    whole = STREAM[:size].count(b"}\n\n") + (STREAM[:size].endswith((b"}", b"}\n")) and b"gen_1" in STREAM[:size])
    with SocketServer(cut(STREAM_HEAD + STREAM[:size], "close")) as server:
        if b'"gen_1",' not in STREAM[:size]:
            with pytest.raises(OutcomeUnknown):
                follow(server.url, told)
            return
        result = follow(server.url, told)
        assert server.connections == 1
    assert {answer.remote_id for answer in told} == {"gen_1"}
    assert (result is not None) == any(answer.status.is_terminal for answer in told)
    assert len(told) >= min(whole, 1)


@pytest.mark.parametrize("end", ["close", "reset", "stall"])
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_a_chunked_stream_that_breaks_after_an_event_is_left_to_polling(size: int, end: str) -> None:
    head = STREAM_HEAD.replace(b"Connection: close", b"Transfer-Encoding: chunked")
    first = STREAM[: STREAM.index(b"IN_PROGRESS")]
    told: list[Answer] = []

    def serve(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(head + chunked(first, size))
        if end == "reset":
            exchange.server.stopping.wait(0.2)
            exchange.reset()
        elif end == "stall":
            exchange.stall()

    with SocketServer(serve) as server:
        assert follow(server.url, told, wait=1) is None
    assert [answer.status for answer in told] == [Status.QUEUED]


def test_the_answer_is_told_while_the_stream_is_still_open() -> None:
    told = threading.Event()

    def serve(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(STREAM_HEAD + STREAM[: STREAM.index(b"\n\ndata: ", 40)] + b"\n\n")
        assert told.wait(10)
        exchange.send(STREAM)
        exchange.stall()

    with SocketServer(serve) as server:
        client = client_for(server.url)
        result = client.submit_and_follow(TEXT, cancel=CancelToken(), on_answer=lambda _: told.set())
    # the terminal event ends it, although the connection is still open
    assert result is not None
    assert result.video_urls == ("https://x.example/a.mp4",)


def test_garbage_between_events_is_passed_over() -> None:
    told: list[Answer] = []
    data = b'data: garbage\n\ndata: [1]\n\ndata: {"half": \n\n' + STREAM
    with SocketServer(cut(STREAM_HEAD + data, "close")) as server:
        result = follow(server.url, told)
    assert result is not None
    assert len(told) == 3


def test_an_event_without_an_end_is_a_broken_stream() -> None:
    told: list[Answer] = []
    first = STREAM[: STREAM.index(b"\n\n", 40) + 2]
    with SocketServer(cut(STREAM_HEAD + first + b"data: " + b"x" * (9 << 20), "close")) as server:
        assert follow(server.url, told) is None
    assert len(told) == 1


def test_an_error_of_the_one_who_listens_is_not_swallowed() -> None:
    def listen(_: Answer) -> None:
        raise LookupError("the disk is full")

    with SocketServer(cut(STREAM_HEAD + STREAM, "close")) as server:
        client = client_for(server.url)
        with pytest.raises(LookupError):
            client.submit_and_follow(TEXT, cancel=CancelToken(), on_answer=listen)


def test_json_in_place_of_a_stream_is_understood() -> None:
    told: list[Answer] = []
    with SocketServer(answering(answer(200, ACCEPTED))) as server:
        assert follow(server.url, told) is None
    assert [answer.remote_id for answer in told] == ["gen_1"]
    with SocketServer(answering(answer(200, EVENTS[2]))) as server:
        result = follow(server.url, told)
    assert result is not None
    assert result.status is Status.COMPLETED


def test_a_stream_that_does_not_say_so_is_understood() -> None:
    told: list[Answer] = []
    head = STREAM_HEAD.replace(b"text/event-stream", b"application/octet-stream")
    with SocketServer(cut(head + STREAM, "close")) as server:
        assert follow(server.url, told) is not None


# Cancel before anything


def test_a_request_that_was_cancelled_before_is_not_sent() -> None:
    token = CancelToken()
    token.cancel()
    with SocketServer(answering(ANSWER)) as server:
        client = client_for(server.url)
        with pytest.raises(Cancelled):
            client.submit(TEXT, cancel=token, on_answer=lambda _: None)
        assert server.connections == 0
