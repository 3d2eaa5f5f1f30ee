"""Tells when a window's first picture has reached the screen; the same for both sides of a comparison."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_PAINTS = (QEvent.Type.Expose, QEvent.Type.Paint)


class FirstPaint(QObject):
    """Calls `done(monotonic seconds)` when the window has been painted and flushed for the first time."""

    def __init__(self, window: QWidget, done: Callable[[float], object]) -> None:
        super().__init__(window)
        self._done = done
        window.winId()
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand the event on before the clock is read: what it paints is painted when it returns."""
        if event.type() not in _PAINTS:
            return False
        watched.removeEventFilter(self)
        QCoreApplication.sendEvent(watched, event)
        self._done(time.monotonic())
        return True
