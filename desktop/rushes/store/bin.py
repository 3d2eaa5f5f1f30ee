"""The library's bin: what was deleted, until it is emptied."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rushes.core.generation import GenerationId
from rushes.core.stages import IN_WORK, Stage
from rushes.store.faults import from_os
from rushes.store.generations import in_words
from rushes.store.rows import clean, to_ms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from rushes.store.database import Database
    from rushes.store.files import Files

_GOING: Final = 0
"""The value of `deleted_ms` of a row whose files are being deleted: it cannot be restored any more."""

_YOUNG: Final = 24 * 3600
"""Seconds a reference copy is left alone: its use may not have been written down yet."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """What emptying the bin did: bytes freed, the generations that are gone, and how many stayed, being in work."""

    freed: int
    gone: tuple[GenerationId, ...]
    stayed: int


class Bin:
    """Deleting hides a row and leaves its files where they are, so that restoring is instant."""

    def __init__(self, database: Database, files: Files, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._files = files
        self._clock = clock

    def delete(self, ids: Iterable[str]) -> tuple[GenerationId, ...]:
        """Move generations to the bin and return those that were not there.

        One that runs at the service is still followed there. One that only waits is held: nobody expects to pay for
        what was thrown away.
        """
        held = f"held = CASE stage WHEN '{Stage.WAITING.value}' THEN 1 ELSE held END"
        return self._set(ids, f"deleted_ms = ?, {held}", "deleted_ms IS NULL", to_ms(self._clock()))

    def restore(self, ids: Iterable[str]) -> tuple[GenerationId, ...]:
        """Take generations out of the bin and return those that were there."""
        return self._set(ids, "deleted_ms = ?", "deleted_ms > 0", None)

    def bin_ids(self) -> list[GenerationId]:
        """Return what is in the bin, newest first."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id FROM generation INDEXED BY binned WHERE deleted_ms IS NOT NULL AND deleted_ms > 0"
                " ORDER BY row DESC"
            ).fetchall()
        return [GenerationId(gid) for (gid,) in rows]

    def empty_bin(self) -> Emptied:
        """Delete for good what is in the bin, takes and thumbnails included, and references nothing else uses.

        What is in work stays, except what waits and is held: it was never sent, and ends here. Rows go last, so that an
        interrupted emptying is finished by the next one.
        """
        work = in_words(IN_WORK)
        with self._database.write(full=True) as connection:
            connection.execute(
                f"UPDATE generation SET stage = '{Stage.CANCELED.value}', owner = NULL"
                f" WHERE deleted_ms IS NOT NULL AND stage = '{Stage.WAITING.value}' AND held"
            )
            connection.execute(
                f"UPDATE generation SET deleted_ms = ? WHERE deleted_ms IS NOT NULL AND stage NOT IN {work}", (_GOING,)
            )
            (stayed,) = connection.execute(
                "SELECT count(*) FROM generation WHERE deleted_ms IS NOT NULL AND deleted_ms <> ?", (_GOING,)
            ).fetchone()
            going = connection.execute(
                "SELECT row, id, take_path FROM generation WHERE deleted_ms = ?", (_GOING,)
            ).fetchall()
        freed = 0
        for _, gid, take_path in going:
            freed += self._delete_files(gid, take_path)
        with self._database.write() as connection:
            connection.executemany("DELETE FROM generation WHERE row = ?", [(row,) for row, _, _ in going])
        freed += self.collect_references()
        return Emptied(freed, tuple(GenerationId(gid) for _, gid, _ in going), stayed)

    def collect_references(self, younger_than: float = _YOUNG) -> int:
        """Delete reference copies that no generation and no draft uses, and return the bytes freed.

        Copies younger than `younger_than` seconds are left alone.
        """
        freed = 0
        limit = time.time() - younger_than
        for path in sorted((self._files.folder / "References").glob("??/*")):
            if path.is_file() and path.stat().st_mtime < limit and not self._is_used(path.name[:64]):
                freed += self._unlink(path)
        return freed

    def _set(self, ids: Iterable[str], change: str, condition: str, value: int | None) -> tuple[GenerationId, ...]:
        changed: list[GenerationId] = []
        with self._database.write(full=True) as connection:
            for gid in ids:
                done = connection.execute(
                    f"UPDATE generation SET {change} WHERE id = ? AND {condition}", (value, clean(gid))
                )
                if done.rowcount:
                    changed.append(GenerationId(gid))
        return tuple(changed)

    def _is_used(self, sha256: str) -> bool:
        with self._database.read() as connection:
            (used,) = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM reference_use WHERE sha256 = ?1)"
                " OR EXISTS (SELECT 1 FROM draft WHERE instr(text, ?1))",
                (sha256,),
            ).fetchone()
        return bool(used)

    def _delete_files(self, gid: str, take_path: str | None) -> int:
        freed = self._unlink(self._files.inside(take_path)) if take_path else 0
        for path in self._files.staged(gid):
            freed += self._unlink(path)
        return freed + self._unlink(self._files.thumbnail_path(gid))

    def _unlink(self, path: Path) -> int:
        try:
            size = path.stat().st_size
            path.unlink()
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise from_os(error, self._files.folder) from error
        return size
