"""Locks between processes."""

from __future__ import annotations

import errno
import os
import sys
import time
from typing import TYPE_CHECKING, Final

from rushes.core.errors import SettingsError
from rushes.core.messages import msg

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN: Final = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_ATTEMPTS: Final = 3  # somebody may be looking whether it is free, which takes it for microseconds
_PAUSE: Final = 0.01


class ProcessLock:
    """A lock on a file, held by one process and let go by the operating system when it dies, `kill -9` included.

    The file stays: removing it would let two processes hold a lock of the same name. It holds the number of the
    process that took it last. Not for several threads at once. Under Windows written, not run.

    Our own twenty lines, because the `filelock` package imports asyncio, which costs start-up time.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def try_acquire(self) -> bool:
        """Take the lock if it is free, without waiting; True when this object holds it now.

        Raises `SettingsError` when the file cannot be made, or the file system has no locks.
        """
        if self._descriptor is not None:
            return True
        descriptor = self._open()
        try:
            for attempt in range(_ATTEMPTS):
                if attempt:
                    time.sleep(_PAUSE)
                if self._lock(descriptor, shared=False):
                    os.ftruncate(descriptor, 0)
                    os.write(descriptor, str(os.getpid()).encode())
                    self._descriptor = descriptor
                    return True
        except OSError as error:
            raise self._failed(error) from error
        finally:
            if self._descriptor is None:
                os.close(descriptor)
        return False

    def release(self) -> None:
        """Let go of the lock; nothing when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)  # the lock goes with the descriptor
            self._descriptor = None

    def is_held_by_other(self) -> bool:
        """Whether another object, here or in another process, holds the lock. Raises `SettingsError` as above."""
        if self._descriptor is not None or not self.path.exists():
            return False
        descriptor = self._open()
        try:
            # Shared, so that two who only look do not take each other for the holder.
            return not self._lock(descriptor, shared=True)
        finally:
            os.close(descriptor)

    def _open(self) -> int:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise self._failed(error) from error

    def _lock(self, descriptor: int, *, shared: bool) -> bool:
        try:
            if sys.platform == "win32":
                os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # beyond the text, which a locked byte would hide
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
                os.lseek(descriptor, 0, os.SEEK_SET)
            else:
                fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            raise self._failed(error) from error
        return True

    def _failed(self, error: OSError) -> SettingsError:
        return SettingsError(
            msg("{path} cannot be locked ({reason}).", path=str(self.path), reason=error.strerror or "unknown"),
            next_step=msg("Choose a folder on a local disk that you can write to."),
        )
