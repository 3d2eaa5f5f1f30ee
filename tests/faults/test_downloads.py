"""Downloads that break, go on, and start over: the file is whole or it is not there."""

from __future__ import annotations

import gzip
import hashlib
import os
import resource
from typing import TYPE_CHECKING

import pytest

from rushes.api.download import MAX_SIZE, Downloaded, state_file
from rushes.core.api_errors import ResultExpired, ResultUnavailable
from rushes.core.cancel import CancelToken
from rushes.core.errors import LibraryFull, LibraryUnwritable
from support.recipes import client_for
from support.socket_server import Exchange, SocketServer, answer, answering

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MIB = 1 << 20
CONTENT = os.urandom(3 * MIB + 17)
HASH = hashlib.sha256(CONTENT).hexdigest()
ETAG = '"v1"'


def download(server: SocketServer, part: Path, path: str = "/a.mp4", *, max_size: int = MAX_SIZE) -> Downloaded:
    client = client_for(server.url, wait=5)
    try:
        return client.download(server.origin + path, part, cancel=CancelToken(), max_size=max_size)
    finally:
        client.close()


def honest(content: bytes = CONTENT, etag: str = ETAG, *, cuts: list[int] | None = None) -> Callable[[Exchange], None]:
    """Serve a file with ranges; each of the first answers is cut after so many bytes of its body."""
    left = list(cuts or [])

    def serve(exchange: Exchange) -> None:
        request = exchange.read()
        assert request is not None
        start = 0
        headers = {"ETag": etag, "Content-Type": "video/mp4"}
        if "range" in request.headers and request.headers.get("if-range") == etag:
            start = int(request.headers["range"].removeprefix("bytes=").removesuffix("-"))
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        data = answer(206 if start else 200, content[start:], headers)
        head = data.index(b"\r\n\r\n") + 4
        exchange.send(data[: head + left.pop(0)] if left else data)

    return serve


def ranges(server: SocketServer) -> list[str]:
    return [request.headers.get("range", "") for request in server.requests]


def test_a_whole_file(tmp_path: Path) -> None:
    part = tmp_path / "staging" / "a.part"
    told: list[tuple[int, int | None]] = []
    with SocketServer(honest()) as server:
        client = client_for(server.url)
        result = client.download(
            f"{server.origin}/a.mp4", part, cancel=CancelToken(), progress=lambda *both: told.append(both)
        )
    assert result == Downloaded(len(CONTENT), HASH, "video/mp4", ETAG)
    assert part.read_bytes() == CONTENT
    assert list(part.parent.iterdir()) == [part]
    assert told[0] == (0, len(CONTENT))
    assert told[-1] == (len(CONTENT), len(CONTENT))


@pytest.mark.parametrize("cut", [1, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB, len(CONTENT) - 1])
def test_a_cut_download_goes_on_where_it_ended(tmp_path: Path, cut: int) -> None:
    part = tmp_path / "a.part"
    with SocketServer(honest(cuts=[cut])) as server:
        with pytest.raises(ResultUnavailable) as caught:
            download(server, part)
        assert caught.value.retryable
        kept = part.stat().st_size
        assert kept <= cut
        assert download(server, part).sha256 == HASH
        assert ranges(server) == ["", f"bytes={kept}-" if kept else ""]
    assert part.read_bytes() == CONTENT
    assert not state_file(part).exists()


def test_a_download_that_is_cut_at_every_block_ends_whole(tmp_path: Path) -> None:
    part = tmp_path / "a.part"
    with SocketServer(honest(cuts=[MIB + 5] * 3)) as server:
        for _ in range(2):
            with pytest.raises(ResultUnavailable):
                download(server, part)
        with pytest.raises(ResultUnavailable):
            download(server, part)
        assert download(server, part).sha256 == HASH
    assert part.read_bytes() == CONTENT


def resumed(tmp_path: Path, second: bytes, *more: bytes) -> bytes:
    """Break a download, let `second` answer the next, and return what the part holds then."""
    part = tmp_path / "a.part"
    with SocketServer(honest(cuts=[2 * MIB])) as server, pytest.raises(ResultUnavailable):
        download(server, part)
    assert part.stat().st_size == 2 * MIB
    with SocketServer(answering(second, *more)) as server:
        download(server, part)
        assert ranges(server)[0] == f"bytes={2 * MIB}-"
        assert server.requests[0].headers["if-range"] == ETAG
    return part.read_bytes()


