"""What has been made: listed, searched, deleted to the bin and brought back. Calls block, except where said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rushes.core.errors import UnknownGeneration
from rushes.core.events import GenerationChanged
from rushes.core.messages import msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rushes.core.cancel import CancelToken
    from rushes.core.events import Events
    from rushes.core.generation import Generation, GenerationId
    from rushes.core.history import HistoryFilter, HistoryResult, HistoryRow
    from rushes.core.stages import Engine
    from rushes.store.bin import Emptied
    from rushes.store.generations import Counts
    from rushes.store.library import Library


class History:
    """The history of one library."""

    def __init__(self, library: Library, events: Events) -> None:
        self._library = library
        self._events = events

    def first_page(self, words: str, which: HistoryFilter, cancel: CancelToken | None = None) -> HistoryResult:
        """Return the newest rows that a query finds, to be painted before the rest is read."""
        return self._library.history.first_page(words=words, filter=which, cancel=cancel)

    def query(self, words: str, which: HistoryFilter, cancel: CancelToken | None = None) -> HistoryResult:
        """Return all rows that a query finds, newest first."""
        return self._library.history.query(words, filter=which, cancel=cancel)

    def rows(self, numbers: Sequence[int]) -> list[HistoryRow]:
        """Return the light rows with these numbers; those that are gone are left out."""
        return self._library.history.rows(numbers)

    def row_of(self, generation_id: GenerationId) -> HistoryRow | None:
        """Return the light row of one generation, or None when it is gone."""
        return self._library.history.row_of(generation_id)

    def shows(self, number: int, words: str, which: HistoryFilter) -> bool:
        """Say whether a query finds this row."""
        return self._library.history.shows(number, words, filter=which)

    def get(self, generation_id: GenerationId) -> Generation:
        """Return all about one generation. Raises `UnknownGeneration`."""
        return self._library.generations.get(generation_id)

    def newest(self, words: str, count: int) -> list[Generation]:
        """Return the newest generations that hold all the words."""
        found = self._library.history.first_page(count, words) if count else None
        rows = self._library.history.rows(found.rows) if found is not None else []
        return [self._library.generations.get(row.id) for row in rows]

    def find(self, some_id: str) -> Generation:
        """Return the generation with our id, or the one with the service's. Raises `UnknownGeneration`."""
        try:
            return self._library.generations.get(some_id)
        except UnknownGeneration:
            for generation in self.newest(some_id, 50):
                if generation.remote_id == some_id:
                    return generation
            raise UnknownGeneration(msg("No take has the id {id}.", id=some_id)) from None

    def in_work(self) -> list[GenerationId]:
        """Return the ids of what is in work or unconfirmed, oldest first."""
        generations = self._library.generations
        return [generation.id for generation in (*generations.in_work(), *generations.unconfirmed())]

    def counts(self) -> Counts:
        """Return the totals of the status bar."""
        return self._library.generations.counts()

    def typical_seconds(self, resolution: str, duration: int, engine: Engine) -> float | None:
        """Return how long similar takes took, or None when there are none."""
        return self._library.generations.typical_seconds(resolution, duration, engine)

    def changed_elsewhere(self) -> bool:
        """Say whether another process, such as the command line, has changed the library since this was asked last."""
        return self._library.changed_elsewhere()

    def tidy(self) -> None:
        """Do the housekeeping that a start owes: a copy of the database when it is due, leftovers removed."""
        self._library.back_up()
        self._library.tidy()

    def delete(self, ids: Iterable[GenerationId]) -> tuple[GenerationId, ...]:
        """Move generations to the bin; returns those that were not there yet. What is in work is still followed."""
        deleted = self._library.bin.delete(ids)
        self._tell(deleted, removed=True)
        return deleted

    def restore(self, ids: Iterable[GenerationId]) -> tuple[GenerationId, ...]:
        """Bring generations back from the bin."""
        restored = self._library.bin.restore(ids)
        self._tell(restored, added=True)
        return restored

    def empty_bin(self) -> Emptied:
        """Remove for good what is in the bin, except what is still in work."""
        ids = self._library.bin.bin_ids()
        emptied = self._library.bin.empty_bin()
        self._tell(ids, removed=True)
        return emptied

    def _tell(self, ids: Iterable[GenerationId], *, added: bool = False, removed: bool = False) -> None:
        for generation_id in ids:
            self._events.publish(GenerationChanged(generation_id, added=added, removed=removed))
