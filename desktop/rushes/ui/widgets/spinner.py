"""The ring that says: this is in work. It turns at most 30 times a second, and only while somebody can see it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rushes.ui import theme
from rushes.ui.widgets import painting

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

TURN_SECONDS = 1.2
FRAME_MS = 34


def paint_ring(painter: QPainter, rect: QRectF, width: float, turn: float) -> None:
    """Paint a ring with a bright quarter that has made `turn` (0 to 1) of its way round."""
    shown = theme.current()
    area = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(shown.control, width))
    painter.drawEllipse(area)
    pen = QPen(shown.accent, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawArc(area, round((135 - 360 * turn) * 16), -90 * 16)


def turn_now() -> float:
    """Return how far round every ring is at this moment, 0 to 1; it stands still with reduced motion."""
    return 0.0 if theme.reduced_motion() else (time.monotonic() / TURN_SECONDS) % 1.0


class Ring(QObject):
    """Turns a ring on a widget that paints it itself; rests while the widget cannot be seen."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._tick)
        widget.installEventFilter(self)
        self._follow()

    def paint(self, painter: QPainter, rect: QRectF, width: float) -> None:
        """Paint the ring as it stands now."""
        paint_ring(painter, rect, width, turn_now())

    def stop(self) -> None:
        """Turn no more, for good."""
        self._timer.stop()
        self._widget.removeEventFilter(self)
        self.deleteLater()

    def turning(self) -> bool:
        """Whether it moves."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Start and stop with the widget."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._follow()
        return False

    def _follow(self) -> None:
        if self._widget.isVisible() and not theme.reduced_motion():
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _tick(self) -> None:
        if theme.reduced_motion():
            self._timer.stop()
        elif not self._widget.visibleRegion().isEmpty():
            self._widget.update()


class Spinner(QWidget):
    """A ring of its own, 26 px."""

    def __init__(self, parent: QWidget | None = None, *, side: int = 26) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._ring = Ring(self)

    def turning(self) -> bool:
        """Whether it moves."""
        return self._ring.turning()

    def sizeHint(self) -> QSize:
        """Return its fixed size."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        painter = painting.painter_for(self)
        self._ring.paint(painter, QRectF(self.rect()), 3.0 if self._side >= 20 else 2.0)
        painter.end()
