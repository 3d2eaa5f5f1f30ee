"""The folder an engine works in: its own while it lives, and cleared away by a later engine if it was killed."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = "rushes-rehearsal-"
_LOCK: Final = "owner"

if sys.platform == "win32":

    def _lock(_descriptor: int) -> None:
        """Do nothing: a file that is open cannot be deleted there."""

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def workroom(parent: Path | None) -> Iterator[Path]:
    """Make a folder in `parent`, or where the system keeps temporary files, and remove it at the end of the block.

    Folders beside it whose engines are dead are removed first. Raises OSError when none can be made.
    """
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with suppress(OSError):
            _lock(descriptor)
        _clear(folder)
        yield folder
    finally:
        os.close(descriptor)
        shutil.rmtree(folder, ignore_errors=True)


def _clear(own: Path) -> None:
    """Remove what killed engines left: where there is a lock and nobody holds it."""
    for folder in own.parent.glob(f"{PREFIX}*"):
        if folder == own:
            continue
        with suppress(OSError):
            # another's folder has no lock in the instant in which it is made, and is left alone
            descriptor = os.open(folder / _LOCK, os.O_RDWR)
            try:
                _lock(descriptor)
            finally:
                os.close(descriptor)
            shutil.rmtree(folder, ignore_errors=True)
