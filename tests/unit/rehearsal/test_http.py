"""The routes as HTTP: who may call, what is not there, and that nothing a client does is complained about."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from rushes.rehearsal.ledger import Ledger
from rushes.rehearsal.server import Server
from support.rehearsal import MODEL, Caller

if TYPE_CHECKING:
    from pathlib import Path

SUBMIT = f"/generation/{MODEL}"


@pytest.mark.parametrize(
    "value", ["", "Bearer", "Bearer wrong", "Basic a2V5", "Bearer \xe9", "Bearer key-of-the-test-and"]
)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/credits"), ("GET", "/generation/gen_1"), ("POST", SUBMIT), ("GET", "/_test/jobs")]
)
def test_every_route_of_the_api_wants_the_key(caller: Caller, method: str, path: str, value: str) -> None:
    answer = caller.call(method, path, headers={"Authorization": value})

    assert answer.status == 401
    assert set(answer.json) == {"error", "code", "message"}


@pytest.mark.parametrize("value", ["bearer", "BEARER", "Bearer "])
def test_the_scheme_may_be_written_in_any_case(caller: Caller, value: str) -> None:
    assert caller.call("GET", "/credits", headers={"Authorization": f"{value} {caller.key}"}).status == 200


def test_the_balance_has_a_shape_that_a_lenient_reader_knows(caller: Caller) -> None:
    assert caller.call("GET", "/credits").json == {"total": 1000, "subscription": 600, "permanent": 400}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:80", ""])
def test_a_foreign_host_name_is_refused(caller: Caller, host: str) -> None:
    assert caller.call("GET", "/credits", headers={"Host": host}).status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1"])
@pytest.mark.parametrize("path", ["/credits", "/files/x/y.mp4"])
def test_a_web_page_is_refused(caller: Caller, origin: str, path: str) -> None:
    assert caller.call("GET", path, headers={"Origin": origin}).status == 403


def test_localhost_is_this_server_too(caller: Caller) -> None:
    host = f"localhost:{caller.address[1]}"

    assert caller.call("GET", "/credits", headers={"Host": host, "Origin": f"http://{host}"}).status == 200


@pytest.mark.parametrize("path", ["/generation/gen_unknown", "/nothing", "/files/token/x.mp4", "/_test/nothing"])
def test_what_is_not_there_is_404(caller: Caller, path: str) -> None:
    answer = caller.call("POST" if "_test" in path else "GET", path, b"{}", {"Content-Type": "application/json"})

    assert answer.status == 404
    assert set(answer.json) == {"error", "code", "message"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/generation/gen_1"),
        ("PUT", SUBMIT),
        ("GET", SUBMIT),
        ("POST", "/credits"),
        ("OPTIONS", "/credits"),
        ("TRACE", "/credits"),
    ],
)
def test_another_method_is_405_and_says_which_are_allowed(caller: Caller, method: str, path: str) -> None:
    answer = caller.call(method, path)

    assert answer.status == 405
    assert answer.headers["Allow"]


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_another_kind_of_body_is_refused(caller: Caller, kind: str) -> None:
    answer = caller.call("POST", SUBMIT, b"prompt=x", {"Content-Type": kind})

    assert (answer.status, answer.json["code"]) == (400, "VIDEO_GENERATION_INVALID_INPUT")


def test_a_connection_is_kept_over_good_and_refused_requests(caller: Caller) -> None:
    connection = http.client.HTTPConnection(*caller.address, timeout=20)
    key = {"Authorization": f"Bearer {caller.key}", "Content-Type": "application/json"}
    connection.connect()
    first = connection.sock
    statuses = []
    for body in ({"prompt": "x"}, {"prompt": ""}, {"prompt": "y"}):
        connection.request("POST", f"/api/v1{SUBMIT}", json.dumps(body), key)
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.request("POST", f"/api/v1{SUBMIT}", b"{}", {"Authorization": "Bearer wrong"})
    answer = connection.getresponse()
    statuses.append(answer.status)
    answer.read()
    kept = connection.sock is first
    connection.close()

    assert (statuses, kept) == ([200, 400, 200, 401], True)


def test_a_refusal_reaches_a_client_that_is_still_sending(caller: Caller) -> None:
    body = bytes(32 << 20)
    with socket.create_connection(caller.address, timeout=20) as connection:
        head = f"POST /api/v1{SUBMIT} HTTP/1.1\r\nHost: 127.0.0.1:{caller.address[1]}\r\n"
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"Connection: close" in answer


@pytest.mark.parametrize(
    "line", ["nonsense", "GET", "GET / HTTP/9.9", "BREW /api/v1/credits HTTP/1.1", "GET / " + "x" * 70_000]
)
def test_what_is_no_request_gets_an_answer_and_no_more(caller: Caller, line: str) -> None:
    with socket.create_connection(caller.address, timeout=20) as connection:
        connection.sendall(f"{line}\r\nHost: x\r\n\r\n".encode())
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert b'"message"' in answer


def test_clients_that_go_away_leave_no_traceback(
    caller: Caller, working: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    key = f"Host: 127.0.0.1:{caller.address[1]}\r\nAuthorization: Bearer {caller.key}\r\n"
    key += "Content-Type: application/json\r\n"
    body = b'{"prompt": "x", "rehearsal_fault": "hold=queue"}'
    starts = [
        b"",
        b"POST /api/v1/gen",
        f"POST /api/v1{SUBMIT} HTTP/1.1\r\n{key}Content-Length: 1000\r\n\r\n{{".encode(),
        f"POST /api/v1{SUBMIT} HTTP/1.1\r\n{key}Content-Length: {len(body)}\r\n\r\n".encode() + body,
        f"POST /api/v1/generation/sse/{MODEL} HTTP/1.1\r\n{key}Content-Length: {len(body)}\r\n\r\n".encode() + body,
    ]
    for start in starts:
        connection = socket.create_connection(caller.address, timeout=20)
        connection.sendall(start)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    assert caller.call("GET", "/credits").status == 200
    working.engine.stop()
    for thread in threading.enumerate():
        if "process_request" in thread.name:
            thread.join(5)
    assert capfd.readouterr() == ("", "")


def test_without_faults_switched_on_there_is_no_way_to_ask_for_one(tmp_path: Path) -> None:
    server = Server(tmp_path, "k", Ledger())
    server.start(0.01)
    server.engine.warm_up(own_process=False)
    caller = Caller(server.url, "k")
    try:
        assert caller.call("GET", "/_test/jobs").status == 404
        answer = caller.post(
            SUBMIT, {"prompt": "x", "rehearsal_fault": "status=503"}, {"X-Rehearsal-Fault": "status=503"}
        )
    finally:
        server.stop()
    assert answer.status == 200
    assert answer.json["input"]["rehearsal_fault"] == "status=503"
