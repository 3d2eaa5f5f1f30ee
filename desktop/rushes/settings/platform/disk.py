"""Room on a disk."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def free_bytes(path: Path) -> int:
    """Return the bytes that may still be written where `path` is, or will be once its folders are made.

    Raises `OSError` when the disk does not answer.
    """
    place = path.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    if sys.platform == "win32":
        import shutil  # deferred: it brings compression along to every start, and only Windows needs it

        return shutil.disk_usage(place).free
    disk = os.statvfs(place)
    return disk.f_bavail * disk.f_frsize
