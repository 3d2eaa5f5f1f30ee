"""Connections to one SQLite file: one that writes, and as many that read as there are threads reading at once."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rushes.core.errors import LibraryError
from rushes.core.messages import msg
from rushes.store.faults import from_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rushes.core.cancel import CancelToken

BUSY_SECONDS: Final = 15.0
"""How long a change waits for another process that is changing the same library."""

_STEPS_BETWEEN_LOOKS: Final = 5000
"""Instructions of SQLite's machine between two looks at a cancel token: a fraction of a millisecond."""


class LibraryClosed(LibraryError):
    """The library was closed while somebody still wanted something of it."""

    title = msg("The library is closed")
    next_step = msg("Open the library again.")


def connect(path: Path) -> sqlite3.Connection:
    """Open one connection that any thread may use, one at a time."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class Database:
    """The connections of one process to one library.

    Changes go through one connection behind a lock, each in its own `BEGIN IMMEDIATE`, so that processes take turns.
    Readers are handed out and taken back, so that no connection is ever used by two threads at once, and none outlives
    `close`. Every error of SQLite comes out as a `LibraryError`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writing = threading.RLock()
        self._full = False
        self._state = threading.Condition()
        self._idle: list[sqlite3.Connection] = []
        self._lent: set[sqlite3.Connection] = set()
        self._closed = False
        with self.translating():
            self._writer = connect(path)

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn SQLite's errors into ours."""
        try:
            yield
        except sqlite3.Error as error:
            raise from_sqlite(error, self.path.parent) from error

    @contextmanager
    def write(self, *, full: bool = False) -> Iterator[sqlite3.Connection]:
        """Run one transaction, committed at the end of the block and rolled back by any exception.

        With `full` the commit has reached the disk when the block ends, and survives a power cut; without, it survives
        the death of the process.
        """
        with self._writing, self.translating():
            if self._closed:
                raise LibraryClosed(msg("The library was closed."))
            if full != self._full:
                self._writer.execute("PRAGMA synchronous = FULL" if full else "PRAGMA synchronous = NORMAL")
                self._full = full
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            finally:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """Lend the writing connection outside a transaction, for pragmas, migrations and copies."""
        with self._writing, self.translating():
            if self._closed:
                raise LibraryClosed(msg("The library was closed."))
            yield self._writer

    @contextmanager
    def read(self, cancel: CancelToken | None = None) -> Iterator[sqlite3.Connection]:
        """Lend a connection to read with. Cancelling `cancel` ends a running statement with `Cancelled`."""
        connection = self._take()
        try:
            with self.translating():
                if cancel is not None:
                    cancel.raise_if_cancelled()
                    connection.set_progress_handler(lambda: cancel.cancelled, _STEPS_BETWEEN_LOOKS)
                yield connection
        finally:
            if cancel is not None:
                connection.set_progress_handler(None, 0)
            self._give_back(connection)

    def close(self, timeout: float = 5.0) -> None:
        """Close every connection; statements that still run in other threads are interrupted. Again does nothing."""
        with self._state:
            if self._closed:
                return
            self._closed = True
            for connection in self._lent:
                connection.interrupt()
            self._state.wait_for(lambda: not self._lent, timeout)
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        with self._writing:
            self._writer.close()

    def _take(self) -> sqlite3.Connection:
        with self._state:
            if self._closed:
                raise LibraryClosed(msg("The library was closed."))
            if self._idle:
                connection = self._idle.pop()
            else:
                with self.translating():
                    connection = connect(self.path)
                    connection.execute("PRAGMA query_only = ON")
            self._lent.add(connection)
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._state:
            self._lent.discard(connection)
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)
            self._state.notify_all()
