"""Reading what is dragged, dropped, pasted or chosen, off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from rushes.core.errors import RushesError
from rushes.services.intake import Found, Intake, LeftOut, Offer, Place
from rushes.ui.compose.offers import Offered, offered
from rushes.ui.compose.verdict import Preview, guessed
from rushes.ui.tasks import Pool

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from rushes.core.cancel import CancelToken
    from rushes.ui.tasks import Handle, Tasks

PREVIEWED: Final = 12
"""How many dragged files are looked into before they are dropped: more cannot be used anyway."""

LEFT_MS: Final = 60
"""A drag that leaves one widget enters the next one: it has left only when it does not come back in this time."""


class Taker(QObject):
    """Reads offers, one after another as they come.

    Signals:
        read: what an offer holds: a tuple of `Found`, a tuple of `LeftOut`, and the `Place` it was for.
        busy: whether something is being read (`bool`).
        failed: an offer could not be read at all (`RushesError`).
    """

    read = Signal(object, object, object)
    busy = Signal(bool)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._intake: Intake | None = None
        self._early: list[tuple[Offered, Place]] = []
        self._at_work: list[Handle] = []

    def attach(self, intake: Intake | None) -> None:
        """Say who reads. What was offered before the library was open is read now."""
        self._intake = intake
        if intake is None:
            for handle in self._at_work:
                handle.cancel()
            self._at_work.clear()
            self.busy.emit(False)
            return
        early, self._early = self._early, []
        for what, where in early:
            self.take(what, where)

    def take(self, what: Offered, where: Place) -> None:
        """Read an offer for a place."""
        if what.empty:
            return
        if self._intake is None:
            self._early.append((what, where))
            return
        handles: list[Handle] = []

        def finished() -> None:
            self._at_work = [handle for handle in self._at_work if handle not in handles]
            if not self._at_work:
                self.busy.emit(False)

        def done(result: tuple[tuple[Found, ...], tuple[LeftOut, ...]]) -> None:
            finished()
            self.read.emit(result[0], result[1], where)

        def failed(error: Exception) -> None:
            finished()
            if isinstance(error, RushesError):
                self.failed.emit(error)
            else:
                self._tasks.unhandled.emit(error)

        handles.append(
            self._tasks.run(
                Pool.MEDIA, _read, self._intake, what, where, done=done, failed=failed, owner=self, priority=2
            )
        )
        self._at_work += handles
        self.busy.emit(True)


def _read(
    intake: Intake, what: Offered, where: Place, cancel: CancelToken
) -> tuple[tuple[Found, ...], tuple[LeftOut, ...]]:
    offer, broken = what.whole()
    found, left_out = intake.read(offer, where, cancel)
    return found, (*broken, *left_out)


class DragWatch(QObject):
    """Knows what is being dragged over the window: at first by its names, soon by its content.

    Signals:
        changed: more is known (`Preview`).
        ended: nothing is dragged any more.
    """

    changed = Signal(object)
    ended = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._intake: Intake | None = None
        self._preview: Preview | None = None
        self._handle: Handle | None = None
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(LEFT_MS)
        self._leaving.timeout.connect(self.end)

    @property
    def preview(self) -> Preview | None:
        """What is being dragged, or None."""
        return self._preview

    def attach(self, intake: Intake | None) -> None:
        """Say who reads."""
        self._intake = intake

    def enter(self, mime: QMimeData) -> bool:
        """Look at what came over the window; returns whether it is any of our business."""
        self._leaving.stop()
        what = offered(mime, with_data=False)
        if what.empty and what.trouble is None:
            self.end()
            return False
        if self._preview is not None and self._preview.offered == what:
            return True
        self._forget()
        self._preview = guessed(what)
        self.changed.emit(self._preview)
        if what.offer.paths and self._intake is not None:
            few = Offer(paths=what.offer.paths[:PREVIEWED])
            self._handle = self._tasks.run(
                Pool.MEDIA, self._intake.read, few, Place(), done=self._read, failed=self._not_read, priority=3
            )
        return True

    def leave(self) -> None:
        """Note that it left a widget."""
        if self._preview is not None:
            self._leaving.start()

    @Slot()
    def end(self) -> None:
        """Note that nothing is dragged any more."""
        self._leaving.stop()
        self._forget()
        if self._preview is not None:
            self._preview = None
            self.ended.emit()

    def _forget(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _read(self, result: tuple[tuple[Found, ...], tuple[LeftOut, ...]]) -> None:
        self._handle = None
        if self._preview is None:
            return
        names = guessed(self._preview.offered)
        others = [found for found in names.found if found.path is None]
        unread = [found for found in names.found if found.path in self._preview.offered.offer.paths[PREVIEWED:]]
        self._preview = Preview(names.offered, (*result[0], *unread, *others), result[1], read=True)
        self.changed.emit(self._preview)

    def _not_read(self, error: Exception) -> None:
        self._handle = None
        if not isinstance(error, RushesError):
            self._tasks.unhandled.emit(error)
