"""Connections that another thread can end.

Closing a `requests` session does not free a thread that waits for bytes; shutting its socket down does. So every
running call knows its socket, from before the connection is made. It keeps a duplicate of the descriptor, because TLS
takes the original over, and because the library closes it whenever it likes.
"""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import queue
import selectors
import socket
import ssl
import threading
import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util import wait_for_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from urllib3.poolmanager import PoolManager, ProxyManager

    from rushes.core.cancel import CancelToken

BLOCK: Final = 1 << 20
"""Bytes asked of a body at a time."""

_PIECE: Final = 1 << 16
"""Bytes handed to the socket at a time: a time limit on a send counts for the whole of it, and slow lines exist."""

_STALL: Final = 60.0
"""Seconds a send may take without a piece leaving."""

_TICK: Final = 0.1
"""Seconds between two looks at the cancel token where no socket can be woken."""

_SLOW_ADDRESS: Final = 4.0
"""Seconds for an address of a host that has others."""


_PENDING: Final = {errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}
"""What a connection that is being made is called, by system."""

_Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]


class Call:
    """One exchange with a server, for as long as it lasts. `reused` says that its connection had served another."""

    def __init__(self, cancel: CancelToken, *, uploads: bool = False) -> None:
        self.cancel = cancel
        self.uploads = uploads
        self.reused = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._forget = cancel.on_cancel(self._shut_down)

    def adopt(self, sock: socket.socket) -> None:
        """Keep a hold on the socket this call uses from now on."""
        twin = socket.socket(fileno=socket.dup(sock.fileno()))
        with self._lock:
            before, self._socket = self._socket, twin
        if before is not None:
            before.close()
        if self.cancel.cancelled:
            self._shut_down()

    def close(self) -> None:
        """Let the socket go. The connection itself is somebody else's to close."""
        self._forget()
        with self._lock:
            before, self._socket = self._socket, None
        if before is not None:
            before.close()

    def _shut_down(self) -> None:
        with self._lock:
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)


_call: ContextVar[Call] = ContextVar("call")


@contextlib.contextmanager
def running(call: Call) -> Iterator[None]:
    """Say which call the connections made in this thread are for."""
    token = _call.set(call)
    try:
        yield
    finally:
        _call.reset(token)


class _Watched(HTTPConnection):
    """A connection whose socket the running call holds on to."""

    def _new_conn(self) -> socket.socket:
        sock = _open(self, _call.get())
        _call.get().adopt(sock)
        return sock

    def connect(self) -> None:
        """Connect, and from then on allow for a slow line."""
        super().connect()
        if self.sock is not None:
            self.sock.settimeout(_STALL)

    def request(self, *args: Any, **options: Any) -> None:  # passed on as they are
        """Send a request; the socket may be one that is left from another call."""
        if self.sock is not None:
            _call.get().adopt(self.sock)
            _call.get().reused = True
        super().request(*args, **options)

    def send(self, data: Any) -> None:  # the library's own type for it is a union of ten
        """Send in small pieces, and stop when the server has answered already.

        A server that refuses a large body early answers and closes. `BrokenPipeError` is what `urllib3` takes for that:
        it goes on to read the answer.
        """
        if not isinstance(data, bytes) or self.sock is None:
            super().send(data)
            return
        view = memoryview(data)
        for start in range(0, len(view), _PIECE):
            if self._answered_already():
                raise BrokenPipeError(errno.EPIPE, "The server answered before it had the whole body")
            try:
                super().send(view[start : start + _PIECE])
            except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionError) as error:
                raise BrokenPipeError(errno.EPIPE, "The server closed the connection") from error

    def _answered_already(self) -> bool:
        # a TLS socket is readable for reasons of its own, such as a session ticket
        plain = self.sock is not None and not isinstance(self.sock, ssl.SSLSocket)
        return plain and _call.get().uploads and wait_for_read(self.sock, timeout=0)


class _WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


_POOLS: Final[dict[str, type[HTTPConnectionPool]]] = {"http": _Pool, "https": _TlsPool}


class WatchedAdapter(HTTPAdapter):
    """The adapter of `requests` with connections that can be ended. It never sends anything a second time."""

    def __init__(self) -> None:
        super().__init__(pool_connections=8, pool_maxsize=32, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        """Make the pools for direct connections."""
        super().init_poolmanager(connections, maxsize, block=block, blocksize=BLOCK, **options)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> ProxyManager:
        """Make the pools for connections through a proxy."""
        manager: ProxyManager = super().proxy_manager_for(proxy, blocksize=BLOCK, **options)
        manager.pool_classes_by_scheme = _POOLS
        return manager


def _open(connection: HTTPConnection, call: Call) -> socket.socket:
    """Connect to the first address of the host that answers, and raise `Cancelled` within a tick of being asked to."""
    limit = connection.timeout if isinstance(connection.timeout, (int, float)) else _STALL
    deadline = time.monotonic() + limit
    host = connection.host.strip("[]")
    try:
        found = _resolve(host, connection.port, call, deadline)
    except (OSError, UnicodeError) as error:
        reason = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
        raise NameResolutionError(host, connection, reason) from error
    failure: Exception = NewConnectionError(connection, "The host has no address")
    for index, (family, kind, protocol, _, address) in enumerate(found):
        last = index == len(found) - 1
        until = deadline if last else min(deadline, time.monotonic() + _SLOW_ADDRESS)
        try:
            return _connect(socket.socket(family, kind, protocol), address, call, until, limit)
        except TimeoutError:
            failure = ConnectTimeoutError(connection, "The connection timed out")
        except OSError as error:
            failure = NewConnectionError(connection, f"The connection failed: {error}")
    raise failure


def _connect(sock: socket.socket, address: Any, call: Call, until: float, limit: float) -> socket.socket:
    """Connect without blocking, because no system wakes a blocked `connect` in the same way."""
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        sock.setblocking(False)
        pending = sock.connect_ex(address)
        if pending in _PENDING:
            _await_connection(sock, call, until)
            pending = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        _raise_for(pending)
        call.cancel.raise_if_cancelled()
        sock.settimeout(limit)
    except BaseException:
        sock.close()
        raise
    return sock


def _await_connection(sock: socket.socket, call: Call, until: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(sock, selectors.EVENT_WRITE)
        while not selector.select(_TICK):
            call.cancel.raise_if_cancelled()
            if time.monotonic() > until:
                raise TimeoutError


def _raise_for(number: int) -> None:
    if number:
        # the class follows from the number: ConnectionRefusedError, TimeoutError
        raise OSError(number, os.strerror(number))


def _resolve(host: str, port: int | None, call: Call, deadline: float) -> Sequence[_Address]:
    """Look a name up. The system's resolver cannot be stopped, so a name waits in a thread that can be left behind."""
    if host == "localhost" or _is_literal(host):
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    answers: queue.SimpleQueue[Sequence[_Address] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=look_up, name="rushes-resolver", daemon=True).start()
    while True:
        call.cancel.raise_if_cancelled()
        with contextlib.suppress(queue.Empty):
            answer = answers.get(timeout=_TICK)
            if isinstance(answer, Exception):
                raise answer
            return answer
        if time.monotonic() > deadline:
            raise socket.gaierror(socket.EAI_AGAIN, "The name server did not answer in time")


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
