"""Asking the library what the list holds: all of it after a search, one row after a change, never too often."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rushes.core.history import HistoryFilter
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from rushes.core.generation import GenerationId
    from rushes.core.history import HistoryResult, HistoryRow
    from rushes.services.history import History
    from rushes.ui.tasks import Handle, Tasks

REQUERY_MS: Final = 60
"""A burst of changes asks the library once."""

REST_MS: Final = 150
"""Milliseconds after a first page until all the rest is asked for: reading it holds up whoever is still typing."""


class Listing(QObject):
    """Reads what is listed under a search and a filter, and reads it again when it has changed.

    Signals:
        found: what is listed (`HistoryResult`); a first page comes alone, before the whole.
        rows_read: light rows that were asked for (a list of `HistoryRow`).
        row_changed: a row as it is now (`HistoryRow`), and whether it is listed.
    """

    found = Signal(object)
    rows_read = Signal(object)
    row_changed = Signal(object, bool)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._history: History | None = None
        self._words = ""
        self._filter = HistoryFilter.ALL
        self._shown: tuple[str, HistoryFilter] | None = None
        self._query: Handle | None = None
        self._outdated = False
        self._reading: dict[str, bool] = {}
        self._requery = QTimer(self)
        self._requery.setSingleShot(True)
        self._requery.setInterval(REQUERY_MS)
        self._requery.timeout.connect(self.reload)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._read_rest)

    @property
    def words(self) -> str:
        """What is searched for; empty for nothing."""
        return self._words

    @property
    def filter(self) -> HistoryFilter:
        """The part of the history that is listed."""
        return self._filter

    @property
    def waiting(self) -> bool:
        """Whether the library is going to be asked without anybody doing anything."""
        return self._requery.isActive() or self._rest.isActive()

    def attach(self, history: History | None) -> None:
        """List the history of an open library; None to ask the library nothing more."""
        self._history = history
        if history is not None:
            self.reload()
            return
        self._requery.stop()
        self._rest.stop()
        self._reading.clear()
        if self._query is not None:
            self._query.cancel()

    # --- all of it ---

    def search(self, words: str) -> None:
        """List only what holds these words."""
        if words.strip() != self._words:
            self._words = words.strip()
            self.reload()

    def show_filter(self, which: HistoryFilter) -> None:
        """List only a part of the history."""
        self._filter = which
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask the library anew; what is shown stays until the answer is there.

        What was asked for before is asked for whole, so that nothing that is on the screen goes for a moment.
        """
        if self._history is None:
            return
        if self._query is not None:
            self._query.cancel()
        self._rest.stop()
        self._outdated = False
        asked = (self._words, self._filter)
        if asked == self._shown:
            self._read_rest()
        else:
            self._query = self._tasks.run(
                Pool.QUERIES, self._history.first_page, *asked, done=self._first_page, owner=self
            )

    def reload_soon(self) -> None:
        """Ask the library anew, once for all that changes in a moment."""
        self._requery.start()

    def _first_page(self, result: HistoryResult) -> None:
        self._shown = (self._words, self._filter) if result.complete else None
        self._tell(result)
        if not result.complete:
            self._rest.start()

    @Slot()
    def _read_rest(self) -> None:
        if self._history is not None:
            self._query = self._tasks.run(
                Pool.QUERIES, self._history.query, self._words, self._filter, done=self._whole, owner=self
            )

    def _whole(self, result: HistoryResult) -> None:
        self._shown = (self._words, self._filter)
        self._tell(result)

    def _tell(self, result: HistoryResult) -> None:
        self.found.emit(result)
        if self._outdated:
            self._requery.start()

    # --- rows of it ---

    @Slot(object)
    def read_rows(self, numbers: list[int]) -> None:
        """Read the light rows of these numbers."""
        if self._history is not None:
            self._tasks.run(Pool.QUERIES, self._history.rows, numbers, done=self.rows_read.emit, owner=self)

    def read_change(self, generation_id: GenerationId) -> None:
        """Read a row again that has changed."""
        if generation_id in self._reading:
            # two readings at once could arrive in the wrong order
            self._reading[generation_id] = True
        else:
            self._read_row(generation_id)

    def _read_row(self, generation_id: GenerationId) -> None:
        if self._history is None:
            return
        self._reading[generation_id] = False
        asked = (self._words, self._filter)
        self._tasks.run(
            Pool.QUERIES,
            _row_of,
            self._history,
            generation_id,
            *asked,
            done=partial(self._row_read, generation_id, asked),
            failed=partial(self._row_not_read, generation_id),
            owner=self,
            priority=1,
        )

    def _row_read(
        self, generation_id: GenerationId, asked: tuple[str, HistoryFilter], change: tuple[HistoryRow | None, bool]
    ) -> None:
        again = self._reading.pop(generation_id, False)
        if asked == (self._words, self._filter):
            self._row_changed(*change)
        else:
            again = True
        if again:
            self._read_row(generation_id)

    def _row_not_read(self, generation_id: GenerationId, error: Exception) -> None:
        self._reading.pop(generation_id, None)
        self._tasks.unhandled.emit(error)

    def _row_changed(self, row: HistoryRow | None, shown: bool) -> None:
        # a query that is on its way may have been read before this
        self._outdated = self._query is not None and self._query.running
        if row is None:
            self._requery.start()
        else:
            self.row_changed.emit(row, shown)


def _row_of(
    history: History, generation_id: GenerationId, words: str, which: HistoryFilter
) -> tuple[HistoryRow | None, bool]:
    row = history.row_of(generation_id)
    return row, row is not None and history.shows(row.row, words, which)
