"""A cancel from another thread frees a call wherever it waits, and says truthfully what may have been accepted."""

from __future__ import annotations

import json
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from rushes.core.api_errors import OutcomeUnknown
from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.recipe import Recipe
from support.recipes import client_for, request_of, request_with
from support.socket_server import Exchange, SocketServer, answer, self_signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rushes.api.client import Client
    from rushes.core.answers import Answer

TEXT = request_of(Recipe(prompt="a boat"))
SOON = 1.0
"""Seconds within which a cancel must have an effect."""


class Canceller:
    """Cancels a token from a thread of its own, when told to, and knows when."""

    def __init__(self) -> None:
        self.token = CancelToken()
        self.go = threading.Event()
        self.at = 0.0
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        self.go.wait(30)
        # the call shall be waiting by then; were it not, the test would be easier
        time.sleep(0.1)
        self.at = time.monotonic()
        self.token.cancel()

    def finish(self) -> None:
        self.go.set()
        self._thread.join()


@pytest.fixture
def canceller() -> Iterator[Canceller]:
    made = Canceller()
    yield made
    freed = time.monotonic()
    made.finish()
    assert freed - made.at < SOON


def silent(canceller: Canceller, *, before: bytes = b"") -> Callable[[Exchange], None]:
    def serve(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(before)
        canceller.go.set()
        exchange.stall()

    return serve


@pytest.fixture(params=["plain", "tls"])
def secured(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., tuple[SocketServer, Client]]]:
    """Return a function that starts a server and makes a client for it, without and with TLS."""
    context, ca = self_signed(tmp_path) if request.param == "tls" else (None, None)
    started: list[tuple[SocketServer, Client]] = []

    def start(serve: Callable[[Exchange], None]) -> tuple[SocketServer, Client]:
        server = SocketServer(serve, tls=context)
        server.__enter__()
        started.append((server, client_for(server.url, ca=ca, wait=30)))
        return started[-1]

    yield start
    for server, client in started:
        client.close()
        server.__exit__()


def test_waiting_for_the_answer_of_a_paid_request(
    secured: Callable[..., tuple[SocketServer, Client]], canceller: Canceller
) -> None:
    _, client = secured(silent(canceller))
    with pytest.raises(OutcomeUnknown, match="stopped"):
        client.submit(TEXT, cancel=canceller.token, on_answer=lambda _: None)


def test_waiting_for_the_rest_of_an_answer_without_an_id(
    secured: Callable[..., tuple[SocketServer, Client]], canceller: Canceller
) -> None:
    _, client = secured(silent(canceller, before=answer(200, {"id": "gen_1"})[:-8]))
    with pytest.raises(OutcomeUnknown):
        client.submit(TEXT, cancel=canceller.token, on_answer=lambda _: None)


def test_waiting_for_the_answer_to_a_question(
    secured: Callable[..., tuple[SocketServer, Client]], canceller: Canceller
) -> None:
    _, client = secured(silent(canceller))
    with pytest.raises(Cancelled):
        client.ask("gen_1", cancel=canceller.token)


def test_waiting_for_the_body_of_an_answer_to_a_question(
    secured: Callable[..., tuple[SocketServer, Client]], canceller: Canceller
) -> None:
    _, client = secured(silent(canceller, before=answer(200, {"id": "gen_1"})[:-2]))
    with pytest.raises(Cancelled):
        client.ask("gen_1", cancel=canceller.token)


def test_waiting_for_the_answer_over_a_connection_that_was_kept(canceller: Canceller) -> None:
    def serve(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(answer(200, {"id": "gen_1", "status": "IN_QUEUE"}, close=False))
        exchange.read()
        canceller.go.set()
        exchange.stall()

    with SocketServer(serve) as server:
        client = client_for(server.url, wait=30)
        client.ask("gen_1", cancel=CancelToken())
        with pytest.raises(Cancelled):
            client.ask("gen_1", cancel=canceller.token)
        assert server.connections == 1


def test_waiting_for_the_next_event(secured: Callable[..., tuple[SocketServer, Client]], canceller: Canceller) -> None:
    event = b"data: " + json.dumps({"id": "gen_1", "status": "IN_QUEUE"}).encode() + b"\n\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    _, client = secured(silent(canceller, before=head + event))
    told: list[Answer] = []
    assert client.submit_and_follow(TEXT, cancel=canceller.token, on_answer=told.append) is None
    assert [each.remote_id for each in told] == ["gen_1"]


def test_waiting_for_the_first_event(secured: Callable[..., tuple[SocketServer, Client]], canceller: Canceller) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    _, client = secured(silent(canceller, before=head))
    with pytest.raises(OutcomeUnknown):
        client.submit_and_follow(TEXT, cancel=canceller.token, on_answer=lambda _: None)


def test_an_upload_that_the_server_does_not_read(
    secured: Callable[..., tuple[SocketServer, Client]], canceller: Canceller, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"x" * (24 << 20))

    def serve(exchange: Exchange) -> None:
        exchange.read(1 << 20)
        canceller.go.set()
        exchange.server.stopping.wait(30)

    _, client = secured(serve)
    with pytest.raises(Cancelled):
        client.submit(request_with([path]), cancel=canceller.token, on_answer=lambda _: None)


def test_an_upload_under_way_never_becomes_a_whole_request(canceller: Canceller, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"x" * (24 << 20))
    done = threading.Event()
    canceller.go.set()

    def serve(exchange: Exchange) -> None:
        exchange.read()
        done.set()

    def wait_for_the_cancel(sent: int, total: int) -> None:
        while sent > total / 2 and not canceller.token.cancelled:
            time.sleep(0.01)

    with SocketServer(serve) as server:
        client = client_for(server.url)
        with pytest.raises(Cancelled):
            client.submit(
                request_with([path]), cancel=canceller.token, on_answer=lambda _: None, on_upload=wait_for_the_cancel
            )
        assert done.wait(10)
        assert len(server.requests[0].body) < int(server.requests[0].headers["content-length"])


def test_connecting(canceller: Canceller) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(address)
        canceller.go.set()
        client = client_for(f"http://127.0.0.1:{address[1]}", wait=30)
        with pytest.raises(Cancelled):
            client.submit(TEXT, cancel=canceller.token, on_answer=lambda _: None)
        for sock in waiting:
            sock.close()


def test_shaking_hands(canceller: Canceller) -> None:
    def serve(exchange: Exchange) -> None:
        canceller.go.set()
        exchange.stall()

    with SocketServer(serve) as server:
        client = client_for(server.url.replace("http:", "https:"), wait=30)
        with pytest.raises(Cancelled):
            client.submit(TEXT, cancel=canceller.token, on_answer=lambda _: None)


def test_downloading(secured: Callable[..., tuple[SocketServer, Client]], canceller: Canceller, tmp_path: Path) -> None:
    head = b'HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\nETag: "a"\r\n\r\n'
    server, client = secured(silent(canceller, before=head + b"x" * 1_500_000))
    with pytest.raises(Cancelled):
        client.download(f"{server.origin}/a.mp4", tmp_path / "a.part", cancel=canceller.token)
    # what arrived in whole blocks is kept for the next time
    assert (tmp_path / "a.part").stat().st_size >= 1 << 20
