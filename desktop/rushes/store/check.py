"""Looking for damage: the database's own checks, the index, and takes that are missing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from rushes.core.messages import msg, plural

if TYPE_CHECKING:
    from rushes.core.cancel import CancelToken
    from rushes.core.messages import Message
    from rushes.store.database import Database
    from rushes.store.files import Files


def check(database: Database, files: Files, cancel: CancelToken | None = None) -> list[Message]:
    """Return what is wrong with a library, in words; nothing when all is well. For a worker: it reads everything."""
    found: list[Message] = []
    with database.read(cancel) as connection:
        try:
            lines = [line for (line,) in connection.execute("PRAGMA quick_check(20)") if line != "ok"]
        except sqlite3.DatabaseError as error:
            lines = [str(error)]
    found += [msg("The database is damaged: {what}.", what=line) for line in lines]
    if lines:
        return found
    found += _check_search(database)
    missing, references = _missing(database, files, cancel)
    if missing:
        found.append(plural("{n} takes are no longer in their place.", "{n} take is no longer in its place.", missing))
    if references:
        found.append(plural("{n} reference copies are missing.", "{n} reference copy is missing.", references))
    return found


def repair_search(database: Database) -> None:
    """Build the search index and the totals anew from what they were made of."""
    with database.write() as connection:
        connection.execute("INSERT INTO words_fts (words_fts) VALUES ('rebuild')")
        connection.execute(
            "UPDATE totals SET (entries, takes, bytes, bin_entries, bin_bytes) ="
            " (SELECT ifnull(sum(deleted_ms IS NULL), 0), ifnull(sum(deleted_ms IS NULL AND stage = 'ready'), 0),"
            " ifnull(sum((deleted_ms IS NULL) * ifnull(take_size, 0)), 0), ifnull(sum(deleted_ms IS NOT NULL), 0),"
            " ifnull(sum((deleted_ms IS NOT NULL) * ifnull(take_size, 0)), 0) FROM generation)"
        )


def _check_search(database: Database) -> list[Message]:
    with database.alone() as connection:
        try:
            connection.execute("INSERT INTO words_fts (words_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            return [msg("The search index does not fit the takes. It can be built anew.")]
    return []


def _missing(database: Database, files: Files, cancel: CancelToken | None) -> tuple[int, int]:
    with database.read(cancel) as connection:
        takes = connection.execute("SELECT take_path FROM generation WHERE take_path IS NOT NULL").fetchall()
        hashes = connection.execute("SELECT DISTINCT sha256 FROM reference_use").fetchall()
    missing = sum(not files.inside(path).is_file() for (path,) in takes)
    return missing, sum(files.reference_path(sha256) is None for (sha256,) in hashes)
