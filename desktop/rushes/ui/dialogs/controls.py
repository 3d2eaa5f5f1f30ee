"""Two controls of the preferences: a slider that says its number, and a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from rushes.ui import fonts, theme
from rushes.ui.widgets import painting
from rushes.ui.widgets.labels import Label
from rushes.ui.widgets.slider import Slider
from rushes.ui.words import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent

    from rushes.core.messages import Message


class NumberSlider(QWidget):
    """A slider with its value beside it, in words.

    Signals:
        changed: somebody chose another number; carries it. Not emitted by `set_value`.
    """

    changed = Signal(int)

    def __init__(
        self,
        least: int,
        most: int,
        *,
        name: Message,
        words: Callable[[int], Message],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.slider = Slider(least, most, name=name)
        self._value = Label(bold=True)
        self._value.setFont(fonts.digits(bold=True))
        self._value.setFixedWidth(44)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(12)
        row.addWidget(self.slider, 1)
        row.addWidget(self._value)
        self.setFocusProxy(self.slider)
        self._show(least)
        self.slider.valueChanged.connect(self._moved)

    def value(self) -> int:
        """Return the number."""
        return self.slider.value()

    def set_value(self, value: int) -> None:
        """Show a number without telling."""
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(blocked)
        self._show(self.slider.value())

    def _moved(self, value: int) -> None:
        self._show(value)
        self.changed.emit(value)

    def _show(self, value: int) -> None:
        say(self._value.setText, self._words(value))


class PathLabel(QWidget):
    """A path in a frame; where it does not fit, its middle gives way and its tooltip has the whole."""

    def __init__(self, path: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = str(path)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(self._path)
        self.setAccessibleName(self._path)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(painting.width_of(self._path, fonts.font()) + 20, 28)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: it may be narrow."""
        return QSize(80, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        shown = theme.current()
        painter = painting.painter_for(self)
        painting.box(painter, self.rect(), theme.RADIUS, fill=shown.window, border=shown.line)
        font = fonts.font()
        area = self.rect().adjusted(10, 0, -10, 0)
        words = QFontMetrics(font).elidedText(self._path, Qt.TextElideMode.ElideMiddle, area.width())
        painting.text(painter, area, words, font, shown.text)
        painter.end()
