"""Rows that wait for a slot without a thread, and rows that could not be let go of."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from rushes.core.cancel import CancelToken
from rushes.core.errors import LibraryError
from rushes.services.workbench import Active

if TYPE_CHECKING:
    from collections.abc import Callable

    from rushes.core.generation import Generation, GenerationId
    from rushes.services.workbench import Workbench

log = logging.getLogger(__name__)


class Line:
    """The rows of this process that wait for a slot, oldest first. They stay ours, and hold no thread."""

    def __init__(self, bench: Workbench, slots: Callable[[], int]) -> None:
        self._bench = bench
        self._slots = slots
        self._lock = threading.Lock()
        self._rows: dict[GenerationId, int] = {}

    @property
    def empty(self) -> bool:
        """Whether nobody waits. Does not block."""
        return not self._rows

    def join(self, generation: Generation) -> None:
        """Let a row wait."""
        with self._lock:
            self._rows[generation.id] = generation.row

    def leave(self, generation_id: GenerationId) -> None:
        """Take out a row that waits no more."""
        with self._lock:
            self._rows.pop(generation_id, None)

    def has_before(self, generation: Generation) -> bool:
        """Say whether older rows go first: they wait, or were turned away in such a number that each slot has one."""
        with self._lock:
            older = any(row < generation.row for row in self._rows.values())
        return older or self._resting() >= self._slots()

    def _resting(self) -> int:
        with self._bench.lock:
            return sum(active.resting for active in self._bench.active.values())

    def call(self) -> list[GenerationId]:
        """Take out the oldest rows, as many as there are free slots; drive them next. Blocks."""
        if self.empty:
            return []
        # who was turned away keeps its turn: else everybody would try, be turned away, and hold a thread
        free = self._slots() - self._bench.library.generations.slots_taken() - self._resting()
        with self._lock:
            called = sorted(self._rows, key=self._rows.__getitem__)[: max(0, free)]
            for generation_id in called:
                del self._rows[generation_id]
        return called


class LettingGo:
    """Lets go of rows this process owns, later where the disk is full now.

    A row that stays ours with nobody driving it could not be sent, nor followed by any other process.
    """

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._left: set[GenerationId] = set()

    def now(self, generation_id: GenerationId) -> None:
        """Let go of a row that no other thread drives, or keep in mind that it has to be."""
        try:
            self._bench.library.generations.release(generation_id)
        except LibraryError as error:
            log.info("%s could not be let go of yet: %s", generation_id, error)
            self.later(generation_id)

    def later(self, generation_id: GenerationId) -> None:
        """Keep in mind to let go of a row, which another thread may be driving now."""
        with self._bench.lock:
            self._left.add(generation_id)

    def late(self) -> list[GenerationId]:
        """Let go of what could not be before; returns those that somebody wanted driven meanwhile."""
        with self._bench.lock:
            left = [gid for gid in self._left if gid not in self._bench.active]
            # what is being driven lets go of itself at the end
            self._left.clear()
            standing_in = {gid: Active(CancelToken()) for gid in left}
            # so that nobody drives them at this moment and loses them to us
            self._bench.active.update(standing_in)
        try:
            for generation_id in left:
                self.now(generation_id)
        finally:
            with self._bench.lock:
                for generation_id in left:
                    del self._bench.active[generation_id]
        return [gid for gid, active in standing_in.items() if active.wanted_again]
