"""The other end of the line for both sides: takes uploads, gives files, and plays the service.

Usage: server.py FILE PACED. It prints its port and serves until it is killed.

- `POST /up` reads a body to its end.
- `GET /down/NAME` sends FILE, whatever the name; `/paced/NAME` sends PACED at 2 MiB/s.
- `POST /api/v1/generation/sse/…` is a job: `prompt` "ticks N MS" sends N progress events, each with the time it was
  sent at, then completes; any other prompt completes at once with a paced file.
- `GET /ticks/N/MS` sends the same events to a raw reader.
"""

from __future__ import annotations

import json
import shutil
import socket
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PACED_BYTES, PACED_SECONDS = 128 << 10, 0.0625
_PREFIX = "/api/v1/generation"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    disable_nagle_algorithm = True
    whole: Path
    paced: Path
    jobs = 0

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self._drain(keep=self.path != "/up")
        if not self.path.startswith(_PREFIX):
            self._json({"n": int(self.headers["Content-Length"])})
            return
        Handler.jobs += 1
        words = str(json.loads(body).get("prompt", "")).split()
        job = f"bench-{Handler.jobs}"
        self._head("text/event-stream")
        if words[:1] == ["ticks"]:
            self._ticks(job, int(words[1]), float(words[2]))
        self._event(job, "COMPLETED", {"data": {"videos": [{"url": self._url(f"/paced/{job}.mp4")}]}})
        self.close_connection = True

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/down/"):
            self._file(self.whole)
        elif path.startswith("/paced/"):
            self._file(self.paced, paced=True)
        elif path.startswith("/ticks/"):
            _, _, count, gap = path.split("/")
            self._head("text/event-stream")
            self._ticks("raw", int(count), float(gap))
            self.close_connection = True
        else:
            self._json({"total": 100})

    def _ticks(self, job: str, count: int, milliseconds: float) -> None:
        self._event(job, "IN_QUEUE", {})
        for number in range(count):
            time.sleep(milliseconds / 1000)
            self._event(job, "IN_PROGRESS", {"progress": number, "sent": time.monotonic()})

    def _event(self, job: str, status: str, more: dict[str, Any]) -> None:
        data = json.dumps({"id": job, "status": status, "input": {}, "usage": {"total": 0}, **more})
        self.wfile.write(f"event: {status}\ndata: {data}\n\n".encode())
        self.wfile.flush()

    def _head(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.flush()

    def _json(self, value: dict[str, Any]) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _file(self, path: Path, *, paced: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "video/mp4")
        self.send_header("Content-Length", str(path.stat().st_size))
        self.end_headers()
        self.wfile.flush()
        with path.open("rb") as file:
            if not paced:
                shutil.copyfileobj(file, self.wfile, 1 << 20)
                self.wfile.flush()
                return
            while block := file.read(PACED_BYTES):
                self.connection.sendall(block)
                time.sleep(PACED_SECONDS)

    def _drain(self, *, keep: bool) -> bytes:
        left, kept = int(self.headers["Content-Length"]), bytearray()
        buffer = memoryview(bytearray(1 << 20))
        while left:
            count = self.rfile.readinto(buffer[: min(left, 1 << 20)])
            if not count:
                break
            left -= count
            if keep:
                kept += buffer[:count]
        return bytes(kept)

    def _url(self, path: str) -> str:
        return f"http://{self.headers['Host']}{path}"


def main(whole: Path, paced: Path) -> None:
    Handler.whole, Handler.paced = whole, paced
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
