"""What SQLite and the disk say, as errors that name the library and the next step."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING, Final

from rushes.core.cancel import Cancelled
from rushes.core.errors import LibraryDamaged, LibraryError, LibraryFull, LibraryUnwritable
from rushes.core.messages import msg

if TYPE_CHECKING:
    from pathlib import Path

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_PRIMARY: Final = 0xFF
"""The low byte of an extended result code is the primary one."""


class LibraryBusy(LibraryError):
    """Another program has kept the database locked for longer than we wait."""

    title = msg("The library is busy")
    next_step = msg("Wait until the other program that works on it has finished, then try again.")
    retryable = True


def from_os(error: OSError, folder: Path) -> LibraryError:
    """Return what the disk's refusal means for the library in `folder`."""
    if error.errno in _FULL:
        return LibraryFull(msg("There is no room left for the library in {folder}.", folder=str(folder)))
    return LibraryUnwritable(
        msg("{folder} cannot be written to: {why}.", folder=str(folder), why=error.strerror or str(error))
    )


def from_sqlite(error: sqlite3.Error, folder: Path) -> Exception:
    """Return what SQLite's refusal means for the library in `folder`; `Cancelled` when we interrupted it ourselves."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    where = str(folder)
    if code == sqlite3.SQLITE_INTERRUPT:
        return Cancelled()
    if code == sqlite3.SQLITE_FULL:
        return LibraryFull(msg("There is no room left for the library in {folder}.", folder=where))
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return LibraryDamaged(msg("The database of the library in {folder} is damaged.", folder=where))
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}:
        return LibraryUnwritable(
            msg("The database of the library in {folder} cannot be used: {why}.", folder=where, why=str(error))
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return LibraryBusy(msg("Another program is working on the library in {folder}.", folder=where))
    return LibraryError(msg("The library in {folder} cannot be used: {why}.", folder=where, why=str(error)))
