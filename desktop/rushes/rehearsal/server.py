"""The listening half of the engine: a threading HTTP server on loopback and nowhere else."""

from __future__ import annotations

import sys
import threading
from http.server import ThreadingHTTPServer
from socketserver import BaseRequestHandler, TCPServer
from typing import TYPE_CHECKING, Final

from rushes.rehearsal.engine import Engine
from rushes.rehearsal.routes import API, Routes, Site

if TYPE_CHECKING:
    from pathlib import Path
    from socket import socket

    from rushes.rehearsal.ledger import Ledger

LOOPBACK: Final = "127.0.0.1"


class Server(ThreadingHTTPServer):
    """Serves one engine. It listens as soon as it is made; `start` begins to answer.

    `folder` is the engine's own, `key` the bearer key; for `invalid_status` see Site.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        folder: Path,
        key: str,
        ledger: Ledger,
        *,
        port: int = 0,
        faults: bool = False,
        shrink: int = 1,
        invalid_status: int = 400,
    ) -> None:
        super().__init__((LOOPBACK, port), BaseRequestHandler)  # `finish_request` makes the real one
        origin = f"http://{LOOPBACK}:{self.server_port}"
        self.url = origin + API
        self.engine = Engine(folder, origin, ledger, faults=faults, shrink=shrink)
        hosts = frozenset({f"{LOOPBACK}:{self.server_port}", f"localhost:{self.server_port}"})
        self.site = Site(self.engine, key, hosts, invalid_status)
        self._thread: threading.Thread | None = None

    def server_bind(self) -> None:
        """Bind without asking the resolver for this computer's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, int(self.socket.getsockname()[1])

    def finish_request(self, request: socket, client_address: tuple[str, int]) -> None:  # type: ignore[override]
        """Serve one connection in its thread."""
        Routes(self.site, request, client_address, self)

    def start(self, look_up: float = 0.2) -> None:
        """Answer requests in a thread of their own, which looks every `look_up` seconds whether it is to stop."""
        self._thread = threading.Thread(
            target=self.serve_forever, args=(look_up,), name="rehearsal server", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and listening, and let the engine end its work."""
        self.engine.stop()
        if self._thread is not None:
            self.shutdown()
            self._thread.join()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about clients that went away; show anything else."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # what the base class was given
