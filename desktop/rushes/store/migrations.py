"""The database's versions: a list of steps, each in one transaction with its record.

`PRAGMA user_version` holds major × 65536 + minor. A newer major version is refused in words, a newer minor one is
readable by definition. The file is copied before its first step, and an interrupted step leaves the state before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.errors import LibraryDamaged, LibraryTooNew
from rushes.core.messages import msg
from rushes.store.schema import VERSION_1

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

APPLICATION_ID: Final = 0x52555348
"""The four letters RUSH, which mark a database as ours."""


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version of the schema: a program reads every minor version of its own major one."""

    major: int
    minor: int = 0

    @classmethod
    def unpack(cls, number: int) -> Version:
        """Read the number that `user_version` holds."""
        return cls(number >> 16, number & 0xFFFF)

    def pack(self) -> int:
        """Return the number that `user_version` holds."""
        return self.major << 16 | self.minor


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: the version it leads to, and the statements that lead there."""

    to: Version
    statements: tuple[str, ...]


MIGRATIONS: Final = (Migration(Version(1), VERSION_1),)


def version_of(connection: sqlite3.Connection) -> Version:
    """Return the version of an open database; 0.0 for an empty one."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return Version.unpack(number)


def is_current(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Say whether there is nothing to do."""
    return version_of(connection) >= migrations[-1].to


def refuse_foreign(connection: sqlite3.Connection, folder: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Raise `LibraryTooNew` for a database of a later major version, and `LibraryDamaged` for one that is not ours."""
    version = version_of(connection)
    if version.major > migrations[-1].to.major:
        raise LibraryTooNew(
            msg(
                "The library in {folder} has version {found}; this Rushes reads up to version {known}.",
                folder=str(folder),
                found=version.major,
                known=migrations[-1].to.major,
            )
        )
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application == APPLICATION_ID:
        return
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables or application or version != Version(0):
        raise LibraryDamaged(msg("The file rushes.sqlite3 in {folder} is not a library of Rushes.", folder=str(folder)))


def migrate(
    connection: sqlite3.Connection,
    *,
    copy: Callable[[Version], None],
    migrations: Sequence[Migration] = MIGRATIONS,
) -> Version:
    """Bring a database to the last version, step by step. `copy` is called once before the first, with its version.

    The caller holds off other processes. An empty database is not copied.
    """
    found = version_of(connection)
    due = [migration for migration in migrations if migration.to > found]
    if due and found > Version(0):
        copy(found)
    for migration in due:
        _run(connection, migration)
    return version_of(connection)


def _run(connection: sqlite3.Connection, migration: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in migration.statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {migration.to.pack()}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
