"""Keeping the draft: a moment after each change, and when the window closes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rushes.core.errors import RushesError
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from rushes.core.recipe import Recipe
    from rushes.services.drafts import Drafts
    from rushes.ui.tasks import Tasks

DELAY_MS: Final = 300


class _Writer:
    """Writes drafts of one library in the order they were edited, whichever thread comes first."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._lock = threading.Lock()
        self._written = 0

    def write(self, number: int, recipe: Recipe) -> None:
        """Write a draft unless a later one was written. Raises `LibraryError`."""
        with self._lock:
            if number > self._written:
                self._drafts.save(recipe)
                self._written = number


class DraftKeeper(QObject):
    """Saves the draft.

    Signals:
        failed: it could not be saved (`RushesError`). Told once until it succeeds again.
    """

    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._writer: _Writer | None = None
        self._recipe: Recipe | None = None
        self._number = 0
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._save)

    def attach(self, drafts: Drafts | None) -> None:
        """Say where drafts are kept."""
        self._timer.stop()
        self._writer = _Writer(drafts) if drafts is not None else None
        self._recipe = None

    def note(self, recipe: Recipe) -> None:
        """Save a recipe soon."""
        self._recipe = recipe
        self._number += 1
        # Not restarted: somebody who types without a pause is saved all the same.
        if self._writer is not None and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _save(self) -> None:
        recipe, self._recipe = self._recipe, None
        if recipe is not None and self._writer is not None:
            self._tasks.run(
                Pool.QUERIES,
                self._writer.write,
                self._number,
                recipe,
                done=self._saved,
                failed=self._not_saved,
                owner=self,
            )

    def flush(self) -> None:
        """Save what was not saved yet, now: the program is about to end."""
        self._timer.stop()
        recipe, self._recipe = self._recipe, None
        if recipe is None or self._writer is None:
            return
        try:
            self._writer.write(self._number, recipe)
        except RushesError as error:
            self._not_saved(error)

    def _saved(self, _nothing: object) -> None:
        self._told = False

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, RushesError):
            self._tasks.unhandled.emit(error)
        elif not self._told:
            self._told = True
            self.failed.emit(error)