OTHER = os.urandom(2 * MIB + 3)
WHOLE = answer(200, OTHER, {"ETag": '"v2"'})


def test_another_file_at_the_address_replaces_the_part(tmp_path: Path) -> None:
    assert resumed(tmp_path, WHOLE) == OTHER


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": ETAG, "Content-Range": f"bytes 0-{len(CONTENT) - 1}/{len(CONTENT)}"},
        {"ETag": ETAG, "Content-Range": f"bytes {2 * MIB + 1}-{len(CONTENT) - 1}/{len(CONTENT)}"},
        {"ETag": ETAG, "Content-Range": f"bytes {2 * MIB}-{len(CONTENT) - 2}/{len(CONTENT)}"},
        {"ETag": ETAG, "Content-Range": f"bytes {2 * MIB}-{len(CONTENT)}/{len(CONTENT) + 1}"},
        {"ETag": ETAG, "Content-Range": "nonsense"},
        {"ETag": ETAG},
        {"ETag": '"v2"', "Content-Range": f"bytes {2 * MIB}-{len(CONTENT) - 1}/{len(CONTENT)}"},
        {"Content-Range": f"bytes {2 * MIB}-{len(CONTENT) - 1}/{len(CONTENT)}"},
        {
            "ETag": ETAG,
            "Content-Encoding": "gzip",
            "Content-Range": f"bytes {2 * MIB}-{len(CONTENT) - 1}/{len(CONTENT)}",
        },
    ],
)
def test_a_part_is_never_joined_with_what_may_be_another_file(tmp_path: Path, headers: dict[str, str]) -> None:
    assert resumed(tmp_path, answer(206, CONTENT[2 * MIB :], headers), WHOLE) == OTHER


def test_a_range_that_does_not_fit_starts_over(tmp_path: Path) -> None:
    assert resumed(tmp_path, answer(416, b"", {"Content-Range": "bytes */5"}), WHOLE) == OTHER


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"weak"'}])
def test_without_a_proof_it_starts_over(tmp_path: Path, headers: dict[str, str]) -> None:
    part = tmp_path / "a.part"
    data = answer(200, CONTENT, headers)
    with SocketServer(answering(data[:-MIB], data)) as server:
        with pytest.raises(ResultUnavailable):
            download(server, part)
        assert download(server, part).sha256 == HASH
        assert ranges(server) == ["", ""]


def test_the_date_of_the_file_is_a_proof_too(tmp_path: Path) -> None:
    part, date = tmp_path / "a.part", "Sun, 22 Nov 2026 10:00:00 GMT"
    data = answer(200, CONTENT, {"Last-Modified": date})
    rest = {"Last-Modified": date, "Content-Range": f"bytes {2 * MIB}-{len(CONTENT) - 1}/{len(CONTENT)}"}
    with SocketServer(answering(data[: -(MIB + 17)], answer(206, CONTENT[2 * MIB :], rest))) as server:
        with pytest.raises(ResultUnavailable):
            download(server, part)
        assert download(server, part).sha256 == HASH
        assert server.requests[1].headers["if-range"] == date


@pytest.mark.parametrize("state", [b"", b"[]", b'{"validator": 7}', b'{"validator": "a\\nb", "total": 1}', b"\xff"])
def test_a_damaged_note_beside_the_part_starts_over(tmp_path: Path, state: bytes) -> None:
    part = tmp_path / "a.part"
    part.write_bytes(b"old")
    state_file(part).write_bytes(state)
    with SocketServer(honest()) as server:
        assert download(server, part).sha256 == HASH
        assert ranges(server) == [""]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_address_that_expired(tmp_path: Path, status: int) -> None:
    with SocketServer(answering(answer(status, b"gone"))) as server, pytest.raises(ResultExpired) as caught:
        download(server, tmp_path / "a.part")
    assert caught.value.http_status == status
    assert not (tmp_path / "a.part").exists()


