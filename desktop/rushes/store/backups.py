"""Copies of the database, in the library's folder `Backups`."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

from rushes.store.faults import from_os, from_sqlite
from rushes.store.files import sync_file, sync_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

DUE_AFTER: Final = 3 * 24 * 3600
"""Seconds after which another regular copy is made."""

KEPT: Final = 3
"""How many regular copies are kept. Those made before a migration are never deleted."""

_REGULAR: Final = "rushes "


def copy_database(connection: sqlite3.Connection, folder: Path, name: str) -> Path:
    """Copy an open database to `Backups/<name>.sqlite3`, whole or not at all, and return where it is.

    The copy is consistent while others go on working. Raises `LibraryFull`, `LibraryUnwritable` and `LibraryDamaged`.
    """
    target = folder / "Backups" / f"{name}.sqlite3"
    partial = folder / "Staging" / f"{name}.part"
    try:
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as copy:
            connection.backup(copy)
        sync_file(partial)
        partial.replace(target)
        sync_folder(target.parent)
    except sqlite3.Error as error:
        raise from_sqlite(error, folder) from error
    except OSError as error:
        raise from_os(error, folder) from error
    finally:
        partial.unlink(missing_ok=True)
    return target


def is_due(folder: Path) -> bool:
    """Say whether it is time for another regular copy."""
    newest = max((path.stat().st_mtime for path in _regular(folder)), default=0.0)
    return time.time() - newest > DUE_AFTER


def copy_if_due(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path | None:
    """Make a regular copy if the last one is old, and drop all but the newest few. For a worker: it takes a while."""
    if not is_due(folder):
        return None
    made = copy_database(connection, folder, f"{_REGULAR}{now.astimezone():%Y-%m-%d %H.%M.%S}")
    for path in _regular(folder)[:-KEPT]:
        path.unlink(missing_ok=True)
    return made


def _regular(folder: Path) -> list[Path]:
    return sorted((folder / "Backups").glob(f"{_REGULAR}????-??-??*.sqlite3"))
