"""An engine inside the test process: real sockets, faults allowed, its jobs made by a thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from rushes.rehearsal.ledger import Ledger
from rushes.rehearsal.server import Server
from support.rehearsal import Caller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "key-of-the-test"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that answers; its jobs stay in the queue."""
    running = Server(tmp_path / "engine", KEY, Ledger(), faults=True)
    running.start(0.01)
    running.engine.warm_up(own_process=False)
    yield running
    running.stop()


@pytest.fixture
def caller(server: Server) -> Caller:
    """Speaks to `server`."""
    return Caller(server.url, KEY)


@pytest.fixture
def working(server: Server) -> Iterator[Server]:
    """The same server with its jobs being made. Tests use it with faults that end a job before anything is drawn."""
    thread = threading.Thread(target=server.engine.work, name="rehearsal work")
    thread.start()
    yield server
    server.engine.stop()
    thread.join()
