"""Media named by URL: fetched from where they are, within limits, and never by another scheme than http and https."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from rushes.rehearsal import fetch as fetching
from rushes.rehearsal.fetch import Unreachable, fetch, file_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Media(BaseHTTPRequestHandler):
    """A web server with a few files."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers))  # type: ignore[attr-defined]
        if self.path == "/moved.png":
            self._answer(302, {"Location": "/a%20b.png"})
        elif self.path == "/inside":
            self._answer(302, {"Location": "file:///etc/passwd"})
        elif self.path == "/gone":
            self._answer(404, {})
        elif self.path == "/short.mp4":
            self._answer(200, {"Content-Length": "100"}, b"only this")
        elif self.path == "/empty":
            self._answer(200, {"Content-Length": "0"})
        else:
            self._answer(200, {}, b"content")

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Media)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def get(web: ThreadingHTTPServer, path: str, folder: Path) -> Path:
    return fetch(f"http://127.0.0.1:{web.server_port}{path}", folder / "00", lambda: False)


@pytest.mark.parametrize("path", ["/a%20b.png", "/moved.png", "/a.PNG?size=3"])
def test_a_file_is_fetched_and_keeps_its_suffix(web: ThreadingHTTPServer, tmp_path: Path, path: str) -> None:
    got = get(web, path, tmp_path)

    assert (got.name, got.read_bytes()) == ("00.png", b"content")


def test_a_proxy_is_not_used_for_this_computer(
    web: ThreadingHTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert get(web, "/a.png", tmp_path).read_bytes() == b"content"


@pytest.mark.parametrize("path", ["/gone", "/inside", "/short.mp4", "/empty"])
def test_what_gives_no_file_is_unreachable(web: ThreadingHTTPServer, tmp_path: Path, path: str) -> None:
    with pytest.raises(Unreachable):
        get(web, path, tmp_path)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/a.png", "file:///etc/passwd", "ftp://127.0.0.1/a.png"])
def test_other_schemes_and_closed_ports_are_unreachable(tmp_path: Path, url: str) -> None:
    with pytest.raises(Unreachable):
        fetch(url, tmp_path / "00", lambda: False)


def test_a_file_that_is_too_large_is_given_up(
    web: ThreadingHTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_FILE", 3)

    with pytest.raises(Unreachable, match="too large"):
        get(web, "/a.png", tmp_path)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://h/x/my%20cat.png?y=1", "my cat.png"),
        ("http://h.example/", "h.example"),
        ("http://h.example", "h.example"),
    ],
)
def test_a_url_has_a_name_for_a_person(url: str, name: str) -> None:
    assert file_name(url) == name
