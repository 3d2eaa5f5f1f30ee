"""Telling when a window can be seen, so that what need not be there by then can wait until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PAINTING = (QEvent.Type.Expose, QEvent.Type.Paint)


class FirstPaint(QObject):
    """Watches a window that was just shown.

    A timer of zero milliseconds does not do: the display system asks for the picture later than that.

    Signals:
        painted: the window's picture is on the screen; emitted once.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._handle = window.windowHandle()
        if self._handle.isExposed():
            QTimer.singleShot(0, self.painted.emit)
        else:
            self._handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the event pass; it paints before a timer that is started now is over."""
        if event.type() in _PAINTING:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return False
