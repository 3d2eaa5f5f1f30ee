"""A server on a bare socket, for what a real server never does on purpose: it cuts, stalls, resets and garbles.

Each connection is served by a function of the test's, which reads as much of the request as it likes and sends whatever
bytes it likes. Nothing of an HTTP library is used.
"""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import json
import socket
import ssl
import struct
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(slots=True)
class Recorded:
    """A request as it came: header names in lower case; the body as far as it was read."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Exchange:
    """One connection, as the test's function sees it."""

    def __init__(self, server: SocketServer, sock: socket.socket) -> None:
        self.server = server
        self.sock = sock
        self._rest = b""
        self.request: Recorded | None = None

    def read_head(self) -> Recorded | None:
        """Read a request up to its empty line; None when the other side is gone."""
        while b"\r\n\r\n" not in self._rest:
            block = self.sock.recv(65536)
            if not block:
                return None
            self._rest += block
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ")
        pairs = (line.partition(":") for line in lines)
        self.request = Recorded(method, path, {name.lower(): value.strip() for name, _, value in pairs})
        self.server.requests.append(self.request)
        return self.request

    def read(self, limit: int | None = None) -> Recorded | None:
        """Read a whole request, or the head and `limit` bytes of the body."""
        request = self.read_head()
        if request is None:
            return None
        length = int(request.headers.get("content-length", "0"))
        wanted = length if limit is None else min(length, limit)
        while len(self._rest) < wanted:
            block = self.sock.recv(1 << 20)
            if not block:
                break
            self._rest += block
        request.body, self._rest = self._rest[:wanted], self._rest[wanted:]
        return request

    def send(self, data: bytes) -> None:
        """Send bytes; the other side may be gone."""
        with contextlib.suppress(OSError):
            self.sock.sendall(data)

    def stall(self) -> None:
        """Do nothing until the other side is gone or the server ends."""
        with contextlib.suppress(OSError):
            while not self.server.stopping.is_set() and self.sock.recv(65536):
                pass

    def reset(self) -> None:
        """End the connection with a reset instead of an end."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


@dataclass
class SocketServer:
    """Listens on loopback and gives each connection to `serve`. Use it as a context."""

    serve: Callable[[Exchange], None]
    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    requests: list[Recorded] = field(default_factory=list)
    connections: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)
    faults: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server((self.host, 0))
        self._threads: list[threading.Thread] = []
        self._socks: list[socket.socket] = []
        self.port: int = self._listener.getsockname()[1]

    @property
    def origin(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The address of the API."""
        return f"{self.origin}/api/v1"

    def __enter__(self) -> SocketServer:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._socks:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()
        assert not self.faults, self.faults

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="socket server")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._socks.append(sock)
            self._start(lambda sock=sock: self._work(sock))  # type: ignore[misc]

    def _work(self, sock: socket.socket) -> None:
        try:
            if self.tls is not None:
                sock = self.tls.wrap_socket(sock, server_side=True)
                self._socks.append(sock)
            self.serve(Exchange(self, sock))
        except OSError:
            pass
        except BaseException as error:
            self.faults.append(error)
            raise
        finally:
            with contextlib.suppress(OSError):
                sock.close()


def answer(
    status: int = 200, body: bytes | object = b"", headers: dict[str, str] | None = None, *, close: bool = True
) -> bytes:
    """Return an answer as bytes; a body that is no bytes becomes JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = {} if isinstance(body, bytes) else {"Content-Type": "application/json"}
    all_headers = {**kind, "Content-Length": str(len(data)), **(headers or {})}
    if close:
        all_headers["Connection"] = "close"
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in all_headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + data


def answering(*answers: bytes) -> Callable[[Exchange], None]:
    """Serve the answers one after another, over as many connections as are made; the last one for ever."""
    left = list(answers)
    lock = threading.Lock()

    def serve(exchange: Exchange) -> None:
        while exchange.read() is not None:
            with lock:
                data = left.pop(0) if len(left) > 1 else left[0]
            exchange.send(data)
            if b"Connection: close" in data:
                return

    return serve


def self_signed(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for 127.0.0.1; return the server's context and the file for the client to trust."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = folder / "cert.pem", folder / "key.pem"
    public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
