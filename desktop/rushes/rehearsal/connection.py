"""One HTTP connection: answers as JSON, files and streams, and the ways in which a connection can break on purpose."""

from __future__ import annotations

import json
import socket
import struct
import time
import traceback
from abc import ABC, abstractmethod
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Final

from rushes.rehearsal.answers import CODE_OF_STATUS, Code, Refusal
from rushes.rehearsal.faults import NO_FAULTS, Faults
from rushes.rehearsal.wire import RequestBody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rushes.rehearsal.files import Part
    from rushes.rehearsal.shelf import Shared

_LINGER_SECONDS: Final = 10.0
_LINGER_BYTES: Final = 1 << 30


class Dropped(Exception):
    """The connection was closed on purpose; there is nothing more to say on it."""


class Connection(BaseHTTPRequestHandler, ABC):
    """What all routes need from their connection. Subclasses say what a request means in `serve_request`."""

    protocol_version = "HTTP/1.1"
    server_version = "rushes-rehearsal"
    sys_version = ""
    timeout = 75
    # Headers and body leave in one packet, at once: otherwise each request on a kept connection costs 44 ms.
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    body: RequestBody | None = None
    _expects = False
    _begun = False

    @abstractmethod
    def serve_request(self) -> None:
        """Answer one request. Raises Refusal to answer with an error body."""

    def handle_request(self) -> None:
        """Answer one request, whatever happens; nothing a client does prints a traceback."""
        self.body, self._begun = None, False
        try:
            self.body = RequestBody(self.rfile, self.headers, self._go_ahead if self._expects else None)
            self.serve_request()
            self.wfile.flush()
        except Dropped:
            self.close_connection = True
        except Refusal as refusal:
            self._refuse(refusal)
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        except Exception:  # noqa: BLE001 - the edge of the thread: a fault of ours is a 500 and must not go unseen
            traceback.print_exc()
            self._refuse(Refusal(500, Code.FAILED))

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = handle_request

    def handle_expect_100(self) -> bool:
        """Put off the go-ahead until the body is wanted."""
        self._expects = True
        return True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a request that is not even HTTP in the service's own form."""
        self.close_connection = True
        self.headers = getattr(self, "headers", None) or self.MessageClass()
        self.refuse(Refusal(code, CODE_OF_STATUS.get(code, Code.INVALID_INPUT), message or ""))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: standard output is the program's, and a client's mistakes are told to the client."""

    def answer(self, status: int, value: object, headers: dict[str, str] | None = None) -> None:
        """Answer with JSON."""
        data = json.dumps(value).encode()
        self.answer_bytes(status, data, {"Content-Type": "application/json", **(headers or {})})

    def answer_bytes(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        """Answer with bytes as they are."""
        self.begin(status, {**headers, "Content-Length": str(len(data))})
        if self.command != "HEAD":
            self.wfile.write(data)

    def begin(self, status: int, headers: dict[str, str]) -> None:
        """Send status and headers. A body that was not read closes the connection after the answer."""
        keep = self.body is None or self.body.skip_if_small()
        self._begun = True
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if not keep or self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def refuse(self, refusal: Refusal, faults: Faults = NO_FAULTS) -> None:
        """Answer with the error body, in the shape the faults ask for."""
        headers = dict(refusal.headers)
        if "retry-after" in faults:
            wait = faults.text("retry-after")
            soon = datetime.now(UTC) + timedelta(seconds=2)
            headers["Retry-After"] = format_datetime(soon, usegmt=True) if wait == "date" else wait
        kind, data = _error_body(refusal, faults.text("error-body", "three"))
        self.answer_bytes(refusal.status, data, {"Content-Type": kind, **headers})
        self._linger()

    def cut_answer(self, status: int, value: object, faults: Faults) -> None:
        """Send half an answer that announces all of it, then drop the connection."""
        data = json.dumps(value).encode()
        self.begin(status, {"Content-Type": "application/json", "Content-Length": str(len(data))})
        self.wfile.write(data[: len(data) // 2])
        self.drop(faults)

    def drop(self, faults: Faults) -> None:
        """Close the connection, or reset it if the faults say so. Always raises Dropped."""
        self.wfile.flush()
        if "reset" in faults:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            self.connection.shutdown(socket.SHUT_RDWR)
        raise Dropped

    def send_events(self, events: Iterator[bytes]) -> None:
        """Send a stream of events as they come, in chunks that end it properly."""
        chunked = self.request_version != "HTTP/1.0"
        headers = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-cache"}
        if not chunked:
            self.close_connection = True
        self.begin(200, headers | ({"Transfer-Encoding": "chunked"} if chunked else {}))
        self.wfile.flush()
        for piece in events:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
            self.wfile.flush()
        if chunked:
            self.wfile.write(b"0\r\n\r\n")

    def send_part(self, shared: Shared, part: Part) -> None:
        """Send a file or a part of it, by the kernel where it can."""
        if "Content-Length" not in part.headers:
            self.close_connection = True
        self.begin(part.status, part.headers)
        if self.command == "HEAD":
            return
        self.wfile.flush()
        end = part.end if part.cut is None else part.cut
        middle = part.start + (end - part.start) // 2 if part.stall else part.start
        with shared.path.open("rb") as file:
            if middle > part.start:
                self.connection.sendfile(file, part.start, middle - part.start)
                self.pause(part.stall)
            if end > middle:
                self.connection.sendfile(file, middle, end - middle)
        if part.cut is not None:
            self.drop(shared.faults)

    def pause(self, seconds: float) -> None:
        """Wait, unless the server ends."""
        time.sleep(seconds)

    def _go_ahead(self) -> None:
        self._expects = False
        self.send_response_only(100)
        self.end_headers()
        self.wfile.flush()

    def _refuse(self, refusal: Refusal) -> None:
        if self._begun:  # too late for another answer
            self.close_connection = True
            return
        try:
            self.refuse(refusal)
        except (OSError, Refusal):
            self.close_connection = True

    def _linger(self) -> None:
        """Read what a refused client is still sending: closing at once would reset the connection under its answer."""
        self.wfile.flush()
        if self.body is None or self.body.finished or not self.close_connection:
            return
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.settimeout(1.0)
        deadline, left = time.monotonic() + _LINGER_SECONDS, _LINGER_BYTES
        while time.monotonic() < deadline and left > 0:
            piece = self.connection.recv(1 << 18)
            if not piece:
                return
            left -= len(piece)


def _error_body(refusal: Refusal, shape: str) -> tuple[str, bytes]:
    """Return (content type, body) of an error: the three documented generations, and what is none of them."""
    body = refusal.body
    shapes: dict[str, object] = {
        "three": body,
        "two": {"error": body["code"], "message": body["message"]},
        "message": {"message": body["message"]},
        "nested": {"error": {"code": body["code"], "message": body["message"]}},
    }
    if shape == "html":
        return "text/html", b"<html><body><h1>Bad gateway</h1></body></html>"
    if shape == "garbage":
        return "application/json", b'{"error": "VIDEO_GENER'
    if shape == "empty":
        return "application/json", b""
    return "application/json", json.dumps(shapes.get(shape, body)).encode()
