"""A checksum that is made beside the work, so that a download is as fast as the line and the disk."""

from __future__ import annotations

import hashlib
import queue
import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

BATCH: Final = 1 << 19
"""Bytes that are handed over together: each hand-over wakes a thread and passes the interpreter back and forth."""

_AHEAD: Final = 4
"""Batches that may wait: hashing is faster than any disk, so a few even it out."""


class Digest:
    """The SHA-256 of the blocks given to `update`, made in a thread that lives as long as the context.

    It holds on to six batches at most, each larger than `BATCH` by less than a block.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._batch: list[bytes] = []
        self._gathered = 0
        self._batches: queue.Queue[list[bytes]] = queue.Queue(_AHEAD)
        self._thread = threading.Thread(target=self._work, name="rushes-digest", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish()

    def update(self, block: bytes) -> None:
        """Add a block."""
        self._batch.append(block)
        self._gathered += len(block)
        if self._gathered >= BATCH:
            self._hand_over()

    def hexdigest(self) -> str:
        """Return the checksum of everything, in hexadecimal. Nothing can be added afterwards."""
        self._finish()
        return self._hash.hexdigest()

    def _hand_over(self) -> None:
        self._batches.put(self._batch)
        self._batch, self._gathered = [], 0

    def _finish(self) -> None:
        if not self._thread.is_alive():
            return
        if self._batch:
            self._hand_over()
        self._batches.put([])
        self._thread.join()

    def _work(self) -> None:
        while batch := self._batches.get():
            for block in batch:
                self._hash.update(block)
