"""A lock on a file that the operating system lets go of when the process dies, however it dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from rushes.core.messages import msg
from rushes.store.faults import LibraryBusy, from_os

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HELD_BY_ANOTHER: Final = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})
_PAUSE: Final = 0.005
"""Seconds between two tries for a lock that is held for an instant only."""


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """An exclusive lock on one file, for as long as it is not released and the process lives.

    It is `flock` (or its like on Windows) and nothing more: a locking library costs more to import than the rest of the
    package, and falls back to marker files, which outlive their process.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self) -> bool:
        """Take the lock if it is free and say whether we have it. Raises `OSError` where files cannot be locked."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD_BY_ANOTHER:
                return False
            raise
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Let go of the lock. Again does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


@contextmanager
def held(path: Path, seconds: float = 15.0) -> Iterator[None]:
    """Hold the lock on `path` during a block, waiting for it as long as `seconds`. Raises `LibraryBusy`."""
    lock = FileLock(path)
    until = time.monotonic() + seconds
    try:
        while not lock.acquire():
            if time.monotonic() > until:
                raise LibraryBusy(
                    msg("Another program is working on the library in {folder}.", folder=str(path.parent))
                )
            time.sleep(_PAUSE)
    except OSError as error:
        raise from_os(error, path.parent) from error
    try:
        yield
    finally:
        lock.release()
