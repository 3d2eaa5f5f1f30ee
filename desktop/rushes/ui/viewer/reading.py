"""Having a generation read for the viewer: one at a time, and what is wanted now takes the place of what was wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rushes.core.errors import RushesError
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from rushes.services.studio import Studio
    from rushes.ui.tasks import Handle, Tasks
    from rushes.ui.viewer.loading import Loaded


class Reader(QObject):
    """Reads from an open library on worker threads.

    Signals:
        read: a generation (`Loaded`), or None: it is gone.
        failed: it could not be read (`RushesError`).
        poster_read: the poster of a take (`QImage`), or None: there is none.
        looked: whether the library is empty.
    """

    read = Signal(object)
    failed = Signal(object)
    poster_read = Signal(object)
    looked = Signal(bool)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._reading: Handle | None = None
        self._poster: Handle | None = None

    def read_generation(self, studio: Studio, generation_id: str) -> None:
        """Read all that is shown of a generation."""
        from rushes.ui.viewer import loading  # deferred: not part of the first paint

        self._forget_reading()
        self._reading = self._tasks.run(
            Pool.QUERIES,
            loading.load,
            studio,
            generation_id,
            done=self._was_read,
            failed=self._not_read,
            owner=self,
            priority=2,
        )

    def look_if_empty(self, studio: Studio) -> None:
        """See whether the library holds nothing yet."""
        from rushes.ui.viewer import loading  # deferred: not part of the first paint

        self._forget_reading()
        self._reading = self._tasks.run(
            Pool.QUERIES, loading.is_empty, studio, done=self.looked.emit, failed=self._not_read, owner=self
        )

    def read_poster(self, studio: Studio, generation_id: str) -> None:
        """Read the poster of a take. One that cannot be had is no loss: the frame comes."""
        from rushes.ui.viewer import loading  # deferred: not part of the first paint

        self.forget_poster()
        self._poster = self._tasks.run(
            Pool.MEDIA,
            loading.poster,
            studio,
            generation_id,
            done=self._poster_was_read,
            failed=self._no_poster,
            owner=self,
            priority=2,
        )

    def forget_poster(self) -> None:
        """Want the poster no more."""
        if self._poster is not None:
            self._poster.cancel()
            self._poster = None

    def cancel(self) -> None:
        """Want nothing more."""
        self._forget_reading()
        self.forget_poster()

    def _forget_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _was_read(self, loaded: Loaded | None) -> None:
        self.read.emit(loaded)

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, RushesError):
            self.failed.emit(error)
        else:
            self._tasks.unhandled.emit(error)

    def _poster_was_read(self, image: QImage | None) -> None:
        self._poster = None
        self.poster_read.emit(image)

    def _no_poster(self, error: Exception) -> None:
        self._poster = None
        if not isinstance(error, RushesError):
            self._tasks.unhandled.emit(error)
