"""What is being edited, kept so that it survives a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.store.rows import clean, to_ms

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from rushes.store.database import Database


class Drafts:
    """Texts by name, each replaced as a whole. Saving takes milliseconds; when to save is the caller's affair."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def save(self, name: str, text: str) -> None:
        """Keep `text` under `name`, in place of what was there."""
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO draft (name, text, saved_ms) VALUES (?1, ?2, ?3)"
                " ON CONFLICT (name) DO UPDATE SET text = ?2, saved_ms = ?3",
                (name, clean(text), to_ms(self._clock())),
            )

    def load(self, name: str) -> str | None:
        """Return what was kept under `name`, or None."""
        with self._database.read() as connection:
            row = connection.execute("SELECT text FROM draft WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def forget(self, name: str) -> None:
        """Drop what was kept under `name`."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM draft WHERE name = ?", (name,))