def test_an_address_that_expired_leaves_the_part_for_the_next_address(tmp_path: Path) -> None:
    part = tmp_path / "a.part"
    with SocketServer(honest(cuts=[2 * MIB])) as server, pytest.raises(ResultUnavailable):
        download(server, part)
    with SocketServer(answering(answer(403))) as server, pytest.raises(ResultExpired):
        download(server, part)
    with SocketServer(honest()) as server:
        assert download(server, part, "/b.mp4?signed=again").sha256 == HASH
        assert ranges(server) == [f"bytes={2 * MIB}-"]


@pytest.mark.parametrize(
    "data",
    [
        answer(500),
        answer(204),
        answer(400, b"", {"Retry-After": "9"}),
        answer(206, b"abc", {"Content-Range": "bytes 0-2/3"}),
        answer(200, b"<html>", {"Content-Type": "text/html; charset=utf-8"}),
        answer(200, {"error": "no"}),
        answer(200, b""),
        answer(200, b"x", {"Content-Length": "99999999999"}),
        answer(302, b"", {"Location": "file:///etc/passwd"}),
        answer(302, b"", {"Location": "ftp://x/a.mp4"}),
        answer(302, b"", {"Location": "http://[bad"}),
        answer(302, b"", {"Location": "/a.mp4"}),
        answer(302, b""),
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    ],
)
def test_what_is_no_file_is_unavailable_and_can_be_tried_again(tmp_path: Path, data: bytes) -> None:
    def serve(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(data)

    with SocketServer(serve) as server, pytest.raises(ResultUnavailable) as caught:
        download(server, tmp_path / "a.part")
    assert type(caught.value) is ResultUnavailable
    assert caught.value.retryable


def test_a_redirect_to_another_place_is_followed(tmp_path: Path) -> None:
    with SocketServer(honest()) as other:
        with SocketServer(answering(answer(302, b"", {"Location": f"{other.origin}/b.mp4"}))) as server:
            assert download(server, tmp_path / "a.part").sha256 == HASH
        assert other.requests[0].path == "/b.mp4"
        assert "authorization" not in other.requests[0].headers


@pytest.mark.parametrize("length", [True, False])
def test_a_file_larger_than_any_take_is_refused(tmp_path: Path, *, length: bool) -> None:
    def serve(exchange: Exchange) -> None:
        exchange.read()
        head = f"Content-Length: {len(CONTENT)}\r\n" if length else ""
        exchange.send(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + CONTENT)

    with SocketServer(serve) as server, pytest.raises(ResultUnavailable, match="larger"):
        download(server, tmp_path / "a.part", max_size=2 * MIB)


def test_a_file_without_a_length_ends_where_the_connection_does(tmp_path: Path) -> None:
    def serve(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(b"HTTP/1.1 200 OK\r\n\r\n" + CONTENT)

    with SocketServer(serve) as server:
        assert download(server, tmp_path / "a.part").sha256 == HASH


def test_a_file_that_comes_packed_is_unpacked(tmp_path: Path) -> None:
    part = tmp_path / "a.part"
    with SocketServer(answering(answer(200, gzip.compress(CONTENT, 1), {"Content-Encoding": "gzip"}))) as server:
        assert download(server, part).sha256 == HASH
    assert part.read_bytes() == CONTENT


def test_silence_in_the_middle_is_unavailable(tmp_path: Path) -> None:
    def serve(exchange: Exchange) -> None:
        exchange.read()
        exchange.send(answer(200, CONTENT)[: 2 * MIB])
        exchange.stall()

    with SocketServer(serve) as server:
        client = client_for(server.url, wait=0.3)
        with pytest.raises(ResultUnavailable, match="in time"):
            client.download(f"{server.origin}/a", tmp_path / "a.part", cancel=CancelToken())


def test_a_full_disk_is_told_as_such() -> None:
    from pathlib import Path

    with SocketServer(answering(answer(200, CONTENT))) as server, pytest.raises(LibraryFull):
        download(server, Path("/dev/full"))


def test_a_file_beyond_the_limit_of_the_system_is_a_full_disk(tmp_path: Path) -> None:
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MIB, before[1]))
    try:
        with SocketServer(honest()) as server, pytest.raises(LibraryFull):
            download(server, tmp_path / "a.part")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_place_that_cannot_be_written_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with SocketServer(honest()) as server:
        with pytest.raises(LibraryUnwritable):
            download(server, tmp_path / "file" / "a.part")
        with pytest.raises(LibraryUnwritable):
            download(server, tmp_path)
