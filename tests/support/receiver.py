"""An HTTP service that shares nothing with the rehearsal engine: it takes one generation and hands out one file.

It is written from the documentation of the API alone, on `http.server`, and remembers every request as it came.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came: header names in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Receiver:
    """What the service says and what it was asked."""

    video: bytes
    url: str = ""
    requests: list[Request] = field(default_factory=list)

    def of(self, method: str, path: str) -> list[Request]:
        """Return the requests for a path."""
        return [request for request in self.requests if (request.method, request.path) == (method, path)]

    def envelope(self, status: str) -> dict[str, Any]:
        """Return the documented answer."""
        video = {"url": f"{self.url.rsplit('/api', 1)[0]}/result.mp4", "content_type": "video/mp4"}
        done = status == "COMPLETED"
        return {
            "id": "gen_receiver_1",
            "status": status,
            "input": {"prompt": "as the service says"},
            "data": {"type": "video", "n": 1, "videos": [video], "video": video} if done else None,
            "usage": {"total": 20 if done else 0, "subscription": 15 if done else 0, "permanent": 5 if done else 0},
        }


@contextmanager
def receiving(video: bytes) -> Iterator[Receiver]:
    """Serve during a block."""
    receiver = Receiver(video)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"receiver": receiver}))
    receiver.url = f"http://127.0.0.1:{server.server_port}/api/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="receiver")
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._remember()
        if self.path == "/result.mp4":
            self._send(self.receiver.video, "video/mp4")
        elif self.path == "/api/v1/credits":
            self._json({"total": 100})
        elif self.path == "/api/v1/generation/gen_receiver_1":
            asked = len(self.receiver.of("GET", self.path))
            self._json(self.receiver.envelope("IN_PROGRESS" if asked == 1 else "COMPLETED"))
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self._remember()
        if self.path.startswith("/api/v1/generation/sse/"):
            events = [self.receiver.envelope(status) for status in ("IN_QUEUE", "IN_PROGRESS", "COMPLETED")]
            stream = "".join(f"data: {json.dumps(event)}\n\n" for event in events)
            self._send(stream.encode(), "text/event-stream")
        else:
            self._json(self.receiver.envelope("IN_QUEUE"))

    def _remember(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.receiver.requests.append(Request(self.command, self.path, headers, body))

    def _json(self, value: object) -> None:
        self._send(json.dumps(value).encode(), "application/json")

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
