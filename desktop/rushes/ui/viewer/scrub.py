"""The scrub bar: where one is in the take, and the way to anywhere else in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QToolTip

from rushes.core.messages import msg
from rushes.ui import formats, theme
from rushes.ui.widgets import painting
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

HEIGHT: Final = 20
_OVER: Final = 3
"""How far the playhead stands out above and below the bar."""
_TIP_ABOVE: Final = 68
"""A tooltip stands 21 pixels below its point, where it would cover the timecode."""

_LEAST_GAP: Final = 24
"""Logical pixels between two ticks."""


class ScrubBar(QAbstractSlider):
    """A bar as long as the take, with a tick every few frames and one for each second, and a playhead.

    Its value is the frame that is shown. Arrow keys are left to the pane, which steps by frames.

    Signals:
        held: somebody took hold of the playhead.
        sought: the frame somebody wants to see; while the pointer moves, each it passes over.
        released: the playhead was let go.
    """

    held = Signal()
    sought = Signal(int)
    released = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate = 24
        self._hover: int | None = None
        self._keyboard = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setRange(0, 0)
        say(self.setAccessibleName, msg("Position, in frames"))

    def set_length(self, count: int, frame_rate: float) -> None:
        """Show a take of so many frames, at so many frames per second."""
        self._rate = max(1, round(frame_rate))
        self.setRange(0, max(0, count - 1))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(320, HEIGHT + 2 * _OVER)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(80, HEIGHT + 2 * _OVER)

    def frame_at(self, x: float) -> int:
        """Return the frame at a place, in logical pixels from the left."""
        part = (x - 1) / max(1, self.width() - 2)
        return min(self.maximum(), max(0, int(part * (self.maximum() + 1))))

    def x_of(self, frame: float) -> float:
        """Return where a frame begins, in logical pixels from the left."""
        return 1 + frame * (self.width() - 2) / (self.maximum() + 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the playhead there."""
        if event.button() is not Qt.MouseButton.LeftButton or not self.maximum():
            event.ignore()
            return
        self.setSliderDown(True)
        self.held.emit()
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the playhead along, and say which frame is under the pointer."""
        if self.isSliderDown():
            self._seek(event)
        self._hover = self.frame_at(event.position().x())
        if self.maximum():
            words = formats.timecode(self._hover, self._rate)
            above = QPoint(event.position().toPoint().x(), -_TIP_ABOVE)
            QToolTip.showText(self.mapToGlobal(above), words, self)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if self.isSliderDown():
            self.setSliderDown(False)
            self.released.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing any more."""
        self._hover = None
        QToolTip.hideText()
        self.update()

    def _seek(self, event: QMouseEvent) -> None:
        frame = self.frame_at(event.position().x())
        if frame != self.value():
            self.setValue(frame)
            self.sought.emit(frame)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the pane."""
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel alone."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus."""
        self._keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Paint the playhead anew."""
        super().sliderChange(change)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, the ticks and the playhead."""
        shown = theme.current()
        painter = painting.painter_for(self)
        bar = QRectF(0, _OVER, self.width(), HEIGHT)
        painting.box(painter, bar, theme.RADIUS_SMALL, fill=shown.window, border=shown.line)
        painter.setRenderHint(painter.RenderHint.Antialiasing, False)
        if self.maximum():
            self._paint_ticks(painter)
            if self._hover is not None and not self.isSliderDown():
                painter.fillRect(QRectF(round(self.x_of(self._hover)), _OVER + 1, 1, HEIGHT - 2), shown.muted)
            # In the middle of its frame: the first and the last stand as far from the ends.
            x = round(self.x_of(self.value() + 0.5) - 1)
            painter.fillRect(QRectF(x, 0, 2, HEIGHT + 2 * _OVER), shown.accent)
        painter.setRenderHint(painter.RenderHint.Antialiasing, True)
        if self._keyboard and self.hasFocus():
            painting.focus_ring(painter, bar, theme.RADIUS_SMALL)
        painter.end()

    def tick_step(self) -> int:
        """Return how many frames lie between two ticks, so that a person can tell them apart."""
        gap = (self.width() - 2) / (self.maximum() + 1)
        rate = self._rate
        steps = [n for n in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15) if rate % n == 0] + [rate * n for n in (1, 2, 5, 10, 30)]
        return next((step for step in steps if step * gap >= _LEAST_GAP), steps[-1])

    def _paint_ticks(self, painter: QPainter) -> None:
        shown = theme.current()
        step = self.tick_step()
        for frame in range(step, self.maximum() + 1, step):
            whole = frame % self._rate == 0
            color = shown.line_strong if whole else shown.line if not shown.dark else shown.control
            painter.fillRect(QRectF(round(self.x_of(frame)), _OVER + 1, 1, HEIGHT - 2), color)
