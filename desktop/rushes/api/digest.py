"""A checksum that is made beside the work, so that a download is as fast as the line and the disk."""

from __future__ import annotations

import hashlib
import queue
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

_AHEAD: Final = 4
"""Blocks that may wait: hashing is faster than any disk, so a few even it out."""


class Digest:
    """The SHA-256 of the blocks given to `update`, made in a thread that lives as long as the context."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._blocks: queue.Queue[bytes] = queue.Queue(_AHEAD)
        self._thread = threading.Thread(target=self._work, name="rushes-digest", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish()

    def update(self, block: bytes) -> None:
        """Add a block, which must not be empty."""
        self._blocks.put(block)

    def hexdigest(self) -> str:
        """Return the checksum of everything, in hexadecimal. Nothing can be added afterwards."""
        self._finish()
        return self._hash.hexdigest()

    def _finish(self) -> None:
        if self._thread.is_alive():
            self._blocks.put(b"")
            self._thread.join()

    def _work(self) -> None:
        while block := self._blocks.get():
            self._hash.update(block)
