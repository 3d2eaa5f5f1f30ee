"""One library: a folder with a database, takes and reference copies, opened by one process among several."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from rushes.core.errors import LibraryDamaged, LibraryError, LibraryUnwritable
from rushes.core.messages import msg
from rushes.store.backups import copy_database, copy_if_due
from rushes.store.bin import Bin
from rushes.store.check import check, repair_search
from rushes.store.database import Database
from rushes.store.drafts import Drafts
from rushes.store.faults import from_os
from rushes.store.files import FOLDERS, Files
from rushes.store.generations import Generations
from rushes.store.history import HistoryIndex
from rushes.store.migrations import is_current, migrate, refuse_foreign
from rushes.store.owners import Owners
from rushes.store.restart import restart_dead

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rushes.core.cancel import CancelToken
    from rushes.core.messages import Message
    from rushes.store.migrations import Version
    from rushes.store.restart import RestartReport

DATABASE: Final = "rushes.sqlite3"

_HEADER: Final = 100
"""Bytes of the shortest file that can be a database."""


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


class Library:
    """An open library and its parts, each for one purpose.

    Attributes:
        folder: where it is.
        generations: every change of a generation.
        history: what the list shows.
        files: references and takes on disk.
        bin: what was deleted.
        drafts: what is being edited.
        owners: which process works on what.
    """

    def __init__(self, folder: Path, database: Database, owners: Owners, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self._database = database
        self._clock = clock
        self.owners = owners
        self.files = Files(folder)
        self.generations = Generations(database, owners, clock)
        self.history = HistoryIndex(database)
        self.bin = Bin(database, self.files, clock)
        self.drafts = Drafts(database, clock)
        self._seen_version = 0
        self.changed_elsewhere()

    @classmethod
    def open(cls, folder: Path, *, backups: bool = True, clock: Callable[[], datetime] = utc_now) -> Library:
        """Open the library in `folder`, and make it where there is none.

        `backups` copies the database before a migration. Raises `LibraryUnwritable`, `LibraryFull`, `LibraryDamaged`
        and `LibraryTooNew`; a file that cannot be read is left as it is.
        """
        folder = folder.absolute()
        _make_folders(folder)
        path = folder / DATABASE
        _refuse_cut_short(path)
        _refuse_read_only(path)
        owners = Owners(folder / "Owners")
        try:
            database = Database(path)
            try:
                _prepare(database, owners, folder, backups=backups)
            except BaseException:
                database.close()
                raise
        except BaseException:
            owners.close()
            raise
        return cls(folder, database, owners, clock)

    def close(self) -> None:
        """Close all connections and give up all ownership. Again does nothing."""
        self._database.close()
        self.owners.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def restart_dead(self) -> RestartReport:
        """Apply the restart rules to what dead processes left in work. Starting the program spends nothing."""
        self.owners.remove_dead()
        return restart_dead(self._database, self.owners)

    def check(self, cancel: CancelToken | None = None) -> list[Message]:
        """Return what is wrong with the library, in words; nothing when all is well. For a worker."""
        return check(self._database, self.files, cancel)

    def repair(self) -> None:
        """Build the search index and the totals anew. For a worker."""
        repair_search(self._database)

    def tidy(self) -> int:
        """Delete what dead processes left half done, and return the bytes freed. For a worker."""
        return self.files.remove_stale(generation.id for generation in self.generations.in_work())

    def changed_elsewhere(self) -> bool:
        """Say whether another process has changed the library since this was asked last."""
        with self._database.alone() as connection:
            (version,) = connection.execute("PRAGMA data_version").fetchone()
        changed: bool = version != self._seen_version
        self._seen_version = version
        return changed

    def back_up(self) -> Path | None:
        """Copy the database if the last copy is some days old, and return where the copy is. For a worker."""
        with self._database.read() as connection:
            return copy_if_due(connection, self.folder, self._clock())


def _make_folders(folder: Path) -> None:
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os(error, folder) from error


def _refuse_cut_short(path: Path) -> None:
    """Raise `LibraryDamaged` for a file with next to nothing in it where a database must have been.

    SQLite would take it for a new database, and the takes beside it would be forgotten.
    """
    try:
        size = path.stat().st_size
    except OSError:
        return
    if size >= _HEADER or path.with_name(path.name + "-wal").exists():
        return
    if size or any((path.parent / "Takes").iterdir()):
        raise LibraryDamaged(msg("The database of the library in {folder} is cut short.", folder=str(path.parent)))


def _refuse_read_only(path: Path) -> None:
    """Raise `LibraryUnwritable` for a database that may not be changed: SQLite opens it all the same, to be read."""
    if path.exists() and not os.access(path, os.W_OK):
        raise LibraryUnwritable(
            msg("The database of the library in {folder} may only be read.", folder=str(path.parent))
        )


def _prepare(database: Database, owners: Owners, folder: Path, *, backups: bool) -> None:
    with database.alone() as connection:
        if is_current(connection):
            refuse_foreign(connection, folder)
        else:
            with owners.guard():
                refuse_foreign(connection, folder)
                _upgrade(connection, folder, backups=backups)
        # what this writes shows now, not at the first paid shot, whether the library can be written to
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def _upgrade(connection: sqlite3.Connection, folder: Path, *, backups: bool) -> None:
    connection.execute("PRAGMA journal_mode = WAL")

    def copy(found: Version) -> None:
        if backups:
            with closing(sqlite3.connect(folder / DATABASE)) as source:
                copy_database(source, folder, f"before version {found.major}.{found.minor} was left")

    migrate(connection, copy=copy)


def is_library(folder: Path) -> bool:
    """Say whether a folder holds a library, without opening it."""
    with suppress(OSError, LibraryError):
        return (folder / DATABASE).is_file()
    return False
