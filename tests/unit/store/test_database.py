from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from rushes.core.cancel import Cancelled, CancelToken
from rushes.core.errors import LibraryDamaged, LibraryError, LibraryFull, LibraryUnwritable, RushesError
from rushes.store.database import Database, LibraryClosed
from rushes.store.faults import LibraryBusy, from_os, from_sqlite

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(tmp_path / "a.sqlite3")
    with made.alone() as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (a)")
    return made


def fail_after_a_change(database: Database) -> None:
    with database.write() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
        raise KeyError


def test_a_block_that_fails_changes_nothing(database: Database) -> None:
    with pytest.raises(KeyError):
        fail_after_a_change(database)
    with database.write() as connection:
        connection.execute("INSERT INTO t VALUES (2)")
    with database.read() as connection:
        assert connection.execute("SELECT a FROM t").fetchall() == [(2,)]
    database.close()


def test_a_commit_reaches_the_disk_where_that_was_asked_for(database: Database) -> None:
    for full, expected in ((True, 2), (False, 1), (True, 2)):
        with database.write(full=full) as connection:
            assert connection.execute("PRAGMA synchronous").fetchone() == (expected,)
    database.close()


def test_who_reads_cannot_write(database: Database) -> None:
    with pytest.raises(LibraryError), database.read() as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    database.close()


def test_reading_does_not_wait_for_writing(database: Database) -> None:
    with database.write() as writer:
        writer.execute("INSERT INTO t VALUES (1)")
        with database.read() as reader:
            assert reader.execute("SELECT count(*) FROM t").fetchone() == (0,)
    database.close()


def test_threads_read_at_once_and_connections_are_used_again(database: Database) -> None:
    inside = threading.Barrier(4)
    used: list[int] = []

    def work() -> None:
        with database.read() as connection:
            inside.wait()
            used.append(id(connection))
            inside.wait()

    for _ in range(3):
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(used) == 12
    assert len(set(used)) == 4
    database.close()


def test_cancelling_ends_a_running_statement_and_only_that(database: Database) -> None:
    token = CancelToken()
    canceller = threading.Timer(0.02, token.cancel)
    canceller.start()
    with pytest.raises(Cancelled), database.read(token) as connection:
        connection.execute(ENDLESS).fetchone()
    canceller.join()
    with database.read() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    database.close()


def test_closing_ends_what_runs_in_other_threads(database: Database) -> None:
    begun = threading.Event()
    ended: list[BaseException] = []

    def work() -> None:
        try:
            with database.read() as connection:
                connection.set_progress_handler(begun.set, 1000)
                connection.execute(ENDLESS).fetchone()
        except (Cancelled, LibraryError) as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    database.close()
    thread.join()
    assert len(ended) == 1
    with pytest.raises(LibraryClosed), database.read():
        pass
    with pytest.raises(LibraryClosed), database.write():
        pass
    with pytest.raises(LibraryClosed), database.alone():
        pass


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (sqlite3.SQLITE_FULL, LibraryFull),
        (sqlite3.SQLITE_CORRUPT, LibraryDamaged),
        (sqlite3.SQLITE_CORRUPT_VTAB, LibraryDamaged),
        (sqlite3.SQLITE_NOTADB, LibraryDamaged),
        (sqlite3.SQLITE_READONLY_DBMOVED, LibraryUnwritable),
        (sqlite3.SQLITE_CANTOPEN, LibraryUnwritable),
        (sqlite3.SQLITE_IOERR_WRITE, LibraryUnwritable),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LibraryBusy),
        (sqlite3.SQLITE_LOCKED, LibraryBusy),
        (sqlite3.SQLITE_INTERRUPT, Cancelled),
        (sqlite3.SQLITE_ERROR, LibraryError),
    ],
)
def test_what_sqlite_says_becomes_an_error_for_a_person(code: int, expected: type[Exception]) -> None:
    error = from_sqlite(sqlite_error(code), Path("/films"))
    assert type(error) is expected
    if isinstance(error, RushesError):
        assert "/films" in error.message.source()
        assert error.next_step.source()


def test_what_the_disk_says_becomes_an_error_for_a_person() -> None:
    assert isinstance(from_os(OSError(28, "No space left on device"), Path("/films")), LibraryFull)
    error = from_os(PermissionError(13, "Permission denied"), Path("/films"))
    assert isinstance(error, LibraryUnwritable)
    assert error.message.source() == "/films cannot be written to: Permission denied."
