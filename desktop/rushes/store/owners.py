"""Which process works on what: every process that has a library open holds a lock that dies with it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from rushes.core.errors import LibraryError
from rushes.store.faults import from_os
from rushes.store.locks import FileLock, held

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

_NAME: Final = re.compile(r"\d+-[0-9a-f]{16}")


class Owners:
    """The lock files of one library, in its folder `Owners`, and our own among them.

    Making, trying and removing lock files happens under one more lock, the guard, so that nobody can take a file that
    was just made for one that was left behind.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = f"{os.getpid()}-{os.urandom(8).hex()}"
        """The name under which this process owns generations."""
        self._own = FileLock(self._path(self.name))
        with self.guard():
            try:
                if not self._own.acquire():
                    raise FileExistsError(self.name)
            except OSError as error:
                raise from_os(error, folder.parent) from error

    def guard(self) -> AbstractContextManager[None]:
        """Keep other processes from opening, migrating and looking for dead owners during a block."""
        return held(self._folder / "guard")

    def is_alive(self, owner: str) -> bool:
        """Say whether the process of this name still runs. Its lock file is removed if it does not."""
        if owner == self.name:
            return True
        if not _NAME.fullmatch(owner):
            return False
        with self.guard():
            return not self._remove_dead(self._path(owner))

    def remove_dead(self) -> int:
        """Remove the lock files that dead processes left behind, and say how many there were."""
        with self.guard():
            return sum(self._remove_dead(path) for path in self._folder.glob("*.lock") if path != self._own.path)

    def close(self) -> None:
        """Give up everything this process owns."""
        try:
            with self.guard():
                self._own.release()
                self._own.path.unlink(missing_ok=True)
        except (LibraryError, OSError):
            # the folder has gone, with a drive that was pulled out: the lock is all there is to let go of
            self._own.release()

    def _path(self, owner: str) -> Path:
        return self._folder / f"{owner}.lock"

    def _remove_dead(self, path: Path) -> bool:
        if not path.exists():
            return True
        lock = FileLock(path)
        try:
            if not lock.acquire():
                return False
        except OSError:
            # a lock that cannot be tried is taken for a live one: better a row too late than two followers
            return False
        lock.release()
        path.unlink(missing_ok=True)
        return True
