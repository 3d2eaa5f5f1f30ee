"""A slider whose way so far is filled with the accent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QSlider

from rushes.ui import theme
from rushes.ui.widgets import painting
from rushes.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from rushes.core.messages import Message

_KNOB = 16


class Slider(QSlider):
    """A horizontal slider: a click takes the knob there, arrows step by one, Page Up and Down by `pageStep`."""

    def __init__(self, least: int, most: int, *, name: Message, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._keyboard = False
        self.setRange(least, most)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        say(self.setAccessibleName, name)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(160, _KNOB + 6)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(60, _KNOB + 6)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus."""
        self._keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the knob to the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._move(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls: who scrolls past the length of a shot does not mean to change its price."""
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)
        self.update()

    def _move(self, event: QMouseEvent) -> None:
        way = max(1.0, self.width() - _KNOB)
        part = min(1.0, max(0.0, (event.position().x() - _KNOB / 2) / way))
        self.setSliderPosition(self.minimum() + round(part * (self.maximum() - self.minimum())))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        shown = theme.current()
        painter = painting.painter_for(self)
        middle = self.height() / 2
        span = max(1, self.maximum() - self.minimum())
        knob = _KNOB / 2 + (self.width() - _KNOB) * (self.sliderPosition() - self.minimum()) / span
        painting.box(painter, QRectF(0, middle - 2, self.width(), 4), 2, fill=shown.control)
        enabled = self.isEnabled()
        painting.box(painter, QRectF(0, middle - 2, knob, 4), 2, fill=shown.accent if enabled else shown.muted)
        disc = QRectF(knob - _KNOB / 2, middle - _KNOB / 2, _KNOB, _KNOB)
        painting.box(painter, disc, _KNOB / 2, fill=shown.text if enabled else shown.muted)
        if self._keyboard and self.hasFocus():
            painting.focus_ring(painter, disc.adjusted(-3, -3, 3, 3), _KNOB / 2 + 3)
        painter.end()
